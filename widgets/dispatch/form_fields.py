"""What a form asks for: each field as a value and as the widget that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QDateTime, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.filter_edit import FilterEdit
from widgets.scaling import follow_scale

#: What a field answers: words, a moment in seconds since the epoch, yes or no, or the ids that were marked.
Value: TypeAlias = str | float | bool | tuple[str, ...]

_ID: Final = Qt.ItemDataRole.UserRole
_SEARCH: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class LineField:
    """One line of words; `text` stands there already."""

    id: str
    caption: str
    text: str = ""
    required: bool = False
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several (id, name); the first unless `chosen` names another."""

    id: str
    caption: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class MomentField:
    """A moment in the room's own time, `value` and `earliest` in seconds since the epoch; `presets` are
    (name, moment).
    """

    id: str
    caption: str
    value: float
    earliest: float
    presets: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FlagField:
    """Yes or no. `opens` is the id of a field that counts, and can be filled in, only while it says yes."""

    id: str
    caption: str
    checked: bool = False
    opens: str = ""


@dataclass(frozen=True, slots=True)
class PickField:
    """Any number of (id, name, search text), one at least; typing narrows the list."""

    id: str
    caption: str
    choices: tuple[tuple[str, str, str], ...]
    placeholder: str = ""


Field: TypeAlias = LineField | ChoiceField | MomentField | FlagField | PickField


class FieldEditor(QWidget):
    """A field as people fill it in. Signals: `changed()`."""

    changed = Signal()

    def value(self) -> Value:
        """What it says now."""
        raise NotImplementedError

    def is_complete(self) -> bool:
        """Whether it says enough."""
        return True


class _Line(FieldEditor):
    def __init__(self, field: LineField) -> None:
        super().__init__()
        self._required = field.required
        self.edit = QLineEdit(field.text)
        self.edit.setMaxLength(200)
        self.edit.setPlaceholderText(field.placeholder)
        self.edit.textChanged.connect(self.changed)
        _only(self, self.edit)

    def value(self) -> str:
        return self.edit.text().strip()

    def is_complete(self) -> bool:
        return bool(self.value()) or not self._required


class _Choice(FieldEditor):
    def __init__(self, field: ChoiceField) -> None:
        super().__init__()
        self.box = QComboBox()
        for id_, name in field.choices:
            self.box.addItem(name, id_)
        if field.chosen:
            self.box.setCurrentIndex(max(0, self.box.findData(field.chosen)))
        self.box.currentIndexChanged.connect(self.changed)
        _only(self, self.box)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def is_complete(self) -> bool:
        return bool(self.value())


class _Moment(FieldEditor):
    def __init__(self, field: MomentField) -> None:
        super().__init__()
        self._earliest = field.earliest
        self.edit = QDateTimeEdit()
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setCalendarPopup(True)
        self._set(field.value)
        self.edit.dateTimeChanged.connect(self.changed)
        row = _only(self, self.edit)
        for name, moment in field.presets:
            button = QPushButton(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, moment=moment: self._set(moment))
            row.addWidget(button)
        row.addStretch(1)

    def _set(self, moment: float) -> None:
        self.edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment)))

    def value(self) -> float:
        return float(self.edit.dateTime().toSecsSinceEpoch())

    def is_complete(self) -> bool:
        return self.value() > self._earliest


class _Flag(FieldEditor):
    def __init__(self, field: FlagField) -> None:
        super().__init__()
        self.box = QCheckBox(field.caption)
        self.box.setChecked(field.checked)
        self.box.toggled.connect(self.changed)
        _only(self, self.box)

    def value(self) -> bool:
        return self.box.isChecked()


class _Pick(FieldEditor):
    def __init__(self, field: PickField) -> None:
        super().__init__()
        self.filter = FilterEdit(placeholder=field.placeholder)
        self.filter.typed.connect(self._narrow)
        self.list = QListWidget()
        for id_, name, search in field.choices:
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ID, id_)
            item.setData(_SEARCH, search)
        # What the space bar marks is seen before it is pressed.
        self.list.setCurrentRow(0)
        self.filter.installEventFilter(self)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        follow_scale(self, self._measure)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _measure(self) -> None:
        self.list.setMinimumHeight(theme.px(120))
        # WORKAROUND: with a style sheet the height of its items is forgotten for those that can be ticked.
        for item in self._items():
            item.setSizeHint(QSize(0, theme.row_height()))

    def _narrow(self, typed: str) -> None:
        for item in self._items():
            item.setHidden(typed not in item.data(_SEARCH))
        shown = next((row for row, item in enumerate(self._items()) if not item.isHidden()), -1)
        self.list.setCurrentRow(shown)

    def value(self) -> tuple[str, ...]:
        return tuple(item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def is_complete(self) -> bool:
        return bool(self.value())

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)


def editor_for(field: Field) -> FieldEditor:
    """The widget for a field."""
    match field:
        case LineField():
            return _Line(field)
        case ChoiceField():
            return _Choice(field)
        case MomentField():
            return _Moment(field)
        case FlagField():
            return _Flag(field)
        case PickField():
            return _Pick(field)


def first_missing(fields: Sequence[Field], editors: Sequence[FieldEditor]) -> str:
    """The caption of the first field that does not say enough, empty when all do."""
    for field, editor in zip(fields, editors, strict=True):
        if not editor.is_complete():
            return field.caption
    return ""


def _only(editor: QWidget, part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(editor)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 1)
    editor.setFocusProxy(part)
    return row
