"""The district in the store: generated and inserted on first start, read back on later ones."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import insert

from backend_client.protocol.entities import Camera, Department, Device, Entity, Grid, Org, Position, Unit
from backend_client.protocol.nearest_cameras import NearestCameras
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Site
from platform_backend.directory_sync import what_is_known
from platform_backend.districts.locate import GridIndex
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.types import alarm_types, dictionary_version, load_types
from platform_backend.failures import CannotStart
from platform_backend.feed.event_log import TopicLog, load_topics, load_view
from platform_backend.limits.limits import Limits
from platform_backend.log_types import Held
from platform_backend.store import schema
from platform_backend.store.store import Store
from platform_backend.stream_addresses import apply_template

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DistrictData:
    """What the platform holds in memory of its district, made at `made_at`; `base_map` is GeoJSON."""

    epoch: str
    seed: int
    made_at: float
    topics: dict[str, TopicLog]
    site: Site
    units: Mapping[str, Unit]
    devices: Mapping[str, Device]
    camera_codes: Mapping[str, str]
    index: GridIndex
    base_map: bytes
    #: What the directory should hold whatever version of the product made the database.
    known: Mapping[tuple[str, str], Entity]


def prepare(
    store: Store,
    spec: DistrictSpec,
    *,
    seed: int,
    now: float,
    stream_address: str | None = None,
    limits: Limits | None = None,
    call_cameras: int = 2,
) -> DistrictData:
    """Fill an empty store with the district of `spec`, then load it. Raises CannotStart on another's data.

    `stream_address` is a template as in `stream_addresses`; None: the platform serves the cameras itself.
    A new district's open incidents get their clocks by `limits`. So many cameras as `call_cameras` may be
    shown in conferences at a time.
    """
    known = store.get_meta()
    if "district" not in known:
        with _without_collector():
            _fill(store, spec, seed=seed, now=now, limits=limits)
        known = store.get_meta()
    if known["district"] != spec.name:
        raise CannotStart(
            f"{store.path.parent} holds the district {known['district']}, not {spec.name}: start with "
            f"--district {known['district']}, or choose another folder with --data."
        )
    apply_template(store, stream_address, now=now)
    with store.reading() as connection:
        topics = load_topics(connection)
        units = {held.id: _decode(held, Unit) for held in load_view(connection, ("unit",))}
    directory = topics["directory"].view.values()
    orgs = {held.id: _decode(held, Org) for held in directory if held.entity == "org"}
    grids = {held.id: _decode(held, Grid) for held in directory if held.entity == "grid"}
    cameras = [held for held in directory if held.entity == "camera"]
    index = GridIndex(grids)
    since = format_time(now)
    return DistrictData(
        epoch=known["epoch"],
        seed=int(known["seed"]),
        made_at=float(known["made_at"]),
        topics=topics,
        site=_site(
            orgs,
            grids,
            index,
            msgspec.json.decode(known["types"], type=dict[str, str]),
            NearestCameras({held.id: _decode(held, Camera) for held in cameras}),
            call_cameras,
        ),
        units=units,
        # Every camera counts as reachable until something says otherwise.
        devices={held.id: Device(online=True, since=since) for held in cameras},
        camera_codes={held.id: held.codes for held in cameras},
        index=index,
        base_map=known["base_map"].encode(),
        known=what_is_known(
            spec, {held.id: _decode(held, Department) for held in directory if held.entity == "department"}
        ),
    )


def _fill(store: Store, spec: DistrictSpec, *, seed: int, now: float, limits: Limits | None) -> None:
    # Imported only when needed: later starts are spared the pinyin dictionary and the generator.
    from platform_backend.districts.base_map import base_map
    from platform_backend.districts.generate import generate
    from platform_backend.seeding import seed_district

    district = generate(spec, seed=seed, now=now)
    names = {code: kind.name for code, kind in district.types.items()}
    facts = {
        "district": spec.name,
        "seed": str(seed),
        "made_at": repr(now),
        "types": msgspec.json.encode(names).decode(),
        "base_map": msgspec.json.encode(base_map(district)).decode(),
    }
    with store.writing() as connection:
        seed_district(connection, district, now=now, limits=limits)
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        connection.execute(insert(schema.meta), rows)
    store.checkpoint()


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    # Making a district allocates millions of small values and no cycles: looking for those costs a fifth.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _site(
    orgs: Mapping[str, Org],
    grids: Mapping[str, Grid],
    index: GridIndex,
    types: Mapping[str, str],
    cameras: NearestCameras,
    call_cameras: int,
) -> Site:
    def locate(position: Position) -> str | None:
        id_ = index.grid_at(position)
        return None if id_ is None else grids[id_].code

    return Site(
        district_org=next(id_ for id_, org in orgs.items() if org.parent is None),
        org_codes={id_: org.code for id_, org in orgs.items()},
        grid_orgs={grid.code: grid.street for grid in grids.values()},
        type_names=types,
        type_version=dictionary_version(),
        alarm_types=alarm_types(load_types(), known=types),
        locate=locate,
        cameras=cameras,
        call_cameras=call_cameras,
    )


def _decode(held: Held, kind: type[T]) -> T:
    return msgspec.json.decode(held.body, type=kind)
