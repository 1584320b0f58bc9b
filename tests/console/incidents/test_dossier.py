"""What belongs to an incident: who may learn who reported it, and where a task link comes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.incident_parts import Reporter
from backend_client.protocol.messages import Scope, User
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone
from console.incidents import dossier as dossier_module
from console.incidents.dossier import IncidentDossier
from console.situation import Situation
from tests.waiting import until
from tests.widgets.district import NOW, district, incident
from widgets.detail.link_dialog import LinkDialog
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials

OFFICER = User(id="li", name="李", roles=("dispatcher",), scope=Scope())
LEADER = User(id="wang", name="王", roles=("leader",), scope=Scope())


class Detail(QObject):
    """The signals of an incident detail."""

    shown_changed = Signal(str)
    incident_wanted = Signal(str)
    reporter_wanted = Signal()

    masked = 0

    def mask_reporter(self) -> None:
        self.masked += 1


class Strip(QObject):
    """Those of its pictures."""

    wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen: list[str] = []
        self.held: tuple[str, ...] = ()

    def show_picture(self, id_: str, _image: QImage) -> None:
        self.seen.append(id_)

    def show_failure(self, id_: str) -> None:
        self.seen.append(f"no {id_}")

    def ask_again(self) -> None:
        for id_ in self.held:
            self.wanted.emit(id_)


class Desk:
    """A dossier over a bare window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.made = district(incidents=[incident(reporter=Reporter(name="张*", phone="138****"))])
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.parent = QObject()
        self.told: list[str] = []
        self.tasks = TaskSet()
        self.situation = Situation(picture=self.made.picture, parent=self.parent)
        self.dialogs = Dialogs(
            window=self.window,
            picture=self.made.picture,
            initials=Initials(),
            now=self.made.now,
            new_place=lambda: ("", None),
        )
        self.detail = Detail(self.parent)
        self.strip = Strip(self.parent)
        detail: Any = self.detail
        detail.media = self.strip
        self.done: Callable[[CommandDone], None] = lambda _done: None
        access: Any = SimpleNamespace(http_base="https://platform.example")
        no_requests: Any = None
        self.dossier = IncidentDossier(
            detail=detail,
            situation=self.situation,
            picture=self.made.picture,
            dialogs=self.dialogs,
            acts=SimpleNamespace(why_not_on=lambda _act, _entry: ""),  # type: ignore[arg-type]
            done=self._connect,
            requests=no_requests,
            tasks=self.tasks,
            access=access,
            show_incident=lambda _id: None,
            tell=self.told.append,
            now=self.made.now,
            parent=self.parent,
        )
        self.situation.set_user(OFFICER)
        self.situation.set_incident("i1")

    def _connect(self, handler: Callable[[CommandDone], None]) -> None:
        self.done = handler

    def link_comes(self) -> None:
        """The platform has made a link."""
        data = {"path": "/task/secret", "expires_at": "2026-01-31T08:00:00.000Z"}
        self.done(CommandDone("task.link", "i1", 2, NOW, data))

    def visible(self) -> list[QDialog]:
        """The dialogs that can be seen."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_who_may_not_learn_the_reporter_is_told_before_he_gives_a_reason(desk: Desk) -> None:
    assert desk.dossier.why_not("incident.show_reporter") == ""
    desk.situation.set_user(LEADER)
    assert desk.dossier.why_not("incident.show_reporter") == "Not your role"
    desk.detail.reporter_wanted.emit()
    assert desk.told == ["Not your role"]
    assert desk.visible() == []
    desk.situation.set_user(OFFICER)
    desk.detail.reporter_wanted.emit()
    assert isinstance(desk.visible()[0], FormDialog)


def test_a_link_is_shown_and_never_over_a_locked_desk(desk: Desk) -> None:
    desk.dialogs.hide()
    desk.link_comes()
    assert desk.visible() == []
    desk.dialogs.show()
    (dialog,) = desk.visible()
    assert isinstance(dialog, LinkDialog)


def test_a_link_that_finds_a_form_open_is_told_of(desk: Desk) -> None:
    desk.dialogs.ask_for_act("incident.note", incident(), lambda _answer: None)
    desk.link_comes()
    assert [type(each) for each in desk.visible()] == [FormDialog]
    assert "ask for another link" in desk.told[0]


def test_the_next_person_learns_nothing_that_the_former_asked_for(desk: Desk) -> None:
    before = desk.detail.masked
    desk.dossier._pictures["m1"] = QImage(1, 1, QImage.Format.Format_RGB32)
    desk.strip.wanted.emit("m1")
    assert desk.strip.seen == ["m1"]
    desk.situation.set_user(LEADER)
    assert desk.dossier._pictures == {}
    assert desk.detail.masked == before + 1


async def test_what_comes_for_somebody_who_has_left_is_shown_to_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gates = [asyncio.Event(), asyncio.Event()]
    asked: list[str] = []

    async def fetch(_access: object, _path: str) -> bytes | None:
        gate = gates[len(asked)]
        asked.append(desk.situation.user.id if desk.situation.user else "")
        await gate.wait()
        return None

    monkeypatch.setattr(dossier_module, "fetch_signed_in", fetch)
    desk.strip.held = ("m1",)
    desk.strip.wanted.emit("m1")
    await until(lambda: asked == ["li"])
    desk.situation.set_user(None)
    assert asked == ["li"]
    desk.situation.set_user(LEADER)
    await until(lambda: asked == ["li", "wang"])
    gates[1].set()
    await until(lambda: desk.strip.seen == ["no m1"])
    gates[0].set()
    await desk.tasks.close()
    assert desk.strip.seen == ["no m1"]
