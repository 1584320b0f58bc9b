"""Commands about this very moment: a camera's movement, a word of a conference's media.

They are neither kept nor repeated: a second later they would be wrong.
"""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

import msgspec

from backend_client.feed import FeedListener, NotConnected
from backend_client.protocol.commands import MOMENTARY_NOT_AFTER_S, NOW_OR_NEVER, Args, new_command_id
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import (
    ClientMessage,
    Command,
    CommandUnknown,
    Limits,
    Reply,
    Result,
    User,
)
from backend_client.protocol.times import format_time

#: The platform must not carry it out any later, so a little after that no answer will come.
ANSWER_WITHIN_S: Final = MOMENTARY_NOT_AFTER_S + 0.5


class AtOnce(Protocol):
    """What sends commands about this very moment."""

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        """Send it now or never; the answer is a refusal when nobody took it in time."""
        ...


class _Line(Protocol):
    def now(self) -> float: ...

    @property
    def rate(self) -> float: ...

    async def send(self, message: ClientMessage) -> None: ...


class _Feed(_Line, Protocol):
    def listen(self, listener: FeedListener) -> None: ...


class MomentaryCommands:
    """Sends each of them once, over the connection that there is, and tells what became of it."""

    def __init__(self, *, line: _Line) -> None:
        self._line = line
        self._waiting: dict[str, asyncio.Future[Result]] = {}

    async def send(self, name: str, *, target: str, args: Args) -> Result:
        """Give a command now or never; the result is ``unavailable`` when nobody took it in time."""
        if name not in NOW_OR_NEVER:
            raise ValueError(f"{name} is not a momentary command")
        now = self._line.now()
        command = Command(
            cmd_id=new_command_id(now),
            name=name,
            target=target,
            not_after=format_time(now + MOMENTARY_NOT_AFTER_S * self._line.rate),
            args=msgspec.Raw(msgspec.json.encode(args)),
        )
        waiter: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting[command.cmd_id] = waiter
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await self._line.send(command)
                return await waiter
        except NotConnected:
            return _unavailable(command.cmd_id, "there is no connection to the platform")
        except TimeoutError:
            return _unavailable(command.cmd_id, "the platform did not answer in time")
        finally:
            del self._waiting[command.cmd_id]

    def take(self, result: Result) -> bool:
        """Take a result in; return whether it belongs to one of these commands."""
        waiter = self._waiting.get(result.cmd_id)
        if waiter is not None and not waiter.done():
            waiter.set_result(result)
        return waiter is not None

    def lost(self) -> None:
        """The connection is gone, and every answer with it."""
        for waiter in self._waiting.values():
            if not waiter.done():
                waiter.set_exception(NotConnected())


class MomentaryOnly:
    """Gives these commands and no others, for a console that nobody sits at and that keeps nothing."""

    def __init__(self, *, feed: _Feed) -> None:
        self._commands = MomentaryCommands(line=feed)
        feed.listen(self)

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        """As `MomentaryCommands.send`."""
        return await self._commands.send(name, target=target, args=args)

    # As `FeedListener`.

    def welcomed(self, user: User, limits: Limits) -> None:
        """As `FeedListener`."""

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        """As `FeedListener`."""
        if isinstance(message, Result):
            self._commands.take(message)

    def lost(self) -> None:
        """As `FeedListener`."""
        self._commands.lost()

    def left(self) -> None:
        """As `FeedListener`."""


def _unavailable(cmd_id: str, message: str) -> Result:
    # Not retryable for whoever reads it, although the code is: the moment has passed.
    return Result(cmd_id=cmd_id, ok=False, error=Error(code=ErrorCode.UNAVAILABLE, message=message))
