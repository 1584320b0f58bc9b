"""Opens an incident at the desk: what, how severe, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from backend_client.protocol.entities import Position
from backend_client.protocol.incident_args import IncidentCreate
from widgets import signs, theme, words
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.filter_edit import FilterEdit
from widgets.held_keys import ignore_held_enter
from widgets.help.sections import Section, tell_of
from widgets.initials import Initials
from widgets.labels import plain_label
from widgets.scaling import fit_dialog, follow_scale
from widgets.signs import SignPainter

#: What the desk calls itself as the source of a report.
SOURCE = "desk"
#: Largest picture that is shown, at 100 %, in pixels.
_PICTURE = (480, 200)


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A kind of incident and the severity it usually has."""

    code: str
    name: str
    severity: int = 3


class NewIncidentDialog(QDialog):
    """Type, severity (Alt+1 to Alt+4), title and place; Enter leads on and, at the end, reports it.

    Signals: `create_requested(IncidentCreate)`. Show it with `open()`.
    """

    create_requested = Signal(IncidentCreate)

    def __init__(
        self,
        *,
        types: Sequence[TypeChoice],
        initials: Initials,
        place: str = "",
        position: Position | None = None,
        picture: QPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`picture` goes along with the report, if there is one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New incident"))
        tell_of(self, Section.REPORT)
        self._position = position
        self._types = [(each, initials.search_text(each.name, each.code)) for each in types]
        heading = plain_label(size="large", bold=True)
        heading.setText(self.tr("New incident"))
        self.type_filter = FilterEdit(placeholder=self.tr("Type: name, code or pinyin initials"))
        self.type_filter.typed.connect(self._narrow)
        self.type_filter.installEventFilter(self)
        self.type_list = QListWidget()
        self.type_list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.type_list.setUniformItemSizes(True)
        self.type_list.currentItemChanged.connect(self._type_chosen)
        self.severities = QButtonGroup(self)
        self.title = QLineEdit()
        self.place = QLineEdit(place)
        self.exercise = QCheckBox(self.tr("This is a drill"))
        for field in (self.title, self.place):
            field.returnPressed.connect(self._report)
        self._missing = plain_label(part="quiet")
        self._ok = QPushButton(self.tr("Report"))
        self._ok.setAutoDefault(False)
        self._ok.clicked.connect(self._report)
        cancel = leave_button(self, self.tr("Cancel"))

        column = dialog_column(self)
        column.addWidget(heading)
        self._picture = QPixmap() if picture is None else picture
        self._shown_picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._shown_picture.setAccessibleName(self.tr("The picture that goes along"))
        self._shown_picture.setVisible(not self._picture.isNull())
        column.addWidget(self._shown_picture)
        column.addWidget(self.type_filter)
        column.addWidget(self.type_list, 1)
        column.addLayout(self._severity_row())
        form = QFormLayout()
        form.setVerticalSpacing(theme.GAP)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Place"), self.place)
        column.addLayout(form)
        column.addWidget(self.exercise)
        column.addLayout(foot(self._missing, cancel, self._ok))
        self._narrow("")
        self.type_filter.setFocus()
        ignore_held_enter(self.type_filter, self.title, self.place, self._ok)
        follow_scale(self, self._measure)
        fit_dialog(self, 600, 560 if self._picture.isNull() else 560 + _PICTURE[1])

    def _measure(self) -> None:
        if not self._picture.isNull():
            place = QSize(theme.px(_PICTURE[0]), theme.px(_PICTURE[1]))
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._shown_picture.setPixmap(self._picture.scaled(place, keep, smooth))
        size = theme.px(18)
        painter = SignPainter()
        for button in self.severities.buttons():
            button.setIcon(QIcon(painter.pixmap(signs.SEVERITY[self.severities.id(button)], size)))
            button.setIconSize(QSize(size, size))

    def _severity_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for level in (1, 2, 3, 4):
            button = QPushButton(words.severity(level))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setShortcut(QKeySequence(f"Alt+{level}"))
            button.setProperty("part", "choice")
            self.severities.addButton(button, level)
            row.addWidget(button, 1)
        return row

    def _narrow(self, typed: str) -> None:
        self.type_list.clear()
        for choice, text in self._types:
            if typed in text:
                item = QListWidgetItem(f"{choice.name}   {choice.code}")
                item.setData(Qt.ItemDataRole.UserRole, choice)
                self.type_list.addItem(item)
        self.type_list.setCurrentRow(0)

    def _type(self) -> TypeChoice | None:
        item: QListWidgetItem | None = self.type_list.currentItem()
        choice = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return choice if isinstance(choice, TypeChoice) else None

    def _type_chosen(self) -> None:
        choice = self._type()
        if choice is not None:
            self.severities.button(choice.severity).setChecked(True)
            self.title.setPlaceholderText(choice.name)
        self._ok.setEnabled(choice is not None)
        self._missing.setText("" if choice is not None else self.tr("No type matches what was typed"))

    def _report(self) -> None:
        choice = self._type()
        if choice is None:
            return
        place = self.place.text().strip()
        self.create_requested.emit(
            IncidentCreate(
                type_code=choice.code,
                severity=self.severities.checkedId(),
                title=self.title.text().strip() or f"{place}{choice.name}",
                source=SOURCE,
                place=place,
                position=self._position,
                exercise=self.exercise.isChecked(),
            )
        )
        self.accept()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.type_filter and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = min(max(self.type_list.currentRow() + step, 0), self.type_list.count() - 1)
                self.type_list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.title.setFocus()
                return True
        return super().eventFilter(watched, event)
