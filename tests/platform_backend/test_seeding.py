from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.times import parse_time
from platform_backend.district_data import prepare
from platform_backend.districts.spec import DistrictSpec
from platform_backend.store import schema
from platform_backend.store.store import Store
from tests.platform_backend.conftest import Running


def test_everything_of_the_district_is_there(seeded: Path, small_spec: DistrictSpec) -> None:
    with closing(Store(seeded / "platform.sqlite3")) as store, store.reading() as connection:
        table = schema.entities
        kinds = select(table.c.entity, func.count()).group_by(table.c.entity)
        counts = {entity: count for entity, count in connection.execute(kinds)}  # noqa: C416 rows are no pairs
        indexed = connection.scalar(select(func.count()).select_from(schema.incident_index))
        cameras = connection.scalar(select(func.count()).select_from(schema.camera_index))
    assert counts["grid"] == small_spec.grids
    assert counts["camera"] == cameras == small_spec.cameras
    assert counts["incident"] == indexed == small_spec.past_incidents + small_spec.open_incidents
    assert (counts["wall"], counts["scene"], counts["tour"]) == (2, 3, 2)


def test_the_same_seed_makes_the_same_again(tmp_path: Path, small_spec: DistrictSpec) -> None:
    now = time.time()
    views = []
    for name in ("a", "b"):
        with closing(Store(tmp_path / name)) as store:
            data = prepare(store, small_spec, seed=3, now=now)
            views.append({key: held.body for key, held in data.topics["directory"].view.items()})
    assert views[0] == views[1]


async def test_serial_numbers_go_on_where_the_past_ended(running: Running) -> None:
    async with running.console() as one:
        created = await one.command(
            "incident.create", type_code="0101", severity=2, title="积水", source="热线"
        )
        await one.query("incidents.search", text="积水")
        incidents = running.platform.picture.incidents()
        fresh: Incident = incidents[created["data"]["id"]]
        found = await one.query("incidents.search", text=fresh.serial_no)
    assert found["data"]["total"] == 1


def test_open_incidents_have_the_clocks_of_their_trail(tmp_path: Path, small_spec: DistrictSpec) -> None:
    now = time.time()
    with closing(Store(tmp_path / "platform.sqlite3")) as store:
        data = prepare(store, small_spec, seed=3, now=now)
    seen = [msgspec.json.decode(held.body, type=Incident) for held in data.topics["incidents"].view.values()]
    waiting = [each for each in seen if each.state not in CLOSED_STATES]
    assert len(waiting) == small_spec.open_incidents
    for each in waiting:
        running = [clock for clock in each.deadlines if clock.runs]
        assert running
        # What was past due before the platform first started has been pressed then.
        assert all(clock.breached_at is not None for clock in running if parse_time(clock.due_at) <= now)
