"""Asks for what an act needs: words, and beside them choices, moments, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.dispatch.form_fields import Field, FlagField, Value, editor_for, first_missing
from widgets.dispatch.long_text import LongText
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import fit_dialog, follow_scale

_MOST_PRESETS = 9
#: Lines of what a form is about that always find room; more are as tall as they need.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for. `words`: whether a text is needed, may be left out, or is not asked for (None).

    `presets` are texts that a number key takes while nothing is written. `warning` stands above the buttons,
    such as what can not be taken back.
    """

    title: str
    about: str
    send: str
    fields: tuple[Field, ...] = ()
    words: bool | None = True
    words_caption: str = ""
    presets: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What was written, and what the fields say by their ids."""

    text: str
    values: Mapping[str, Value]

    def word(self, id_: str) -> str:
        """What a line or a choice says."""
        value = self.values[id_]
        assert isinstance(value, str)
        return value

    def moment(self, id_: str) -> float:
        """A moment in seconds since the epoch."""
        value = self.values[id_]
        assert isinstance(value, float)
        return value

    def flag(self, id_: str) -> bool:
        """Yes or no."""
        return self.values[id_] is True

    def picked(self, id_: str) -> tuple[str, ...]:
        """The ids that were marked."""
        value = self.values[id_]
        assert isinstance(value, tuple)
        return value


class FormDialog(QDialog):
    """A form that can be sent only when it says enough; show it with `open()`.

    Enter sends, or leads to what is missing still; Shift+Enter starts a new line. A key that is held down
    neither sends nor takes a preset.

    Signals: `answered(FormAnswer)`.
    """

    answered = Signal(FormAnswer)

    def __init__(self, *, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(form.title)
        tell_of(self, Section.RESULTS)
        self.form = form
        self._presets = tuple(form.presets[:_MOST_PRESETS])
        title = plain_label(wraps=True, size="large", bold=True)
        title.setText(form.title)
        about: QWidget
        if form.about.count("\n") < _SHORT:
            label = about = plain_label(part="quiet", wraps=True)
            label.setText(form.about)
        else:
            about = LongText(form.about)
        self._editors = [editor_for(field) for field in form.fields]
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._check)
        self._missing = plain_label(part="quiet", wraps=True)
        self._send = QPushButton(form.send)
        self._send.setDefault(True)
        self._send.clicked.connect(self._answer)
        self._send.installEventFilter(self)
        cancel = leave_button(self, self.tr("Cancel"))

        column = dialog_column(self)
        column.addWidget(title)
        column.addWidget(about)
        if self._editors:
            column.addLayout(self._rows())
        if form.words is not None:
            self._add_words(column)
        else:
            column.addStretch(1)
        if form.warning:
            warning = plain_label(part="warning", wraps=True)
            warning.setText(form.warning)
            column.addWidget(warning)
        column.addLayout(foot(self._missing, cancel, self._send))
        # Before a word is written the box says what it is for.
        self.text.setPlaceholderText(self._wanted() if form.words else "")
        self._check()
        fields = [self.text] if form.words is not None else self._editors
        (fields[0] if fields else self._send).setFocus()
        fit_dialog(self, 600, (140 if form.words is None else 320) + 44 * len(self._editors))

    def editor(self, id_: str) -> QWidget:
        """The widget of a field."""
        return next(
            editor for field, editor in zip(self.form.fields, self._editors, strict=True) if field.id == id_
        )

    def _rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field, editor in zip(self.form.fields, self._editors, strict=True):
            editor.changed.connect(self._check)
            if isinstance(field, FlagField):
                rows.addRow("", editor)
                if field.opens:
                    opened = self.editor(field.opens)
                    opened.setEnabled(field.checked)
                    editor.changed.connect(
                        lambda opened=opened, editor=editor: opened.setEnabled(bool(editor.value()))
                    )
            else:
                caption = plain_label()
                caption.setText(field.caption)
                rows.addRow(caption, editor)
        return rows

    def _add_words(self, column: QVBoxLayout) -> None:
        if self.form.words_caption:
            caption = plain_label()
            caption.setText(self.form.words_caption)
            column.addWidget(caption)
        for number, preset in enumerate(self._presets, start=1):
            column.addWidget(self._preset_button(number, preset))
        column.addWidget(self.text, 1)
        follow_scale(self, lambda: self.text.setMinimumHeight(theme.px(84)))

    def _preset_button(self, number: int, preset: str) -> QPushButton:
        button = QPushButton(f"{number}   {preset}".replace("&", "&&"))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setStyleSheet("text-align: left")
        button.clicked.connect(lambda: self._take(preset))
        return button

    def _take(self, preset: str) -> None:
        self.text.setPlainText(preset)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def _written(self) -> str:
        return self.text.toPlainText().strip()

    def _what_is_missing(self) -> str:
        if field := first_missing(self.form.fields, self._editors):
            return self.tr("Missing: {field}").format(field=field)
        if not self.form.words or self._written():
            return ""
        return self._wanted()

    def _wanted(self) -> str:
        return self.tr("Write it, or press a number") if self._presets else self.tr("Words are needed here")

    def _keys(self) -> str:
        if self.form.words is None:
            return self.tr("Enter sends")
        return self.tr("Enter sends   Shift+Enter new line")

    def _first_missing(self) -> QWidget:
        return next((editor for editor in self._editors if not editor.is_complete()), self.text)

    def _check(self) -> None:
        missing = self._what_is_missing()
        self._send.setEnabled(not missing)
        self._missing.setText(missing or self._keys())

    def _answer(self) -> None:
        # What was sent, or lies under a lock, hears of no further key.
        if not self.isVisible():
            return
        if self._what_is_missing():
            self._first_missing().setFocus()
            return
        values: dict[str, Value] = {
            field.id: editor.value() for field, editor in zip(self.form.fields, self._editors, strict=True)
        }
        self.answered.emit(FormAnswer(text=self._written(), values=values))
        self.accept()

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The key that opened the dialog may still be down: it must not send as well.
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._send and isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return True
        if watched is not self.text or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            if not event.isAutoRepeat():
                self._answer()
            return True
        number = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or self.text.toPlainText() or not 0 <= number < len(self._presets):
            return super().eventFilter(watched, event)
        self._take(self._presets[number])
        return True
