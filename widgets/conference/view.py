"""A conference as a widget: told the roster and signals, it says what its person does."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.conference import captions
from widgets.conference.call_view import CallView
from widgets.conference.question import ANSWER_WITHIN_S, Question
from widgets.conference.said import Join, Leave, Mark, Ready, Said, SignalTo, decode

_log = logging.getLogger(__name__)


class Bridge(QObject):
    """The object the page knows as `bridge`. `told(text)` reaches the page, `said(message)` comes from it."""

    told = Signal(str)
    said = Signal(object)

    @Slot(str)
    def say(self, text: str) -> None:
        """Something the page says, as JSON."""
        try:
            message = decode(text)
        except ValueError as error:
            _log.warning("the conference's page said what nobody understands: %s", error)
        else:
            self.said.emit(message)


class ConferenceView(CallView):
    """One conference, of which `me` is the person's id as the roster has it: a page in which all are seen.

    Signals: as `CallView`; it is ``joining`` once the devices are settled, again when the page had to be
    reloaded.
    """

    def __init__(
        self,
        *,
        me: str,
        allow_key: str = "",
        answer_within_s: float = ANSWER_WITHIN_S,
        watches: bool = False,
        sound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`answer_within_s` is how long a question about microphone, camera or screen waits, in seconds;
        `allow_key` answers it with yes, as people read it. One that `watches` shows the others and sends
        nothing: it asks for no device, and finds by its session which party it is. Without `sound` nobody
        is heard.
        """
        super().__init__(parent)
        self._setup = {"id": me, "watches": watches, "sound": sound}
        self._roster: dict[str, Any] | None = None
        self._ready = False
        # Only here: this module can be imported where QtWebEngine is missing.
        from widgets.conference.web import ConferenceWebView

        self.question = Question(within_s=answer_within_s, yes_key=allow_key, parent=self)
        self.question.asked.connect(self.asking)
        self._web = ConferenceWebView(question=self.question, parent=self)
        self._web.renderProcessTerminated.connect(self._renderer_ended)
        self._bridge = Bridge(parent=self)
        self._bridge.said.connect(self._said)
        channel = QWebChannel(self)
        channel.registerObject("bridge", self._bridge)
        self._web.page().setWebChannel(channel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.question)
        rows.addWidget(self._web, 1)
        self._web.open()

    @property
    def renderer_pid(self) -> int:
        """The process that draws the page and carries its media, 0 when there is none."""
        return self._web.page().renderProcessPid()

    def set_roster(self, conference: dict[str, Any]) -> None:
        """Who is in now: the entity, as JSON has it."""
        self._roster = conference
        self._tell({"kind": "roster", "conference": conference})

    def take_signal(self, from_: str, data: bytes) -> None:
        """Hand the page what another participant's said."""
        self._tell({"kind": "signal", "from": from_, "data": msgspec.Raw(data)})

    def refused(self, to: str, code: str) -> None:
        """Let the page know that what it said for `to` did not get there."""
        self._tell({"kind": "refused", "to": to, "code": code})

    def close_room(self, why: str) -> None:
        """The conference is over for this person: `closed`, `removed`, `expired`, `locked` or `full`."""
        self._tell({"kind": "closed", "why": why})

    def set_platform(self, *, there: bool) -> None:
        """Say whether the platform can be reached; the call itself goes on without it."""
        self._tell({"kind": "line", "up": there})

    def order(self, name: str, **more: bool) -> None:
        """As `CallView`."""
        self._tell({"kind": "order", "order": name, **more})

    def answer(self, *, yes: bool) -> bool:
        """As `CallView`."""
        if not self.question.is_asked:
            return False
        (self.question.yes if yes else self.question.no).click()
        return True

    def ask(self, script: str, answer: Any) -> None:
        """Evaluate an expression in the page; `answer` gets its value, which came over as JSON."""
        self._web.page().runJavaScript(
            f"JSON.stringify({script})",
            lambda text: answer(msgspec.json.decode(text) if isinstance(text, str) and text else None),
        )

    def _tell(self, message: dict[str, Any]) -> None:
        if self._ready:
            self._bridge.told.emit(msgspec.json.encode(message).decode())

    def _said(self, message: Said) -> None:
        match message:
            case Ready():
                self._ready = True
                self._tell({"kind": "setup", "words": captions.page_words(), **self._setup})
                if self._roster is not None:
                    self.set_roster(self._roster)
            case Join(session=session):
                self.joining.emit(session)
            case SignalTo(to=to, data=data):
                self.signalled.emit(to, bytes(data))
            case Mark():
                self.marked.emit(message)
            case Leave():
                self.left.emit()

    def _renderer_ended(self, *_: object) -> None:
        """A fresh page joins again by itself, as another session."""
        self._ready = False
        self.question.refuse()
        _log.error("the conference's renderer ended; loading the page again")
        # Not from within the signal: Chromium is still clearing the dead renderer away.
        QTimer.singleShot(0, self._web, self._web.open)
