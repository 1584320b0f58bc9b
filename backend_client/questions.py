"""Queries: asked over the connection that there is, answered or not, and never kept."""

from __future__ import annotations

import asyncio
from typing import Protocol, TypeVar

import msgspec

from backend_client.feed import NotConnected
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import ClientMessage, Query, Reply
from backend_client.protocol.queries import Args

A = TypeVar("A")

QUERY_TIMEOUT_S = 10.0


class RequestRefused(Exception):
    """A request was refused, here or by the platform; `error` says why."""

    def __init__(self, error: Error) -> None:
        super().__init__(f"{error.code}: {error.message}")
        self.error = error


class _Line(Protocol):
    async def send(self, message: ClientMessage) -> None: ...


class Questions:
    """Asks and waits for the replies."""

    def __init__(self, *, line: _Line) -> None:
        self._line = line
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self._count = 0

    async def ask(self, name: str, args: Args, *, answer: type[A], timeout_s: float = QUERY_TIMEOUT_S) -> A:
        """Ask for an answer of this type and wait for at most `timeout_s`. Raises RequestRefused."""
        self._count += 1
        query = Query(id=f"q{self._count}", name=name, args=msgspec.Raw(msgspec.json.encode(args)))
        waiter: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting[query.id] = waiter
        try:
            async with asyncio.timeout(timeout_s):
                await self._line.send(query)
                reply = await waiter
        except NotConnected as error:
            raise refusal(ErrorCode.UNAVAILABLE, "there is no connection to the platform") from error
        except TimeoutError as error:
            raise refusal(ErrorCode.UNAVAILABLE, "the platform did not answer in time") from error
        finally:
            del self._waiting[query.id]
        if reply.error is not None or not reply.ok:
            raise RequestRefused(reply.error or Error(code=ErrorCode.UNAVAILABLE, message="no reason given"))
        try:
            return msgspec.json.decode(reply.data, type=answer)
        except msgspec.MsgspecError as error:
            raise refusal(ErrorCode.UNAVAILABLE, "the platform's answer cannot be read") from error

    def take(self, reply: Reply) -> None:
        """Take a reply in."""
        answer = self._waiting.get(reply.id)
        if answer is not None and not answer.done():
            answer.set_result(reply)

    def lost(self) -> None:
        """The connection is gone, and every reply with it."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(NotConnected())


def refusal(code: ErrorCode, message: str) -> RequestRefused:
    """A refusal that was made here."""
    return RequestRefused(Error(code=code, message=message))
