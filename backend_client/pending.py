"""A command on its way: what is known about it, and what the desk may show of it."""

from __future__ import annotations

import asyncio
import enum
from dataclasses import dataclass

import msgspec

from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.times import parse_time


class CommandState(enum.StrEnum):
    """What the desk shows: not sent yet, sent without an answer so far, refused and not looked at yet."""

    UNSENT = "unsent"
    SENT = "sent"
    REFUSED = "refused"


class PendingCommand(msgspec.Struct, frozen=True, kw_only=True):
    """One command without a good end yet; times are the platform's, in seconds since the epoch.

    `args` and `expect_ver` are as it was given: it may have to be given again on a newer version.
    """

    cmd_id: str
    name: str
    target: str | None
    state: CommandState
    given_at: float
    not_after: float | None
    args: msgspec.Raw = msgspec.Raw(b"{}")
    expect_ver: int | None = None
    error: Error | None = None


class Stage(enum.Enum):
    """Where a command stands with the platform.

    DOUBTFUL: it may have arrived over a connection that is gone, so its status has to be asked first.
    """

    UNSENT = enum.auto()
    RESTING = enum.auto()
    SENT = enum.auto()
    DOUBTFUL = enum.auto()
    ASKED = enum.auto()
    REFUSED = enum.auto()


_SHOWN = {
    Stage.UNSENT: CommandState.UNSENT,
    Stage.RESTING: CommandState.UNSENT,
    Stage.SENT: CommandState.SENT,
    Stage.DOUBTFUL: CommandState.SENT,
    Stage.ASKED: CommandState.SENT,
    Stage.REFUSED: CommandState.REFUSED,
}


@dataclass(slots=True)
class OpenCommand:
    """The mutable record of one command; `waiter` is whoever awaits its result, `timer` what wakes it.

    `asked` counts how often it, or its status, was sent. `until_seen`: a refusal is kept until somebody has
    seen it even when somebody waits for the result.
    """

    command: Command
    given_at: float
    stage: Stage
    waiter: asyncio.Future[Result] | None = None
    timer: asyncio.Handle | None = None
    until_seen: bool = False
    asked: int = 0
    refusals: int = 0
    error: Error | None = None

    @property
    def not_after(self) -> float | None:
        """Platform's time after which it must not take effect."""
        return None if self.command.not_after is None else parse_time(self.command.not_after)

    def expired(self, now: float) -> bool:
        """Whether it is too late to send it at the platform's time `now`."""
        return self.not_after is not None and now > self.not_after

    def shown(self) -> PendingCommand:
        """What the desk may know."""
        return PendingCommand(
            cmd_id=self.command.cmd_id,
            name=self.command.name,
            target=self.command.target,
            state=_SHOWN[self.stage],
            given_at=self.given_at,
            not_after=self.not_after,
            args=self.command.args,
            expect_ver=self.command.expect_ver,
            error=self.error,
        )

    def give_up(self, error: Exception) -> None:
        """Tell whoever waits that there will be no result for him."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_exception(error)

    def rest(self) -> None:
        """Stop the timer, if one runs."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


def refused(command: Command, code: ErrorCode, message: str) -> Result:
    """The result of a command that is refused here."""
    return Result(cmd_id=command.cmd_id, ok=False, error=Error(code=code, message=message))


def too_late(command: Command) -> Result:
    """The result of a command that was never sent because its time had passed."""
    return refused(command, ErrorCode.EXPIRED, "not sent: telephone now")
