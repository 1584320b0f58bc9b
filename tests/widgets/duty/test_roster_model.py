"""The roster: who has the watch at each post, who has it next, and until when."""

from __future__ import annotations

from datetime import datetime

from pytestqt.qtbot import QtBot

from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, District, district
from widgets import signs
from widgets.duty.contact_model import ContactModel
from widgets.duty.duty_sheets import ContactSheet
from widgets.duty.roster_model import RosterModel
from widgets.initials import Initials
from widgets.moments import day_text, minute_text

H = 3600.0


def turn(begins: float, hours: float = 8.0) -> Shift:
    """A turn that begins so many hours from now."""
    since = NOW + begins * H
    return Shift(since=format_time(since), until=format_time(since + hours * H), duty="值班")


def watch(name: str, *turns: Shift, org: str = "kaixuan") -> Contact:
    phones = (Phone(kind="mobile", number="10000000001"),)
    return Contact(name=name, org=org, post="值班员", phones=phones, shifts=turns)


class Room:
    """A roster of two posts; `home` is the second one's org."""

    def __init__(self) -> None:
        self.made: District = district()
        self.made.put_all(
            "contact",
            {
                "a1": watch("示范张", turn(-30), turn(6), org="jianggan"),
                "a2": watch("示范王", turn(-2), turn(22), org="jianggan"),
                "b1": watch("示范李", turn(14, 2), turn(30)),
                "b2": watch("示范陈", turn(-6, 6.5)),
                "b3": watch("示范周", turn(25)),
                "c1": watch("示范吴"),
            },
        )
        self.model = RosterModel(
            entries=self.made.picture.of(Contact),
            org_name=lambda id_: {"jianggan": "江干区", "kaixuan": "凯旋街道"}[id_],
            home=lambda: "kaixuan",
            initials=Initials(),
            now=self.made.now,
        )


def test_now_and_next_stand_by_post_with_the_own_one_first(qtbot: QtBot) -> None:
    model = Room().model
    assert model.ids() == ["b2", "b1", "a2", "a1"]
    turns = [model.cells(row)[model.TURN] for row in range(4)]
    assert turns[0].text == f"until {minute_text(NOW + 0.5 * H)}"
    assert [cell.look for cell in turns] == 2 * [signs.ON_DUTY, signs.NEXT_ON_DUTY]
    begins, ends = minute_text(NOW + 6 * H), minute_text(NOW + 14 * H)
    is_today = datetime.fromtimestamp(NOW).date() == datetime.fromtimestamp(NOW + 6 * H).date()
    assert turns[3].text == (f"{begins} - {ends}" if is_today else day_text(NOW + 6 * H))
    assert [cell.text for cell in model.cells(0)[1:]] == ["凯旋街道 值班员", "示范陈", "10000000001"]
    told = model.tool_tip(2, model.TURN).splitlines()
    assert told == [
        f"{day_text(NOW - 2 * H)} - {minute_text(NOW + 6 * H)}   值班",
        f"{day_text(NOW + 22 * H)} - {minute_text(NOW + 30 * H)}   值班",
    ]


def test_rows_move_when_a_turn_ends_begins_or_comes_into_sight(qtbot: QtBot) -> None:
    room = Room()
    model = room.model
    with qtbot.assertNotEmitted(model.modelReset):
        room.made.time = NOW + 0.4 * H
        model.pass_time()
    with qtbot.waitSignal(model.modelReset):
        room.made.time = NOW + 0.6 * H
        model.pass_time()
    assert model.ids() == ["b1", "a2", "a1"]
    room.made.time = NOW + 1.5 * H
    model.pass_time()
    assert model.ids() == ["b1", "b3", "a2", "a1"]
    room.made.time = NOW + 6.1 * H
    model.pass_time()
    assert model.ids() == ["b1", "b3", "a1", "a2"], "who has the watch stands before who has it next"


def test_the_sheet_shows_it_beside_the_directory(qtbot: QtBot) -> None:
    room = Room()
    contacts = ContactModel(
        entries=room.made.picture.of(Contact),
        org_name=lambda id_: id_,
        initials=Initials(),
        now=room.made.now,
    )
    sheet = ContactSheet(model=contacts, roster=room.model)
    qtbot.addWidget(sheet)
    contacts.setParent(sheet)
    room.model.setParent(sheet)
    sheet.resize(425, 300)
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert sheet.table.isVisible()
    sheet.show_roster()
    assert sheet.roster.isVisible()
    assert sheet.roster.current_id == "b2"
    assert sheet.roster.isColumnHidden(RosterModel.PHONE), "in a narrow panel the post's name needs the room"
    assert sheet.roster.columnWidth(RosterModel.WHERE) >= 120
    with qtbot.waitSignal(sheet.call_requested) as called:
        sheet.roster.activated_id.emit("b2")
    assert called.args == ["b2"]
    sheet.search.setText("jgq")
    assert room.model.ids() == ["a2", "a1"]
    sheet.roster_button.setChecked(False)
    assert sheet.table.isVisible()
