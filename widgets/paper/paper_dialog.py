"""Asks what is to be printed or exported, as what, where to, and why when people's data are in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.file_dialogs import ask_new_file
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.paper.sheets import Output, Sheet, Wish
from widgets.scaling import fit_dialog

#: One key is no reason.
_LEAST_REASON: Final = 2
_MOST_REASON: Final = 500
_STEPS: Final = 1000


class PaperDialog(QDialog):
    """Enter makes what is asked for; while it is being made, a bar shows how far it is; leaving gives it up.

    Signals: `wished(Wish)`; `given_up()` while something is being made.
    """

    wished = Signal(Wish)
    given_up = Signal()

    def __init__(
        self,
        *,
        sheets: Sequence[Sheet],
        chosen: str,
        output: Output,
        folder: Path,
        has_printer: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`chosen` and `output` are what is proposed; one of `sheets` at least."""
        super().__init__(parent)
        tell_of(self, Section.PAPER)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print and export"))
        self._sheets = {sheet.id: sheet for sheet in sheets}
        self._has_printer = has_printer
        self._busy = False
        self._browser: QFileDialog | None = None
        self.sheet = QComboBox()
        for each in sheets:
            self.sheet.addItem(each.name, each.id)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(chosen)))
        self._about = plain_label(part="quiet", wraps=True)
        self.output = QComboBox()
        self.path = QLineEdit()
        self._browse = QPushButton(self.tr("Folder..."))
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._ask_path)
        self.people = QCheckBox(self.tr("People's data unmasked: names, telephone numbers"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_MOST_REASON)
        self.reason.setPlaceholderText(self.tr("What it is needed for; it is put on record"))
        self.note = plain_label(part="quiet", wraps=True)
        self.fault = plain_label(part="error", wraps=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self._make = QPushButton()
        self._make.setDefault(True)
        self._make.clicked.connect(self._wish)
        self._cancel = leave_button(self, self.tr("Cancel"))
        self._build()
        self._offer_outputs(output)
        self.path.setText(str(folder / self._file_name()))
        self.sheet.currentIndexChanged.connect(lambda _index: self._offer_outputs(self._output()))
        self.output.currentIndexChanged.connect(lambda _index: self._rename())
        for changed in (self.path.textChanged, self.reason.textChanged, self.people.toggled):
            changed.connect(lambda _value: self._check())
        # What the tick asks for is written next; taken away by the mouse, it leaves the keyboard where it is.
        self.people.clicked.connect(lambda checked: self.reason.setFocus() if checked else None)
        self._check()
        self._make.setFocus()
        fit_dialog(self, 640, 330)

    def show_progress(self, share: float) -> None:
        """What was wished is being made, so much of it is done (0 to 1)."""
        self._set_busy(True)
        self.bar.setValue(round(share * _STEPS))

    def show_fault(self, text: str) -> None:
        """It could not be made; the wish can be changed now."""
        self._set_busy(False)
        self.fault.setText(text)

    def done_with(self) -> None:
        """It was made: nothing is left to ask."""
        self._busy = False
        self.accept()

    def _build(self) -> None:
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        where = QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(self._browse)
        for caption, field in (
            (self.tr("What"), self.sheet),
            ("", self._about),
            (self.tr("As"), self.output),
            (self.tr("File"), where),
            ("", self.people),
            (self.tr("Reason"), self.reason),
        ):
            label = plain_label()
            label.setText(caption)
            rows.addRow(label, field)
        column = dialog_column(self)
        column.addLayout(rows)
        column.addStretch(1)
        column.addWidget(self.fault)
        column.addWidget(self.bar)
        column.addLayout(foot(self.note, self._cancel, self._make))
        self.bar.hide()

    def _chosen(self) -> Sheet:
        return self._sheets[self.sheet.currentData()]

    def _output(self) -> Output:
        return Output(self.output.currentData())

    def _file_name(self) -> str:
        return f"{self._chosen().stem}.{self._output().value or Output.PDF.value}"

    def _offer_outputs(self, preferred: Output) -> None:
        """Another sheet: what can it be had as, and what is it."""
        chosen = self._chosen()
        names = {
            Output.XLSX: self.tr("Spreadsheet (XLSX)"),
            Output.PDF: self.tr("PDF"),
            Output.PRINTER: self.tr("Printer"),
        }
        self.output.blockSignals(True)
        self.output.clear()
        for each in chosen.outputs:
            if each is not Output.PRINTER or self._has_printer:
                self.output.addItem(names[each], each.value)
        self.output.setCurrentIndex(max(0, self.output.findData(preferred.value)))
        self.output.blockSignals(False)
        self._about.setText(chosen.about)
        self._rename()

    def _rename(self) -> None:
        """The name is that of the sheet; the folder stays."""
        self.path.setText(str(Path(self.path.text()).parent / self._file_name()))
        self._check()

    def _what_is_missing(self) -> str:
        to_file = self._output() is not Output.PRINTER
        if to_file and not Path(self.path.text().strip()).name:
            return self.tr("Missing: the file")
        wanted = self.people.isChecked() and self._chosen().people
        if wanted and len(self.reason.text().strip()) < _LEAST_REASON:
            return self.tr("Missing: the reason")
        return ""

    def _check(self) -> None:
        chosen, to_file = self._chosen(), self._output() is not Output.PRINTER
        self.fault.setText("")
        self.people.setVisible(chosen.people)
        for part in (self.path, self._browse):
            part.setEnabled(to_file and not self._busy)
        self.people.setEnabled(not self._busy)
        self.reason.setEnabled(chosen.people and self.people.isChecked() and not self._busy)
        for box in (self.sheet, self.output):
            box.setEnabled(not self._busy)
        missing = self._what_is_missing()
        self._make.setEnabled(not missing and not self._busy)
        self._make.setText(self.tr("Save") if to_file else self.tr("Print..."))
        if missing or self._busy:
            self.note.setText(missing)
        elif to_file and Path(self.path.text().strip()).exists():
            self.note.setText(self.tr("A file of this name is there: it will be replaced"))
        else:
            self.note.setText("")

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.bar.setValue(0)
            self.bar.setVisible(busy)
            self._check()

    def _wish(self) -> None:
        if self._busy or self._what_is_missing():
            return
        output = self._output()
        people = self.people.isChecked() and self._chosen().people
        path = None
        if output is not Output.PRINTER:
            path = Path(self.path.text().strip()).expanduser().absolute()
            if path.suffix.lower() != f".{output.value}":
                path = path.with_name(f"{path.name}.{output.value}")
        self._set_busy(True)
        reason = self.reason.text().strip() if people else ""
        self.wished.emit(Wish(self._chosen().id, output, path, people, reason))

    def _ask_path(self) -> None:
        held = Path(self.path.text().strip())
        ending = self._output().value
        self._browser = ask_new_file(
            parent=self,
            title=self.tr("Save as"),
            name=held.name or self._file_name(),
            filters=(f"{ending.upper()} (*.{ending})",),
            then=lambda path: self.path.setText(str(path)),
        )
        if held.parent.is_dir():
            self._browser.setDirectory(str(held.parent))
        self._browser.destroyed.connect(self._browser_gone)

    def _browser_gone(self) -> None:
        self._browser = None

    # Qt overrides.

    def reject(self) -> None:
        if self._busy:
            self.given_up.emit()
        super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        # The lock of the desk puts this away; what stands over it must go with it.
        if self._browser is not None:
            self._browser.reject()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.isAutoRepeat():
            # The key that opened the dialog may still be down: it must not make anything.
            event.accept()
            return
        if is_enter and self._what_is_missing():
            # As in every form, Enter leads to what is missing still.
            (self.reason if self.reason.isEnabled() and self.path.text().strip() else self.path).setFocus()
            event.accept()
            return
        super().keyPressEvent(event)
