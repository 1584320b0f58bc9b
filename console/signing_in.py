"""The sign-in dialog at a platform's address."""

from __future__ import annotations

import asyncio
from functools import partial

from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.tasks import TaskSet
from console.faults import StartRefused
from console.session import Session
from widgets import words
from widgets.dispatch.sign_in_dialog import SignInDialog


async def sign_in_at(session: Session) -> None:
    """Ask until somebody is signed in at the site of `session`.

    Raises StartRefused when the person gives up.
    """
    outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    tasks = TaskSet()
    dialog = SignInDialog(address=session.http_base)

    async def attempt(user: str, password: str, code: str) -> None:
        try:
            await session.sign_in(user=user, password=password, otp=code or None)
        except (SignInRefused, PlatformUnreachable) as refused:
            dialog.show_error(words.sign_in_fault(refused.why, str(refused)))
        else:
            if not outcome.done():
                outcome.set_result(True)

    def gave_up() -> None:
        if not outcome.done():
            outcome.set_result(False)

    dialog.sign_in_requested.connect(
        lambda user, password, code: tasks.spawn(attempt(user, password, code), name="sign in")
    )
    dialog.rejected.connect(partial(gave_up))
    dialog.open()
    try:
        signed_in = await outcome
    finally:
        await tasks.close()
        dialog.accept()
        dialog.deleteLater()
    if not signed_in:
        raise StartRefused("Nobody signed in, so the console ends.", exit_code=5)
