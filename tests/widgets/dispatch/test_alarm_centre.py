"""The list of alarms with its filters, acts and progress."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from tests.widgets.district import District, alarm, district
from tests.widgets.scales import themed
from widgets.action import Action
from widgets.dispatch.alarm_centre import AlarmCentre


def centre_of(qtbot: QtBot, made: District) -> AlarmCentre:
    centre = AlarmCentre(picture=made.picture, now=made.now)
    qtbot.addWidget(centre)
    centre.resize(440, 400)
    with qtbot.waitActive(centre):
        centre.show()
    return centre


def some() -> District:
    made = district()
    made.put_all(
        "alarm",
        {
            "a": alarm(2, age=9),
            "b": alarm(3, age=5),
            "c": alarm(1, state=AlarmState.ACKNOWLEDGED),
            "d": alarm(1, state=AlarmState.CLOSED),
        },
    )
    return made


def ids(centre: AlarmCentre) -> list[str]:
    rows = centre.table.rows
    assert rows is not None
    return rows.ids()


def chip(centre: AlarmCentre, text: str) -> QPushButton:
    return next(each for each in centre.findChildren(QPushButton) if each.text().startswith(text))


def test_counts_stand_on_the_filters(qtbot: QtBot) -> None:
    made = some()
    centre = centre_of(qtbot, made)
    assert [chip(centre, text).text() for text in ("New alarm", "Acknowledged", "Shelved", "Ended")] == [
        "New alarm 2",
        "Acknowledged 1",
        "Shelved 0",
        "Ended 1",
    ]
    chip(centre, "Ended").click()
    assert ids(centre) == ["d"]
    centre.on_changes(made.change("alarm", "a", state=AlarmState.CLOSED))
    assert ids(centre) == ["a", "d"]
    assert centre.counts[AlarmState.CLOSED] == 2


def test_keys_move_about_and_enter_opens(qtbot: QtBot) -> None:
    centre = centre_of(qtbot, some())
    centre.focus()
    assert centre.current == "a"
    with qtbot.waitSignal(centre.current_changed) as changed:
        QTest.keyClick(centre.table, Qt.Key.Key_Down)
    assert changed.args == ["b"]
    with qtbot.waitSignal(centre.alarm_activated) as activated:
        QTest.keyClick(centre.table, Qt.Key.Key_Return)
    assert activated.args == ["b"]


def test_the_chosen_alarm_stays_when_somebody_closes_it(qtbot: QtBot) -> None:
    made = some()
    centre = centre_of(qtbot, made)
    centre.table.select_id("b")
    centre.on_changes(made.change("alarm", "b", state=AlarmState.CLOSED))
    assert centre.current == "b"
    centre.table.select_id("a")
    assert "b" not in ids(centre)


def test_a_group_is_shown_alone_until_its_button_is_pressed(qtbot: QtBot) -> None:
    centre = centre_of(qtbot, some())
    centre.show_only(["b"], "1 x smoke")
    assert (ids(centre), centre.current) == (["b"], "b")
    chip(centre, "1 x smoke").click()
    assert ids(centre) == ["a", "b", "c"]


def test_what_came_in_during_a_break_has_the_keyboard_first(qtbot: QtBot) -> None:
    centre = centre_of(qtbot, some())
    centre.missed.show_missed("2 alarms", [(1, "x")])
    centre.focus()
    assert centre.missed.isAncestorOf(centre.focusWidget())


def test_acts_and_their_progress_are_seen(qtbot: QtBot) -> None:
    centre = centre_of(qtbot, some())
    run: list[str] = []
    shelve = Action(
        id="s", text="Silence", shortcut="Shift+M", enabled=True, why_not="", run=lambda: run.append("s")
    )
    other = Action(id="k", text="Take", shortcut="K", enabled=False, why_not="Now: Closed", run=run.clear)
    centre.set_actions([shelve, other])
    chip(centre, "Silence").click()
    assert run == ["s"]
    assert chip(centre, "Silence").toolTip() == "Shift+M"
    assert chip(centre, "Take").toolTip() == "Now: Closed"
    assert not chip(centre, "Take").isEnabled()
    centre.set_actions([shelve])
    assert chip(centre, "Take").isHidden()
    (bar,) = centre.findChildren(QProgressBar)
    centre.show_progress(3, 12)
    assert (bar.isVisible(), bar.text()) == (True, "Acknowledging 3 of 12")
    centre.show_progress(12, 12)
    assert bar.isHidden()


def test_it_is_usable_at_twice_the_text_size(qtbot: QtBot) -> None:
    with themed(200):
        centre = centre_of(qtbot, some())
        title = centre.table.columnWidth(1)
    assert title >= 100
