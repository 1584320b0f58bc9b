"""A whole district from its file and a seed: the same seed and moment always give the same district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from msgspec.structs import replace

from backend_client.protocol.entities import Camera, Department, Grid, Incident, Org, Seat, Unit
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene, Tour, Wall
from platform_backend.districts.areas import build_areas
from platform_backend.districts.cameras import build_cameras
from platform_backend.districts.history import Past, Serials
from platform_backend.districts.matters import Matters
from platform_backend.districts.naming import Names
from platform_backend.districts.opening import build_opening
from platform_backend.districts.places import Place, build_places
from platform_backend.districts.roads import RoadNet, build_roads
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.staff import build_departments, build_seats, build_units, owners_of
from platform_backend.districts.tiling import Tiling, tile
from platform_backend.districts.types import IncidentType, load_types
from platform_backend.districts.walls import build_scenes, build_tours, build_walls


@dataclass(frozen=True)
class District:
    """Everything a fresh platform starts with. Mappings are by id.

    `past` gives (id, incident) oldest first each time it is walked over. `serials` are the last serial
    numbers given out to past and open incidents, by series (330104005-2026). `tiling`, `net` (both in
    metres), `places` and `matters` are what the simulation and the base map draw from.
    """

    spec: DistrictSpec
    seed: int
    orgs: Mapping[str, Org]
    departments: Mapping[str, Department]
    seats: Mapping[str, Seat]
    grids: Mapping[str, Grid]
    cameras: Mapping[str, Camera]
    units: Mapping[str, Unit]
    walls: Mapping[str, Wall]
    scenes: Mapping[str, Scene]
    tours: Mapping[str, Tour]
    types: Mapping[str, IncidentType]
    past: Past
    open_incidents: Mapping[str, Incident]
    serials: Mapping[str, int]
    tiling: Tiling
    net: RoadNet
    places: tuple[Place, ...]
    matters: Matters


def generate(spec: DistrictSpec, *, seed: int, now: float) -> District:
    """Make the district of `spec`; `now` (seconds since the epoch) is when its past ends."""

    def chance(part: str) -> Random:
        # Each part draws from its own source, so that a change in one leaves the others as they were.
        return Random(f"{spec.name}:{seed}:{part}")

    names = Names(rng=chance("names"))
    tiling = tile(spec, rng=chance("tiling"))
    net = build_roads(tiling, spec, names=names)
    areas = build_areas(tiling, spec, names=names)
    places = build_places(tiling, areas, net, rng=chance("places"))
    cameras = build_cameras(places, spec, rng=chance("cameras"))
    staff = build_units(areas, places, spec, now=now, rng=chance("staff"))
    owners = owners_of(staff, spec)
    types = load_types()
    matters = Matters(types=types, places=places)
    past = Past(spec, matters, staff, seed, now)
    serials = Serials()
    past.count(serials)
    opening = build_opening(spec, matters, staff, serials=serials, now=now, rng=chance("opening"))
    return District(
        spec=spec,
        seed=seed,
        orgs=areas.orgs,
        departments=build_departments(spec),
        seats=build_seats(spec),
        grids={id_: replace(grid, owner=owners.get(id_)) for id_, grid in areas.grids.items()},
        cameras=cameras,
        units=opening.units,
        walls=build_walls(cameras, spec),
        scenes=build_scenes(cameras, spec, at=format_time(now)),
        tours=build_tours(cameras, spec, at=format_time(now)),
        types=types,
        past=past,
        open_incidents=opening.incidents,
        serials=serials.last(),
        tiling=tiling,
        net=net,
        places=places,
        matters=matters,
    )
