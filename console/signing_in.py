"""The sign-in dialog at a platform's address."""

from __future__ import annotations

import asyncio
from functools import partial

from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token, sign_in
from backend_client.tasks import TaskSet
from console.faults import StartRefused
from console.session import Session, from_token, http_base_of
from widgets import words
from widgets.dispatch.sign_in_dialog import SignInDialog


async def sign_in_at(feed: str) -> Session:
    """Ask until somebody is signed in at the platform with the feed address `feed`.

    Raises StartRefused when the person gives up.
    """
    http_base = http_base_of(feed)
    outcome: asyncio.Future[Token | None] = asyncio.get_running_loop().create_future()
    tasks = TaskSet()
    dialog = SignInDialog(address=http_base)

    async def attempt(user: str, password: str, code: str) -> None:
        try:
            token = await sign_in(http_base=http_base, user=user, password=password, otp=code or None)
        except (SignInRefused, PlatformUnreachable) as refused:
            dialog.show_error(words.sign_in_fault(refused.why, str(refused)))
        else:
            if not outcome.done():
                outcome.set_result(token)

    def gave_up() -> None:
        if not outcome.done():
            outcome.set_result(None)

    dialog.sign_in_requested.connect(
        lambda user, password, code: tasks.spawn(attempt(user, password, code), name="sign in")
    )
    dialog.rejected.connect(partial(gave_up))
    dialog.open()
    try:
        token = await outcome
    finally:
        await tasks.close()
        dialog.accept()
        dialog.deleteLater()
    if token is None:
        raise StartRefused("Nobody signed in, so the console ends.", exit_code=5)
    return from_token(feed, token)
