"""The platform's commands without sockets: a real executor on a real store, a district of a handful of orgs.

district 110101 - streets 110101001 (a), 110101002 (b), 110101003 (c) - community 110101001001 (a1)
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import insert, select

from backend_client.protocol.causes import Cause, Details, needs
from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import (
    AssigneeKind,
    Department,
    Entity,
    Incident,
    IncidentState,
    Org,
    Task,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.messages import Command, Result, Scope
from backend_client.protocol.nearest_cameras import NearestCameras
from backend_client.protocol.times import format_time
from backend_client.protocol.topics import LOG_TOPICS
from platform_backend.access.scope import codes_of
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.context import Actor, RoomServer, Site
from platform_backend.commands.executor import Executor
from platform_backend.store import schema
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.store import Store

E = TypeVar("E", bound=Entity)

DISTRICT, A, B, C, A1 = "o-d", "o-a", "o-b", "o-c", "o-a1"
CODES = {
    DISTRICT: "110101",
    A: "110101001",
    B: "110101002",
    C: "110101003",
    A1: "110101001001",
}
_PARENTS = {A: DISTRICT, B: DISTRICT, C: DISTRICT, A1: A}
BUREAU, OFFICE = "dept-1", "dept-2"
#: Units by id: those of street a, and one of street b.
UNITS = {"u1": A, "u2": A, "u3": A, "u-b": B}
#: Whoever looks after street a, in every role of a room.
ROOM = ("duty_officer", "dispatcher", "duty_leader")


class Silent(AuditTrail):
    """A trail that is nowhere; `details` is what its entries would have said."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.details: list[str] = []

    def write(self, *_args: Any, detail: str = "", **_kwargs: Any) -> None:
        """Write nothing."""
        self.details.append(detail)


class Hall:
    """Carries commands out, each in a transaction of its own."""

    def __init__(self, store: Store, *, now: float) -> None:
        self.store = store
        self.now = now
        self.trail = Silent()
        self.site = Site(
            district_org=DISTRICT,
            org_codes=CODES,
            grid_orgs={},
            type_names={"0101": "积水"},
            type_version="2026-1",
            alarm_types={},
            locate=lambda _position: None,
            cameras=NearestCameras({}),
        )
        self.room_server: RoomServer | None = None
        self.executor = Executor(
            site=self.site,
            state_version=lambda _kind, _id: 1,
            audit=self.trail,
            room_server=lambda: self.room_server,
        )
        self._numbers = itertools.count(1)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """A transaction that is written at the end."""
        with self.store.writing() as connection:
            batch = Batch(connection, now=self.now)
            yield batch
            batch.flush()

    def put(self, entities: Mapping[str, Entity]) -> None:
        """Store entities by id, as they are."""
        with self.batch() as batch:
            draft = Draft(batch, by="hall")
            for id_, data in entities.items():
                draft.put(id_, data, codes=codes_of(data, CODES))
            batch.merge(draft)

    def incident(self, state: IncidentState = IncidentState.PENDING, **more: Any) -> str:
        """A fresh incident of street a; its id."""
        id_ = f"i{next(self._numbers)}"
        self.put({id_: incident(state, self.now, serial_no=id_, **more)})
        return id_

    def do(self, actor: Actor, name: str, target: str | None, **args: Any) -> Result:
        """Carry one command out."""
        self.now += 1.0
        command = Command(
            cmd_id=new_command_id(self.now),
            name=name,
            target=target,
            args=msgspec.Raw(msgspec.json.encode({key.rstrip("_"): value for key, value in args.items()})),
        )
        with self.batch() as batch:
            return self.executor.run(batch, actor, command)

    def done(self, actor: Actor, name: str, target: str | None, **args: Any) -> Incident:
        """The same for one that must take effect: the incident after it."""
        result = self.do(actor, name, target, **args)
        assert result.ok, (name, result.error)
        return self.read(target or str((result.data or {})["id"]))

    def code(self, actor: Actor, name: str, target: str | None, **args: Any) -> str:
        """The same for one that must be refused and change nothing: the error's code."""
        before = self.bodies()
        result = self.do(actor, name, target, **args)
        assert result.error is not None, name
        assert self.bodies() == before
        # One clear sentence.
        assert result.error.message
        assert "\n" not in result.error.message
        # And for machines, with all that it needs.
        details = msgspec.to_builtins(result.error.details or Details())
        assert details.keys() == needs(Cause(result.error.cause or "")), result.error
        return result.error.code

    def read(self, id_: str) -> Incident:
        """An incident as it stands in the store."""
        return self.get(Incident, id_)

    def get(self, kind: type[E], id_: str) -> E:
        """An entity as it stands in the store."""
        table = schema.entities
        with self.store.reading() as connection:
            body = connection.scalar(select(table.c.body).where(table.c.id == id_))
        assert body is not None, id_
        return msgspec.json.decode(body, type=kind)

    def all(self, entity: str, kind: type[E]) -> list[E]:
        """All entities of a kind."""
        table = schema.entities
        with self.store.reading() as connection:
            bodies = connection.scalars(select(table.c.body).where(table.c.entity == entity)).all()
        return [msgspec.json.decode(body, type=kind) for body in bodies]

    def bodies(self) -> dict[tuple[str, str], bytes]:
        """Everything that stands in the store."""
        table = schema.entities
        with self.store.reading() as connection:
            rows = connection.execute(select(table.c.entity, table.c.id, table.c.body))
            return {(row.entity, row.id): row.body for row in rows}


@contextmanager
def hall(folder: Path, *, now: float | None = None) -> Iterator[Hall]:
    """A hall with its orgs, departments and units in it."""
    with closing(Store(folder / "hall.sqlite3")) as store:
        with store.writing() as connection:
            heads = [{"topic": topic, "head": 1, "floor": 1} for topic in LOG_TOPICS]
            connection.execute(insert(schema.heads), heads)
        one = Hall(store, now=float(int(time.time())) if now is None else now)
        one.put(
            {
                **{
                    id_: Org(kind="org", code=code, name=f"{code}街道", parent=_PARENTS.get(id_))
                    for id_, code in CODES.items()
                },
                **{id_: Department(code=id_, name=f"{id_}局", org=DISTRICT) for id_ in (BUREAU, OFFICE)},
                **{
                    id_: Unit(code=id_, name=f"{id_}队", org=org, kind="grid", status=UnitStatus.AVAILABLE)
                    for id_, org in UNITS.items()
                },
            }
        )
        yield one


def person(name: str, *roles: str, org: str | None = A, departments: tuple[str, ...] = ()) -> Actor:
    """Somebody in these roles (every one of a room's without any), for an org or for departments."""
    division = None if org is None else CODES[org]
    scope = Scope(division=division, departments=departments)
    return Actor(id=name, name=name, roles=roles or ROOM, scope=scope)


def unit(id_: str) -> dict[str, Any]:
    """A unit as an assignee."""
    return {"kind": "unit", "id": id_}


def department(id_: str) -> dict[str, Any]:
    """A department as an assignee."""
    return {"kind": "department", "id": id_}


def task(
    id_: str, state: TaskState, now: float, *, kind: AssigneeKind = AssigneeKind.DEPARTMENT, who: str = BUREAU
) -> Task:
    """A task as it is stored."""
    return Task(
        id=id_,
        kind=kind,
        assignee=who,
        name=f"{who}局",
        lead=True,
        state=state,
        offered_at=format_time(now),
        org=UNITS.get(who, DISTRICT),
    )


def incident(state: IncidentState, now: float, **more: Any) -> Incident:
    """An incident as it is stored."""
    return Incident(
        **{
            "serial_no": "1",
            "type_code": "0101",
            "type_name": "积水",
            "severity": 3,
            "title": "积水",
            "source": "热线",
            "state": state,
            "owner_org": A,
            "reported_at": format_time(now),
            **more,
        }
    )
