"""Past incidents: page by page, the latest question alone, every failure told."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.messages import Item
from backend_client.protocol.queries import Found
from tests.widgets.archive import TestArchive
from tests.widgets.district import NOW, ago, district, incident
from widgets import incident_cells
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import PAGE, Asking, IncidentHistory, NobodyToAsk
from widgets.moments import moment_text

S = IncidentState
PAST = {f"p{number:03}": incident(number, state=S.CLOSED, age=number * 60.0) for number in range(1, 251)}
ALL = IncidentFilter(past=True)


def history_of(archive: TestArchive) -> IncidentHistory:
    made = district()
    return IncidentHistory(archive=archive, picture=made.picture, now=made.now)


def test_pages_come_as_they_are_scrolled_to(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    model = history_of(archive)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_filter(ALL)
    assert model.asking is Asking.WAITING
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    archive.answer()
    assert (model.rowCount(), model.total, model.asking) == (PAGE, 250, Asking.IDLE)
    model.need(10)
    assert len(archive.asked) == 1, "there are enough below"
    model.need(80)
    model.need(90)
    assert [each.offset for each in archive.asked] == [0, PAGE]
    archive.answer()
    model.need(199)
    archive.answer()
    assert model.ids() == list(PAST)
    assert model.is_whole
    model.need(249)
    assert len(archive.asked) == 3
    assert tester.model() is model


def test_the_filter_becomes_a_question(qtbot: QtBot) -> None:
    archive = TestArchive()
    model = history_of(archive)
    model.set_filter(
        IncidentFilter(
            past=True,
            text="占道 2",
            states=frozenset({S.CLOSED, S.REJECTED}),
            severities=frozenset({2, 1}),
            type_code="0201",
            street="kaixuan",
            within_s=86_400.0,
        )
    )
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    (args,) = archive.asked
    assert (args.text, args.states, args.severities) == ("占道 2", ("closed", "rejected"), (1, 2))
    assert (args.type_codes, args.org, args.since) == (("0201",), "kaixuan", ago(86_400.0))
    assert args.until == ago(-1.0)


def test_what_is_asked_for_is_held_still(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    made = district()
    model = IncidentHistory(archive=archive, picture=made.picture, now=made.now)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    archive.answer()
    made.time += 500
    model.need(99)
    assert archive.asked[0].until == archive.asked[1].until


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    model = history_of(archive)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    model.set_filter(IncidentFilter(past=True, text="新"))
    qtbot.waitUntil(lambda: len(archive.asked) == 2)
    archive.answer()
    assert (model.rowCount(), model.total, model.asking) == (0, None, Asking.WAITING)
    archive.answer_with(Found(total=0, items=()))
    assert (model.rowCount(), model.total, model.asking) == (0, 0, Asking.IDLE)


def test_typing_asks_once_when_it_pauses(qtbot: QtBot) -> None:
    archive = TestArchive()
    model = history_of(archive)
    for text in ("占", "占道", "占道经", "占道经营"):
        model.set_filter(IncidentFilter(past=True, text=text))
    qtbot.waitUntil(lambda: bool(archive.asked))
    assert [each.text for each in archive.asked] == ["占道经营"]


def test_a_failure_is_told_and_the_page_asked_for_again(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    model = history_of(archive)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    archive.answer()
    model.need(99)
    archive.fail("nobody there")
    assert (model.asking, model.why, model.rowCount()) == (Asking.FAILED, "nobody there", PAGE)
    model.need(99)
    assert len(archive.asked) == 2, "not again by itself"
    model.go_on()
    archive.answer()
    assert model.rowCount() == 2 * PAGE


def test_a_short_page_goes_on_where_it_ended_and_bad_rows_hide_no_others(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    model = history_of(archive)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    good = Item(entity="incident", id="p1", ver=1, data=msgspec.Raw(msgspec.json.encode(PAST["p001"])))
    bad = Item(entity="incident", id="p2", ver=1, data=msgspec.Raw(b'{"severity": "x"}'))
    archive.answer_with(Found(total=5, items=(good, bad)))
    assert model.ids() == ["p1"]
    model.need(0)
    assert archive.asked[-1].offset == 2
    archive.answer_with(Found(total=5, items=(good,)))
    assert model.ids() == ["p1"]
    archive_calls = len(archive.asked)
    model.need(0)
    assert len(archive.asked) == archive_calls + 1
    archive.answer_with(Found(total=5, items=()))
    assert model.is_whole


def test_rows_read_like_those_of_the_desk(qtbot: QtBot) -> None:
    archive = TestArchive({"p1": incident(1, state=S.CLOSED, age=4000, closed_at=ago(400))})
    model = history_of(archive)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: len(archive.asked) == 1)
    archive.answer()
    assert model.row_of("p1") == 0
    assert model.id_at(0) == "p1"
    assert model.id_at(1) is None
    assert model.index(0, incident_cells.CLOCK).data() == moment_text(ago(4000), now=NOW)
    assert model.headerData(incident_cells.CLOCK, Qt.Orientation.Horizontal) == "Reported"
    assert "Reported" in model.tool_tip(0, incident_cells.CLOCK)
    assert model.tool_tip(0, incident_cells.TITLE) == model.index(0, incident_cells.TITLE).data()
    assert model.tool_tip(0, incident_cells.STREET) == "凯旋街道"
    found = model.incident("p1")
    assert found is not None
    assert found.severity == 3


def test_nobody_to_ask_finds_nothing(qtbot: QtBot) -> None:
    made = district()
    model = IncidentHistory(archive=NobodyToAsk(), picture=made.picture, now=lambda: NOW)
    model.set_filter(ALL)
    qtbot.waitUntil(lambda: model.total == 0)
