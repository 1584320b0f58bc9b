"""Rows of the palette and which of them is current."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.palette.gather import Choice, Heading, Row
from widgets.palette.result_list import ResultList, spoken
from widgets.palette.values import PaletteEntry


def rows(*ids: str) -> tuple[Row, ...]:
    return (Heading("Units"), *(Choice("unit", PaletteEntry(id=id_, parts=(id_, "w1"))) for id_ in ids))


def list_of(qtbot: QtBot) -> ResultList:
    made = ResultList()
    qtbot.addWidget(made)
    made.resize(600, 120)
    with qtbot.waitExposed(made):
        made.show()
    return made


def current(made: ResultList) -> str:
    return "" if made.current is None else made.current.entry.id


def test_the_first_choice_is_current_or_the_same_thing_as_before(qtbot: QtBot) -> None:
    made = list_of(qtbot)
    assert current(made) == ""
    made.show_rows(rows("a", "b", "c"))
    assert current(made) == "a"
    made.step(1)
    made.show_rows(rows("x", "a", "b"), keep_current=True)
    assert current(made) == "b"
    made.show_rows(rows("a", "c"), keep_current=True)
    assert current(made) == "a"


def test_steps_stop_at_the_ends_and_do_nothing_in_an_empty_list(qtbot: QtBot) -> None:
    made = list_of(qtbot)
    made.show_rows((), empty="Nothing matches")
    made.step(1)
    assert current(made) == ""
    assert made.grab().width() == 600
    made.show_rows(rows("a", "b"))
    made.step(-3)
    assert current(made) == "a"
    made.step(30)
    assert current(made) == "b"


def test_the_heading_above_the_first_choice_is_seen_again_on_the_way_back(qtbot: QtBot) -> None:
    made = list_of(qtbot)
    made.show_rows(rows(*"abcdefgh"))
    made.step(7)
    assert made.indexAt(made.viewport().rect().topLeft()).row() > 0
    made.step(-7)
    assert made.indexAt(made.viewport().rect().topLeft()).row() == 0


def test_a_screen_reader_gets_words(qtbot: QtBot) -> None:
    made = list_of(qtbot)
    made.show_rows(rows("a"))
    assert [made.model().index(row, 0).data() for row in range(2)] == ["Units", "a  w1"]
    entry = PaletteEntry(id="m", parts=("Mute", ""), note="on", why_not="Not your role")
    assert spoken(entry) == "Mute  on  Not your role"
