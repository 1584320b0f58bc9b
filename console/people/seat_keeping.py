"""The seat of this workstation: whoever signs in takes it, whoever leaves hands it over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.outbox import OutboxUnusable
from backend_client.picture import Picture
from backend_client.protocol.commands import Args, HandOver
from backend_client.protocol.entities import Seat
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.times import format_time, parse_time
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from widgets import refusal_words
from widgets.moments import moment_text

_log = logging.getLogger(__name__)

translate = QCoreApplication.translate

#: A seat that could not be taken in this time is taken at the next sign-in.
_TAKE_WITHIN_S: Final = 60.0
#: Nobody waits longer than this for the seat he leaves.
_LEAVE_WITHIN_S: Final = 3.0


class SeatKeeping:
    """Takes and hands over one seat; without a seat in the settings it only knows since when somebody sits.

    `refusal` says in words why the seat could not be taken; it is empty while all is well.
    """

    def __init__(
        self, *, seat: str | None, requests: Requests, picture: Picture, now: Callable[[], float]
    ) -> None:
        self._id = seat
        self._requests = requests
        self._seats = picture.of(Seat)
        self._now = now
        self.refusal = ""
        self._since: float | None = None

    async def take(self) -> None:
        """The person signed in sits down."""
        self.refusal = ""
        self._since = self._now()
        error = await self._give("seat.take", Empty(), _TAKE_WITHIN_S)
        if error is not None:
            self.refusal = self._words(error)

    async def hand_over(self, user: str) -> None:
        """The person with the id `user` is about to leave; waits a moment for the platform at most."""
        self.refusal = ""
        entry = None if self._id is None else self._seats.get(self._id)
        if entry is None or entry.data.holder != user:
            return
        try:
            async with asyncio.timeout(_LEAVE_WITHIN_S):
                await self._give("seat.hand_over", HandOver(), _LEAVE_WITHIN_S)
        except TimeoutError:
            _log.warning("the seat %s was left without the platform's answer", self._id)

    def shift_since(self) -> float | None:
        """When the shift here began: when the seat was taken, or else when somebody signed in."""
        entry = None if self._id is None else self._seats.get(self._id)
        if entry is not None and entry.data.since is not None:
            return parse_time(entry.data.since)
        return self._since

    def told(self, user: str) -> str:
        """Which seat this is and since when the person with the id `user` holds it, in words."""
        entry = None if self._id is None else self._seats.get(self._id)
        if entry is None:
            return self._told_time() if user else ""
        seat = entry.data
        if seat.holder == user and seat.since:
            since = moment_text(seat.since, now=self._now())
            return translate("SeatKeeping", "{seat} since {time}").format(seat=seat.name, time=since)
        return seat.name

    def _told_time(self) -> str:
        if self._since is None:
            return ""
        since = moment_text(format_time(self._since), now=self._now())
        return translate("SeatKeeping", "since {time}").format(time=since)

    async def _give(self, name: str, args: Args, within_s: float) -> Error | None:
        if self._id is None:
            return None
        try:
            result = await self._requests.send(name, target=self._id, args=args, not_after_s=within_s)
        except RequestRefused as refused:
            return refused.error
        except OutboxUnusable as unusable:
            _log.error("%s", unusable)
            return None
        return None if result.ok else result.error

    def _words(self, error: Error) -> str:
        entry = None if self._id is None else self._seats.get(self._id)
        seat = entry.data.name if entry is not None else self._id or ""
        if error.by:
            text = translate(
                "SeatKeeping", "{seat} is held by {by} since {time}: ask for it to be handed over"
            )
            since = moment_text(error.at, now=self._now()) or "-"
            return text.format(seat=seat, by=error.by, time=since)
        return translate("SeatKeeping", "{seat} could not be taken: {why}").format(
            seat=seat, why=refusal_words.refusal(error)
        )
