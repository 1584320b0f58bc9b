"""Sends the operator's commands and tells how each of them fares."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.commands import Args
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result
from backend_client.requests import RequestRefused, Requests
from backend_client.tasks import TaskSet
from widgets import words
from widgets.action import CommandPhase, CommandView

_log = logging.getLogger(__name__)


class Dispatching(QObject):
    """Gives commands to the platform; the last one on each target is kept to be shown in place.

    Signals: `command_changed(target)` when the command on a target fares differently.
    """

    command_changed = Signal(str)

    def __init__(self, *, requests: Requests, tasks: TaskSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._tasks = tasks
        self._last: dict[str, CommandView] = {}
        self._connected = False

    def last_on(self, target: str) -> CommandView | None:
        """The last command given for a target, and how it fares."""
        return self._last.get(target)

    def set_connected(self, connected: bool) -> None:
        """Whether a command given now can be sent now."""
        self._connected = connected

    def give(
        self,
        name: str,
        *,
        target: str | None,
        args: Args | None = None,
        expect_ver: int | None = None,
        not_after_s: float | None = None,
    ) -> None:
        """Give one command. `expect_ver`: the version that was looked at; `not_after_s` as in `Requests`."""
        key = target or ""
        phase = CommandPhase.PENDING if self._connected else CommandPhase.UNSENT
        self._tell(key, CommandView(words.command(name), phase))
        self._tasks.spawn(self._give(name, target, args, expect_ver, not_after_s), name=f"send {name}")

    async def _give(
        self,
        name: str,
        target: str | None,
        args: Args | None,
        expect_ver: int | None,
        not_after_s: float | None,
    ) -> None:
        try:
            result = await self._requests.send(
                name, target=target, args=args, expect_ver=expect_ver, not_after_s=not_after_s
            )
        except (RequestRefused, OutboxUnusable) as refused:
            error = refused.error if isinstance(refused, RequestRefused) else _unusable(refused)
            result = Result(cmd_id="", ok=False, error=error)
        text = words.command(name)
        if result.ok:
            self._tell(target or "", CommandView(text, CommandPhase.DONE))
            return
        error = result.error or Error(code=ErrorCode.UNAVAILABLE, message="")
        _log.warning("%s on %s was refused: %s %s", name, target, error.code, error.message)
        phase = CommandPhase.EXPIRED if error.code == ErrorCode.EXPIRED else CommandPhase.REFUSED
        self._tell(target or "", CommandView(text, phase, refusal_in_words(error)))

    def _tell(self, target: str, view: CommandView) -> None:
        self._last[target] = view
        self.command_changed.emit(target)


def refusal_in_words(error: Error) -> str:
    """Why a command was refused, in the operator's language; who changed it first stands behind."""
    text = words.error(error.code)
    return (
        QCoreApplication.translate("Dispatching", "{text} ({by})").format(text=text, by=error.by)
        if error.by
        else text
    )


def _unusable(refused: OutboxUnusable) -> Error:
    return Error(code=ErrorCode.UNAVAILABLE, message=str(refused))
