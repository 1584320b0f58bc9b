"""Tells the platform that data are about to leave the desk, before they do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, Protocol

import msgspec
from PySide6.QtCore import QCoreApplication

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.commands import Args, ReportExport
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from widgets import refusal_words

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)

#: The platform notes it within so many seconds, or is taken for away.
_ANSWER_WITHIN_S: Final = 10.0
#: It did not say no: it said nothing.
_AWAY: Final = frozenset({ErrorCode.UNAVAILABLE, ErrorCode.EXPIRED, ErrorCode.RATE_LIMITED})


class Sender(Protocol):
    """What sends commands."""

    async def send(
        self, name: str, *, args: Args | msgspec.Raw | None = None, not_after_s: float | None = None
    ) -> Result:
        """As `Requests.send`."""
        ...


class Announcer:
    """Announces exports. `connected` says whether a command given now can be sent now."""

    def __init__(self, *, requests: Sender, tasks: TaskSet, connected: Callable[[], bool]) -> None:
        self._requests = requests
        self._tasks = tasks
        self._connected = connected

    async def why_not(self, export: ReportExport) -> str:
        """Announce it. Returns why the data must not leave, in words; nothing when they may.

        What the platform refuses never leaves. While it is away, people's data do not leave; other data do,
        and the announcement follows when it is back.
        """
        if not self._connected():
            if export.people:
                return _away()
            self._tasks.spawn(self._follow(export), name="announce an export")
            return ""
        error = await self._send(export, not_after_s=_ANSWER_WITHIN_S)
        if error is None:
            return ""
        if error.code in _AWAY:
            if export.people:
                return _away()
            self._tasks.spawn(self._follow(export), name="announce an export")
            return ""
        why = refusal_words.refusal(error) if error.cause or not error.message else error.message
        return translate("Paper", "The platform refuses it: {why}").format(why=why)

    async def _send(self, export: ReportExport, *, not_after_s: float | None) -> Error | None:
        try:
            result = await self._requests.send("report.export", args=export, not_after_s=not_after_s)
        except RequestRefused as refused:
            return refused.error
        except OutboxUnusable as unusable:
            return Error(code=ErrorCode.BAD_REQUEST, message=str(unusable))
        return None if result.ok else result.error or Error(code=ErrorCode.UNAVAILABLE, message="")

    async def _follow(self, export: ReportExport) -> None:
        error = await self._send(export, not_after_s=None)
        if error is not None:
            _log.warning("an export could not be announced: %s %s", error.code, error.message)


def _away() -> str:
    return translate(
        "Paper", "The platform is away, and people's data leave the desk only when it has noted why."
    )
