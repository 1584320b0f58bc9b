"""What a link to a conference lets its guest do: see who is in the room, come in, speak, and be told to go.

A guest hears through a stream of events that his browser keeps open; without one he is gone.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from backend_client.protocol.codec import MSGPACK
from backend_client.protocol.conference import Conference, Party, PartyState
from backend_client.protocol.conference_args import ConferenceJoin, ConferenceMark, ConferenceSay
from backend_client.protocol.conference_rules import ROOM, party
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import CommandArgs, Empty
from backend_client.protocol.messages import Command, Result, Signal
from platform_backend.access.conference_links import ConferenceLink, look_at, open_link, use_link
from platform_backend.commands.context import Actor
from platform_backend.commands.room_servers import NO_PLACE
from platform_backend.district_time import DistrictTime
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store

T = TypeVar("T")

#: What a guest may say, by the word for it: the command that stands behind it.
_ACTS: Final[dict[str, tuple[str, type[CommandArgs]]]] = {
    "join": ("conference.join", ConferenceJoin),
    "leave": ("conference.leave", Empty),
    "mark": ("conference.mark", ConferenceMark),
    "say": ("conference.say", ConferenceSay),
}
#: Commands of a guest in a minute, and signals in a second.
_MOST_ACTS: Final = 60
_ACTS_WITHIN_S: Final = 60.0
_MOST_SIGNALS: Final = 40
_SIGNALS_WITHIN_S: Final = 1.0
#: Events that wait for a browser which does not read them.
_MOST_WAITING: Final = 500
#: How often both ends are told that the line is alive, in seconds.
_ALIVE_S: Final = 5.0
_NAME_CHARACTERS: Final = 60


class Say(msgspec.Struct, frozen=True, kw_only=True):
    """What a guest's page sends; which further fields there are follows from `do`."""

    do: str
    name: str = ""
    to: str = ""
    data: msgspec.Raw = msgspec.Raw(b"null")


class _Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a guest is told of a conference, and who he is in it."""

    you: str
    conference: Conference


@dataclass(eq=False, slots=True)
class _Stream:
    """The events for one guest's browser; it ends with None."""

    link: ConferenceLink
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING + 1))

    def tell(self, event: str, data: bytes) -> None:
        """Let the browser hear of something, unless it is too far behind to hear anything."""
        if self.waiting.qsize() < _MOST_WAITING:
            self.waiting.put_nowait(b"event: %s\ndata: %s\n\n" % (event.encode(), data))

    def end(self, why: str = "") -> None:
        """Say why nothing comes any more, and end."""
        if why:
            self.tell("closed", msgspec.json.encode({"why": why}))
        if not self.waiting.full():
            self.waiting.put_nowait(None)


class ConferenceDesk:
    """Answers for the pages behind links to conferences.

    `conference` answers an open conference, `command` carries a command out as for everybody, `deliver` hands
    a signal on and answers how many have got it.
    """

    def __init__(
        self,
        *,
        store: Store,
        committer: Committer,
        conference: Callable[[str], Conference | None],
        command: Callable[[Actor, Command], Awaitable[Result]],
        deliver: Callable[[str, Signal], int],
        clock: DistrictTime,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._committer = committer
        self._conference = conference
        self._command = command
        self._deliver = deliver
        self._real_now = clock.real_now
        self._steady = steady
        self._streams: dict[str, _Stream] = {}
        self._acts: dict[str, deque[float]] = {}
        self._names: dict[str, str] = {}

    async def door(self, invitation: str) -> tuple[Conference, bool]:
        """The conference behind a link, and whether the link waits to be opened. Raises Refused."""
        link, waits = await self._read(
            lambda connection: look_at(connection, invitation, now=self._real_now())
        )
        conference, _ = self._room(link)
        return conference, waits

    async def open(self, invitation: str, shown: str, name: str) -> str:
        """Open a link for the first time: what its browser shows from now on. Raises Refused otherwise."""

        def work(batch: Batch) -> str:
            return open_link(batch, invitation, shown, now=self._real_now())

        await self.door(invitation)
        session = await self._committer.submit(work)
        link = await self.link(invitation, session)
        if name.strip():
            self._names[link.guest] = name.strip()[:_NAME_CHARACTERS]
        await self._tell_opened(link)
        return session

    async def link(self, invitation: str, session: str) -> ConferenceLink:
        """The link that this browser has opened, while its guest may be in the room. Raises Refused."""
        link = await self._read(
            lambda connection: use_link(connection, invitation, session, now=self._real_now())
        )
        self._room(link)
        return link

    async def events(self, link: ConferenceLink) -> AsyncGenerator[bytes, None]:
        """What the guest is to hear, until he is to hear no more; another stream of his ends this one."""
        stream = _Stream(link)
        if (former := self._streams.get(link.guest)) is not None:
            former.end()
        self._streams[link.guest] = stream
        try:
            self._show(stream)
            while True:
                try:
                    async with asyncio.timeout(_ALIVE_S):
                        heard = await stream.waiting.get()
                except TimeoutError:
                    if link.expires_at <= self._real_now():
                        stream.end("expired")
                    heard = b":\n\n"
                if heard is None:
                    return
                yield heard
        finally:
            if self._streams.get(link.guest) is stream:
                del self._streams[link.guest]

    async def say(self, link: ConferenceLink, body: bytes, *, origin: str) -> None:
        """Do what a guest's page asks. Raises Refused."""
        try:
            said = msgspec.json.decode(body, type=Say)
            if said.do == "ready":
                return
            if said.do == "signal":
                self._signal(link, said)
                return
            if said.do not in _ACTS:
                raise Refused(ErrorCode.BAD_REQUEST, "there is no such act")
            name, kind = _ACTS[said.do]
            args = msgspec.json.decode(body, type=kind)
        except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
            raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error
        if said.do != "leave":
            self._bound(f"{link.guest} {said.do}", _MOST_ACTS, _ACTS_WITHIN_S)
        _, mine = self._room(link)
        if said.do == "join" and link.guest not in self._streams:
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, "who joins keeps his stream of events open")
        called = said.name.strip()[:_NAME_CHARACTERS] or self._names.get(link.guest) or mine.name
        actor = Actor(id=link.guest, name=called, internal=True, origin=origin)
        raw = msgspec.Raw(msgspec.json.encode(args))
        command = Command(cmd_id="", name=name, target=link.conference, args=raw)
        result = await self._command(actor, command)
        if result.error is not None:
            raise Refused.of(result.error)
        if said.do == "join":
            # It stands in the roster from now on.
            self._names.pop(link.guest, None)

    def is_there(self, guest: str) -> bool:
        """Whether a guest's browser listens."""
        return guest in self._streams

    def deliver(self, guest: str, signal: Signal) -> int:
        """Let a guest hear a signal; how many browsers that are."""
        stream = self._streams.get(guest)
        if stream is None:
            return 0
        stream.tell("signal", msgspec.json.encode({"from": signal.from_, "data": signal.data}))
        return 1

    def changed(self, id_: str) -> None:
        """A conference has changed: its guests see it, and who may not any more is told to go."""
        for stream in tuple(self._streams.values()):
            if stream.link.conference == id_:
                self._show(stream)

    def close(self) -> None:
        """End all streams: the platform goes, and browsers come back by themselves."""
        for stream in self._streams.values():
            stream.end()

    async def _tell_opened(self, link: ConferenceLink) -> None:
        """Who made the link sees that somebody has it; a platform that cannot say so now lets him in all the
        same.
        """
        _, mine = self._room(link)
        if mine.state is PartyState.INVITED and mine.opened_at is None:
            actor = Actor(id=mine.id, name=mine.name, internal=True)
            await self._command(
                actor,
                Command(
                    cmd_id="",
                    name="conference.opened",
                    target=link.conference,
                    args=msgspec.Raw(msgspec.json.encode(Empty())),
                ),
            )

    def _show(self, stream: _Stream) -> None:
        conference = self._conference(stream.link.conference)
        mine = None if conference is None else party(conference, stream.link.guest)
        if conference is None:
            stream.end("closed")
        elif mine is None or mine.state is PartyState.REMOVED:
            stream.end("removed")
        else:
            seen = _Seen(you=mine.id, conference=_for_guests(conference, mine.id))
            stream.tell("roster", msgspec.json.encode(seen))

    def _room(self, link: ConferenceLink) -> tuple[Conference, Party]:
        conference = self._conference(link.conference)
        if conference is None:
            raise Refused(ErrorCode.EXPIRED, "the conference is over")
        mine = party(conference, link.guest)
        if mine is None or mine.state is PartyState.REMOVED:
            raise Refused(ErrorCode.EXPIRED, "the invitation was taken back")
        return conference, mine

    def _signal(self, link: ConferenceLink, said: Say) -> None:
        self._bound(f"{link.guest} signal", _MOST_SIGNALS, _SIGNALS_WITHIN_S)
        conference, mine = self._room(link)
        other = party(conference, said.to)
        is_there = said.to == ROOM or (other is not None and other.state is PartyState.JOINED)
        if mine.state is not PartyState.JOINED or not is_there:
            raise Refused(ErrorCode.NOT_FOUND, "not both take part in the conference")
        # It must reach consoles of either encoding.
        MSGPACK.from_json(bytes(said.data))
        signal = Signal(conference=link.conference, from_=link.guest, to=said.to, data=said.data)
        if not self._deliver(said.to, signal):
            raise Refused(ErrorCode.UNAVAILABLE, "whom it is for is not there now")

    def _bound(self, what: str, most: int, within_s: float) -> None:
        now = self._steady()
        # Who has not said anything for a while is forgotten, so that only the living are remembered.
        for each in [each for each, times in self._acts.items() if times[-1] < now - _ACTS_WITHIN_S]:
            del self._acts[each]
        times = self._acts.setdefault(what, deque(maxlen=most))
        if len(times) == most and times[0] > now - within_s:
            raise Refused(ErrorCode.RATE_LIMITED, "too much at once")
        times.append(now)

    async def _read(self, find: Callable[[Connection], T]) -> T:
        def read() -> T:
            with self._store.reading() as connection:
                return find(connection)

        return await asyncio.to_thread(read)


def _told(reason: str) -> str:
    # Who has no place any more is to know why.
    return reason if reason == NO_PLACE else ""


def _for_guests(conference: Conference, guest: str) -> Conference:
    """A conference as its guests see it: who is in the room, and of its matter no more than the title."""
    parties = tuple(
        replace(each, by="", reason=_told(each.reason), line=(), console="", seat="")
        for each in conference.parties
        if each.state is PartyState.JOINED or each.id == guest
    )
    return replace(conference, parties=parties, rooms=(), incident=None, alarm=None, plan=None)
