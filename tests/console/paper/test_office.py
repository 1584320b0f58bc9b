"""Printing and exporting from a real window: what is asked, announced, written, refused and given up."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import Args, ReportExport
from backend_client.protocol.duty import DutyLogEntry
from backend_client.protocol.entities import Incident
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.incident_parts import Reporter
from backend_client.protocol.messages import Result
from backend_client.questions import RequestRefused, refusal
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.paper import office
from console.paper.announcing import Announcer
from console.paper.making import Maker
from console.paper.offers import Offer, Offers, Shown
from console.paper.office import MOST_ROWS_IN_DIALOG, PaperOffice
from console.paper.past import Progress
from console.paper.table import Column, Row, Table
from console.situation import Situation
from tests.console.paper.matters import USER, room
from tests.console.paper.reading import page_texts
from tests.waiting import until
from widgets.initials import Initials
from widgets.paper.paper_dialog import PaperDialog
from widgets.paper.sheets import Output


class Desk:
    """A window, an office over it, and a platform that notes what it hears."""

    def __init__(self, folder: Path) -> None:
        self.made = room()
        self.folder = folder
        self.said: list[tuple[str, bool]] = []
        self.heard: list[ReportExport] = []
        self.files_when_heard: list[list[str]] = []
        self.refusal: ErrorCode | None = None
        self.connected = True
        self.asked_for: list[tuple[str, str]] = []
        self.told: Reporter | RequestRefused | None = None
        self.window = QWidget()
        self.dialogs = Dialogs(
            window=self.window,
            picture=self.made.picture,
            initials=Initials(),
            now=self.made.now,
            new_place=lambda: ("", None),
        )
        picture = self.made.picture
        self.situation = Situation(picture=picture)
        self.situation.set_user(USER)
        self.situation.set_incident("i1")
        self.tasks = TaskSet()
        self.offers = Offers(
            picture=picture,
            situation=self.situation,
            incidents=lambda: Shown(
                len(picture.of(Incident)), "To accept", lambda: list(picture.of(Incident))
            ),
            units=lambda: Shown(2, "", lambda: ["unit-2", "unit-1"]),
            past=lambda: None,
            log=lambda _since, _until, _progress: self.log(),
            simulated=lambda: True,
            now=self.made.now,
        )
        self.office = PaperOffice(
            offers=self.offers,
            maker=Maker(
                announcer=Announcer(requests=self, tasks=self.tasks, connected=lambda: self.connected),
                reporter=self.reporter,
                stamp=lambda people: self.offers.stamp(exercise=False, people=people),
            ),
            dialogs=self.dialogs,
            tasks=self.tasks,
            tell=lambda text, calm: self.said.append((text, calm)),
            data=folder / "data",
        )

    async def send(
        self, name: str, *, args: Args | msgspec.Raw | None = None, not_after_s: float | None = None
    ) -> Result:
        assert isinstance(args, ReportExport)
        self.heard.append(args)
        self.files_when_heard.append(self.files())
        if self.refusal is None:
            return Result(cmd_id="c", ok=True)
        return Result(cmd_id="c", ok=False, error=Error(code=self.refusal, message=""))

    async def reporter(self, incident: str, reason: str) -> Reporter | None:
        self.asked_for.append((incident, reason))
        if isinstance(self.told, RequestRefused):
            raise self.told
        return self.told

    async def log(self) -> list[DutyLogEntry]:
        raise refusal(ErrorCode.UNAVAILABLE, "gone")

    def files(self) -> list[str]:
        return sorted(os.listdir(self.folder / "out"))

    def ask(self, chosen: str, output: Output, *, name: str = "") -> PaperDialog:
        self.office.ask(chosen, output)
        (dialog,) = [each for each in self.window.findChildren(PaperDialog) if each.isVisible()]
        if name:
            dialog.path.setText(str(self.folder / "out" / name))
        return dialog


@pytest.fixture
async def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    for each in ("out", "data", "home"):
        (tmp_path / each).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    made = Desk(tmp_path)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.office.give_up()
    await made.tasks.close()


def press(dialog: PaperDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


async def test_a_list_is_announced_and_then_written_as_it_is_shown(desk: Desk) -> None:
    press(desk.ask("units", Output.XLSX, name="units.xlsx"))
    await until(lambda: desk.said)
    assert desk.said == [(f"Saved: {desk.folder}/out/units.xlsx", True)]
    assert desk.heard == [ReportExport(what="units", format="xlsx", rows=2)]
    assert desk.files_when_heard == [[]], "the platform hears of it before there is a file"
    assert not desk.dialogs.is_open
    book = load_workbook(desk.folder / "out" / "units.xlsx")
    names = [row[1].value for row in book["Units"].iter_rows(min_row=2)]
    assert names == ["示**", "示**"], "masked, as nobody asked for names"
    about = {row[0].value: row[1].value for row in book["About this table"].iter_rows()}
    assert about["Exported by"] == "王值班"
    assert about["Demonstration data"] == "yes"
    assert about["Personal data masked"] == "yes"
    assert desk.ask("units", Output.XLSX).path.text().startswith(f"{desk.folder}/out/")


async def test_people_are_in_it_for_a_reason_that_the_platform_has(desk: Desk) -> None:
    dialog = desk.ask("units", Output.XLSX, name="units.xlsx")
    dialog.people.setChecked(True)
    QTest.keyClicks(dialog.reason, "roll call")
    press(dialog)
    await until(lambda: desk.said)
    assert desk.heard == [ReportExport(what="units", format="xlsx", rows=2, people=True, reason="roll call")]
    book = load_workbook(desk.folder / "out" / "units.xlsx")
    assert [row[1].value for row in book["Units"].iter_rows(min_row=2)] == ["示范员0002", "示范员0001"]
    assert ("Reason", "roll call") in [
        tuple(c.value for c in row) for row in book["About this table"].iter_rows()
    ]


@pytest.mark.parametrize(
    ("connected", "refusal", "said"),
    [
        (False, None, "The platform is away, and people's data leave the desk only when it has noted why."),
        (True, ErrorCode.FORBIDDEN, "The platform refuses it: Your role does not allow this"),
    ],
)
async def test_what_may_not_leave_is_not_made(
    desk: Desk, connected: bool, refusal: ErrorCode | None, said: str
) -> None:
    desk.connected, desk.refusal = connected, refusal
    dialog = desk.ask("slip:", Output.PDF, name="slip.pdf")
    dialog.people.setChecked(True)
    QTest.keyClicks(dialog.reason, "for the file")
    press(dialog)
    await until(lambda: dialog.fault.text())
    assert dialog.fault.text() == said
    assert desk.files() == []
    assert dialog.isVisible(), "it can be wished otherwise"


async def test_a_slip_is_printed_to_a_pdf(desk: Desk) -> None:
    press(desk.ask("slip:", Output.PDF, name="slip.pdf"))
    await until(lambda: desk.said)
    text = page_texts((desk.folder / "out" / "slip.pdf").read_bytes())[0]
    assert "Taskslip" in text
    assert "李**" in text
    assert desk.heard[0].format == "pdf"


async def test_who_reported_is_asked_for_with_the_reason(desk: Desk) -> None:
    def wish(reason: str) -> PaperDialog:
        dialog = desk.ask("slip:", Output.PDF, name="slip.pdf")
        dialog.people.setChecked(True)
        QTest.keyClicks(dialog.reason, reason)
        press(dialog)
        return dialog

    desk.told = refusal(ErrorCode.FORBIDDEN, "not in your scope")
    dialog = wish("call back")
    await until(lambda: dialog.fault.text())
    assert dialog.fault.text() == "The platform does not say who reported it: not in your scope"
    assert desk.files() == []
    dialog.reject()
    desk.told = Reporter(name="李时珍", phone="13511112222")
    wish("call back")
    await until(lambda: desk.files() and desk.said)
    assert desk.asked_for == [("i1", "call back")] * 2
    text = page_texts((desk.folder / "out" / "slip.pdf").read_bytes())[0]
    assert "李时珍" in text
    assert "13511112222" in text


async def test_rows_that_are_not_told_are_not_exported(desk: Desk) -> None:
    dialog = desk.ask("duty_log:1", Output.XLSX, name="log.xlsx")
    press(dialog)
    await until(lambda: dialog.fault.text())
    assert dialog.fault.text() == "The platform does not tell what is in it: gone"
    assert desk.heard == []
    assert desk.files() == []


async def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(desk: Desk) -> None:
    dialog = desk.ask("units", Output.XLSX, name="nowhere/units.xlsx")
    press(dialog)
    await until(lambda: dialog.fault.text())
    assert dialog.fault.text() == "There is no such folder. Choose another one."
    dialog.path.setText(str(desk.folder / "out" / "units.xlsx"))
    assert dialog.fault.text() == ""
    press(dialog)
    await until(lambda: desk.said)
    assert desk.files() == ["units.xlsx"]


def endless(desk: Desk, rows: int) -> Offer:
    """The units as a table that is never done."""

    def numbers() -> Iterator[Row]:
        number = 0
        while True:
            number += 1
            yield (number,)

    units = next(offer for offer in desk.offers.all() if offer.sheet.id == "units")

    async def table(_progress: Progress) -> Table:
        return Table("T", (Column("N"),), 100_000, numbers)

    return replace(units, rows=rows, table=table)


async def test_an_export_shows_how_far_it_is_and_can_be_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = endless(desk, MOST_ROWS_IN_DIALOG)
    monkeypatch.setattr(desk.offers, "all", lambda: (long,))
    dialog = desk.ask("units", Output.XLSX, name="long.xlsx")
    press(dialog)
    await until(lambda: dialog.bar.value() > 5)
    assert any(name.endswith(".part") for name in desk.files())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: desk.said)
    assert desk.said == [("Given up: nothing was written.", True)]
    assert desk.files() == []
    assert not desk.office.is_busy


async def test_a_long_list_is_written_while_people_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    long = endless(desk, MOST_ROWS_IN_DIALOG + 1)
    monkeypatch.setattr(desk.offers, "all", lambda: (long,))
    press(desk.ask("units", Output.XLSX, name="long.xlsx"))
    await until(lambda: len(desk.said) > 1)
    assert not desk.dialogs.is_open, "nothing stands over the desk"
    assert desk.said[:2] == [("Writing Units: 0 %", True), ("Writing Units: 10 %", True)]
    assert desk.office.is_busy
    desk.office.give_up()
    await until(lambda: not desk.office.is_busy)
    assert desk.said[-1] == ("Given up: nothing was written.", True)
    assert desk.files() == []


async def test_the_next_person_does_not_get_what_the_former_one_began(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = endless(desk, MOST_ROWS_IN_DIALOG)
    monkeypatch.setattr(desk.offers, "all", lambda: (long,))
    dialog = desk.ask("units", Output.XLSX, name="long.xlsx")
    press(dialog)
    await until(lambda: dialog.bar.value() > 5)
    assert any(name.endswith(".part") for name in desk.files())
    desk.dialogs.hide()
    desk.dialogs.discard()
    assert not desk.dialogs.is_open
    await until(lambda: not desk.office.is_busy)
    assert desk.files() == []


async def test_a_printer_takes_it_after_its_own_dialog(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    out = desk.folder / "out" / "printed.pdf"

    class IntoFile(QPrinter):
        """Nothing comes out of a printer that this machine may have."""

        def __init__(self, mode: QPrinter.PrinterMode) -> None:
            super().__init__(mode)
            self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.setOutputFileName(str(out))

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["示范打印机"])
    monkeypatch.setattr(office, "QPrinter", IntoFile)
    dialog = desk.ask("record", Output.PRINTER)
    press(dialog)
    (asked,) = desk.window.findChildren(QPrintDialog)
    assert asked.isVisible()
    assert desk.heard == []
    field = asked.findChild(QLineEdit, "filename")
    assert isinstance(field, QLineEdit)
    field.setText(str(out))
    asked.accept()
    await until(lambda: desk.said)
    assert desk.said == [("Sent to the printer.", True)]
    assert desk.heard[0].format == "printer"
    assert "Incidentrecord" in page_texts(out.read_bytes())[0]
