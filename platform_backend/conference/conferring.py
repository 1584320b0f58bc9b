"""Conferences put together: their keeper, their guests, and by which way a signal reaches whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any

import msgspec

from backend_client.protocol.conference import Party, PartyKind, Provider
from backend_client.protocol.conference_rules import ROOM, party
from backend_client.protocol.messages import Command, Result, Signal
from platform_backend.camera_streams import StreamSources
from platform_backend.commands.context import Actor
from platform_backend.commands.showing import CameraAnew
from platform_backend.conference.camera_calls import CameraCalls
from platform_backend.conference.desk import ConferenceDesk
from platform_backend.conference.keeper import ACTOR, ConferenceKeeper, Patience
from platform_backend.conference.rooms import Rooms
from platform_backend.district_time import DistrictTime
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import LogEvent
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store


class Conferring:
    """`keeper` looks after conferences, `rooms` after those at a room server, `desk` answers their guests,
    `cameras` shows cameras in them.

    `command` carries a command out, `site` serves the cameras.
    """

    def __init__(
        self,
        *,
        log: EventLog,
        store: Store,
        committer: Committer,
        connections: Connections,
        command: Callable[[Actor, Command], Awaitable[Result]],
        clock: DistrictTime,
        site: SiteKeeper,
        patience: Patience | None = None,
    ) -> None:
        self._connections = connections
        self._command = command
        self.keeper = ConferenceKeeper(
            log=log, clock=clock, command=command, is_there=self._is_there, patience=patience
        )
        self.rooms = Rooms(
            conferences=self.keeper.conferences,
            act=command,
            tell=self.deliver,
            actor=Actor(id=ACTOR, name=ACTOR, internal=True, origin="platform"),
        )
        self.cameras = CameraCalls(
            conferences=self.keeper.conferences,
            source=StreamSources(
                camera=lambda id_: log.topics["directory"].view.get(("camera", id_)), site=site
            ).sub,
            deliver=self.deliver,
            anew=self._send_anew,
        )
        self.desk = ConferenceDesk(
            store=store,
            committer=committer,
            conference=self.keeper.conference,
            command=command,
            deliver=self.deliver,
            clock=clock,
        )

    def participants(self, conference: str) -> frozenset[str] | None:
        """As `ConferenceKeeper.participants`; where it has a server, the room itself is one of them."""
        found, held = self.keeper.participants(conference), self.keeper.conference(conference)
        if found is None or held is None or held.provider is not Provider.JANUS:
            return found
        return found | {ROOM}

    def work(self) -> tuple[tuple[str, Coroutine[Any, Any, None]], ...]:
        """What is to run as long as the platform, by name."""
        return (
            ("conferences", self.keeper.run()),
            ("rooms", self.rooms.run()),
            ("cameras in calls", self.cameras.run()),
        )

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        found: Sequence[LogEvent] = [event for event in events if event.entity == "conference"]
        self.keeper.on_events(found)
        for event in found:
            self.desk.changed(event.id)
            self.rooms.changed(event.id)
        if found:
            self.cameras.look()

    def speaks_for(self, actor: Actor, conference: str, id_: str) -> bool:
        """Whether somebody's console shows the conference on a wall as this party."""
        one = self._party(conference, id_)
        if one is None or one.kind is not PartyKind.WALL:
            return False
        return (one.user, one.console) == (actor.id, actor.instance)

    def deliver(self, user: str, signal: Signal) -> int:
        """Hand a signal to every console of a user, to a guest's browser, to the room, to a camera, or to the
        one console that shows a wall; how many have it.
        """
        if user == ROOM and (taken := self.rooms.take(signal)):
            return taken
        one = self._party(signal.conference, user)
        if one is not None and one.kind is PartyKind.CAMERA:
            return int(self.cameras.take(signal))
        if one is not None and one.kind is PartyKind.WALL:
            consoles = self._connections.at(one.user, one.console)
        else:
            consoles = self._connections.of_user(user)
        for connection in consoles:
            connection.signal(signal)
        return len(consoles) + self.desk.deliver(user, signal)

    def _party(self, conference: str, id_: str) -> Party | None:
        held = self.keeper.conference(conference)
        return None if held is None else party(held, id_)

    def _is_there(self, one: Party) -> bool:
        match one.kind:
            case PartyKind.GUEST:
                return self.desk.is_there(one.id)
            case PartyKind.CAMERA:
                return self.cameras.is_sent(one)
            case PartyKind.WALL:
                return bool(self._connections.at(one.user, one.console))
        return self._connections.is_at(one.id, one.console)

    async def _send_anew(self, conference: str, camera: Party) -> None:
        actor = Actor(id=camera.id, name=camera.name, internal=True, origin="platform")
        args = msgspec.Raw(msgspec.json.encode(CameraAnew(session=camera.session)))
        command = Command(cmd_id="", name="conference.camera_anew", target=conference, args=args)
        await self._command(actor, command)
