"""A conference's room at Janus: who sends into it, and who is sent what of whom."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from backend_client.protocol.conference import Conference, Party, Provider
from backend_client.protocol.conference_rules import MOST, ROOM, joined
from backend_client.protocol.messages import Signal
from backend_client.tasks import TaskSet
from platform_backend.conference.janus import Janus
from platform_backend.conference.room_page import Feed, FromPage, RoomPage

#: What a page may send in all, in bits a second.
_MOST_BITS: Final = 2_000_000
#: Cameras and walls have no places among people's.
_BESIDE: Final = 16


class Room:
    """`open` makes it; then `roster` and `take` are told what happens; `close` ends it.

    `tell` hands a signal to a party and answers how many have got it.
    """

    def __init__(self, *, conference: str, janus: Janus, tell: Callable[[str, Signal], int]) -> None:
        # A "z" stands behind every digit: of a pair, it is the larger session.
        self.session = f"z{secrets.token_hex(8)}"
        self._conference = conference
        self._janus = janus
        self._tell = tell
        self._number = secrets.randbelow(2**31) + 1
        self._parties: dict[str, Party] = {}
        self._pages: dict[str, RoomPage] = {}
        self._tasks = TaskSet()

    async def open(self) -> None:
        """Make the room at Janus. Raises JanusFailed."""
        handle = await self._janus.attach(lambda _event: None)
        room = {
            "room": self._number,
            "publishers": MOST[Provider.JANUS] + _BESIDE,
            "bitrate": _MOST_BITS,
            "fir_freq": 10,
            "videocodec": "vp8",
            "audiocodec": "opus",
            "is_private": True,
        }
        await self._janus.say(handle, {"request": "create", "permanent": False, **room})

    async def close(self) -> None:
        """Let everybody go; Janus forgets the room."""
        await self._tasks.close()

    def roster(self, conference: Conference) -> None:
        """Who is in it now."""
        self._parties = {each.id: each for each in joined(conference) if each.session}
        for id_, page in tuple(self._pages.items()):
            party = self._parties.get(id_)
            if party is None or party.session != page.session:
                del self._pages[id_]
                page.close()
        self._changed()

    def take(self, signal: Signal) -> int:
        """A signal of a page; 0 when it is for a former life of the room or of a page that is not in it.

        Raises msgspec.MsgspecError for what no page of ours says.
        """
        said = msgspec.json.decode(signal.data, type=FromPage)
        party = self._parties.get(signal.from_)
        if said.to != self.session or party is None or party.session != said.from_:
            return 0
        page = self._pages.get(party.id)
        if page is None:
            page = self._pages[party.id] = self._page(party)
        page.take(said)
        return 1

    def _page(self, party: Party) -> RoomPage:
        def tell(data: Mapping[str, object]) -> int:
            full = {"v": 1, "from": self.session, "to": party.session, **data}
            raw = msgspec.Raw(msgspec.json.encode(full))
            return self._tell(
                party.id, Signal(conference=self._conference, from_=ROOM, to=party.id, data=raw)
            )

        page = RoomPage(
            id=party.id,
            session=party.session,
            room=self._number,
            janus=self._janus,
            tell=tell,
            wanted=lambda: self._wanted(party.id),
            changed=self._changed,
        )
        self._tasks.spawn(page.run(), name="page in a room")
        return page

    def _wanted(self, id_: str) -> dict[Feed, tuple[str, str]]:
        """All that others send, by whom and on which line; a screen only while it is shared."""
        return {
            feed: (other, line)
            for other, page in self._pages.items()
            if other != id_ and (party := self._parties.get(other)) is not None
            for feed, line in page.feeds.items()
            if line != "screen" or party.sharing
        }

    def _changed(self) -> None:
        for page in self._pages.values():
            page.look()
