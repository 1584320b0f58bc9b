"""Waiting for conditions in asyncio tests, without sleeping for a fixed time; how long any test waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

#: How long a test waits for what is bound to come before it calls it missing. A wait ends with its condition,
#: so this costs nothing and measures nothing: what must come within a time has that time named.
PATIENCE_S: Final = 30.0
_EVERY_S = 0.01


async def until(condition: Callable[[], object], *, timeout: float = PATIENCE_S) -> None:
    """Return once `condition` is true. Raises TimeoutError when that takes longer than `timeout` seconds."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(timeout):
        while not condition():
            turn: asyncio.Future[None] = loop.create_future()
            loop.call_later(_EVERY_S, _wake, turn)
            await turn


async def one_turn() -> None:
    """Let everything that is ready have its turn of the loop."""
    turn = asyncio.Event()
    asyncio.get_running_loop().call_soon(turn.set)
    await turn.wait()


def _wake(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)
