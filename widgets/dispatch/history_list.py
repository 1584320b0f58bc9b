"""The list of past incidents, with a line that tells how the asking goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from backend_client.protocol.entities import Incident
from widgets import incident_cells, theme
from widgets.dispatch.incident_table import GIVES_WAY, LEAST_TITLE, WIDTHS
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import Asking, IncidentHistory
from widgets.labels import plain_label
from widgets.row_table import RowTable


class HistoryTable(RowTable):
    """The rows. Signals: those of every `RowTable`; `looked_at(int)`, the last row on the screen."""

    looked_at = Signal(int)

    def __init__(self, *, model: IncidentHistory) -> None:
        super().__init__(model=model, widths=WIDTHS, gives_way=GIVES_WAY, least=LEAST_TITLE, several=True)
        self._history = model
        self.setAccessibleName(self.tr("Past incidents"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(incident_cells.TITLE, QHeaderView.ResizeMode.Stretch)
        # Pages come in the order of the reports; they cannot be put into another one here.
        header.setSectionsClickable(False)
        header.setSortIndicatorShown(False)
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.rowsInserted.connect(self._look)

    def empty_text(self) -> str:
        match self._history.asking:
            case Asking.WAITING:
                return self.tr("Asking the platform…")
            case Asking.FAILED:
                return self._history.why
        filter_ = self._history.filter
        if filter_ is not None and filter_.text.isascii() and any(map(str.isalpha, filter_.text)):
            return self.tr(
                "No incident of the past matches the filter; it is not searched by pinyin initials"
            )
        return self.tr("No incident of the past matches the filter")

    def let_go(self) -> None:
        """Let no row be current, nor selected; arrows go on from where it was."""
        self._lost_row = self.currentIndex().row()
        self.selectionModel().clear()
        self._set_current(-1)

    def _look(self) -> None:
        if self.isVisible():
            self.looked_at.emit(self.visible_rows()[1])


class HistoryList(QWidget):
    """Past incidents, asked for as they are scrolled to.

    Signals: `current_incident_changed(str)`, `incident_activated(str)`, both with the incident's id.
    """

    current_incident_changed = Signal(str)
    incident_activated = Signal(str)

    def __init__(self, *, model: IncidentHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = HistoryTable(model=model)
        self.table.looked_at.connect(model.need)
        self.table.current_id_changed.connect(self.current_incident_changed)
        self.table.activated_id.connect(self.incident_activated)
        self._told = plain_label(part="quiet")
        self._again = QPushButton(self.tr("Ask again"))
        self._again.clicked.connect(model.go_on)
        line = QHBoxLayout()
        line.setContentsMargins(theme.GAP, 2, theme.GAP, 2)
        line.addWidget(self._told, 1)
        line.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.setFocusProxy(self.table)
        model.asking_changed.connect(self._tell)
        self._tell()

    @property
    def told(self) -> str:
        """What the line says."""
        return self._told.text()

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Ask for what `filter_` describes."""
        self._model.set_filter(filter_)

    def incident(self, id_: str) -> Incident | None:
        """One that was found."""
        return self._model.incident(id_)

    def _tell(self) -> None:
        model = self._model
        rows, total = model.rowCount(), model.total
        match model.asking:
            case Asking.FAILED:
                text = self.tr("The platform could not be asked: {why}").format(why=model.why)
            case Asking.WAITING if total is None:
                text = self.tr("Asking the platform…")
            case Asking.WAITING:
                text = self.tr("{n} of {total} shown, asking for more…").format(n=rows, total=total)
            case _:
                text = self.tr("{n} of {total} shown").format(n=rows, total=total or 0)
        self._told.setText(text)
        self._again.setVisible(model.asking is Asking.FAILED)
        self.table.viewport().update()
