"""What the page may say to the application: five slots on a web channel, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot


class Bridge(QObject):
    """The object the page knows as `bridge`.

    Signals (for Qt; the page uses none of them): ``page_ready()``, ``thing_clicked(entity, id)``,
    ``thing_dragged(entity, id)``, ``view_moved(longitude, latitude, zoom)``.
    """

    page_ready = Signal()
    thing_clicked = Signal(str, str)
    thing_dragged = Signal(str, str)
    view_moved = Signal(float, float, float)

    def __init__(self, *, describe: Callable[[str, str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe

    @Slot()
    def ready(self) -> None:
        """The page can take batches."""
        self.page_ready.emit()

    @Slot(str, str)
    def clicked(self, entity: str, id_: str) -> None:
        """A person clicked a thing."""
        self.thing_clicked.emit(entity, id_)

    @Slot(str, str)
    def dragged(self, entity: str, id_: str) -> None:
        """A person pulls a thing away, the button still down."""
        self.thing_dragged.emit(entity, id_)

    @Slot(float, float, float)
    def moved(self, longitude: float, latitude: float, zoom: float) -> None:
        """The view rests at another place."""
        self.view_moved.emit(longitude, latitude, zoom)

    @Slot(str, str, result=str)
    def describe(self, entity: str, id_: str) -> str:
        """Lines of text that say what a thing is, for the tip beside the pointer; empty when it has gone."""
        return self._describe(entity, id_)
