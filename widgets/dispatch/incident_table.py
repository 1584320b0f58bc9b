"""The incident table of the desk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from backend_client.protocol.lanes import Lane
from widgets.incident_filter import IncidentFilter
from widgets.item_models import IncidentTableModel
from widgets.row_table import RowTable

_M = IncidentTableModel

#: Widths at the usual desk; the title takes what is left.
WIDTHS: Final = {
    _M.SEVERITY: 34,
    _M.SERIAL: 176,
    _M.TYPE: 104,
    _M.PLACE: 158,
    _M.STATE: 124,
    _M.CLOCK: 140,
    _M.ASSIGNEE: 122,
    _M.STREET: 96,
}
#: Where text is large or the table narrow these go, the first first: the chosen incident tells them beside.
GIVES_WAY: Final = (_M.STREET, _M.TYPE, _M.ASSIGNEE, _M.PLACE)
#: What a title needs, in pixels at 100 %.
LEAST_TITLE: Final = 150


class IncidentTable(RowTable):
    """Incidents in the order of urgency.

    Signals: `current_incident_changed(str)`, `incident_activated(str)`, both with the incident's id;
    `first_offered(str)` with the first row's when rows arrive and none is current.
    """

    current_incident_changed = Signal(str)
    incident_activated = Signal(str)
    first_offered = Signal(str)

    def __init__(self, *, model: IncidentTableModel, parent: QWidget | None = None) -> None:
        super().__init__(
            model=model,
            widths=WIDTHS,
            gives_way=GIVES_WAY,
            least=LEAST_TITLE,
            several=True,
            parent=parent,
        )
        self.setAccessibleName(self.tr("Incidents"))
        self.current_id_changed.connect(self.current_incident_changed)
        self.activated_id.connect(self.incident_activated)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_M.TITLE, QHeaderView.ResizeMode.Stretch)
        self._incidents = model
        # Queued: the row that is let go may leave the model, which must not happen while the selection moves.
        self.current_id_changed.connect(self._hold_current, Qt.ConnectionType.QueuedConnection)
        model.rowsInserted.connect(self._offer_first)
        model.modelReset.connect(self._offer_first)

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Show only what `filter_` lets through; without its current row the first becomes current."""
        self._incidents.set_filter(filter_)
        if self.current_id:
            # Another filter lets go of what the one before held back; its reader is still there.
            self._incidents.hold(self.current_id)
        elif self._incidents.rowCount():
            self.selectRow(0)

    def reveal_id(self, id_: str) -> bool:
        """As `select_id`, also where the filter would drop it; False when it is not in the picture."""
        if self._incidents.row_of(id_) is None:
            self._incidents.hold(id_)
            self._incidents.refilter()
        return self.select_id(id_)

    def let_go(self) -> None:
        """Let no row be current, nor selected; arrows go on from where it was."""
        self._lost_row = self.currentIndex().row()
        self.selectionModel().clear()
        self._set_current(-1)

    def is_filtered_by(self, filter_: IncidentFilter) -> bool:
        """Whether the rows are those of `filter_`."""
        return self._incidents.filter == filter_

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        filter_ = self._incidents.filter
        if filter_.is_narrow:
            return self.tr("No incident matches the filter")
        if filter_.lane not in (None, Lane.OPEN):
            return self.tr("No incident stands in this lane")
        return self.tr("No incidents")

    def _hold_current(self) -> None:
        self._incidents.hold(self.current_id)

    def _offer_first(self) -> None:
        first = self._incidents.id_at(0)
        if first is not None and not self.current_id:
            self.first_offered.emit(first)
