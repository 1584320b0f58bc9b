"""The filter button: its menu makes filters, its text tells them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane
from tests.widgets.district import district, incident
from widgets.dispatch.filter_button import FilterButton
from widgets.filter_words import FilterWords
from widgets.incident_filter import IncidentFilter


@dataclass(frozen=True)
class Kept:
    name: str
    filter: IncidentFilter


def button_of(qtbot: QtBot) -> FilterButton:
    made = district(incidents=[incident(1)])
    button = FilterButton(words=FilterWords(picture=made.picture))
    qtbot.addWidget(button)
    button.set_filter(IncidentFilter(lane=Lane.OPEN))
    return button


def entry(menu: QMenu, *path: str) -> QAction:
    """The entry that is reached over these titles."""
    for title in path:
        (found,) = (each for each in menu.actions() if each.text().replace("&", "") == title)
        menu = found.menu() if isinstance(found.menu(), QMenu) else menu  # type: ignore[assignment]
    return found


def test_each_choice_makes_its_filter(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    chosen: list[IncidentFilter] = []
    button.chosen.connect(chosen.append)
    for path in (
        ("Severity", "1 red"),
        ("Street", "凯旋街道"),
        ("Kind", "占道经营"),
        ("Age", "older than 2 h"),
        ("Reported", "of the last 7 d"),
    ):
        entry(button.menu_now, *path).trigger()
    assert chosen == [
        IncidentFilter(lane=Lane.OPEN, severities=frozenset({1})),
        IncidentFilter(lane=Lane.OPEN, street="kaixuan"),
        IncidentFilter(lane=Lane.OPEN, type_code="0201"),
        IncidentFilter(lane=Lane.OPEN, older_than_s=7200.0),
        IncidentFilter(lane=Lane.OPEN, within_s=7 * 86_400.0),
    ]


def test_what_holds_is_marked_told_and_taken_away(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    assert button.text() == "Filter"
    assert not entry(button.menu_now, "Take every filter away").isEnabled()
    button.set_filter(IncidentFilter(lane=Lane.OPEN, text="占", severities=frozenset({1, 2})))
    assert button.text() == "Filter: 1 red, 2 orange"
    assert entry(button.menu_now, "Severity", "2 orange").isChecked()
    with qtbot.waitSignal(button.chosen) as chosen:
        entry(button.menu_now, "Severity", "2 orange").trigger()
    assert chosen.args == [IncidentFilter(lane=Lane.OPEN, text="占", severities=frozenset({1}))]
    with qtbot.waitSignal(button.chosen) as chosen:
        entry(button.menu_now, "Take every filter away").trigger()
    assert chosen.args == [IncidentFilter(lane=Lane.OPEN)]


def test_states_are_offered_for_the_past_alone(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    assert "State" not in {each.text().replace("&", "") for each in button.menu_now.actions()}
    button.set_filter(IncidentFilter(past=True))
    with qtbot.waitSignal(button.chosen) as chosen:
        entry(button.menu_now, "State", "Closed").trigger()
    assert chosen.args == [IncidentFilter(past=True, states=frozenset({IncidentState.CLOSED}))]


def test_kept_filters_are_chosen_renamed_and_deleted(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    assert not entry(button.menu_now, "Rename").isEnabled()
    night = IncidentFilter(lane=Lane.OVERDUE)
    button.set_kept(lambda: (Kept("夜班 & 急", night),))
    with qtbot.waitSignal(button.chosen) as chosen:
        entry(button.menu_now, "1  夜班  急").trigger()
    assert chosen.args == [night]
    with qtbot.waitSignal(button.rename_requested) as renamed:
        entry(button.menu_now, "Rename", "夜班  急").trigger()
    assert renamed.args == ["夜班 & 急"]
    with qtbot.waitSignal(button.delete_requested) as deleted:
        entry(button.menu_now, "Delete", "夜班  急").trigger()
    assert deleted.args == ["夜班 & 急"]
    with qtbot.waitSignal(button.keep_requested):
        entry(button.menu_now, "Keep this filter…").trigger()
