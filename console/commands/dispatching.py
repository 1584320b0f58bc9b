"""Sends the operator's commands and tells how each of them fares."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from backend_client.outbox import OutboxUnusable
from backend_client.pending import CommandState, PendingCommand
from backend_client.picture import Picture
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Alarm, Camera, Incident, Org
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.incident_args import Empty, IncidentCreate
from backend_client.protocol.messages import Result
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import Wall
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.commands.conflicts import differences, why_not_redo
from widgets import act_words, refusal_words
from widgets.action import CommandPhase, CommandView, Conflict
from widgets.drills import headed, titled
from widgets.names import OrgNames

_log = logging.getLogger(__name__)

#: Commands that were carried out are listed no longer than so many others are.
_MOST_DONE: Final = 10
_OVER = (CommandPhase.REFUSED, CommandPhase.EXPIRED)


@dataclass(frozen=True, slots=True)
class CommandDone:
    """A command of this desk took effect: on which version of its target, and what the platform answered.

    `at` is when, on this machine's steady clock. `key` is the command's own; `batch` is that of all that were
    given as one step, empty for one alone.
    """

    name: str
    target: str
    ver: int
    at: float
    data: Mapping[str, Any]
    key: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class CommandRefused:
    """A command of this desk came to nothing, for a reason in words; `key` and `batch` as when it is done."""

    name: str
    target: str
    reason: str
    key: str
    batch: str


@dataclass(frozen=True, slots=True)
class _Given:
    """A command as it was given: `seen` is the incident that the person looked at then."""

    key: str
    name: str
    target: str | None
    args: Args | msgspec.Raw
    expect_ver: int | None = None
    not_after_s: float | None = None
    seen: Incident | None = None
    given_at: float = 0.0
    not_after: float | None = None
    batch: str = ""
    phase: CommandPhase = CommandPhase.PENDING
    error: Error | None = None


class Dispatching(QObject):
    """Gives commands to the platform and keeps those that came to nothing until somebody has seen them.

    Signals: `command_changed(target)` when the command on a target fares differently;
    `command_done(CommandDone)` when one took effect on a target; `command_refused(CommandRefused)`.
    """

    command_changed = Signal(str)
    command_done = Signal(CommandDone)
    command_refused = Signal(CommandRefused)

    def __init__(
        self,
        *,
        requests: Requests,
        tasks: TaskSet,
        picture: Picture,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._requests = requests
        self._tasks = tasks
        self._now = now
        self._incidents = picture.of(Incident)
        self._alarms = picture.of(Alarm)
        self._walls = picture.of(Wall)
        self._cameras = picture.of(Camera)
        self._bookmarks = picture.of(RecordingBookmark)
        self._names = OrgNames(orgs=picture.of(Org))
        self._roles: frozenset[str] = frozenset()
        self._given: dict[str, _Given] = {}
        self._batches = itertools.count(1)
        self._connected = False

    def set_connected(self, connected: bool) -> None:
        """Whether a command given now can be sent now."""
        if connected != self._connected:
            self._connected = connected
            self.command_changed.emit("")

    @property
    def is_connected(self) -> bool:
        """Whether a command given now can be sent now."""
        return self._connected

    def set_roles(self, roles: Iterable[str]) -> None:
        """The roles of the person signed in."""
        self._roles = frozenset(roles)

    def forget(self) -> None:
        """Another person sits here now: what the former one gave is not his."""
        self._given.clear()
        self.command_changed.emit("")

    def commands(self) -> tuple[CommandView, ...]:
        """What is on its way, came to nothing or was done lately, the newest first."""
        pending = {each.cmd_id: each for each in self._requests.pending()}
        found = [self._view(given, pending.get(given.key)) for given in self._given.values()]
        found += [
            self._view(self._of_earlier_run(each), each)
            for each in pending.values()
            if each.cmd_id not in self._given
        ]
        return tuple(sorted(found, key=lambda view: view.given_at, reverse=True))

    def last_on(self, target: str) -> CommandView | None:
        """The last command given for a target, and how it fares."""
        return next((view for view in self.commands() if view.target == target), None)

    def new_batch(self) -> str:
        """A name for commands that are given as one step."""
        return f"batch-{next(self._batches)}"

    def is_under_way(self, batch: str) -> bool:
        """Whether a command of a batch has no answer yet."""
        waiting = (CommandPhase.PENDING, CommandPhase.UNSENT)
        return any(each.batch == batch and each.phase in waiting for each in self._given.values())

    def give(
        self,
        name: str,
        *,
        target: str | None,
        args: Args | msgspec.Raw | None = None,
        expect_ver: int | None = None,
        not_after_s: float | None = None,
        seen: Incident | None = None,
        batch: str = "",
    ) -> str:
        """Give one command; its key. `expect_ver`: the version that was looked at, `seen`: what it read like;
        `not_after_s` as in `Requests`; `batch` joins those that are given as one step.
        """
        now = self._now()
        given = _Given(
            key=self._requests.new_id(),
            name=name,
            target=target,
            args=Empty() if args is None else args,
            expect_ver=expect_ver,
            not_after_s=not_after_s,
            seen=seen,
            given_at=now,
            not_after=None if not_after_s is None else now + not_after_s * self._requests.rate,
            batch=batch,
            phase=CommandPhase.PENDING if self._connected else CommandPhase.UNSENT,
        )
        self._tell(given)
        self._tasks.spawn(self._give(given), name=f"send {name}")
        return given.key

    def redo(self, key: str) -> bool:
        """Give a command that met a conflict again, on the version that stands here now.

        False, and nothing given, when the act is no longer possible.
        """
        given = self._given.get(key) or self._earlier(key)
        if given is None or given.target is None or given.error is None:
            return False
        if given.error.code != ErrorCode.VERSION_CONFLICT or self._why_not(given, given.error):
            return False
        entry = self._incidents[given.target]
        self.dismiss(key)
        self.give(
            given.name,
            target=given.target,
            args=given.args,
            expect_ver=entry.ver,
            not_after_s=given.not_after_s,
            seen=entry.data,
        )
        return True

    def dismiss(self, key: str) -> None:
        """Somebody has seen that a command came to nothing."""
        given = self._given.get(key) or self._earlier(key)
        if given is not None and given.phase in _OVER:
            self._given.pop(key, None)
            self._tasks.spawn(self._dismiss(key, given.target or ""), name="dismiss")

    async def _dismiss(self, key: str, target: str) -> None:
        try:
            await self._requests.dismiss(key)
        except OutboxUnusable as error:
            _log.error("%s", error)
        self.command_changed.emit(target)

    async def _give(self, given: _Given) -> None:
        try:
            result = await self._requests.send(
                given.name,
                target=given.target,
                args=given.args,
                expect_ver=given.expect_ver,
                not_after_s=given.not_after_s,
                cmd_id=given.key,
                until_seen=True,
            )
        except (RequestRefused, OutboxUnusable) as refused:
            error = refused.error if isinstance(refused, RequestRefused) else _unusable(refused)
            result = Result(cmd_id=given.key, ok=False, error=error)
        if given.key not in self._given:
            return  # of a person who has left
        if result.ok:
            self._settle_done(given)
            target = given.target or (result.data or {}).get("id")
            if target is not None and result.ver is not None:
                self.command_done.emit(
                    CommandDone(
                        given.name,
                        target,
                        result.ver,
                        time.monotonic(),
                        result.data or {},
                        key=given.key,
                        batch=given.batch,
                    )
                )
            return
        error = result.error or Error(code=ErrorCode.UNAVAILABLE, message="")
        _log.warning("%s on %s was refused: %s %s", given.name, given.target, error.code, error.message)
        self._tell(replace(given, phase=_phase_of(error), error=error))
        self.command_refused.emit(
            CommandRefused(
                given.name, given.target or "", refusal_words.refusal(error), key=given.key, batch=given.batch
            )
        )

    def _settle_done(self, given: _Given) -> None:
        # What was refused on this target before is answered by what succeeded now.
        old = [
            key for key, each in self._given.items() if each.target == given.target and each.phase in _OVER
        ]
        done = [key for key, each in self._given.items() if each.phase is CommandPhase.DONE]
        for key in old:
            self.dismiss(key)
        for key in done[: max(0, len(done) - _MOST_DONE + 1)]:
            del self._given[key]
        self._tell(replace(given, phase=CommandPhase.DONE))

    def _tell(self, given: _Given) -> None:
        self._given[given.key] = given
        self.command_changed.emit(given.target or "")

    def _earlier(self, key: str) -> _Given | None:
        found = next((each for each in self._requests.pending() if each.cmd_id == key), None)
        return None if found is None else self._of_earlier_run(found)

    def _of_earlier_run(self, pending: PendingCommand) -> _Given:
        """A command that this run of the console did not give, or not any more."""
        wait = None if pending.not_after is None else pending.not_after - pending.given_at
        return _Given(
            key=pending.cmd_id,
            name=pending.name,
            target=pending.target,
            args=pending.args,
            expect_ver=pending.expect_ver,
            not_after_s=None if wait is None else wait / self._requests.rate,
            given_at=pending.given_at,
            not_after=pending.not_after,
            phase=CommandPhase.PENDING if pending.error is None else _phase_of(pending.error),
            error=pending.error,
        )

    def _view(self, given: _Given, pending: PendingCommand | None) -> CommandView:
        phase = given.phase
        if pending is not None and phase not in _OVER:
            phase = CommandPhase.UNSENT if pending.state is CommandState.UNSENT else CommandPhase.PENDING
        error = given.error
        conflict = None
        if error is not None and error.code == ErrorCode.VERSION_CONFLICT:
            conflict = self._conflict(given, error)
        return CommandView(
            text=act_words.command(given.name),
            phase=phase,
            reason="" if error is None else refusal_words.refusal(error),
            key=given.key,
            target=given.target or "",
            about=self._about(given),
            given_at=given.given_at,
            not_after=given.not_after,
            conflict=conflict,
        )

    def _conflict(self, given: _Given, error: Error) -> Conflict:
        entry = self._incidents.get(given.target or "")
        changes: tuple[str, ...] = ()
        if entry is not None and given.seen is not None:
            changes = differences(given.seen, entry.data, names=self._names)
        return Conflict(
            by=error.by or "",
            at=None if error.at is None else parse_time(error.at),
            changes=changes,
            why_not=self._why_not(given, error),
        )

    def _why_not(self, given: _Given, error: Error) -> str:
        entry = self._incidents.get(given.target or "")
        return why_not_redo(given.name, given.args, error=error, entry=entry, roles=self._roles)

    def _about(self, given: _Given) -> str:
        target = given.target
        if target is None:
            # What is only being reported has no number yet.
            return titled(given.args) if isinstance(given.args, IncidentCreate) else ""
        if (incident := self._incidents.get(target)) is not None:
            return headed(incident.data, gap="  ")
        if (alarm := self._alarms.get(target)) is not None:
            return f"{titled(alarm.data)}  {alarm.data.place}"
        if (bookmark := self._bookmarks.get(target)) is not None:
            return bookmark.data.camera_name
        named = self._walls.get(target) or self._cameras.get(target)
        return target if named is None else named.data.name


def _phase_of(error: Error) -> CommandPhase:
    return CommandPhase.EXPIRED if error.code == ErrorCode.EXPIRED else CommandPhase.REFUSED


def _unusable(refused: OutboxUnusable) -> Error:
    return Error(code=ErrorCode.UNAVAILABLE, message=str(refused))
