"""Documents saved and alerts handed in, with files on a real disk; the platform's answers are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.access import Access
from backend_client.documents import DocumentRefused
from backend_client.protocol.errors import Error
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.intake import exchanging
from console.intake.exchanging import CAP, Exchanging
from tests.waiting import until
from tests.widgets.district import district, incident
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials


class Desk:
    """A window with dialogs, and a platform that answers what it is told to."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        made = district()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.answer: bytes | Error = b"<alert/>"
        self.asked: list[tuple[str, object]] = []
        self.told: list[tuple[str, bool]] = []
        self.tasks = TaskSet()
        self.exchanging = Exchanging(
            access=Access(addresses=("ws://127.0.0.1:9/feed",)),
            dialogs=Dialogs(
                window=self.window,
                picture=made.picture,
                initials=Initials(),
                now=made.now,
                new_place=lambda: ("", None),
            ),
            tasks=self.tasks,
            tell=lambda text, calm: self.told.append((text, calm)),
        )
        monkeypatch.setattr(exchanging, "get_document", self._get)
        monkeypatch.setattr(exchanging, "post_document", self._post)

    async def _get(self, access: Access, path: str, *, query: dict[str, str]) -> bytes:
        return self._answer(path, query)

    async def _post(self, access: Access, path: str, body: bytes, *, media_type: str) -> bytes:
        return self._answer(path, body)

    def _answer(self, path: str, given: object) -> bytes:
        self.asked.append((path, given))
        if isinstance(self.answer, Error):
            raise DocumentRefused(self.answer)
        return self.answer

    async def choose(self, path: Path) -> str:
        """Choose a file in the dialog that asks for one; what is said then."""
        found: list[QFileDialog] = []

        def asked() -> bool:
            found[:] = [each for each in self.window.findChildren(QFileDialog) if each.isVisible()]
            return bool(found)

        await until(asked)
        (dialog,) = found
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(str(path))
        count = len(self.told)
        dialog.accept()
        await until(lambda: len(self.told) > count)
        return self.told[-1][0]


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(qtbot, monkeypatch)


async def test_an_incident_is_saved_where_one_says(desk: Desk, tmp_path: Path) -> None:
    desk.exchanging.export("i1", incident(), CAP)
    text = await desk.choose(tmp_path / "alert.xml")
    assert "alert.xml" in text
    assert (tmp_path / "alert.xml").read_bytes() == b"<alert/>"
    assert desk.asked == [("/api/incidents/i1/cap", {})]


async def test_who_reported_is_asked_for_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    desk.exchanging.export_named("i1", incident())
    (form,) = desk.window.findChildren(FormDialog)
    form.text.setPlainText("handed to the fire brigade")
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    await desk.choose(tmp_path / "incident.json")
    assert desk.asked == [("/api/incidents/i1/eido", {"reporter_reason": "handed to the fire brigade"})]


async def test_a_refusal_and_a_full_disk_are_said(desk: Desk, tmp_path: Path) -> None:
    desk.answer = Error(code="forbidden", message="elsewhere")
    desk.exchanging.export("i1", incident(), CAP)
    await desk.choose(tmp_path / "alert.xml")
    assert not desk.told[-1][1]
    assert not (tmp_path / "alert.xml").exists()
    desk.answer = b"x"
    (tmp_path / "gone").mkdir()
    desk.exchanging._spawn(desk.exchanging._save("i1", CAP, {}, tmp_path / "gone"))
    await until(lambda: len(desk.told) == 2)
    assert "A folder has this name" in desk.told[-1][0]


@pytest.mark.parametrize(
    ("answer", "said", "is_good"),
    [
        (b'{"id":"cap-1","closed":[]}', "alarm now", True),
        (b'{"id":"cap-1","known":true}', "known already", True),
        (b'{"closed":["cap-1"]}', "closed", True),
        (b'{"ignored":"a test"}', "a test", True),
        (Error(code="bad_request", message="severity is missing"), "severity is missing", False),
    ],
)
async def test_an_alert_is_handed_in_and_the_answer_said(
    desk: Desk, tmp_path: Path, answer: bytes | Error, said: str, is_good: bool
) -> None:
    (tmp_path / "alert.xml").write_bytes(b"<in/>")
    desk.answer = answer
    desk.exchanging.read_alert()
    assert said in await desk.choose(tmp_path / "alert.xml")
    assert desk.told[-1][1] is is_good
    assert desk.asked == [("/api/alerts", b"<in/>")]
