"""What stands beside the picture of a layout: its name, the usual shapes, and what can be done with tiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from layouts.drafts import Content
from layouts.edges import FINE
from layouts.layout import MOST_CELLS, MOST_NUMBER, MOST_TILES
from layouts.shapes import USUAL
from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.wall.layout_words import shape_word
from widgets.wall.shape_icon import HEIGHT, WIDTH, shape_icon

#: Into how many columns and rows a tile is split.
SPLITS: Final = ((2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 3), (4, 4))
_SHAPES_A_ROW: Final = 3
_LEAST_HEIGHT: Final = 240
#: Of names, as the platform takes them.
_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """Something besides a camera that a tile may hold, as the menu calls it."""

    text: str
    content: Content


class LayoutPanel(QScrollArea):
    """Fields and buttons of the editor; it knows nothing of layouts but what it is told.

    Buttons by id: ``camera``, ``holds``, ``clear``, ``reserve``, ``split``, ``merge``, ``add``, ``remove``,
    ``count``.
    Signals: `pressed(id)`; `name_edited(str)`; `shape_chosen(name)`; `equal_chosen(tiles)`;
    `grid_given(columns, rows)`; `number_given(number)`; `split_chosen(columns, rows)`;
    `offer_chosen(Content)`.
    """

    pressed = Signal(str)
    name_edited = Signal(str)
    shape_chosen = Signal(str)
    equal_chosen = Signal(int)
    grid_given = Signal(int, int)
    number_given = Signal(int)
    split_chosen = Signal(int, int)
    offer_chosen = Signal(object)

    def __init__(self, *, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = tuple(offers)
        self._labels: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.shapes: dict[str, QPushButton] = {}
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.textEdited.connect(self.name_edited)
        self.alone = QCheckBox()
        self.alone.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.number = QSpinBox()
        self.number.setRange(1, MOST_NUMBER)
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(self.number_given)
        self.tiles = QSpinBox()
        self.tiles.setRange(1, MOST_TILES)
        self.tiles.setValue(16)
        self.columns, self.rows = QSpinBox(), QSpinBox()
        for count in (self.columns, self.rows):
            count.setKeyboardTracking(False)
            count.setRange(1, MOST_CELLS)
            count.setValue(FINE)
            count.valueChanged.connect(self._give_grid)
        self.holds = plain_label(part="quiet", wraps=True)
        self._inner = QWidget()
        self._make_buttons()
        self._assemble()
        self._translate()
        follow_scale(self, self._fit)

    def show_tile(self, *, title: str, number: int, holds: str) -> None:
        """Tell what is chosen; `number` 0: no tile, or several."""
        self._labels["tile"].setText(title)
        self.holds.setText(holds)
        self.number.setEnabled(bool(number))
        former = self.number.blockSignals(True)
        self.number.setValue(number or 1)
        self.number.blockSignals(former)

    def show_shape(self, name: str, tiles: int) -> None:
        """Mark the usual shape that stands there, if it is one."""
        for each, button in self.shapes.items():
            button.setChecked(each == name)
        self.tiles.setValue(max(1, tiles))

    def _give_grid(self) -> None:
        self.grid_given.emit(self.columns.value(), self.rows.value())

    def _make_buttons(self) -> None:
        for id_ in ("camera", "holds", "clear", "reserve", "split", "merge", "add", "remove", "count"):
            self.buttons[id_] = _button()
        for id_ in ("camera", "clear", "merge", "reserve", "remove", "add", "count"):
            self.buttons[id_].clicked.connect(lambda _=False, id_=id_: self.pressed.emit(id_))
        self.buttons["reserve"].setCheckable(True)
        self.buttons["reserve"].setProperty("part", "choice")
        self._splits = QMenu(self)
        for columns, rows in SPLITS:
            action = self._splits.addAction(f"{columns} × {rows}")
            action.triggered.connect(lambda _=False, size=(columns, rows): self.split_chosen.emit(*size))
        self._contents = QMenu(self)
        for offer in self._offers:
            entry = self._contents.addAction(offer.text.replace("&", "&&"))
            entry.triggered.connect(lambda _=False, it=offer.content: self.offer_chosen.emit(it))
        self.buttons["split"].setMenu(self._splits)
        self.buttons["holds"].setMenu(self._contents)
        self.buttons["holds"].setVisible(bool(self._offers))
        for name, layout in USUAL.items():
            shape = self.shapes[name] = _button()
            shape.setIcon(shape_icon(layout))
            shape.setCheckable(True)
            shape.setProperty("part", "choice")
            shape.clicked.connect(lambda _=False, name=name: self.shape_chosen.emit(name))
        self._equal = _button()
        self._equal.clicked.connect(lambda: self.equal_chosen.emit(self.tiles.value()))

    def _assemble(self) -> None:
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self._label("name"))
        column.addWidget(self.name)
        column.addWidget(self.alone)
        column.addWidget(self._label("shape"))
        column.addLayout(_grid(self.shapes.values(), columns=_SHAPES_A_ROW))
        column.addLayout(_row(self.tiles, self._equal))
        column.addWidget(self._label("grid"))
        column.addLayout(_row(self.columns, self._label("times", part="quiet"), self.rows))
        column.addWidget(self._label("tile"))
        column.addWidget(self.holds)
        column.addLayout(_row(self._label("number", part="quiet"), self.number))
        column.addLayout(_grid(self.buttons.values(), columns=2))
        column.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._labels["name"].setBuddy(self.name)
        self._labels["number"].setBuddy(self.number)

    def _label(self, name: str, *, part: str = "heading") -> QLabel:
        self._labels[name] = plain_label(part=part)
        return self._labels[name]

    def _translate(self) -> None:
        self._labels["name"].setText(self.tr("Name"))
        self.alone.setText(self.tr("Layout only"))
        self.alone.setToolTip(
            self.tr(
                "Saved, written and put on the wall without contents: the wall's tiles keep what they show"
            )
        )
        self._labels["shape"].setText(self.tr("Shape"))
        self._labels["grid"].setText(self.tr("Grid   G"))
        self._labels["times"].setText("×")
        self._labels["number"].setText(self.tr("Number"))
        self._equal.setText(self.tr("Equal tiles"))
        for id_, text in (
            ("camera", self.tr("Camera…   C")),
            ("holds", self.tr("Other…   H")),
            ("clear", self.tr("Empty   E")),
            ("split", self.tr("Split   S")),
            ("merge", self.tr("Merge   M")),
            ("reserve", self.tr("For alarms   A")),
            ("remove", self.tr("Take away   Del")),
            ("add", self.tr("Add a tile   Ins")),
            ("count", self.tr("Renumber   R")),
        ):
            self.buttons[id_].setText(text)
        for name, button in self.shapes.items():
            button.setText(name.split()[0])
            button.setToolTip(shape_word(name))
            button.setAccessibleName(shape_word(name))
        self.buttons["count"].setToolTip(self.tr("Number the tiles from 1 as one reads"))
        self.name.setAccessibleName(self.tr("Name"))
        for count, said in ((self.columns, self.tr("Columns")), (self.rows, self.tr("Rows"))):
            count.setAccessibleName(said)
            count.setToolTip(self.tr("Edges of tiles snap to so many columns and rows"))
        self.number.setAccessibleName(self.tr("Number"))
        self.tiles.setAccessibleName(self.tr("Equal tiles"))

    def _fit(self) -> None:
        for button in self.shapes.values():
            button.setIconSize(QSize(theme.px(WIDTH), theme.px(HEIGHT)))
        for field in (self.number, self.tiles, self.columns, self.rows):
            field.setMinimumSize(theme.px(90), theme.target_height())

    # Qt overrides.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        # As wide as its words need, in whatever language and at whatever scale; it scrolls only up and down.
        inner, bar = self._inner.minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(inner.width() + bar.width(), min(inner.height(), theme.px(_LEAST_HEIGHT)))

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self._inner.sizeHint().height())


def _button() -> QPushButton:
    """Pressed by mouse it leaves the focus where it was: in the picture, whose keys go on working."""
    button = QPushButton()
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _grid(widgets: Iterable[QWidget], *, columns: int) -> QGridLayout:
    """Columns of equal width."""
    grid = QGridLayout()
    grid.setSpacing(theme.GAP)
    for index, widget in enumerate(widgets):
        grid.addWidget(widget, index // columns, index % columns)
        grid.setColumnStretch(index % columns, 1)
    return grid


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
