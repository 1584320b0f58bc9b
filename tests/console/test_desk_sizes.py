"""The whole desk at every text scale: it never outgrows its screen, and nothing lies over anything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.help.room import HelpRoom
from console.settings import Settings
from console.text_scale import remembered
from console.windows import DeskWindow
from tests.widgets.district import District, alarm, district, incident, task
from tests.widgets.scales import themed
from widgets import theme
from widgets.action import Action
from widgets.boards.counters import Figure
from widgets.dispatch.action_shelf import ActionShelf
from widgets.dispatch.status_strip import StatusFigures
from widgets.initials import Initials
from widgets.item_models import IncidentTableModel
from widgets.map.engine import prepare_web_engine

# Chromium reads its flags when the QApplication is made, by whichever test comes first.
prepare_web_engine()


SCREEN = QRect(0, 0, 1920, 1080)
BUSY = StatusFigures(
    platform="10.20.30.40:8700",
    user="示范员工甲",
    seat="示范街道指挥室一号席   08:00:00",
    data_age_s=0.4,
    offset_s=-0.2,
    events_per_s=120.0,
    unsent=3,
    workers=2,
    workers_wanted=2,
    tiles_live=20,
    tiles=22,
    frames_per_s=500.0,
    video_output="software",
)


def nothing() -> None:
    """What these actions do."""


ACTIONS = tuple(
    Action(
        id=f"a{number}",
        text="Ask for more time",
        shortcut="Shift+E",
        enabled=number % 3 > 0,
        why_not="" if number % 3 else "Not your role",
        run=nothing,
    )
    for number in range(8)
)


class Desk:
    """A busy desk as large as a usual screen, with the keys for the size of text."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self.app = app
        busy = incident(
            1, description="示范路口非机动车与行人碰撞，现场有人受伤。" * 4, tasks=(task(1), task(2))
        )
        self.made: District = district(incidents=[busy, *(incident(n) for n in range(2, 40))], units=20)
        for number in range(1, 6):
            self.made.put("alarm", f"a{number}", alarm(number))
        self.window = DeskWindow(
            picture=self.made.picture, initials=Initials(), now=self.made.now, acknowledge_key="K"
        )
        self.window.setGeometry(SCREEN)
        self.room = HelpRoom(
            desk=self.window,
            settings=replace(Settings(), data=str(folder)),
            all_actions=lambda: ACTIONS,
            on_open=lambda _window: None,
        )
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.detail.show_incident("i1")
        self.window.detail.set_actions(ACTIONS)
        self.window.banners.show_simulated(True)
        self.window.status.show_figures(BUSY)
        names = ("Reported today", "Closed today", "Overdue", "Units on duty")
        self.window.counters.show_figures([Figure(name, "1,234") for name in names])

    def at(self, widget: QWidget) -> QRect:
        """Where a part lies in the window."""
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with themed() as app:
        made = Desk(qtbot, app, tmp_path)
        yield made
        # Now, and not when Python ends: the web engine must be taken down in its order.
        made.window.hide()
        made.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled(qtbot: QtBot, desk: Desk) -> None:
    """Every layout has taken its turn: nothing moves any more."""
    seen: list[QRect] = []

    def still() -> bool:
        now = [desk.at(part) for part in desk.window.findChildren(QWidget) if part.isVisible()]
        same = now == seen
        seen[:] = now
        return same

    qtbot.waitUntil(still)


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_nothing_outgrows_the_screen_nothing_is_cut_off(desk: Desk, qtbot: QtBot, percent: int) -> None:
    theme.apply(desk.app, scale=percent)
    settled(qtbot, desk)
    window = desk.window
    assert window.size() == SCREEN.size()
    parts: list[QWidget] = [window.alarms, window.counters, window.lanes, window.table, window.detail]
    parts += [window.map, window.status, *window.alarm_tiles, *window.previews]
    for part in parts:
        assert window.rect().contains(desk.at(part)), type(part).__name__
    over = [
        (type(one).__name__, type(other).__name__)
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if desk.at(one).intersects(desk.at(other))
    ]
    assert over == []
    for tile in (*window.previews, *window.alarm_tiles):
        assert tile.picture.windowHandle().geometry() == desk.at(tile.picture)

    cut = [
        label.text()
        for part in (window.status, window.banners)
        for label in part.findChildren(QLabel)
        if label.isVisible() and label.text() and label.width() < label.sizeHint().width()
    ]
    assert cut == []
    shelf = window.detail.findChild(ActionShelf)
    assert isinstance(shelf, ActionShelf)
    assert window.detail.rect().contains(shelf.geometry())
    for button in window.detail.buttons.findChildren(QAbstractButton):
        assert button.height() >= button.sizeHint().height(), button.text()
        # Where they have not room enough they are scrolled, and each can be brought into view as a whole.
        shelf.ensureWidgetVisible(button)
        place = QRect(button.mapTo(shelf.viewport(), QPoint(0, 0)), button.size())
        assert shelf.viewport().rect().contains(place), button.text()
    assert window.table.viewport().height() >= 3 * theme.row_height()
    assert window.table.columnWidth(IncidentTableModel.TITLE) >= theme.px(80)


def test_keys_change_the_size_say_so_and_keep_it(desk: Desk, tmp_path: Path) -> None:
    desk.room.actions.run("desk.larger")
    assert theme.scale() == remembered(tmp_path) == 110
    assert "Text size 110 %" in desk.window.status.text
    desk.room.actions.run("desk.usual_size")
    assert theme.scale() == 100
    assert remembered(tmp_path) is None
