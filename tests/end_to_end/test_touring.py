"""A tour built by keyboard at a desk of a real platform: kept, started, stepped, changed by two."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.picture import Entry
from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Tour, TourStep, Wall
from backend_client.protocol.wall_args import TourSave
from backend_client.tasks import TaskSet
from console.actions.operator_actions import OperatorActions
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.settings import WallSettings
from console.situation import Situation
from console.wall.camera_tiles import CameraTiles
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from console.wall.room import WallParts, WallRoom
from console.wall.walls import Walls
from tests.console.conftest import streams
from tests.console.desk import NotedStreams, cameras_on, make_tiles, session
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.processes import PlatformProcess
from tests.platform_backend.conftest import seeded, small_spec
from tests.waiting import until
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials
from widgets.wall.tour_dialog import TourDialog

__all__ = ["seeded", "small_spec", "streams"]

WALL, TILE = "wall-1", "wall-wall-1-1"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def platform(seeded: Path, tmp_path: Path) -> Iterator[PlatformProcess]:
    data = shutil.copytree(seeded, tmp_path / "platform")
    process = PlatformProcess(data, more=("--no-camera-site",))
    try:
        yield process
    finally:
        process.stop()


class Desk:
    """A desk with a wall of four tiles, on a client's feed."""

    def __init__(self, qtbot: QtBot, client: Client, streams: NotedStreams, tasks: TaskSet) -> None:
        self.client, self.picture, self._streams = client, client.picture, streams
        now, initials = client.feed.now, Initials()
        self.window = QWidget()
        self.table = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.table)
        qtbot.addWidget(self.window)
        cameras = CameraTiles(picture=self.picture, session=session(), supervisor=streams, parent=streams)
        vicinity = Vicinity(picture=self.picture)
        self.walls = Walls(
            settings=[WallSettings(id=WALL, tiles=4)],
            cameras=cameras,
            picture=self.picture,
            vicinity=vicinity,
            now=now,
            parent=streams,
        )
        for window in self.walls.windows:
            qtbot.addWidget(window)
        previews = Previews(
            tiles=make_tiles(qtbot, 3),
            camera_tiles=cameras,
            picture=self.picture,
            vicinity=vicinity,
            parent=streams,
        )
        self.dispatching = Dispatching(
            requests=client.requests, tasks=tasks, picture=self.picture, now=now, parent=streams
        )
        situation = Situation(picture=self.picture, parent=streams)
        self.room = WallRoom(
            parts=WallParts(walls=self.walls, cameras=cameras, previews=previews),
            picture=self.picture,
            situation=situation,
            dispatching=self.dispatching,
            dialogs=Dialogs(
                window=self.window,
                picture=self.picture,
                initials=initials,
                now=now,
                new_place=lambda: ("", None),
            ),
            initials=initials,
            seat="",
            favourites=tuple,
            now=now,
            rate=lambda: client.feed.rate,
            parent=streams,
        )
        self.actions = OperatorActions(situation=situation, groups=self.room.groups, parent=streams)
        self.actions.bind(self.window)
        self.told: list[str] = []
        self._before = frozenset(self.picture.of(Tour))
        self.room.told.connect(self.told.append)
        assert client.feed.status.user is not None
        situation.set_user(client.feed.status.user)
        self.walls.on_changes(Changes(reset=frozenset({"wall"})))
        self.window.show()

    def on_changes(self, changes: Changes) -> None:
        """What the platform told."""
        self.walls.on_changes(changes)
        self.room.on_changes(changes)

    def tours(self) -> list[Entry[Tour]]:
        """The tours that were made since."""
        return [entry for id_, entry in self.picture.of(Tour).items() if id_ not in self._before]

    def names(self) -> list[str]:
        """What they are called."""
        return [entry.data.name for entry in self.tours()]

    def shown(self) -> str:
        """The camera on the wall's first tile."""
        (camera,) = cameras_on(self._streams, [TILE])
        return camera

    def heading(self) -> str:
        """What stands over the wall."""
        labels = self.walls.windows[0].heading.findChildren(QLabel)
        return "   ".join(label.text() for label in labels)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def write(text: str) -> None:
    """By keyboard, what is Chinese by an input method."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    widget.selectAll()
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(widget, committed)


async def seen(condition: Callable[[], object]) -> None:
    """Wait for a condition; windows have their turns meanwhile, which asyncio's loop does not give them."""

    def holds() -> object:
        QApplication.processEvents()
        return condition()

    await until(holds)


async def test_a_tour_is_built_kept_started_and_stepped_by_keyboard(
    qtbot: QtBot, platform: PlatformProcess, streams: NotedStreams, tmp_path: Path
) -> None:
    async with signed_in(
        http=platform.http, feed=platform.feed, password=platform.password, folder=tmp_path
    ) as client:
        tasks = TaskSet()
        desk = Desk(qtbot, client, streams, tasks)
        client.follow(desk.on_changes)
        await build(qtbot, desk)
        await step(desk)
        await change_what_somebody_changed(desk)
        await tasks.close()


async def build(qtbot: QtBot, desk: Desk) -> None:
    """Three cameras by their device ids, and a schedule, without the mouse."""
    with qtbot.waitActive(desk.window):
        desk.window.activateWindow()
    desk.table.setFocus()
    desk.actions.trigger("wall.save_tour")
    await seen(lambda: QApplication.focusWidget() is not desk.table)
    write("夜间试验轮巡")
    press(Qt.Key.Key_Return)
    write("60")
    press(Qt.Key.Key_Return)
    for camera in some_cameras(desk):
        write(desk.picture.of(Camera)[camera].data.device_id)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    await seen(desk.tours)
    tour = desk.tours()[0].data
    assert (tour.name, tour.dwell_s, tour.pause_on_alarm) == ("夜间试验轮巡", 60.0, True)
    assert [one.camera for one in tour.steps] == some_cameras(desk)


def some_cameras(desk: Desk) -> list[str]:
    return sorted(desk.picture.of(Camera))[:3]


async def step(desk: Desk) -> None:
    """`F7` starts it on the first tile, and two keys step it."""
    first, second, third = some_cameras(desk)
    await seen(lambda: QApplication.focusWidget() is desk.table)
    press(Qt.Key.Key_F7)
    await seen(lambda: QApplication.focusWidget() is not desk.table)
    write("yjsylx")
    press(Qt.Key.Key_Return)
    await seen(lambda: isinstance(QApplication.activeWindow(), FormDialog))
    write("1")
    press(Qt.Key.Key_Return)
    await seen(lambda: "1/3" in desk.heading())
    assert desk.shown() == first
    await seen(lambda: QApplication.focusWidget() is desk.table)
    for key, camera, number in (
        (Qt.Key.Key_PageDown, second, 2),
        (Qt.Key.Key_PageDown, third, 3),
        (Qt.Key.Key_PageDown, first, 1),
        (Qt.Key.Key_PageUp, third, 3),
    ):
        press(key, ALT)
        await seen(lambda camera=camera: desk.shown() == camera)  # type: ignore[misc]
        assert f"{number}/3" in desk.heading()
        await seen(lambda number=number: desk.told[-1:] == [f"夜间试验轮巡: step {number} of 3"])  # type: ignore[misc]
    # Held, it is stepped as well, and rests there.
    press(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    await seen(lambda: "paused" in desk.heading())
    press(Qt.Key.Key_PageUp, ALT)
    await seen(lambda: desk.shown() == second)
    (run,) = desk.picture.of(Wall)[WALL].data.tours
    assert (run.rests_for, run.paused_at is None) == ("person", False)


async def change_what_somebody_changed(desk: Desk) -> None:
    """Somebody else saves it while it is being changed here: one more answer keeps mine in its place."""
    (entry,) = desk.tours()
    press(Qt.Key.Key_F7, CTRL)
    await seen(lambda: QApplication.focusWidget() is not desk.table)
    write("yjsylx")
    press(Qt.Key.Key_Return)
    await seen(lambda: isinstance(QApplication.activeWindow(), TourDialog))
    theirs = TourSave(name="theirs", dwell_s=9.0, steps=(TourStep(camera=some_cameras(desk)[0]),))
    result = await desk.client.requests.send("tour.save", target=entry.id, args=theirs, expect_ver=entry.ver)
    assert result.ok
    await seen(lambda: desk.names() == ["theirs"])
    press(Qt.Key.Key_Return, CTRL)
    await seen(lambda: isinstance(QApplication.activeWindow(), FormDialog))
    form = QApplication.activeWindow()
    assert form is not None
    assert any("theirs was changed by" in label.text() for label in form.findChildren(QLabel))
    form.findChildren(QComboBox)[0].setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    await seen(lambda: desk.names() == ["夜间试验轮巡"])
    assert [one.camera for one in desk.tours()[0].data.steps] == some_cameras(desk)
