"""A native window stays where its widget is, whatever moves around it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.wall.native_place import NativePlace


class Native(QWidget):
    """A native window among widgets that have none, as a tile's picture is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        NativePlace(self)
        self.setGeometry(5, 5, 40, 30)

    def place(self) -> QPoint:
        return self.windowHandle().position()


def test_a_parent_with_a_window_of_its_own_counts_from_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    outer = QWidget(window)
    outer.setGeometry(10, 20, 300, 200)
    inner = QWidget(outer)
    inner.setGeometry(1, 2, 100, 100)
    native = Native(inner)
    with qtbot.waitExposed(window):
        window.show()
    # As what overlays the tiles does to them; its window then stands between theirs and the whole.
    outer.winId()
    for place in (QPoint(50, 60), QPoint(70, 80)):
        outer.move(place)
        assert native.place() == QPoint(6, 7)
        assert native.windowHandle().mapToGlobal(QPoint(0, 0)) == native.mapToGlobal(QPoint(0, 0))
    inner.move(11, 12)
    assert native.place() == QPoint(16, 17)


def test_it_moves_along_with_what_is_around_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    outer = QWidget(window)
    outer.setGeometry(10, 20, 300, 200)
    inner = QWidget(outer)
    inner.setGeometry(1, 2, 100, 100)
    native = Native(inner)
    with qtbot.waitExposed(window):
        window.show()
    assert native.place() == QPoint(16, 27)
    outer.move(50, 60)
    assert native.place() == QPoint(56, 67)
    inner.move(11, 12)
    assert native.place() == QPoint(66, 77)
    other = QWidget(window)
    other.setGeometry(100, 0, 200, 200)
    other.show()
    inner.setParent(other)
    inner.show()
    other.move(120, 3)
    assert native.place() == QPoint(136, 20)
