"""Calls, the duty log and shifts at one desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import DutyLogAdd, HandoverWrite
from backend_client.protocol.duty import (
    Contact,
    DutyLogEntry,
    DutyLogKind,
    Handover,
    HandoverItem,
    Phone,
    Shift,
)
from backend_client.protocol.entities import Seat, TaskState
from backend_client.protocol.incident_args import Comment
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.duty.room import DutyRoom
from console.situation import Situation
from tests.console.desk import NotedCommands
from tests.widgets.district import NOW, ago, district, incident, task
from widgets.dispatch.form_dialog import FormDialog
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.initials import Initials
from widgets.moments import moment_text, until_text

LI = User(id="li", name="李", roles=("duty_officer",), scope=Scope())


class Room:
    """A duty room over a bare desk."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.made = district(incidents=[incident(tasks=(task(1),))])
        self.made.put("seat", "seat-1", Seat(name="受理席1", org="kaixuan"))
        phones = (Phone(kind="mobile", number="10000000001"),)
        self.made.put("contact", "c1", Contact(name="甲", org="kaixuan", unit="unit-1", phones=phones))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.parent = QObject()
        self.commands = NotedCommands()
        self.tasks = TaskSet()
        self.titles: list[str] = []
        self.notices: list[str] = []
        self.dialled: list[str] = []
        self.shown: list[str] = []
        self.has_telephone = True
        self.situation = Situation(picture=self.made.picture, parent=self.parent)
        sheet = SimpleNamespace(
            add_tab=lambda tab: tab.widget.setParent(self.window),
            show_tab=self.shown.append,
            name_tab=lambda _id, title: self.titles.append(title),
        )
        self.detail = IncidentDetail(picture=self.made.picture, now=self.made.now, parent=self.window)
        desk: Any = SimpleNamespace(
            desk=sheet,
            banners=SimpleNamespace(show_notice=self.notices.append),
            detail=self.detail,
        )
        self.room = DutyRoom(
            desk=desk,
            situation=self.situation,
            picture=self.made.picture,
            dialogs=Dialogs(
                window=self.window,
                picture=self.made.picture,
                initials=Initials(),
                now=self.made.now,
                new_place=lambda: ("", None),
            ),
            dispatching=self.commands,
            initials=Initials(),
            tasks=self.tasks,
            seat="seat-1",
            shift_since=lambda: NOW - 3600.0,
            silenced=lambda: ("muted until 05:00",),
            show_incident=self.shown.append,
            folder=folder,
            now=self.made.now,
            dial=self._dial,
            parent=self.parent,
        )
        self.situation.set_user(LI)
        self.situation.set_incident("i1")

    def _dial(self, address: str) -> bool:
        self.dialled.append(address)
        return self.has_telephone

    def number(self) -> str:
        """The number that stands on the incident, with all that is said of it."""
        call = next(each for each in self.detail.findChildren(QPushButton) if each.accessibleName())
        row = call.parentWidget()
        assert row is not None
        return "" if row.isHidden() else call.text()

    def form(self) -> FormDialog:
        (found,) = [each for each in self.window.findChildren(FormDialog) if each.isVisible()]
        return found


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, tmp_path)
    yield made
    made.window.close()


def test_a_call_is_dialled_and_its_outcome_written_down(room: Room) -> None:
    assert room.room.why_not("duty.call") == ""
    room.room.run("duty.call")
    assert room.dialled == ["tel:10000000001"]
    dialog = room.form()
    assert "dial by hand" not in dialog.form.warning
    dialog.text.setPlainText("五分钟后到")
    dialog._answer()
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("duty_log.add", None)
    assert isinstance(args, DutyLogAdd)
    assert (args.kind, args.text, args.number) == (DutyLogKind.CALL, "甲  五分钟后到", "10000000001")
    assert (args.incident, args.contact, args.outcome, args.due_at) == ("i1", "c1", "reached", None)


def test_the_number_that_is_called_first_stands_on_the_incident(room: Room) -> None:
    assert room.number() == ""
    room.detail.show_incident("i1")
    assert room.number() == "Lead  甲  10000000001   Ctrl+T"
    room.detail.call_wanted.emit()
    assert room.dialled == ["tel:10000000001"]
    # The lead sends it back: the duty room of its owner is called now; then nobody has a number.
    phones = (Phone(kind="office", number="0000-1"),)
    room.made.put("contact", "c2", Contact(name="值班室", org="kaixuan", phones=phones))
    returned = incident(tasks=(task(1, state=TaskState.RETURNED),))
    room.room.on_changes(room.made.put("incident", "i1", returned))
    assert room.number() == "Duty room  值班室  0000-1   Ctrl+T"
    room.made.put("contact", "c2", Contact(name="值班室", org="kaixuan"))
    room.room.on_changes(room.made.put("incident", "i1", returned))
    assert room.number() == ""


def test_somebody_of_the_directory_is_called_about_nothing_in_particular(room: Room) -> None:
    assert room.room.why_no_call() == ""
    room.room.call("gone")
    assert room.dialled == []
    room.room.call("c1")
    assert room.dialled == ["tel:10000000001"]
    assert room.form().form.about == "甲  10000000001", "nobody is said to be on duty who is not"
    room.form()._answer()
    ((_, _, args),) = room.commands.given
    assert isinstance(args, DutyLogAdd)
    assert (args.incident, args.contact) == (None, "c1")
    room.situation.set_user(None)
    assert room.room.why_no_call() == "Not your role"


def test_without_a_telephone_program_the_number_is_dialled_by_hand(room: Room) -> None:
    room.has_telephone = False
    room.room.run("duty.call")
    assert "dial by hand" in room.form().form.warning


def test_among_several_one_is_chosen_first(room: Room, qtbot: QtBot) -> None:
    phones = (Phone(kind="office", number="0000-1"),)
    room.made.put("contact", "c2", Contact(name="值班室", org="kaixuan", phones=phones))
    room.room.run("duty.call")
    assert room.dialled == []
    room.form()._answer()
    qtbot.waitUntil(lambda: room.dialled == ["tel:10000000001"])
    assert room.form().form.send == "Write into the duty log"


def test_what_cannot_be_done_says_why(room: Room) -> None:
    room.situation.set_incident("")
    assert room.room.why_not("duty.call") == "No incident is chosen"
    assert room.room.why_not("duty.take_over") == "Nothing is handed over"
    room.situation.set_user(User(id="d", name="墙", roles=("device",), scope=Scope()))
    assert room.room.why_not("duty.write") == "Not your role"
    room.room.run("duty.write")
    assert not [each for each in room.window.findChildren(FormDialog) if each.isVisible()]


def test_a_promise_is_counted_on_the_tab_and_settled(room: Room) -> None:
    line = DutyLogEntry(at=ago(60), by="甲", org="o", kind=DutyLogKind.NOTE, text="回电", due_at=ago(-600))
    room.room.on_changes(room.made.put("duty_log_entry", "l1", line))
    assert room.titles[-1] == "Duty log 1"
    room.room.log.settle_requested.emit("l1")
    assert room.commands.given == [("duty_log.settle", "l1", Comment())]
    assert room.commands.versions == [1]


def test_a_shift_is_handed_over_with_what_is_silenced(room: Room) -> None:
    room.room.run("duty.hand_over")
    dialog = room.form()
    assert "受理席1: incidents open 1" in dialog.form.about
    assert "muted until 05:00" in dialog.form.about
    dialog._answer()
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("handover.write", "seat-1")
    assert isinstance(args, HandoverWrite)
    assert args.silenced == ("muted until 05:00",)


def test_a_shift_that_waits_is_told_once_and_signed_for(room: Room) -> None:
    handover = Handover(
        seat="seat-1",
        org="kaixuan",
        giver="wang",
        giver_name="王",
        written_at=ago(60),
        since=ago(3600),
        text="夜间无事",
        counts={"pending": 3},
        promised=("回电街道",),
        open=(
            HandoverItem(
                incident="i1",
                serial_no="2026-000001",
                title="示范积水",
                state="pending",
                severity=2,
                due_at=ago(-60),
            ),
        ),
    )
    room.room.on_changes(room.made.put("handover", "h1", handover))
    room.room.on_changes(room.made.put("handover", "h1", handover))
    assert len(room.notices) == 1
    assert "王" in room.notices[0]
    assert "Ctrl+Shift+H" in room.notices[0]
    room.room.run("duty.take_over")
    about = room.form().form.about
    due = moment_text(ago(-60), now=NOW)
    open_ = f"2  2026-000001  示范积水 (To accept, due {due})"
    assert all(said in about for said in ("夜间无事", "To accept: 3", "回电街道", open_))
    room.form()._answer()
    assert room.commands.given == [("handover.sign", "h1", Comment())]


def test_the_latest_of_two_shifts_is_signed_for_and_times_are_those_of_the_room(room: Room) -> None:
    for id_, minutes in (("new", 1), ("old", 50)):
        shift = Handover(
            seat="seat-1",
            org="kaixuan",
            giver="wang",
            giver_name="王",
            written_at=ago(60 * minutes),
            since=ago(3600),
            promised=(f"{ago(-60)} 回电街道",),
        )
        room.room.on_changes(room.made.put("handover", id_, shift))
    room.room.run("duty.take_over")
    about = room.form().form.about
    assert f"{moment_text(ago(3600), now=NOW)}" in about
    assert f"{until_text(ago(-60), now=NOW)} 回电街道" in about
    assert ago(-60) not in about
    room.form()._answer()
    assert room.commands.given[0][1] == "new"


def test_what_one_gave_himself_he_does_not_take(room: Room) -> None:
    mine = Handover(seat="seat-1", org="o", giver="li", giver_name="李", written_at=ago(60), since=ago(3600))
    room.room.on_changes(room.made.put("handover", "h1", mine))
    assert room.notices == []
    assert room.room.why_not("duty.take_over")


def turn(begins: float) -> Shift:
    """An hour's turn that begins so many seconds from now."""
    return Shift(since=format_time(NOW + begins), until=format_time(NOW + begins + 3600))


async def test_the_roster_begins_with_the_post_of_the_own_seat(room: Room) -> None:
    changes = room.made.put("contact", "c8", Contact(name="示范周", org="jianggan", shifts=(turn(-60),)))
    changes |= room.made.put("contact", "c9", Contact(name="示范吴", org="kaixuan", shifts=(turn(3540),)))
    room.room.on_changes(changes)
    room.room.run("desk.roster")
    assert room.room.directory.roster_button.isChecked()
    roster = room.room.directory.roster.rows
    assert roster is not None
    assert roster.ids() == ["c9", "c8"]
    room.room.on_changes(room.made.change("seat", "seat-1", org="jianggan"))
    assert roster.ids() == ["c8", "c9"]
    room.room.run("desk.directory")
    assert not room.room.directory.roster_button.isChecked()
    assert room.shown == ["directory", "directory"]
    assert room.room.text("desk.roster") == "Duty roster"
    await room.tasks.close()


def test_the_roster_is_read_with_the_platform_away(qtbot: QtBot, tmp_path: Path) -> None:
    kept = {"c9": Contact(name="示范吴", org="kaixuan", shifts=(turn(-60),))}
    file = {"format": "contacts/1", "at": ago(900), "contacts": kept}
    (tmp_path / "contacts.json").write_bytes(msgspec.json.encode(file))
    room = Room(qtbot, tmp_path)
    room.room.on_changes(room.made.delete("contact", "c1"))
    roster = room.room.directory.roster.rows
    assert roster is not None
    assert (room.room.book.as_of, roster.ids()) == (ago(900), ["c9"])
