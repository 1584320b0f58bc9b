"""What the tests of the map do with it: ask the page, look at pixels, press the mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.map.view import MapView


def ask(qtbot: QtBot, view: MapView, expression: str) -> Any:
    """The value of an expression in the page."""
    answers: list[Any] = []
    view.ask(expression, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def settle(qtbot: QtBot, view: MapView) -> None:
    """Wait until the page has been told everything and has drawn it."""
    qtbot.waitUntil(lambda: view.is_settled)
    qtbot.waitUntil(lambda: report(qtbot, view)["drawn"] is True)


def report(qtbot: QtBot, view: MapView) -> dict[str, Any]:
    """What the page shows."""
    made: dict[str, Any] = ask(qtbot, view, "consoleMap.report()")
    return made


def where(qtbot: QtBot, view: MapView, entity: str, id_: str) -> QPoint:
    """The pixel at which a thing is drawn."""
    place = ask(qtbot, view, f"consoleMap.where('{entity}', '{id_}')")
    return QPoint(place["x"], place["y"])


def shows_colour(view: MapView, at: QPoint, colour: str) -> bool:
    """Whether a pixel near `at` on the screen has exactly this colour."""
    screen = view.screen()
    corner = view.mapToGlobal(at - QPoint(12, 12)) - screen.geometry().topLeft()
    image = screen.grabWindow(0, corner.x(), corner.y(), 24, 24).toImage()
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def web_surface(view: MapView) -> QWidget:
    """The widget inside of the web view that takes the mouse and the keys."""
    web = view.focusProxy()
    surface = None if web is None else web.focusProxy()
    assert surface is not None
    return surface


def click(view: MapView, at: QPoint) -> None:
    """Click a pixel of the page."""
    QTest.mouseClick(web_surface(view), Qt.MouseButton.LeftButton, pos=at)


def pull(view: MapView, start: QPoint, end: QPoint) -> None:
    """Press at a pixel of the page, move to another, and let go."""
    surface, left = web_surface(view), Qt.MouseButton.LeftButton
    QTest.mousePress(surface, left, pos=start)
    for at in (start + (end - start) / 2, end):
        there = QPointF(at), QPointF(surface.mapToGlobal(at))
        moved = QMouseEvent(
            QEvent.Type.MouseMove, *there, Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(surface, moved)
    QTest.mouseRelease(surface, left, pos=end)


def point(view: MapView, at: QPoint) -> None:
    """Move the pointer to a pixel of the page."""
    QTest.mouseMove(web_surface(view), at)


def press(view: MapView, key: Qt.Key) -> None:
    """Press a key while the map has the focus."""
    QTest.keyClick(web_surface(view), key)
