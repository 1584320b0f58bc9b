"""Signing in with what was typed into a form, and the dialog in which a console that nobody uses yet asks."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtGui import QGuiApplication

from backend_client.bearer import Bearer
from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.tasks import TaskSet
from console.faults import StartRefused
from console.people.session import Session
from widgets import words
from widgets.dispatch.sign_in_dialog import SignInDialog
from widgets.dispatch.sign_in_form import SignInForm


async def admitted(
    session: Session, form: SignInForm, *, user: str, password: str, code: str, unreachable: str = ""
) -> Bearer | None:
    """Whom the platform lets in; None when it does not, which the form says then.

    `unreachable` is what to say when no platform answers, where that is known better than here.
    """
    try:
        return await session.access.admit(user=user, password=password, otp=code or None)
    except SignInRefused as refused:
        if refused.needs_code:
            form.ask_code()
        elif refused.passes and refused.retry_after_s:
            form.wait(refused.retry_after_s)
        else:
            form.show_error(words.sign_in_fault(refused.why, str(refused)))
    except PlatformUnreachable as away:
        silent = unreachable if away.why == "unreachable" else ""
        form.show_error(silent or words.sign_in_fault(away.why, str(away)))
    return None


async def sign_in_at(session: Session) -> None:
    """Ask until somebody is signed in at the site of `session`, or it has an account of its own.

    Raises StartRefused when the person gives up.
    """
    outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    tasks = TaskSet()
    dialog = SignInDialog(address=session.http_base, may_keep_device=may_keep_device(session))

    async def attempt(user: str, password: str, code: str, device: bool) -> None:
        bearer = await admitted(session, dialog.form, user=user, password=password, code=code)
        if bearer is None:
            return
        if device:
            await session.enrol(user=user, secret=password)
        else:
            session.attended = True
            session.change_bearer(bearer)
        if not outcome.done():
            outcome.set_result(True)

    def gave_up() -> None:
        if not outcome.done():
            outcome.set_result(False)

    dialog.sign_in_requested.connect(lambda *given: tasks.spawn(attempt(*given), name="sign in"))
    dialog.rejected.connect(partial(gave_up))
    dialog.open()
    # Without a window behind it a window manager may put it across two monitors.
    place = dialog.frameGeometry()
    place.moveCenter(QGuiApplication.primaryScreen().availableGeometry().center())
    dialog.move(place.topLeft())
    try:
        signed_in = await outcome
    finally:
        await tasks.close()
        dialog.accept()
        dialog.deleteLater()
    if not signed_in:
        raise StartRefused("Nobody signed in, so the console ends.", exit_code=5)


def may_keep_device(session: Session) -> bool:
    """Whether an account of this workstation's own outlasts this run."""
    return session.credentials is not None and not session.credentials.unusable
