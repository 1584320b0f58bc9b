"""A tour that is kept can be changed, and nobody's change is lost by it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from backend_client.protocol.wall import Tour, TourStep, TourTimes, Wall
from backend_client.protocol.wall_args import TourSave
from console.commands.dispatching import CommandRefused
from console.wall.tour_editing import numbers_in, written
from tests.console.action_room import ActionRoom
from widgets.dispatch.form_dialog import FormDialog
from widgets.wall.pick_dialog import PickDialog

ONE, TWO, THREE = TourStep(camera="c1", preset=4), TourStep(camera="c2", dwell_s=30.0), TourStep(camera="c3")
DAYS = TourTimes(wall="wall-1", days=(1, 2), since="08:00", until="12:00", tiles=(2, 3))
NIGHTS = TourTimes(wall="wall-2", days=(7,), since="22:00", until="06:00", tiles=(1,))
TOUR = Tour(name="街道轮巡", org="o", dwell_s=10.0, steps=(ONE, TWO, THREE), times=(DAYS, NIGHTS))


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    action_room.made.put("tour", "t1", TOUR)
    for number in (1, 2):
        action_room.put_wall(f"wall-{number}", Wall(name=f"Hall {number}", org="o"))
    action_room.actions.trigger("wall.edit_tour")
    dialog = next(each for each in action_room.window.findChildren(PickDialog) if each.isVisible())
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    return action_room


def form(room: ActionRoom) -> FormDialog:
    return next(each for each in room.window.findChildren(FormDialog) if each.isVisible())


def write(dialog: FormDialog, **lines: str) -> None:
    names = ("name", "dwell", "order", "days", "since", "until", "tiles")
    edits = dict(zip(names, dialog.findChildren(QLineEdit), strict=True))
    for name, text in lines.items():
        edits[name].setText(text)


def kept(*times: TourTimes) -> TourSave:
    return TourSave(name=TOUR.name, dwell_s=10.0, steps=TOUR.steps, times=times)


def test_what_is_left_as_it_is_stays_so(room: ActionRoom) -> None:
    QTest.keyClick(form(room), Qt.Key.Key_Return)
    assert room.commands.given == [("tour.save", "t1", kept(DAYS, NIGHTS))]
    assert room.commands.versions == [1]


def test_name_dwell_order_pause_and_times_are_changed(room: ActionRoom) -> None:
    dialog = form(room)
    write(
        dialog, name="Nachts", dwell="8", order="3, 1", days="1-5", since="０9：30", until="17:00", tiles="4"
    )
    dialog.findChildren(QCheckBox)[0].click()
    dialog.findChildren(QComboBox)[0].setCurrentIndex(2)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    times = TourTimes(wall="wall-2", days=(1, 2, 3, 4, 5), since="09:30", until="17:00", tiles=(4,))
    wanted = TourSave(
        name="Nachts", dwell_s=8.0, steps=(THREE, ONE), pause_on_alarm=False, times=(times, NIGHTS)
    )
    assert room.commands.given == [("tour.save", "t1", wanted)]


def test_one_that_is_to_run_never_by_itself_loses_that_time(room: ActionRoom) -> None:
    dialog = form(room)
    dialog.findChildren(QComboBox)[0].setCurrentIndex(0)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert room.commands.given == [("tour.save", "t1", kept(NIGHTS))]


@pytest.mark.parametrize(("choice", "target", "ver"), [(0, None, None), (1, "t1", 2)])
def test_who_was_second_decides(room: ActionRoom, choice: int, target: str | None, ver: int | None) -> None:
    first = form(room)
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.close()
    room.made.change("tour", "t1", by="Wang")
    room.commands.command_refused.emit(CommandRefused("tour.save", "t1", "changed", key="key-1", batch=""))
    dialog = form(room)
    dialog.findChildren(QComboBox)[0].setCurrentIndex(choice)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert room.commands.given[-1] == ("tour.save", target, kept(DAYS, NIGHTS))
    assert room.commands.versions[-1] == ver


def test_a_refusal_for_another_reason_asks_nothing(room: ActionRoom) -> None:
    first = form(room)
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.close()
    room.commands.command_refused.emit(CommandRefused("tour.save", "t1", "no", key="key-1", batch=""))
    assert not [each for each in room.window.findChildren(FormDialog) if each.isVisible()]


def test_a_time_on_a_wall_that_is_not_known_here_is_kept(room: ActionRoom) -> None:
    form(room).close()
    room.made.change("tour", "t1", times=(TourTimes(wall="wall-9", days=(1,), since="08:00", until="09:00"),))
    room.actions.trigger("wall.edit_tour")
    dialog = [each for each in room.window.findChildren(PickDialog) if each.isVisible()][-1]
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    QTest.keyClick(form(room), Qt.Key.Key_Return)
    args = room.commands.given[-1][2]
    assert isinstance(args, TourSave)
    assert [each.wall for each in args.times] == ["wall-9"]


@pytest.mark.parametrize("numbers", [(), (4,), (1, 2, 3), (3, 1, 2, 7), tuple(range(1, 257))])
def test_what_stands_in_the_form_reads_the_same(numbers: tuple[int, ...]) -> None:
    assert numbers_in(written(numbers)) == numbers
    assert len(written(numbers)) < 20


def test_numbers_are_written_as_people_write_them() -> None:
    assert [numbers_in(text) for text in ("3, 1-2", "２，1", "0-1 1", "no")] == [(3, 1, 2), (2, 1), (1,), ()]
