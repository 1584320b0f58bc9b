"""Looking at screens and processes until something holds: never longer than needed, never at a fixed time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.end_to_end.screen import Screen

#: Between two looks: a picture of two monitors costs as much as a busy tile does in a second.
_PAUSE_S = 0.1


async def seen(condition: Callable[[], bool], *, within_s: float = 30.0) -> None:
    """Look again and again until `condition`, which may block, holds. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(within_s):
        while not await loop.run_in_executor(None, condition):
            pause = asyncio.Event()
            loop.call_later(_PAUSE_S, pause.set)
            await pause.wait()


async def sign_in(screen: Screen, password: str, *, user: str = "admin") -> None:
    """Type the name of `user` and `password` into the console's dialog."""
    await seen(lambda: screen.has_keyboard("Sign in"))
    screen.type(user)
    screen.press("Tab")
    screen.type(password)
    screen.press("Return")
    await seen(lambda: screen.has_keyboard("Command desk"))
