"""A platform's part in a conference, within the test: it keeps the roster and hands signals on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from widgets.conference.said import Mark
from widgets.conference.view import ConferenceView


class Hall:
    """`parties` is the roster by id, `signals` counts what was handed on."""

    def __init__(self, make_view: Callable[..., ConferenceView]) -> None:
        self._make_view = make_view
        self.views: dict[str, ConferenceView] = {}
        self.parties: dict[str, dict[str, Any]] = {}
        self.signals = 0
        #: Whether a signal, by its bytes, gets lost.
        self.loses: Callable[[bytes], bool] = lambda _data: False

    def enter(self, me: str, **more: float) -> ConferenceView:
        """A person's view, whose page asks for devices and then to be in."""
        view = self._make_view(me=me, **more)
        self.views[me] = view
        view.joining.connect(lambda session: self.join(me, session))
        view.signalled.connect(lambda to, data: self._hand_on(me, to, data))
        view.marked.connect(lambda mark: self._mark(me, mark))
        view.left.connect(lambda: self.leave(me))
        view.set_roster(self.conference)
        return view

    @property
    def conference(self) -> dict[str, Any]:
        """The entity as far as the page looks at it."""
        return {"parties": list(self.parties.values()), "recording": False}

    def join(self, me: str, session: str) -> None:
        """Someone is in, or in anew."""
        self.parties[me] = {"id": me, "name": me.title(), "state": "joined", "session": session}
        self.tell()

    def leave(self, me: str) -> None:
        """Someone is out."""
        self.parties.pop(me, None)
        self.tell()

    def tell(self) -> None:
        """Everybody hears of the roster."""
        for view in self.views.values():
            view.set_roster(self.conference)

    def _hand_on(self, me: str, to: str, data: bytes) -> None:
        self.signals += 1
        if to in self.views and to in self.parties and not self.loses(data):
            self.views[to].take_signal(me, data)

    def _mark(self, me: str, mark: Mark) -> None:
        party = self.parties[me]
        if mark.muted is not None:
            party["muted"] = mark.muted
        if mark.hand is not None:
            party["hand_at"] = "2026-01-01T00:00:00Z" if mark.hand else None
        if mark.sharing is not None:
            party["sharing"] = mark.sharing
        self.tell()


def figures(qtbot: QtBot, view: ConferenceView) -> dict[str, Any]:
    """What the page says arrives; nothing of it before its scripts are there."""
    answers: list[Any] = []
    view.ask('typeof conference === "undefined" ? {} : conference.figures()', answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0] or {}


def allow(qtbot: QtBot, view: ConferenceView) -> None:
    """Press the first of the question's buttons once it is asked."""
    qtbot.waitUntil(view.question.isVisible)
    view.question.yes.click()


def sees(qtbot: QtBot, view: ConferenceView, other: str, *, frames: int) -> Callable[[], bool]:
    """Whether at least so many frames of the other have been decoded."""
    return lambda: figures(qtbot, view).get("peers", {}).get(other, {}).get("frames", 0) >= frames
