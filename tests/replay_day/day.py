"""A day of the real call log on a platform whose district's time is sped up, with people at work on it."""

from __future__ import annotations

import csv
import json
import shutil
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from argon2 import PasswordHasher
from msgspec.structs import replace
from sqlalchemy import select

from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import Result
from backend_client.tasks import TaskSet
from platform_backend.access.tokens import TokenSigner
from platform_backend.audit.anchors import AnchorFile
from platform_backend.audit.trail import AuditTrail
from platform_backend.data_folder import DataFolder
from platform_backend.district_data import DistrictData, prepare
from platform_backend.district_time import DistrictTime
from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.limits.book import LimitsBook
from platform_backend.replay import Summary, replay
from platform_backend.server import Platform
from platform_backend.simulation.clock import FastClock
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store import schema
from platform_backend.store.store import Store
from tests.replay_day.lives import Diary, Life

#: Tuesday 22 September 2026, 11:00 in Shanghai: the office is open, and closes at noon.
BEGIN = datetime(2026, 9, 22, 3, 0, tzinfo=UTC).timestamp()
LIMITS = Path(__file__).parent / "limits.toml"
#: As the map says: longer silences of the log are cut.
_LONGEST_GAP_S = 900.0


@dataclass
class Day:
    """What came of it; `bodies` are the incidents as they stand in the store, by id.

    What was due at `settled_at` has been found; at `stopped_at` nothing was looked for any more.
    """

    rows: int
    summary: Summary
    diary: Diary
    settled_at: float
    stopped_at: float
    owners: dict[str, str]
    codes: dict[str, str]
    parents: dict[str, str | None]
    reported: list[str]
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)


def district() -> DistrictSpec:
    """The district that the log's area is laid onto, with few cameras and nothing of the past."""
    return replace(load_spec("jianggan"), cameras=400, past_incidents=0, open_incidents=8)


async def run_day(log: Path, folder: Path, *, rate: float, hours: float, after_hours: float) -> Day:
    """Replay the first `hours` of the log, and let everybody work for `after_hours` more."""
    part = folder / "part.csv"
    rows = cut(log, part, hours=hours)
    data_path = folder / "data"
    with closing(DataFolder(data_path)) as place:
        shutil.copyfile(LIMITS, place.limits_file)
        store, limits = Store(place.database), LimitsBook(place.limits_file)
        data = prepare(store, district(), seed=1, now=BEGIN, limits=limits.current)
        clock = FastClock(rate=rate, start=BEGIN)
        platform = Platform(
            store=store,
            signer=TokenSigner(place.key()),
            data=data,
            cameras=SiteKeeper(
                cache=place.camera_cache, key_file=place.key_file, signer=TokenSigner(place.key())
            ),
            audit=AuditTrail(place.audit_key()),
            anchors=AnchorFile(place.anchors_file, place.audit_key()),
            hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
            limits=limits,
            clock=DistrictTime(now=clock.now, real_now=time.time, rate=rate),
        )
        await platform.start()
        try:
            crew = Crew(platform, data, clock, until=BEGIN + (hours + after_hours) * 3600.0)
            summary = await replay(
                log=part,
                map_file=Path("montgomery"),
                speed=1.0,
                index=data.index,
                type_names=data.site.type_names,
                clock=clock,
                execute=crew.report,
                say=lambda _: None,
            )
            await crew.close()
            settled_at = clock.now()
            await platform._rule.press()
            await platform.committer.submit(lambda _batch: None)
        finally:
            await platform.stop()
        stopped_at = clock.now()
        with closing(Store(place.database)) as kept:
            bodies = incidents(kept)
    return Day(
        rows=rows,
        summary=summary,
        diary=crew.diary,
        settled_at=settled_at,
        stopped_at=stopped_at,
        owners=dict(data.site.grid_orgs),
        codes=dict(data.site.org_codes),
        parents=crew.parents,
        reported=crew.reported,
        bodies=bodies,
    )


class Crew:
    """Reports what the log says, and gives each incident that comes of it a life."""

    def __init__(self, platform: Platform, data: DistrictData, clock: FastClock, *, until: float) -> None:
        self.diary = Diary()
        self.reported: list[str] = []
        self._platform = platform
        self._clock = clock
        self._until = until
        self._tasks = TaskSet()
        directory = platform.log.topics["directory"].view.values()
        orgs = {each.id: json.loads(each.body) for each in directory if each.entity == "org"}
        self.parents: dict[str, str | None] = {id_: org.get("parent") for id_, org in orgs.items()}
        self._streets = sorted(
            id_ for id_, org in orgs.items() if org.get("parent") == data.site.district_org
        )
        self._departments = sorted(each.id for each in directory if each.entity == "department")

    async def report(self, actor: str, name: str, target: str | None, args: msgspec.Struct) -> Result:
        """Carry out what the replay reports, and let it live from there."""
        result = await self._platform.execute(actor, name, target, args)
        if result.data is not None:
            id_: str = result.data["id"]
            self.reported.append(id_)
            life = Life(
                id_,
                send=self._platform.execute,
                look=self._look,
                clock=self._clock,
                diary=self.diary,
                streets=self._streets,
                departments=self._departments,
                until=self._until,
                rng=Random(f"life {len(self.reported)}"),
            )
            self._tasks.spawn(life.live(), name="life")
        return result

    async def close(self) -> None:
        """Wait for the end of the day; what is under way then is answered first."""
        await self._clock.sleep(self._until - self._clock.now())
        # Whatever was sent before this is answered before it.
        await self._platform.committer.submit(lambda _batch: None)
        await self._tasks.close()

    def _look(self, id_: str) -> Incident:
        held = self._platform.log.topics["incidents"].view["incident", id_]
        return msgspec.json.decode(held.body, type=Incident)


def cut(log: Path, part: Path, *, hours: float) -> int:
    """Write the rows of the log's first hours; how many there are."""
    with log.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    column = head.index("timestamp")
    rows.sort(key=lambda row: row[column])
    moments = [datetime.strptime(row[column], "%Y-%m-%d %H:%M").replace(tzinfo=UTC) for row in rows]
    longest, passed, kept = timedelta(seconds=_LONGEST_GAP_S), timedelta(), 1
    for before, later in pairwise(moments):
        passed += min(later - before, longest)
        if passed >= timedelta(hours=hours):
            break
        kept += 1
    with part.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows[:kept]])
    return kept


def incidents(store: Store) -> dict[str, dict[str, Any]]:
    """Every incident as it was written, by id."""
    table = schema.entities
    with store.reading() as connection:
        found: Sequence[Any] = connection.execute(
            select(table.c.id, table.c.body).where(table.c.entity == "incident")
        ).all()
    return {id_: json.loads(body) for id_, body in found}
