"""The palette over a real desk, by keyboard alone: everything is found, and everything done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.protocol.duty import Contact, Phone
from backend_client.protocol.entities import Grid, IncidentState, Unit
from backend_client.protocol.incident_args import Assign, Empty
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.wall import Scene, Wall, WallTile
from backend_client.protocol.wall_args import WallScene, WallShow
from console.actions.desk_actions import DeskActions
from console.actions.operator_actions import OperatorActions
from console.browsing import Browsing
from console.commands.dialogs import Dialogs
from console.incidents.actions import IncidentActions
from console.palette.palette import desk_palette
from console.palette.sources import Directory
from console.situation import Situation
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from console.wall.room import WallParts, WallRoom
from console.windows import DeskWindow
from layouts.document import encode
from layouts.shapes import usual
from tests.console.desk import NotedCommands, NotedStreams, camera_tiles, street, walls_of_four
from tests.widgets.archive import TestArchive
from tests.widgets.district import HERE, alarm, incident, unit
from widgets.initials import Initials
from widgets.map.engine import prepare_web_engine
from widgets.palette.gather import Choice

# Chromium reads its flags when the QApplication is made, by whichever test comes first.
prepare_web_engine()


ROOM = User(id="u1", name="示范", roles=("dispatcher", "duty_officer", "duty_leader"), scope=Scope())
THERE = (HERE[0] + 0.01, HERE[1])


STANDING = (WallTile(tile=1, camera="c1"),)


class NoRecordings:
    """Plays nothing."""

    def play_bookmark(self, id_: str) -> None:
        raise AssertionError(id_)

    def why_no_bookmark(self) -> str:
        return ""


class Room:
    """A desk with its palette and the actions that belong to them."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams) -> None:
        made = self.made = street()
        picture = made.picture
        made.put("incident", "i17", incident(17, state=IncidentState.TO_DISPATCH, title="秋涛路漏水"))
        made.put("incident", "i9", incident(9, state=IncidentState.CLOSED, title="景芳路堵塞"))
        made.put_all("unit", {f"unit-{number}": unit(number) for number in (1, 2)})
        grid = picture.of(Grid)["g1"].data
        made.put("grid", "g2", replace(grid, name="第2网格", code="330104002001002", polygon=(THERE,)))
        self.desk = DeskWindow(
            picture=picture, initials=Initials(), now=made.now, acknowledge_key="K", redo_key=""
        )
        tiles = camera_tiles(made, streams)
        walls = walls_of_four(qtbot, made, tiles, streams)
        self.previews = Previews(
            tiles=self.desk.previews,
            camera_tiles=tiles,
            picture=picture,
            vicinity=Vicinity(picture=picture),
            parent=streams,
        )
        self.commands = NotedCommands()
        self.situation = Situation(picture=picture, parent=streams)
        dialogs = Dialogs(
            window=self.desk,
            picture=picture,
            initials=Initials(),
            now=made.now,
            new_place=lambda: ("", None),
        )
        acts = IncidentActions(
            situation=self.situation, picture=picture, dispatching=self.commands, dialogs=dialogs
        )
        self.wall_room = WallRoom(
            parts=WallParts(walls=walls, cameras=tiles, previews=self.previews),
            picture=picture,
            situation=self.situation,
            dispatching=self.commands,
            dialogs=dialogs,
            initials=Initials(),
            seat="",
            favourites=tuple,
            now=made.now,
            rate=lambda: 1.0,
            parent=streams,
        )
        self.muted = 0
        self.called: list[str] = []
        self.archive = TestArchive({"p41": incident(41, state=IncidentState.CLOSED, title="秋涛路塌陷")})
        actions = OperatorActions(
            situation=self.situation,
            groups=(
                acts,
                *self.wall_room.groups,
                DeskActions(
                    hands={
                        "desk.table": self.desk.desk.focus_table,
                        "desk.palette": lambda: self.palette.widget.toggle(),
                        "desk.cameras": lambda: self.desk.desk.show_tab("cameras"),
                        "desk.mute": self._mute,
                    }
                ),
            ),
            parent=streams,
        )
        actions.bind(self.desk)
        self.browsing = Browsing(
            desk=self.desk,
            picture=picture,
            previews=self.previews,
            on_incident=self.situation.set_incident,
            parent=streams,
        )
        self.palette = desk_palette(
            desk=self.desk,
            picture=picture,
            initials=Initials(),
            now=made.now,
            situation=self.situation,
            actions=actions,
            incident_actions=acts,
            browsing=self.browsing,
            put_on_wall=self.wall_room.put_camera,
            walls=self.wall_room,
            recordings=NoRecordings(),
            archive=self.archive,
            directory=Directory(contacts=picture.of(Contact), call=self.called.append, why_not=lambda: ""),
        )
        self.situation.set_user(ROOM)
        self.desk.resize(1600, 900)
        with qtbot.waitActive(self.desk):
            self.desk.show()
            self.desk.activateWindow()
        self.desk.desk.focus_table()
        qtbot.waitUntil(self.desk.table.hasFocus)

    def _mute(self) -> None:
        self.muted += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.desk, key, modifier)

    def type(self, text: str, qtbot: QtBot) -> None:
        """Open the palette and write."""
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        field = self.palette.widget.field
        assert field.hasFocus()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)
        qtbot.waitUntil(lambda: bool(self.palette.widget.list.rows) or bool(self.said))

    @property
    def said(self) -> str:
        return self.palette.widget.preview.text

    def found(self) -> list[str]:
        rows = self.palette.widget.list.rows
        return [f"{row.kind} {row.entry.id}".strip() for row in rows if isinstance(row, Choice)]


@pytest.fixture
def room(qtbot: QtBot, streams: NotedStreams) -> Iterator[Room]:
    made = Room(qtbot, streams)
    yield made
    # The parts of the map's web engine want to go in their order, before Python ends.
    made.desk.close()
    made.desk.deleteLater()
    QCoreApplication.sendPostedEvents(made.desk, QEvent.Type.DeferredDelete)


def test_everything_is_found_and_chosen(room: Room, qtbot: QtBot) -> None:
    room.type("qtlls", qtbot)
    assert room.found() == ["incident i17"]
    room.press(Qt.Key.Key_Return)
    assert room.situation.incident == "i17"
    assert room.desk.table.hasFocus()

    room.type("w2", qtbot)
    room.press(Qt.Key.Key_Return)
    assert room.desk.units.table.current_id == "unit-2"

    room.type("d2wg", qtbot)
    assert room.found() == ["grid g2"]
    room.press(Qt.Key.Key_Return)
    assert room.browsing.new_place == ("第2网格", THERE)

    room.type("sfl3h", qtbot)
    room.press(Qt.Key.Key_Return)
    assert room.previews.cameras[0] == "c3"
    room.made.put("wall", "wall-1", Wall(name="Hall", org="o"))
    room.type("sfl2h", qtbot)
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.commands.given == [("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=1, camera="c2"),)))]

    room.type("mute", qtbot)
    room.press(Qt.Key.Key_Return)
    assert room.muted == 1
    room.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert room.found()[:4] == ["action desk.mute", "camera c2", "camera c3", "grid g2"]


def test_an_incident_that_the_table_does_not_show_is_shown_all_the_same(room: Room, qtbot: QtBot) -> None:
    room.type("jfl", qtbot)
    assert room.found() == ["incident i9"]
    room.press(Qt.Key.Key_Return)
    assert room.situation.incident == "i9"


def test_an_incident_is_assigned_by_a_line_on_the_version_that_was_seen(room: Room, qtbot: QtBot) -> None:
    room.made.change("incident", "i17", place="示范路")
    room.type("a 17 w1", qtbot)
    assert room.said.startswith(
        "Assign 330104002-2026-000017 秋涛路漏水, 示范路 → 网格员 示范员0001 w1 (190 m"
    )
    room.press(Qt.Key.Key_Return)
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("incident.assign", "i17")
    assert isinstance(args, Assign)
    assert [assignee.id for assignee in args.assignees] == ["unit-1"]
    assert room.commands.versions == [2]
    assert room.desk.table.hasFocus()


def test_what_was_previewed_is_told_anew_when_somebody_is_first(room: Room, qtbot: QtBot) -> None:
    room.type("c 1", qtbot)
    assert room.said.startswith("Accept: 330104002-2026-000001")
    room.palette.on_changes(room.made.change("incident", "i1", state=IncidentState.TO_DISPATCH))
    qtbot.waitUntil(lambda: room.said.endswith("Now: To dispatch"))
    room.press(Qt.Key.Key_Return)
    assert room.commands.given == []
    assert room.palette.widget.is_open


def test_what_is_chosen_marked_or_in_a_row_is_accepted_by_a_line(room: Room, qtbot: QtBot) -> None:
    for line in ("c .", "c #1", "c *"):
        for id_ in ("i17", "i1"):
            room.desk.table.select_id(id_)
        room.type(line, qtbot)
        room.press(Qt.Key.Key_Return)
    assert room.commands.given == 3 * [("incident.accept", "i1", Empty())]


def test_the_cameras_of_an_incident_go_to_the_wall_by_a_line(room: Room, qtbot: QtBot) -> None:
    room.made.put("wall", "wall-1", Wall(name="Hall", org="o"))
    room.type("w 17", qtbot)
    room.press(Qt.Key.Key_Return)
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("wall.show", "wall-1")
    assert isinstance(args, WallShow)
    assert (args.incident, args.tiles[0].camera) == ("i17", "c1")
    room.situation.set_user(replace(ROOM, roles=("leader",)))
    room.type("w 17", qtbot)
    assert room.said.endswith("Not your role")


def test_an_action_that_is_impossible_says_why(room: Room, qtbot: QtBot) -> None:
    room.desk.table.select_id("i17")
    room.type("accept", qtbot)
    assert room.found()[0] == "action incident.accept"
    room.press(Qt.Key.Key_Return)
    assert room.said == "Now: To dispatch"
    assert room.commands.given == []


def test_what_arrives_is_found_after_the_next_opening(room: Room, qtbot: QtBot) -> None:
    changes = room.made.put("incident", "new", incident(55, title="采荷路塌陷"))
    changes |= room.made.snapshot("units", {("unit", "unit-5"): unit(5, name="采荷组")})
    assert len(room.made.picture.of(Unit)) == 1
    room.palette.on_changes(changes)
    room.type("ch", qtbot)
    qtbot.waitUntil(lambda: {"incident new", "unit unit-5"} <= set(room.found()))


def test_a_number_that_only_the_platform_remembers_is_asked_for_and_read(room: Room, qtbot: QtBot) -> None:
    room.type("41", qtbot)
    qtbot.waitUntil(lambda: room.found() == ["past state"])
    room.press(Qt.Key.Key_Return)
    assert room.said == "Searching the history…"
    qtbot.waitUntil(lambda: room.archive.waiting == 1)
    assert room.archive.asked[0].text == "-000041", "as it ends a serial number here"
    room.archive.answer()
    assert room.found() == ["past p41"]
    room.press(Qt.Key.Key_Return)
    assert room.desk.detail.incident_id == "p41"
    assert room.desk.detail.why_empty, "it is not in the picture"
    assert not room.desk.table.selected_ids, "and in no row of the table"
    room.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert room.found()[0] == "past p41"
    room.palette.forget()
    room.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "past p41" not in room.found()


def test_alarms_and_whom_to_call_are_found(room: Room, qtbot: QtBot) -> None:
    phone = Phone(kind="office", number="0000-1")
    changes = room.made.put("contact", "p1", Contact(name="示范王", org="kaixuan", phones=(phone,)))
    changes |= room.made.put("alarm", "a1", alarm(1, title="水浸报警"))
    room.desk.on_changes(changes)
    room.palette.on_changes(changes)
    room.type("shifanw", qtbot)
    qtbot.waitUntil(lambda: "contact p1" in room.found())
    for _ in range(room.found().index("contact p1")):
        room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)
    assert room.called == ["p1"]
    room.type("sjbj", qtbot)
    assert room.found() == ["alarm a1"]
    room.press(Qt.Key.Key_Return)
    assert room.desk.centre.current == "a1"


def test_a_covered_desk_has_no_palette(room: Room, qtbot: QtBot) -> None:
    room.type("17", qtbot)
    room.palette.widget.leave()
    room.desk.sheets.cover()
    assert not room.palette.widget.isVisible()
    room.desk.sheets.uncover()
    assert room.desk.table.hasFocus()
    assert not room.palette.widget.is_open


def test_a_scene_is_found_by_its_initials_and_put_on_the_wall(room: Room, qtbot: QtBot) -> None:
    layout = encode(usual("4"))
    changes = room.made.put("scene", "s1", Scene(name="早高峰", org="o", layout=layout, tiles=STANDING))
    room.palette.on_changes(changes | room.made.put("wall", "wall-1", Wall(name="Hall", org="o")))
    room.type("zgf", qtbot)
    qtbot.waitUntil(lambda: "scene s1" in room.found())
    room.press(Qt.Key.Key_Return)
    assert room.commands.given == [("wall.scene", "wall-1", WallScene(scene="s1"))]


def test_a_camera_goes_to_a_tile_by_its_address(room: Room, qtbot: QtBot) -> None:
    room.made.put("wall", "wall-1", Wall(name="Hall", org="o"))
    room.made.put("wall", "wall-2", Wall(name="Lobby", org="o"))
    room.type("w 2-13 c2", qtbot)
    room.press(Qt.Key.Key_Return)
    assert room.commands.given == [("wall.show", "wall-2", WallShow(tiles=(WallTile(tile=13, camera="c2"),)))]
