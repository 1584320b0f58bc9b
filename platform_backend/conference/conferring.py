"""Conferences put together: their keeper, their guests, and by which way a signal reaches whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from backend_client.protocol.conference import Party, PartyKind
from backend_client.protocol.messages import Command, Result, Signal
from platform_backend.commands.context import Actor
from platform_backend.conference.desk import ConferenceDesk
from platform_backend.conference.keeper import ConferenceKeeper, Patience
from platform_backend.district_time import DistrictTime
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import LogEvent
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store


class Conferring:
    """`keeper` looks after the rooms, `desk` answers their guests; `command` carries a command out."""

    def __init__(
        self,
        *,
        log: EventLog,
        store: Store,
        committer: Committer,
        connections: Connections,
        command: Callable[[Actor, Command], Awaitable[Result]],
        clock: DistrictTime,
        patience: Patience | None = None,
    ) -> None:
        self._connections = connections
        self.keeper = ConferenceKeeper(
            log=log, clock=clock, command=command, is_there=self._is_there, patience=patience
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
        """As `ConferenceKeeper.participants`."""
        return self.keeper.participants(conference)

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        found: Sequence[LogEvent] = [event for event in events if event.entity == "conference"]
        self.keeper.on_events(found)
        for event in found:
            self.desk.changed(event.id)

    def deliver(self, user: str, signal: Signal) -> int:
        """Hand a signal to every console of a user, or to a guest's browser; how many those are."""
        consoles = self._connections.of_user(user)
        for connection in consoles:
            connection.signal(signal)
        return len(consoles) + self.desk.deliver(user, signal)

    def _is_there(self, party: Party) -> bool:
        if party.kind is PartyKind.GUEST:
            return self.desk.is_there(party.id)
        return self._connections.is_at(party.id, party.console)
