"""What every view of a conference can be told and says, whichever way its pictures and voices go."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class CallView(QWidget):
    """One conference as one person is in it; a view that needs something leaves the rest as it is here.

    Signals: ``joining(session)`` when the person is to be put into the roster, again when the view had to
    begin anew; ``signalled(to, data)`` with the bytes of a JSON value for another participant;
    ``marked(mark)`` with a `Mark`; ``asking()`` when the person has to answer a question in it; ``left()``
    when the person goes.
    """

    joining = Signal(str)
    signalled = Signal(str, bytes)
    marked = Signal(object)
    asking = Signal()
    left = Signal()

    def set_roster(self, conference: dict[str, Any]) -> None:
        """Who is in now: the entity, as JSON has it."""

    def take_signal(self, from_: str, data: bytes) -> None:
        """Take in what another participant's view said."""

    def refused(self, to: str, code: str) -> None:
        """What was said last for `to` did not get there; `code` is the platform's word for why."""

    def close_room(self, why: str) -> None:
        """The conference is over for this person: `closed`, `removed`, `expired`, `locked` or `full`."""

    def set_platform(self, *, there: bool) -> None:
        """Say whether the platform can be reached; the call itself goes on without it."""

    def order(self, name: str, **more: bool) -> None:
        """Do what a button does (mute, camera, share, hand, devices, leave), with `on` as it is to be; or
        the key: talk, with `on`.
        """

    def answer(self, *, yes: bool) -> bool:
        """Answer the question that is asked in it; False when none is."""
        return False

    def ask(self, script: str, answer: Any) -> None:
        """Evaluate an expression where there is a page; `answer` gets its value, None without a page."""
        answer(None)
