"""From the filter to the file: a real platform, a real window, the keyboard, and what is on the disk then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import DutyLogAdd
from backend_client.protocol.duty import DutyLogKind, ExportRecord
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import IncidentCreate, ReporterWhole
from backend_client.protocol.queries import IncidentsSearch
from backend_client.tasks import TaskSet
from console.actions.operator_actions import OperatorActions
from console.commands.dialogs import Dialogs
from console.paper import folder
from console.paper.past import Past
from console.paper.room import PaperRoom
from console.paper.table import local
from console.situation import Situation
from tests.console.paper.reading import page_texts
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.processes import PlatformProcess
from tests.waiting import until
from widgets.boards.unit_board import UnitBoard
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.status_strip import StatusStrip
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import IncidentHistory, NobodyToAsk
from widgets.initials import Initials
from widgets.item_models import IncidentTableModel, UnitTableModel
from widgets.paper.paper_dialog import PaperDialog

#: What is reported for the test, with its severity: the second would be a formula.
TITLES = (("e2e 示范导出一", 3), ("=e2e()", 1), ("@e2e 示范导出三", 2))


class Desk:
    """The parts of a desk that are exported, in a window with the product's keys."""

    def __init__(self, client: Client, tasks: TaskSet, data: Path) -> None:
        picture, now = client.picture, client.feed.now
        facts = IncidentFacts(picture=picture)
        self.window = QWidget()
        self.lanes = LaneBar(facts=facts, now=now)
        self.model = IncidentTableModel(picture=picture, now=now, facts=facts)
        self.table = IncidentTable(model=self.model)
        self.units = UnitBoard(model=UnitTableModel(picture=picture, now=now), picture=picture)
        self.history = HistoryList(model=IncidentHistory(archive=NobodyToAsk(), picture=picture, now=now))
        self.status = StatusStrip(now=now)
        self.lanes.filter_changed.connect(self.table.set_filter)
        column = QVBoxLayout(self.window)
        for part in (self.lanes, self.table, self.status):
            column.addWidget(part)
        self.situation = Situation(picture=picture)
        self.situation.set_user(client.feed.status.user)
        self.table.current_incident_changed.connect(self.situation.set_incident)
        self.dialogs = Dialogs(
            window=self.window, picture=picture, initials=Initials(), now=now, new_place=lambda: ("", None)
        )
        self.papers = PaperRoom(
            desk=self,
            picture=picture,
            situation=self.situation,
            dialogs=self.dialogs,
            requests=client.requests,
            feed=client.feed,
            tasks=tasks,
            data=data,
            all_actions=lambda: self.actions.all(),
        )
        self.actions = OperatorActions(situation=self.situation, groups=(self.papers.actions,))
        self.actions.bind(self.window)

    def dialog(self) -> PaperDialog:
        """The dialog on view."""
        (found,) = [each for each in self.window.findChildren(PaperDialog) if each.isVisible()]
        return found


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[PlatformProcess]:
    process = PlatformProcess(tmp_path / "platform")
    yield process
    process.stop()


def keys(key: Qt.Key, *, shift: bool = False) -> None:
    """Press a key with Ctrl wherever the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    modifiers = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(focused, key, modifiers | Qt.KeyboardModifier.ShiftModifier if shift else modifiers)


class Watcher:
    """Waits for everything."""

    is_given_up = False

    def show(self, share: float) -> None:
        """As `Progress`."""


async def report(client: Client, title: str, severity: int) -> str:
    """Report an incident; returns its id."""
    args = IncidentCreate(
        type_code=next(iter(client.picture.of(Incident).values())).data.type_code,
        severity=severity,
        title=title,
        source="hotline",
        reporter=ReporterWhole(name="示范来电人", phone="13912345678"),
    )
    result = await client.give("incident.create", args=args)
    return str((result.data or {})["id"])


async def settled(condition: Callable[[], object]) -> None:
    """Wait until `condition` holds, letting Qt have its turns too."""
    await until(lambda: QApplication.processEvents() or condition())


async def test_what_is_filtered_is_what_lies_on_the_disk(
    platform: PlatformProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    out, tasks = tmp_path / "out", TaskSet()
    out.mkdir()
    folder.remember(tmp_path, out)
    async with signed_in(
        http=platform.http, feed=platform.feed, password=platform.password, folder=tmp_path
    ) as client:
        ids = [await report(client, title, severity) for title, severity in TITLES]
        await client.until(lambda: client.picture.of(Incident).keys() >= set(ids))
        desk = Desk(client, tasks, tmp_path)
        qtbot.addWidget(desk.window)
        with qtbot.waitActive(desk.window):
            desk.window.show()
            desk.window.activateWindow()

        # Filtered by words, exported by two keys: exactly the rows on view, in their order.
        desk.lanes.search.setFocus()
        QTest.keyClicks(desk.lanes.search, "e2e")
        await settled(lambda: desk.model.rowCount() == len(TITLES))
        desk.table.setFocus()
        keys(Qt.Key.Key_E)
        QTest.keyClick(desk.dialog(), Qt.Key.Key_Return)
        await settled(lambda: "Saved" in desk.status.text)
        (written,) = out.glob("*.xlsx")
        sheet = load_workbook(written).worksheets[0]
        shown = [client.incident(each) for each in desk.model.ids()]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert [row[0] for row in rows] == [each.serial_no for each in shown]
        assert [row[3] for row in rows] == [each.title for each in shown]
        assert [row[10] for row in rows] == [local(each.reported_at) for each in shown]
        assert [cell.data_type for cell in sheet["D"]] == ["s"] * 4, "texts, no formulas"
        await client.until(lambda: len(client.picture.of(ExportRecord)) == 1)

        # Printed with who reported, for a reason that the platform keeps.
        assert desk.table.select_id(ids[0])
        # The window manager gives the keyboard back in its own time.
        await settled(lambda: QApplication.focusWidget() is not None)
        keys(Qt.Key.Key_P, shift=True)
        dialog = desk.dialog()
        dialog.people.setChecked(True)
        QTest.keyClicks(dialog.reason, "call him back")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        await settled(lambda: list(out.glob("*.pdf")))
        await settled(lambda: not desk.dialogs.is_open)
        (printed,) = out.glob("*.pdf")
        text = "".join(page_texts(printed.read_bytes()))
        assert client.incident(ids[0]).serial_no in printed.name
        for said in ("Incidentrecord", "示范来电人", "13912345678"):
            assert said in text, said
        await client.until(lambda: len(client.picture.of(ExportRecord)) == 2)
        records = [entry.data for entry in client.picture.of(ExportRecord).values()]
        (record,) = [each for each in records if each.people]
        assert (record.format, record.reason) == ("pdf", "call him back")

        # What lies behind the feed's view comes whole, however many pages it is.
        past = Past(ask=client.requests.query, now=client.feed.now)
        answer = await client.requests.query("incidents.search", IncidentsSearch(limit=1))
        found = await past.gather(IncidentFilter(past=True), Watcher())
        assert len(found) == answer.total > 500
        line = DutyLogAdd(kind=DutyLogKind.NOTE, text="e2e note")
        await client.give("duty_log.add", args=line)
        now = client.feed.now()
        assert [each.text for each in await past.duty_log(now - 60, now + 1, Watcher())] == [line.text]
        await tasks.close()
