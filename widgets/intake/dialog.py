"""The import of incidents from a file: choose, look, mend, send, and see what became of each row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from widgets.dialog_parts import dialog_column
from widgets.file_dialogs import ask_file, ask_new_file
from widgets.help.sections import Section, tell_of
from widgets.intake import words
from widgets.intake.columns import ImportColumns
from widgets.intake.table import FateBar, ImportTable, ImportTableModel
from widgets.intake.values import Fate, FileFacts, ImportChoices, ImportRow, Problem
from widgets.labels import plain_label
from widgets.scaling import fit_dialog

#: What is saved of an import that is over: rows that did not get through.
_NOT_THROUGH: Final = (Fate.BAD, Fate.REFUSED, Fate.LEFT, Fate.DOUBTFUL)


START_KEY: Final = "Ctrl+Return"


class ImportDialog(QDialog):
    """Stands beside the desk, which works on; it decides nothing and says what is asked of it.

    Signals: `file_chosen(Path)`, `sheet_chosen(str)`, `choices_changed(ImportChoices)`, `import_requested()`,
    `stop_requested()`, `rest_requested(Path)` (save the rows that did not get through), and
    `template_requested(Path)`.
    """

    file_chosen = Signal(Path)
    sheet_chosen = Signal(str)
    choices_changed = Signal(ImportChoices)
    import_requested = Signal()
    stop_requested = Signal()
    rest_requested = Signal(Path)
    template_requested = Signal(Path)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell_of(self, Section.INTAKE)
        self.setWindowTitle(self.tr("Import incidents"))
        self.setWindowFlag(Qt.WindowType.WindowMinimizeButtonHint)
        fit_dialog(self, 1180, 760)
        self._name = ""
        self._sending = False
        self._file = plain_label(size="large", bold=True)
        self._facts = plain_label(part="quiet", wraps=True)
        self._error = plain_label(part="error", wraps=True)
        self.choose = self._button(self.tr("Choose a file…"), self._ask_file)
        self.template = self._button(self.tr("Save an empty template…"), self._ask_template)
        self.columns = ImportColumns()
        self.columns.changed.connect(self.choices_changed)
        self.columns.sheet_chosen.connect(self.sheet_chosen)
        self.model = ImportTableModel(parent=self)
        self.fates = FateBar()
        self.fates.narrowed.connect(self.model.narrow)
        self.table = ImportTable(model=self.model)
        self.table.remark_changed.connect(self._say_remark)
        self._remark = plain_label(wraps=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._told = plain_label(part="quiet", wraps=True)
        self.save_rest = self._button("", self._ask_rest)
        self.stop = self._button(self.tr("Stop"), self.stop_requested.emit)
        self.close_button = self._button(self.tr("Close"), self.reject)
        self.start = self._button("", self.import_requested.emit)
        # Not Enter alone: that is pressed in boxes and tables too, and this cannot be taken back.
        self.start.setShortcut(QKeySequence(START_KEY))
        self._lay_out()
        self.show_nothing()
        self.choose.setFocus()

    def show_nothing(self) -> None:
        """No file is chosen yet."""
        self._file.setText(self.tr("No file is chosen"))
        hint = self.tr(
            "CSV (UTF-8 or GB18030; comma, semicolon or tab) or XLSX, 20,000 rows and 20 MB at most"
        )
        self._show(facts=hint, rows=False)

    def show_reading(self, name: str) -> None:
        """A file is being read."""
        self._name = name
        self._file.setText(name)
        self._show(facts=self.tr("Reading the file…"), rows=False)
        self._bar(done=0, of=0)

    def show_unreadable(self, problem: Problem) -> None:
        """The file cannot be imported."""
        self._show(error=words.problem(problem), rows=False)

    def show_file(self, facts: FileFacts, choices: ImportChoices) -> None:
        """What the file is, and which of its columns were matched."""
        separator = {",": self.tr("comma"), ";": self.tr("semicolon"), "\t": self.tr("tab")}
        told = [self.tr("Rows: {n}").format(n=f"{facts.rows:,}"), facts.encoding]
        told += [separator.get(facts.delimiter, ""), facts.sheet]
        self._show(facts="   ".join(each for each in told if each), rows=True)
        self.columns.set_file(facts, choices)

    def show_rows(self, titles: tuple[str, ...], rows: tuple[ImportRow, ...]) -> None:
        """Every row of the file, checked."""
        self.model.set_rows(titles, rows)
        counts = self.model.counts
        self.fates.choose(Fate.BAD if counts[Fate.BAD] else None)
        self._bar()
        self._count()

    def show_checking(self, *, done: int, of: int) -> None:
        """Rows are being checked anew."""
        self._bar(done=done, of=of)
        self.start.setEnabled(False)

    def show_sending(self, *, done: int, of: int) -> None:
        """Rows are being sent; `done` of them have their answer."""
        self._sending = True
        self._bar(done=done, of=of)
        text = self.tr("Rows that have their answer: {done} of {of}. The desk can be used meanwhile.")
        self._told.setText(text.format(done=f"{done:,}", of=f"{of:,}"))
        self._count()

    def show_stopping(self) -> None:
        """No more rows are sent; those on their way are waited for, unless one asks to stop again."""
        self.stop.setText(self.tr("Do not wait"))

    def show_sent(self, failure: str = "") -> None:
        """The import is over; `failure` says why it ended early."""
        self._sending = False
        self.stop.setText(self.tr("Stop"))
        self._bar()
        self._error.setText(failure)
        self._error.setVisible(bool(failure))
        self.fates.choose(None)
        self._count()

    def show_row(self, index: int, row: ImportRow) -> None:
        """One row fares differently now."""
        self.model.set_row(index, row)

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say that something was done, or why not."""
        self._told.setText("" if is_error else text)
        self._error.setText(text if is_error else "")
        self._error.setVisible(is_error)

    @property
    def error_text(self) -> str:
        """What is said to be wrong with the file or the import."""
        return self._error.text()

    @property
    def told_text(self) -> str:
        """What is said under the rows."""
        return self._told.text()

    def _show(self, *, facts: str = "", error: str = "", rows: bool) -> None:
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._told.clear()
        self.columns.setVisible(rows)
        self.table.setVisible(rows)
        self._say_remark("")
        self.model.set_rows((), ())
        self._bar()
        self._count()

    def _say_remark(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def _bar(self, *, done: int = 0, of: int = -1) -> None:
        self.progress.setVisible(of >= 0)
        self.progress.setRange(0, max(of, 0))
        self.progress.setValue(done)

    def _count(self) -> None:
        counts = self.model.counts
        self.fates.set_counts(counts)
        self.fates.setVisible(bool(counts))
        ready, rest = counts[Fate.READY], sum(counts[fate] for fate in _NOT_THROUGH)
        text = self.tr("Import (rows: {n})   Ctrl+Enter").format(n=f"{ready:,}")
        self.start.setText(text if ready else self.tr("Import"))
        # A new text takes a button's shortcut away.
        self.start.setShortcut(QKeySequence(START_KEY))
        self.start.setEnabled(bool(ready) and not self._sending)
        self.save_rest.setText(self.tr("Save rows to be mended ({n})…").format(n=f"{rest:,}"))
        self.save_rest.setVisible(bool(rest))
        self.stop.setVisible(self._sending)
        self.close_button.setVisible(not self._sending)
        for part in (self.columns, self.choose, self.save_rest):
            part.setEnabled(not self._sending)

    def _lay_out(self) -> None:
        column = dialog_column(self)
        head = QHBoxLayout()
        head.addWidget(self._file, 1)
        head.addWidget(self.template)
        head.addWidget(self.choose)
        column.addLayout(head)
        for part in (self._facts, self._error, self.columns, self.fates):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self._remark)
        column.addStretch(0)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        for button in (self.save_rest, self.stop, self.close_button, self.start):
            foot.addWidget(button)
        column.addLayout(foot)

    def _button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        button = _Button(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on: pressed())
        return button

    def _ask_file(self) -> None:
        ask_file(
            parent=self,
            title=self.tr("Choose a file"),
            filters=(self.tr("Tables (*.csv *.txt *.tsv *.xlsx *.xlsm)"), self.tr("All files (*)")),
            then=self.file_chosen.emit,
        )

    def _ask_template(self) -> None:
        name = self.tr("incidents.csv")
        self._ask_where(self.template.text(), name, self.template_requested)

    def _ask_rest(self) -> None:
        name = self.tr("{name} - to be mended.csv").format(name=Path(self._name).stem)
        self._ask_where(self.save_rest.text(), name, self.rest_requested)

    def _ask_where(self, title: str, name: str, then: SignalInstance) -> None:
        ask_new_file(
            parent=self,
            title=title.rstrip("…"),
            name=name,
            filters=(self.tr("CSV tables (*.csv)"),),
            then=then.emit,
        )

    # Qt overrides.

    def reject(self) -> None:
        # Escape and the window's own button must not drop an import that is under way.
        if not self._sending:
            super().reject()


class _Button(QPushButton):
    """Enter presses it while it has the keyboard, and never from elsewhere."""

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
