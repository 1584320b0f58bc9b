"""Acknowledges alarms, one command each, while the desk goes on."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from backend_client.outbox import OutboxUnusable
from backend_client.picture import Entry
from backend_client.protocol.commands import DISPATCH_NOT_AFTER_S
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from backend_client.tasks import TaskSet

_log = logging.getLogger(__name__)

_COMMAND: Final = "alarm.acknowledge"
#: Commands on their way at a time: enough to be quick, few enough not to hold up what else is sent.
_AT_A_TIME: Final = 8
#: Somebody else was first: what was wanted has come about.
_SETTLED: Final = (ErrorCode.VERSION_CONFLICT, ErrorCode.ILLEGAL_TRANSITION)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of many commands: done here, seen to by others before, or refused for `why`."""

    done: int = 0
    others: int = 0
    refused: int = 0
    why: Error | None = None


class AlarmBatch(QObject):
    """The acknowledgements under way.

    Signals: `progressed(int, int)` with how many of how many are through, `finished(BatchResult)`.
    """

    progressed = Signal(int, int)
    finished = Signal(BatchResult)

    def __init__(
        self,
        *,
        requests: Requests,
        tasks: TaskSet,
        alarms: Mapping[str, Entry[Alarm]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._tasks = tasks
        self._alarms = alarms
        self._waiting: deque[str] = deque()
        self._under_way: set[str] = set()
        self._through = 0
        self._total = 0
        self._result = BatchResult()

    def acknowledge(self, ids: Iterable[str]) -> None:
        """Acknowledge these; what is under way already is not given twice, and one alone goes before many."""
        fresh = [id_ for id_ in ids if id_ not in self._under_way]
        if not fresh:
            return
        starts = not self._under_way
        self._under_way |= set(fresh)
        if len(fresh) == 1:
            self._waiting.appendleft(fresh[0])
        else:
            self._waiting.extend(fresh)
        self._total += len(fresh)
        self.progressed.emit(self._through, self._total)
        if starts:
            self._tasks.spawn(self._run(), name="acknowledge many alarms")

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.gather(*(self._work() for _ in range(_AT_A_TIME)))
        finally:
            result = self._result
            self._result, self._through, self._total = BatchResult(), 0, 0
            self._under_way.clear()
            self._waiting.clear()
        self.finished.emit(result)

    async def _work(self) -> None:
        while self._waiting:
            self._count(await self._give(self._waiting.popleft()))
            self._through += 1
            self.progressed.emit(self._through, self._total)

    async def _give(self, id_: str) -> Error | None:
        """None when it is done; a conflict when nothing was left to do."""
        entry = self._alarms.get(id_)
        if entry is None or entry.data.state is not AlarmState.OPEN:
            return Error(code=ErrorCode.ILLEGAL_TRANSITION, message="")
        try:
            result = await self._requests.send(
                _COMMAND, target=id_, expect_ver=entry.ver, not_after_s=DISPATCH_NOT_AFTER_S
            )
        except RequestRefused as refused:
            return refused.error
        except OutboxUnusable as unusable:
            return Error(code=ErrorCode.UNAVAILABLE, message=str(unusable))
        return None if result.ok else result.error

    def _count(self, error: Error | None) -> None:
        so_far = self._result
        if error is None:
            self._result = BatchResult(so_far.done + 1, so_far.others, so_far.refused, so_far.why)
        elif error.code in _SETTLED:
            self._result = BatchResult(so_far.done, so_far.others + 1, so_far.refused, so_far.why)
        else:
            _log.warning("%s was refused: %s %s", _COMMAND, error.code, error.message)
            self._result = BatchResult(so_far.done, so_far.others, so_far.refused + 1, error)
