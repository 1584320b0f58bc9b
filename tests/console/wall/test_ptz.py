"""Turning cameras at a workstation without a platform: what is sent is noted, and answered as a test says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.camera_args import PresetDrop, PresetStore, Ptz
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Camera, Device
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Result, Scope, User
from backend_client.protocol.ptz import Preset, PtzHolder
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.situation import Situation
from console.wall.chosen import ChosenTile
from console.wall.ptz import PtzRoom
from tests.console.desk import NotedCommands, NotedStreams, camera_at, camera_tiles, street
from tests.waiting import until
from tests.widgets.district import ago
from widgets.dispatch.form_dialog import FormAnswer, FormDialog
from widgets.initials import Initials
from widgets.wall.tile import Tile

WANG = User(id="wang", name="王", roles=("dispatcher",), scope=Scope())
PRESETS = (Preset(number=1, name="路口全景"), Preset(number=4, name="桥"))
LEFT = Ptz(pan=-0.5)


class Line:
    """Notes momentary commands; `error` is what they are refused with."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Args]] = []
        self.error: Error | None = None

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        assert name == "camera.ptz"
        self.sent.append((target, args))
        return Result(cmd_id="", ok=self.error is None, error=self.error)


class Hall:
    """Two tiles with cameras that can be turned and one with one that cannot."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams, tasks: TaskSet) -> None:
        self.made = street()
        for number in (1, 2):
            self.made.put("camera", f"c{number}", self.turnable(number))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.tiles = [Tile(number=number) for number in range(1, 5)]
        row = QHBoxLayout(self.window)
        row.addWidget(QLineEdit())
        self.cameras = camera_tiles(self.made, streams)
        for tile in self.tiles:
            row.addWidget(tile)
            self.cameras.add(f"t{tile.number}", tile)
        for number in (1, 2, 3):
            self.cameras.show(f"t{number}", f"c{number}")
        self.line, self.commands = Line(), NotedCommands()
        self.situation = Situation(picture=self.made.picture, parent=streams)
        self.situation.set_user(WANG)
        self.room = PtzRoom(
            cameras=self.cameras,
            chosen=ChosenTile(cameras=self.cameras, parent=streams),
            picture=self.made.picture,
            situation=self.situation,
            requests=self.line,
            tasks=tasks,
            dispatching=self.commands,
            dialogs=Dialogs(
                window=self.window,
                picture=self.made.picture,
                initials=Initials(),
                now=self.made.now,
                new_place=lambda: ("", None),
            ),
            parent=streams,
        )
        self.told: list[str] = []
        self.room.told.connect(self.told.append)
        self.window.resize(1200, 240)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @staticmethod
    def turnable(number: int) -> Camera:
        return replace(camera_at(number), ptz=True, presets=PRESETS)

    async def turn(self, number: int) -> Tile:
        """Click on a tile and take its camera in hand."""
        tile = self.tiles[number - 1]
        tile.setFocus()
        await shown(tile.hasFocus)
        assert self.room.why_not("ptz.turn") == ""
        self.room.run("ptz.turn")
        return tile

    def turned_by(self, camera: str, by: PtzHolder | None) -> None:
        device = Device(online=True, since=ago(9), ptz_by=by)
        self.room.on_changes(self.made.put("device", camera, device))


def holder(user: str, name: str, seat: str) -> PtzHolder:
    return PtzHolder(user=user, name=name, seat=seat, rank=1, since=ago(1), until=ago(-2))


async def shown(condition: Callable[[], object]) -> None:
    """Wait for what Qt's own turns bring about."""

    def looked() -> object:
        QApplication.processEvents()
        return condition()

    await until(looked)


@pytest.fixture
async def hall(qtbot: QtBot, streams: NotedStreams) -> AsyncIterator[Hall]:
    tasks = TaskSet()
    made = Hall(qtbot, streams, tasks)
    yield made
    made.room.leave()
    await tasks.close()


async def test_a_key_held_turns_is_renewed_and_stops_when_it_is_let_go(hall: Hall) -> None:
    tile = await hall.turn(1)
    assert tile.aside == "PTZ, speed 4 of 8"
    QTest.keyPress(tile, Qt.Key.Key_Left)
    await shown(lambda: len(hall.line.sent) == 3)
    QTest.keyRelease(tile, Qt.Key.Key_Left)
    await shown(lambda: len(hall.line.sent) == 4)
    assert hall.line.sent == [("c1", LEFT)] * 3 + [("c1", Ptz())]
    assert hall.room.turned_tile == "t1"
    assert hall.told == []


async def test_speed_and_presets_by_key(hall: Hall) -> None:
    tile = await hall.turn(1)
    for _ in range(6):
        QTest.keyClick(tile, Qt.Key.Key_BracketRight)
    assert tile.aside == "PTZ, speed 8 of 8"
    QTest.keyClick(tile, Qt.Key.Key_4)
    await shown(lambda: hall.line.sent == [("c1", Ptz(preset=4))])
    hall.room.leave()
    assert tile.aside == ""
    # The speed stays the hand's own.
    assert (await hall.turn(2)).aside == "PTZ, speed 8 of 8"


async def test_who_is_refused_is_told_by_whom_once_and_sends_nothing_more(hall: Hall) -> None:
    tile = await hall.turn(1)
    error = Error(code="illegal_transition", message="busy", cause="camera_busy", by="赵值班长")
    hall.line.error = error
    QTest.keyPress(tile, Qt.Key.Key_Left)
    await shown(lambda: hall.told)
    QTest.keyPress(tile, Qt.Key.Key_Up)
    QTest.keyRelease(tile, Qt.Key.Key_Up)
    QTest.keyRelease(tile, Qt.Key.Key_Left)
    await shown(lambda: not hall.room.is_moving)
    assert len(hall.line.sent) == 1
    assert hall.told == [f"{camera_at(1).name}: Somebody else is turning the camera (赵值班长)"]
    QTest.keyPress(tile, Qt.Key.Key_Left)
    await shown(lambda: len(hall.told) == 2)


async def test_everybody_sees_who_turns_a_camera_before_he_presses_a_key(hall: Hall) -> None:
    hall.cameras.show("t4", "c1")
    hall.turned_by("c1", holder("zhang", "张三", "坐席2"))
    assert [tile.aside for tile in hall.tiles] == ["PTZ 张三 (坐席2)", "", "", "PTZ 张三 (坐席2)"]
    hall.turned_by("c1", holder("zhang", "张三", ""))
    assert hall.tiles[0].aside == "PTZ 张三"
    tile = await hall.turn(1)
    assert tile.aside == "PTZ 张三"
    hall.turned_by("c1", holder("wang", "王", "坐席1"))
    assert (tile.aside, hall.tiles[3].aside) == ("PTZ, speed 4 of 8", "")
    hall.turned_by("c1", holder("zhang", "张三", ""))
    hall.cameras.show("t4", "c2")
    assert hall.tiles[3].aside == ""
    hall.turned_by("c1", None)
    assert tile.aside == "PTZ, speed 4 of 8"


async def test_a_camera_is_let_go_of_when_another_comes_onto_the_tile(hall: Hall) -> None:
    tile = await hall.turn(1)
    QTest.keyPress(tile, Qt.Key.Key_Left)
    hall.cameras.show("t1", "c2")
    await shown(lambda: len(hall.line.sent) == 2)
    assert hall.line.sent == [("c1", LEFT), ("c1", Ptz())]
    assert hall.room.turned_tile == ""
    QTest.keyPress(tile, Qt.Key.Key_Left)
    assert len(hall.line.sent) == 2


async def test_the_same_key_and_escape_and_another_tile_let_go(hall: Hall) -> None:
    await hall.turn(1)
    hall.room.run("ptz.turn")
    assert hall.room.turned_tile == ""
    QTest.keyClick(await hall.turn(1), Qt.Key.Key_Escape)
    assert hall.room.turned_tile == ""
    await hall.turn(1)
    await hall.turn(2)
    assert [tile.aside for tile in hall.tiles[:2]] == ["", "PTZ, speed 4 of 8"]


async def test_why_nothing_can_be_turned(hall: Hall) -> None:
    room = hall.room
    assert room.why_not("ptz.turn") == "Click on a tile first"
    for number, why in ((3, "This camera cannot be turned"), (4, "There is no camera on the tile")):
        hall.tiles[number - 1].setFocus()
        await shown(hall.tiles[number - 1].hasFocus)
        assert room.why_not("ptz.turn") == why
    hall.tiles[0].setFocus()
    await shown(hall.tiles[0].hasFocus)
    assert [room.why_not(id_) for id_ in room.ids()] == [""] * 4
    hall.made.put("camera", "c1", replace(camera_at(1), ptz=True))
    assert room.why_not("ptz.drop") == "It has no presets"
    hall.situation.set_user(replace(WANG, roles=("leader",)))
    assert {room.why_not(id_) for id_ in room.ids()} == {"Not your role"}
    assert len({room.text(id_) for id_ in room.ids()}) == 4
    assert room.theme


async def test_presets_from_the_list(hall: Hall) -> None:
    hall.tiles[0].setFocus()
    await shown(hall.tiles[0].hasFocus)
    hall.room.run("ptz.presets")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_4)
    await shown(lambda: hall.line.sent == [("c1", Ptz(preset=4))])
    hall.room.run("ptz.presets")
    hall.room.leave()
    await shown(lambda: QApplication.activePopupWidget() is None)


async def test_a_view_is_stored_and_forgotten_by_commands_that_are_kept(hall: Hall) -> None:
    hall.tiles[0].setFocus()
    await shown(hall.tiles[0].hasFocus)
    for id_, values in (("ptz.store", {"name": "公交站", "number": "2"}), ("ptz.drop", {"number": "4"})):
        hall.room.run(id_)
        dialog = next(each for each in hall.window.findChildren(FormDialog) if each.isVisible())
        dialog.answered.emit(FormAnswer(text="", values=values))
        dialog.reject()
    assert hall.commands.given == [
        ("camera.preset", "c1", PresetStore(number=2, name="公交站")),
        ("camera.drop_preset", "c1", PresetDrop(number=4)),
    ]
