"""A district whose commands are really carried out, on its own database, for the simulation to live in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import msgspec

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import Alarm, Entity, Incident, Unit
from backend_client.protocol.messages import Command, Result
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import Executor
from platform_backend.district_data import prepare
from platform_backend.districts.generate import District, generate
from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.feed.state_hub import StateHub
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Execute
from platform_backend.simulation.simulator import Simulator
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store
from tests.platform_backend.simulation.manual_clock import ManualClock

E = TypeVar("E", bound=Entity)

#: Monday, 2 February 2026, 09:00 in China.
MORNING = 1769994000.0
_SPEC = msgspec.structs.replace(load_spec("gulou"), past_incidents=150, past_days=3)


def small_district(*, seed: int = 1) -> District:
    """Gulou with a short past, the same for the same seed."""
    return generate(_SPEC, seed=seed, now=MORNING)


@dataclass(frozen=True)
class Done:
    """One command as it was sent, and whether it took effect."""

    at: float
    actor: str
    name: str
    target: str
    args: msgspec.Struct
    ok: bool


@dataclass
class Published:
    """One published state."""

    at: float
    entity: str
    id: str
    data: Entity


@dataclass
class Town:
    """Executes commands one by one; remembers what was done and what was published."""

    store: Store
    clock: ManualClock
    executor: Executor
    hub: StateHub
    done: list[Done] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    _incidents: dict[str, Incident] = field(default_factory=dict)
    _alarms: dict[str, Alarm] = field(default_factory=dict)

    async def execute(self, actor: str, name: str, target: str | None, args: msgspec.Struct) -> Result:
        """Carry a command out as the platform does for its own sources."""
        command = Command(
            cmd_id=new_command_id(), name=name, target=target, args=msgspec.Raw(msgspec.json.encode(args))
        )
        with self.store.writing() as connection:
            batch = Batch(connection, now=self.clock.now())
            result = self.executor.run(batch, Actor(id=actor, name=actor, internal=True), command)
            batch.flush()
        for event in batch.events:
            self._take(event.entity, event.id, event.body)
        self.hub.committed(batch.state_rows.values())
        what = self._incidents[target].serial_no if target in self._incidents else str(target)
        self.done.append(Done(self.clock.now(), actor, name, what, args, result.ok))
        return result

    def publish_state(self, entity: str, id_: str, data: Entity) -> None:
        """Take over a state."""
        self.published.append(Published(self.clock.now(), entity, id_, data))
        self.hub.publish(entity, id_, data)

    def incidents(self) -> Mapping[str, Incident]:
        """What consoles see of incidents."""
        return self._incidents

    def alarms(self) -> Mapping[str, Alarm]:
        """What consoles see of alarms."""
        return self._alarms

    def units(self) -> Mapping[str, Unit]:
        """All units."""
        return self.hub.units()

    def sent(self, name: str) -> list[Done]:
        """The commands of one name that took effect."""
        return [done for done in self.done if done.name == name and done.ok]

    def _take(self, entity: str, id_: str, body: bytes | None) -> None:
        kind, held = {"incident": (Incident, self._incidents), "alarm": (Alarm, self._alarms)}[entity]
        if body is None:
            held.pop(id_, None)  # type: ignore[attr-defined]
        else:
            held[id_] = msgspec.json.decode(body, type=kind)  # type: ignore[index]


@cache
def _seeded(spec: DistrictSpec, seed: int) -> bytes:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "seeded.sqlite3")
        prepare(store, spec, seed=seed, now=MORNING)
        store.close()
        return store.path.read_bytes()


def open_town(folder: Path, *, district: District) -> Town:
    """A town on a fresh database in `folder`."""
    folder.mkdir(exist_ok=True)
    clock = ManualClock(start=MORNING)
    path = folder / "town.sqlite3"
    # Seeding takes longer than most tests: it is done once, and every town begins with a copy.
    path.write_bytes(_seeded(district.spec, district.seed))
    store = Store(path)
    data = prepare(store, district.spec, seed=district.seed, now=MORNING)

    def ignore(_topic: str, _key: Any) -> None:
        """Nobody listens here."""

    hub = StateHub(
        org_codes=data.site.org_codes, camera_codes=data.camera_codes, now=clock.now, on_change=ignore
    )
    hub.load("unit", data.units.items())
    hub.load("device", data.devices.items())
    town = Town(
        store, clock, Executor(site=data.site, state_version=hub.version, audit=AuditTrail(bytes(32))), hub
    )
    for held in data.topics["incidents"].view.values():
        town._take(held.entity, held.id, held.body)
    return town


@asynccontextmanager
async def simulated(
    folder: Path,
    *,
    district: District,
    seed: int = 7,
    habits: Habits | None = None,
    meddle: Callable[[Execute], Execute] = lambda execute: execute,
) -> AsyncIterator[Town]:
    """A town with the simulation running in it; time is moved by `town.clock.run_until`.

    `meddle` may put something between the simulation and the platform.
    """
    town = open_town(folder, district=district)
    simulator = Simulator(
        district=district,
        seed=seed,
        clock=town.clock,
        execute=meddle(town.execute),
        publish_state=town.publish_state,
        picture=town,
        habits=habits,
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(simulator.run(), name="simulation")
        yield town
        task.cancel()
    town.store.close()
