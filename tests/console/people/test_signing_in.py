"""Signing in: what goes wrong is said in the dialog, which stays until somebody gives up."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from backend_client.access import Access
from console.faults import StartRefused
from console.people.session import Session
from console.people.signing_in import sign_in_at
from tests.waiting import until
from widgets.dispatch.sign_in_dialog import SignInDialog


def dialogs() -> list[SignInDialog]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, SignInDialog) and each.isVisible()
    ]


async def test_nobody_there_is_said_in_place_and_giving_up_ends_the_start(qapp: QApplication) -> None:
    async with asyncio.TaskGroup() as group:
        attempt: asyncio.Task[StartRefused | None] = group.create_task(_outcome())
        await until(dialogs)
        (dialog,) = dialogs()
        dialog.sign_in_requested.emit("admin", "secret", "", False)

        def said() -> bool:
            return any(
                "127.0.0.1:9" in label.text() or "answer" in label.text()
                for label in dialog.findChildren(QLabel)
                if not label.isHidden() and label.property("part") == "error"
            )

        await until(said)
        assert not attempt.done()
        dialog.reject()
    outcome = attempt.result()
    assert isinstance(outcome, StartRefused)
    assert outcome.exit_code != 0
    assert not dialogs()


async def test_a_start_that_is_given_up_takes_the_dialog_along(qapp: QApplication) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await sign_in_at(nobody())
    assert not dialogs()


def nobody() -> Session:
    """A session in which nobody acts yet, at a platform that is not there."""
    return Session(access=Access(addresses=("ws://127.0.0.1:9/feed",)))


async def _outcome() -> StartRefused | None:
    try:
        await sign_in_at(nobody())
    except StartRefused as refused:
        return refused
    return None
