"""One page in a room at Janus: what it sends, and one connection by which it is sent all the others.

Everything is done one after the other: Janus answers a change that comes while it waits for a page's answer
to the last by no offer at all.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import msgspec

from platform_backend.conference.janus import Answer, Description, Janus, JanusFailed

#: How long a page has for its answer, and how long it is until what has failed is tried again, in seconds.
ANSWER_WITHIN_S: Final = 5.0
_AGAIN_AFTER_S: Final = 1.0
_LINES: Final = frozenset({"voice", "camera", "screen"})

_log = logging.getLogger(__name__)
#: Numbers of those who send; none comes twice while the platform runs.
_feeds = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Feed:
    """One line of one sender, as Janus calls it."""

    number: int
    mid: str


class FromPage(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What a page says to its room: ``publish``, ``description`` or ``restart``; sessions say who to whom."""

    kind: str
    from_: str
    to: str
    round: int = 0
    description: Description | None = None
    lines: dict[str, str] = {}


class _Unanswered(Exception):
    """A page has not answered an offer."""


class RoomPage:
    """`run` serves the page; `feeds` is what of it can be received now, by line.

    `tell` hands it a signal, `wanted` answers what it should be sent, with whose that is and on which line,
    `changed` is called when `feeds` is another.
    """

    def __init__(
        self,
        *,
        id: str,
        session: str,
        room: int,
        janus: Janus,
        tell: Callable[[Mapping[str, object]], int],
        wanted: Callable[[], Mapping[Feed, tuple[str, str]]],
        changed: Callable[[], None],
    ) -> None:
        self.id = id
        self.session = session
        self.feeds: Mapping[Feed, str] = {}
        self._room = room
        self._janus = janus
        self._tell = tell
        self._wanted = wanted
        self._changed = changed
        self._wake = asyncio.Event()
        self._sent = itertools.count(1)
        self._offer: FromPage | None = None
        self._publisher: int | None = None
        self._coming: Mapping[Feed, str] = {}
        self._subscriber: int | None = None
        self._life = 0
        self._round = 0
        self._held: dict[str, Feed] = {}
        self._answer: asyncio.Future[Description] | None = None
        self._over = False
        self._closed = False

    def take(self, said: FromPage) -> None:
        """A word of the page's; the latest of a kind counts."""
        match said.kind:
            case "publish" if said.description is not None:
                self._offer = said
            case "description" if said.description is not None and said.round == self._round:
                if self._answer is not None and not self._answer.done():
                    self._answer.set_result(said.description)
                return
            case "restart":
                self._over = True
        self._wake.set()

    def look(self) -> None:
        """There may be something else to send it."""
        self._wake.set()

    async def run(self) -> None:
        """Serve the page until it is closed; then give up what it sends and what it is sent."""
        try:
            while not self._closed:
                await self._wake.wait()
                self._wake.clear()
                await self._work()
        finally:
            self.feeds = {}
            for handle in (self._publisher, self._subscriber):
                await self._drop(handle)

    def close(self) -> None:
        """The page is gone."""
        self._closed = True
        self._wake.set()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(_Unanswered())

    async def _work(self) -> None:
        try:
            if (offer := self._offer) is not None:
                self._offer = None
                await self._publish(offer)
            await self._follow()
        except _Unanswered:
            _log.info("a page has not answered an offer; offering anew")
            self._over = True
            self._wake.set()
        except JanusFailed as error:
            _log.warning("a page's part in a room has failed: %s", error)
            self._over = True
            await asyncio.sleep(_AGAIN_AFTER_S)
            self._wake.set()

    async def _publish(self, offer: FromPage) -> None:
        """Let the page send; every offer is of another connection, so it has a handle of its own."""
        former, self._publisher = self._publisher, None
        self._set_feeds({})
        await self._drop(former)
        number = next(_feeds)
        handle = self._publisher = await self._janus.attach(
            lambda event: self._heard_of_sending(number, event)
        )
        self._coming = {Feed(number, mid): line for mid, line in offer.lines.items() if line in _LINES}
        join = {"request": "join", "ptype": "publisher", "room": self._room, "id": number}
        await self._janus.say(handle, join)
        answer = await self._janus.say(handle, {"request": "publish"}, offer.description)
        if answer.jsep is None:
            raise JanusFailed("there is no answer to a page's offer")
        self._say("description", round=offer.round, description=answer.jsep)

    def _heard_of_sending(self, number: int, event: str) -> None:
        if all(feed.number != number for feed in self._coming):
            return
        match event:
            case "webrtcup":
                self._set_feeds(self._coming)
            case "hangup":
                self._coming = {}
                self._set_feeds({})
                self._say("restart")

    def _set_feeds(self, feeds: Mapping[Feed, str]) -> None:
        if feeds != self.feeds:
            self.feeds = feeds
            self._changed()

    async def _follow(self) -> None:
        """Bring what the page is sent into line with what it should be."""
        if self._over:
            self._over = False
            former, self._subscriber = self._subscriber, None
            self._held = {}
            await self._drop(former)
        wanted = self._wanted()
        held = set(self._held.values())
        more: list[dict[str, object]] = [
            {"feed": feed.number, "mid": feed.mid} for feed in wanted if feed not in held
        ]
        gone: list[dict[str, object]] = [
            {"sub_mid": mid} for mid, feed in self._held.items() if feed not in wanted
        ]
        if not more and not gone:
            return
        answer = await self._subscribed(more, gone)
        if answer is None:
            return
        self._held = {
            each.mid: Feed(each.feed_id, each.feed_mid)
            for each in answer.data.streams
            if each.feed_id is not None and each.feed_mid is not None
        }
        if answer.jsep is not None:
            lines = {mid: wanted[feed] for mid, feed in self._held.items() if feed in wanted}
            await self._agree(answer.jsep, lines)
        # Who came or went meanwhile.
        self._wake.set()

    async def _subscribed(
        self, more: list[dict[str, object]], gone: list[dict[str, object]]
    ) -> Answer | None:
        if self._subscriber is None:
            if not more:
                return None
            self._life += 1
            life = self._life
            handle = self._subscriber = await self._janus.attach(
                lambda event: self._heard_of_receiving(life, event)
            )
            # Without autoupdate: this offers what is to change, and nothing else does.
            join = {"request": "join", "ptype": "subscriber", "room": self._room, "autoupdate": False}
            return await self._janus.say(handle, {**join, "streams": more})
        update: dict[str, object] = {"request": "update"}
        if more:
            update["subscribe"] = more
        if gone:
            update["unsubscribe"] = gone
        return await self._janus.say(self._subscriber, update)

    def _heard_of_receiving(self, life: int, event: str) -> None:
        if event == "hangup" and life == self._life:
            self._over = True
            self._wake.set()

    async def _agree(self, offer: Description, lines: Mapping[str, tuple[str, str]]) -> None:
        """Offer, and hand the page's answer to Janus."""
        self._round += 1
        self._answer = asyncio.get_running_loop().create_future()
        told = {mid: {"id": id_, "line": line} for mid, (id_, line) in lines.items()}
        self._say("subscribe", round=self._round, life=self._life, description=offer, lines=told)
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                answer = await self._answer
        except TimeoutError as error:
            raise _Unanswered from error
        finally:
            self._answer = None
        assert self._subscriber is not None
        await self._janus.say(self._subscriber, {"request": "start"}, answer)

    async def _drop(self, handle: int | None) -> None:
        if handle is not None:
            with suppress(JanusFailed):
                await self._janus.detach(handle)

    def _say(self, kind: str, **more: object) -> None:
        self._tell({"kind": kind, "n": next(self._sent), **more})
