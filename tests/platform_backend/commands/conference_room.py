"""A district with people of several rooms, for the commands on conferences; everybody is signed in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from msgspec.structs import replace as changed
from sqlalchemy import insert

from backend_client.protocol.causes import Cause, Details, needs
from backend_client.protocol.commands import new_command_id
from backend_client.protocol.conference import Conference, Party
from backend_client.protocol.entities import Alarm, AlarmState, IncidentState, Seat
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Actor
from platform_backend.store import schema
from tests.platform_backend.commands.hall import BUREAU, DISTRICT, A, B, Hall, incident, person

LI = person("li", "dispatcher", org=DISTRICT)
CHIEF = person("chief", "duty_leader", org=DISTRICT)
STREET = person("street", "dispatcher", org=A)
STREET_2 = person("street-2", "duty_officer", org=A)
OTHER = person("other", "dispatcher", org=B)
OFFICER = person("officer", "dispatcher", org=None, departments=(BUREAU,))
LEADER = person("leader", "leader", org=DISTRICT)
CLERK = person("clerk", "system_administrator", org=DISTRICT)
PEOPLE = (LI, CHIEF, STREET, STREET_2, OTHER, OFFICER, LEADER, CLERK)
SEAT = "seat-a"
EMPTY_SEAT = "seat-a2"


def at(actor: Actor, console: str) -> Actor:
    """Somebody at a console."""
    return replace(actor, instance=console)


class ConferenceRoom:
    """Gives commands on conferences and reads what came of them; `hall` carries them out."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        hall.put(
            {
                "i1": incident(IncidentState.PENDING, hall.now),
                "a1": Alarm(
                    priority=1,
                    kind="烟感",
                    title="烟感",
                    source="消防",
                    state=AlarmState.OPEN,
                    raised_at=format_time(hall.now),
                    org=A,
                ),
                SEAT: Seat(name="接警席", org=A, holder=STREET_2.id, holder_name=STREET_2.name),
                EMPTY_SEAT: Seat(name="空席", org=A),
            }
        )
        with hall.store.writing() as connection:
            for actor in PEOPLE:
                connection.execute(
                    insert(schema.users).values(
                        id=actor.id,
                        name=actor.name,
                        roles=" ".join(actor.roles),
                        division=actor.scope.division,
                        departments=" ".join(actor.scope.departments),
                    )
                )

    def sign_in(self, *people: Actor) -> None:
        """Give them a living session."""
        with self.hall.store.writing() as connection:
            for actor in people:
                values = {"id": f"s-{actor.id}", "user": actor.id, "created_at": 0.0, "revoked": False}
                connection.execute(insert(schema.sessions).values(**values, expires_at=self.hall.now * 2))

    def ask(self, actor: Actor, name: str, target: str | None, /, **args: Any) -> Result:
        """Send one command, a second after the last."""
        self.hall.now += 1.0
        command = Command(
            cmd_id=new_command_id(self.hall.now),
            name=f"conference.{name}",
            target=target,
            args=msgspec.Raw(msgspec.json.encode(args)),
        )
        with self.hall.batch() as batch:
            return self.hall.executor.run(batch, actor, command)

    def opened(self, actor: Actor = LI, *people: Actor, **args: Any) -> str:
        """A conference that rings `people`; its id."""
        invited = [{"user": each.id} for each in people]
        result = self.ask(actor, "open", None, **{"title": "会商", "people": invited, **args})
        assert result.ok, result.error
        return str((result.data or {})["id"])

    def done(self, actor: Actor, name: str, target: str, /, **args: Any) -> Conference:
        """Send one that takes effect: the conference after it."""
        result = self.ask(actor, name, target, **args)
        assert result.ok, (name, result.error)
        return self.get(target)

    def refused(self, actor: Actor, name: str, target: str | None, /, **args: Any) -> Error:
        """Send one that is refused and changes nothing: why."""
        before = self.hall.bodies()
        result = self.ask(actor, name, target, **args)
        assert result.error is not None, name
        assert self.hall.bodies() == before
        details = msgspec.to_builtins(result.error.details or Details())
        assert details.keys() == needs(Cause(result.error.cause or "")), result.error
        return result.error

    def cause(self, actor: Actor, name: str, target: str | None, /, **args: Any) -> tuple[str, str]:
        """The same: its code and cause."""
        error = self.refused(actor, name, target, **args)
        return str(error.code), str(error.cause)

    def join(self, id_: str, *people: Actor) -> Conference:
        """Let people come in, each at a console and with a page of their own."""
        for actor in people:
            self.done(at(actor, f"console-{actor.id}"), "join", id_, session=actor.id.encode().hex())
        return self.get(id_)

    def get(self, id_: str) -> Conference:
        """A conference as it stands in the store."""
        return self.hall.get(Conference, id_)

    def party(self, id_: str, who: Actor | str) -> Party:
        """A party of it."""
        name = who if isinstance(who, str) else who.id
        return next(each for each in self.get(id_).parties if each.id == name)

    def states(self, id_: str) -> dict[str, str]:
        """Who stands where."""
        return {each.id: each.state.value for each in self.get(id_).parties}

    def told(self, incident_: str = "i1") -> list[tuple[str, str, str]]:
        """What the incident's trail tells: by whom, what, and a word on it."""
        return [(each.by, each.action, each.text) for each in self.hall.read(incident_).steps]

    def by_rule(self, name: str, id_: str, who: Actor, /, **args: Any) -> Result:
        """What the platform's keeper does about somebody."""
        return self.ask(Actor(id=who.id, name=who.name, internal=True), name, id_, **args)

    def put(self, id_: str, **more: Any) -> None:
        """Store a conference with other values."""
        self.hall.put({id_: changed(self.get(id_), **more)})
