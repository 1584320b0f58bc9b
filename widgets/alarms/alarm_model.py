"""The list of alarms as a Qt model over the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.alarms.alarm_words import alarm_title, by_whom, holds_until, standing
from widgets.moments import minute_text
from widgets.row_model import Cell, Column
from widgets.sorted_rows import Key
from widgets.sorted_table_model import SortedTableModel

#: What has to be seen to first.
_RANK: Final = {
    AlarmState.OPEN: 0,
    AlarmState.ACKNOWLEDGED: 1,
    AlarmState.SHELVED: 2,
    AlarmState.CLOSED: 3,
}
ALIVE: Final = frozenset({AlarmState.OPEN, AlarmState.ACKNOWLEDGED, AlarmState.SHELVED})


class AlarmTableModel(SortedTableModel[Alarm]):
    """Alarms by id: open ones first, by priority, then the oldest; of the others the newest first.

    Signals: those of every item model.
    """

    PRIORITY, TITLE, PLACE, STATE, AGE, BY, SOURCE = range(7)

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QObject | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            entries=picture.of(Alarm),
            entity="alarm",
            columns=(
                Column(translate("AlarmTableModel", "P")),
                Column(translate("AlarmTableModel", "Alarm")),
                Column(translate("AlarmTableModel", "Place")),
                Column(translate("AlarmTableModel", "State")),
                Column(translate("AlarmTableModel", "Age"), ages=True, right=True),
                Column(translate("AlarmTableModel", "By")),
                Column(translate("AlarmTableModel", "Source")),
            ),
            now=now,
            parent=parent,
        )
        self._states = ALIVE
        self._only: frozenset[str] = frozenset()
        self.reload()

    @property
    def only(self) -> frozenset[str]:
        """The ids that the list is narrowed to, empty for no such bound."""
        return self._only

    def set_states(self, states: frozenset[AlarmState]) -> None:
        """Show only alarms in these states; none named: all that are not closed."""
        states = states or ALIVE
        if states != self._states:
            self._states = states
            self.refilter()

    def set_only(self, ids: frozenset[str]) -> None:
        """Show only these; none named: all."""
        if ids != self._only:
            self._only = ids
            self.refilter()

    def tool_tip(self, row: int, column: int) -> str:
        entry = self._entries.get(self.id_at(row) or "")
        if entry is None:
            return ""
        alarm = entry.data
        said = (standing(alarm), holds_until(alarm), by_whom(alarm))
        lines = (alarm_title(alarm), alarm.place, alarm.source, *said)
        return "\n".join(line for line in lines if line)

    def _passes(self, id_: str, data: Alarm) -> bool:
        return data.state in self._states and (not self._only or id_ in self._only)

    def _key(self, id_: str, data: Alarm) -> Key:
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        raised = parse_time(data.raised_at)
        if data.state is AlarmState.OPEN:
            return (_RANK[data.state], data.priority, raised, id_)
        return (_RANK[data.state], 0, -raised, id_)

    def _column_key(self, column: int, id_: str, data: Alarm) -> Any:
        match column:
            case self.PRIORITY:
                return data.priority
            case self.STATE:
                return _RANK[data.state]
            case self.AGE:
                return -parse_time(data.raised_at)
        return super()._column_key(column, id_, data)

    def _make_cells(self, id_: str, data: Alarm) -> tuple[Cell, ...]:
        look = signs.ALARM_STATE.get(data.state, signs.UNKNOWN)
        quiet = theme.TEXT_QUIET
        waits = data.state is AlarmState.OPEN
        return (
            Cell("", signs.SEVERITY.get(data.priority, signs.UNKNOWN)),
            Cell(alarm_title(data), None, theme.TEXT if waits else quiet, waits),
            Cell(data.place),
            Cell(_short(data), look, look.colour),
            Cell(),
            Cell(by_whom(data), None, quiet),
            Cell(data.source, None, quiet),
        )

    def _ageing_cell(self, column: int, id_: str, data: Alarm) -> Cell:
        return Cell(words.age(self._now() - parse_time(data.raised_at)), None, theme.TEXT_QUIET)


def _short(alarm: Alarm) -> str:
    """Where it stands; the sign beside it tells that it is shelved."""
    if alarm.state is AlarmState.SHELVED and alarm.shelving is not None:
        until = minute_text(parse_time(alarm.shelving.until))
        return QCoreApplication.translate("AlarmTableModel", "until {time}").format(time=until)
    return standing(alarm)
