"""Which column of the file holds what, and what its coordinates and times mean: changeable by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from backend_client.protocol.coordinates import Datum
from widgets import theme
from widgets.intake import words
from widgets.intake.values import Field, FileFacts, ImportChoices, Zone
from widgets.labels import plain_label

_NONE = -1
_DATUMS = (Datum.WGS_84, Datum.GCJ_02, Datum.BD_09)


class ImportColumns(QWidget):
    """A box for each field with the file's columns, then sheet, datum and zone.

    Signals: `changed(ImportChoices)` when a person chooses otherwise, `sheet_chosen(str)`.
    """

    changed = Signal(ImportChoices)
    sheet_chosen = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {name: self._box(self._tell) for name in Field}
        self.sheet = self._box(self._tell_sheet)
        self.datum = self._box(self._tell)
        self.zone = self._box(self._tell)
        self.again = QCheckBox(self.tr("Import again what was imported before"))
        self.again.toggled.connect(self._tell)
        for datum in _DATUMS:
            self.datum.addItem(words.datum(datum), datum)
        for zone in Zone:
            self.zone.addItem(words.zone(zone), zone)
        meanings = [
            (self.tr("Sheet"), self.sheet),
            (self.tr("Coordinates are in"), self.datum),
            (self.tr("Times without a zone are in"), self.zone),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(_grid([(words.field(name), box) for name, box in self.fields.items()], across=4))
        column.addLayout(_grid(meanings, across=len(meanings)))
        column.addWidget(self.again)

    @property
    def choices(self) -> ImportChoices:
        """What is chosen now."""
        chosen = {name: box.currentData() for name, box in self.fields.items()}
        columns = {name: column for name, column in chosen.items() if column not in (None, _NONE)}
        return ImportChoices(
            columns=columns,
            datum=self.datum.currentData(),
            zone=self.zone.currentData(),
            again=self.again.isChecked(),
        )

    def set_file(self, facts: FileFacts, choices: ImportChoices) -> None:
        """Offer the file's columns, with `choices` chosen."""
        for name, box in self.fields.items():
            box.blockSignals(True)
            box.clear()
            box.addItem(self.tr("(not in the file)"), _NONE)
            for column, header in enumerate(facts.columns):
                box.addItem(header or self.tr("Column {n}").format(n=column + 1), column)
            box.setCurrentIndex(box.findData(choices.columns.get(name, _NONE)))
            box.blockSignals(False)
        self.sheet.blockSignals(True)
        self.sheet.clear()
        self.sheet.addItems(list(facts.sheets))
        self.sheet.setCurrentText(facts.sheet)
        self.sheet.setEnabled(len(facts.sheets) > 1)
        self.sheet.blockSignals(False)

    def _box(self, chosen: Callable[[], None]) -> QComboBox:
        box = QComboBox()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.activated.connect(lambda _index: chosen())
        return box

    def _tell(self) -> None:
        self.changed.emit(self.choices)

    def _tell_sheet(self) -> None:
        self.sheet_chosen.emit(self.sheet.currentText())


def _grid(boxes: Sequence[tuple[str, QComboBox]], *, across: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(theme.GAP // 2)
    for place, (caption, box) in enumerate(boxes):
        label = plain_label(part="caption")
        label.setText(caption)
        label.setBuddy(box)
        row, column = divmod(place, across)
        grid.addWidget(label, row, column * 2)
        grid.addWidget(box, row, column * 2 + 1)
        grid.setColumnStretch(column * 2 + 1, 1)
    return grid
