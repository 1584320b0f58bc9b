"""Where a tour's steps come from: all cameras by typing, those marked, those of a wall, or scenes."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.camera_model import CameraSearch
from widgets.filter_edit import FilterEdit
from widgets.flow_layout import FlowLayout
from widgets.held_keys import ignore_held_enter
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.wall.tour_draft import StepDraft

_STEP: Final = Qt.ItemDataRole.UserRole
#: Matches listed; the rest is counted.
_LISTED: Final = 100
#: Texts made in one turn of the loop: about 2 ms.
_SLICE: Final = 200
_LEAST_HEIGHT: Final = 120


class Part(enum.Enum):
    """What is listed."""

    ALL = enum.auto()
    MARKED = enum.auto()
    WALL = enum.auto()
    SCENES = enum.auto()


@dataclass(frozen=True, slots=True)
class SceneOffer:
    """A scene: its id, what it is called, and the text in which it is searched."""

    id: str
    name: str
    search: str


@dataclass(frozen=True, slots=True)
class StepOffers:
    """What steps can be made of. `line_of` says in a line what a camera is called, and where it is.

    `marked` are the ids of the cameras that the person marked, `on_wall` those on the tiles of the wall, in
    the order of both.
    """

    search: CameraSearch
    line_of: Callable[[str], str]
    marked: tuple[str, ...]
    on_wall: tuple[str, ...]
    scenes: tuple[SceneOffer, ...]


class StepSource(QWidget):
    """Typing finds, Up and Down choose, Enter or a double click adds.

    Signals: `added(steps)`, a tuple of `StepDraft`.
    """

    added = Signal(tuple)

    def __init__(self, *, offers: StepOffers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self._chips = {part: QPushButton(text) for part, text in self._names().items()}
        self._group = QButtonGroup(self)
        chips = FlowLayout(gap=4, line_gap=4)
        for chip in self._chips.values():
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("part", "choice")
            chip.setStyleSheet("padding: 4px 8px")
            self._group.addButton(chip)
            chips.addWidget(chip)
        self._group.buttonClicked.connect(self._on_chip)
        self.filter = FilterEdit(placeholder=self.tr("Name, device id, pinyin initials"))
        self.filter.typed.connect(lambda _typed: self._list())
        self.filter.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.itemDoubleClicked.connect(lambda _item: self._add())
        self._told = plain_label(part="quiet", wraps=True)
        self.add_all = QPushButton(self.tr("Add all"))
        self.add = QPushButton(self.tr("Add"))
        self.add_all.clicked.connect(self._add_all)
        self.add.clicked.connect(self._add)
        title = plain_label(bold=True)
        title.setText(self.tr("Add steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addLayout(chips)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        for button in (self.add_all, self.add):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column.addLayout(foot)
        ignore_held_enter(self.filter)
        follow_scale(self, lambda: self.list.setMinimumHeight(theme.px(_LEAST_HEIGHT)))
        self._preparing = QTimer(self, interval=0)
        self._preparing.timeout.connect(self._prepare)
        self._preparing.start()
        self.show_part(Part.ALL)

    @property
    def part(self) -> Part:
        """What is listed now."""
        return next(part for part, chip in self._chips.items() if chip.isChecked())

    def show_part(self, part: Part) -> None:
        """List this."""
        self._chips[part].setChecked(True)
        self._list()

    def _names(self) -> dict[Part, str]:
        offers = self._offers
        return {
            Part.ALL: self.tr("All cameras"),
            Part.MARKED: self.tr("Marked {n}").format(n=len(offers.marked)),
            Part.WALL: self.tr("On the wall {n}").format(n=len(offers.on_wall)),
            Part.SCENES: self.tr("Scenes {n}").format(n=len(offers.scenes)),
        }

    def _on_chip(self) -> None:
        self._list()
        self.filter.setFocus()

    def _prepare(self) -> None:
        if not self._offers.search.prepare(_SLICE):
            self._preparing.stop()

    def _list(self) -> None:
        found = self._found()
        self.list.clear()
        for step in found[:_LISTED]:
            item = QListWidgetItem(self._line(step))
            item.setData(_STEP, step)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.add.setEnabled(bool(found))
        # All that is listed: nobody adds what he has not seen.
        self.add_all.setEnabled(1 < len(found) <= _LISTED)
        self._told.setText(self._count(len(found)))

    @property
    def _is_elsewhere(self) -> bool:
        """Whether what is listed is none of the part that was asked for."""
        if self.part not in (Part.MARKED, Part.WALL):
            return False
        first: StepDraft = self.list.item(0).data(_STEP)
        return first.camera not in (self._offers.marked if self.part is Part.MARKED else self._offers.on_wall)

    def _line(self, step: StepDraft) -> str:
        if step.camera:
            return self._offers.line_of(step.camera)
        return next((scene.name for scene in self._offers.scenes if scene.id == step.scene), step.scene)

    def _found(self) -> list[StepDraft]:
        typed, offers = self.filter.needle, self._offers
        if self.part is Part.SCENES:
            return [StepDraft(scene=scene.id) for scene in offers.scenes if typed in scene.search]
        if self.part is Part.ALL:
            cameras = offers.search.find(typed) if typed else []
        else:
            inside = offers.marked if self.part is Part.MARKED else offers.on_wall
            matching = offers.search.find(typed) if typed else list(inside)
            within = set(matching)
            # Who types a camera means it, wherever the list began.
            cameras = [camera for camera in inside if camera in within] or matching
        return [StepDraft(camera=each) for each in cameras]

    def _count(self, found: int) -> str:
        if found > _LISTED:
            return self.tr("{n} found, the first {m} listed").format(n=found, m=_LISTED)
        if found and self._is_elsewhere:
            return self.tr("Not among these; of all cameras: {n}").format(n=found)
        if found or self.filter.needle:
            return self.tr("{n} found").format(n=found)
        match self.part:
            case Part.ALL:
                return self.tr("Type to find a camera")
            case Part.MARKED:
                return self.tr("No camera is marked")
            case Part.WALL:
                return self.tr("No camera stands on the wall")
        return self.tr("No scene is kept yet")

    def _add(self) -> None:
        self._give([item.data(_STEP) for item in sorted(self.list.selectedItems(), key=self.list.row)])

    def _add_all(self) -> None:
        self._give([self.list.item(row).data(_STEP) for row in range(self.list.count())])

    def _give(self, steps: Sequence[StepDraft]) -> None:
        if steps:
            self.added.emit(tuple(steps))
            # What is typed next finds the next one.
            self.filter.selectAll()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not ctrl:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
                self._add()
                return True
        return super().eventFilter(watched, event)
