"""The clocks of an incident: what each limits, how much time is left, and a bar that runs with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backend_client.protocol.deadlines import Stage, stage
from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.incident_parts import Deadline
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.moments import day_text
from widgets.scaling import follow_scale
from widgets.signs import Look, Sign, SignPainter

_ROW: Final = 26
_SIGN: Final = 16
_BAR: Final = 5
_COLOUR: Final[Mapping[Stage, str]] = {
    Stage.FRESH: theme.OK,
    Stage.WARNED: theme.WARNING,
    Stage.OVERDUE: theme.DANGER,
    Stage.FAR_OVERDUE: theme.DANGER,
}
_PAUSED: Final = Look(Sign.PAUSE, theme.TEXT_QUIET)
_RUNS: Final = Look(Sign.DISC, theme.OK)


class ClockRows(QWidget):
    """The clocks that run or rest, the most pressing first; none for what is over."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deadlines: tuple[Deadline, ...] = ()
        self._tasks: dict[str, str] = {}
        self._now = 0.0
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_scale(self, self._fit)

    def set_incident(self, incident: Incident, *, now: float) -> None:
        """Show the clocks of `incident` as they stand at the platform's time `now`."""
        ended = incident.state in CLOSED_STATES
        shown = [each for each in incident.deadlines if each.met_at is None and not (ended and each.task)]
        shown.sort(key=lambda each: (each.paused_at is not None, each.due_at))
        self._deadlines = tuple(shown)
        self._tasks = {task.id: task.name for task in incident.tasks}
        self._fit()
        self.set_now(now)

    def set_now(self, now: float) -> None:
        """Let the clocks run on."""
        self._now = now
        self.setToolTip("\n".join(self.texts))
        self.update()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say."""
        return tuple(f"{self._name(each)}: {self._told(each)}" for each in self._deadlines)

    def _name(self, deadline: Deadline) -> str:
        task = self._tasks.get(deadline.task or "", "")
        return f"{words.clock(deadline.clock)}  {task}" if task else words.clock(deadline.clock)

    def _told(self, deadline: Deadline, *, short: bool = False) -> str:
        """What is left, and when it is due unless there is only room for something `short`."""
        if deadline.paused_at is not None:
            left = words.age(deadline.left_s or 0.0)
            return self.tr("stopped, {time} left").format(time=left)
        left_s = parse_time(deadline.due_at) - self._now
        text = words.age(abs(left_s))
        if short:
            told = self.tr("{time} over") if left_s < 0 else self.tr("{time} left")
            return told.format(time=text)
        due = day_text(parse_time(deadline.due_at))
        if left_s < 0:
            return self.tr("{time} over (was due {due})").format(time=text, due=due)
        return self.tr("{time} left (due {due})").format(time=text, due=due)

    def _fit(self) -> None:
        self.setVisible(bool(self._deadlines))
        self.setFixedHeight(self.sizeHint().height())

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), max(1, len(self._deadlines)) * theme.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high, sign, bar = theme.px(_ROW), theme.px(_SIGN), theme.px(_BAR)
        middle = Qt.AlignmentFlag.AlignVCenter
        names = theme.px(150)
        for place, deadline in enumerate(self._deadlines):
            row = QRect(0, place * high, self.width(), high)
            how = stage(deadline, self._now)
            paused = deadline.paused_at is not None
            look = _PAUSED if paused else signs.STAGE.get(how, _RUNS)
            self._signs.draw(painter, look, 0, row.y() + (high - sign) // 2, sign)
            painter.setFont(theme.font(bold=how in (Stage.OVERDUE, Stage.FAR_OVERDUE)))
            painter.setPen(QColor(theme.TEXT))
            name_room = QRect(sign + 8, row.y(), names, high)
            cut = painter.fontMetrics().elidedText(
                self._name(deadline), Qt.TextElideMode.ElideRight, name_room.width()
            )
            painter.drawText(name_room, middle, cut)
            colour = QColor(theme.TEXT_QUIET if paused else _COLOUR[how])
            text, metrics = self._told(deadline), painter.fontMetrics()
            if metrics.horizontalAdvance(text) > row.width() - name_room.right() - 12:
                text = self._told(deadline, short=True)
            width = metrics.horizontalAdvance(text)
            text_room = QRect(max(name_room.right(), row.width() - width), row.y(), width, high)
            painter.setPen(colour if how is not Stage.FRESH or paused else QColor(theme.TEXT))
            painter.drawText(text_room, middle | Qt.AlignmentFlag.AlignRight, text)
            track = QRect(name_room.right() + 8, 0, text_room.left() - name_room.right() - 20, bar)
            if track.width() > bar * 4:
                track.moveTop(row.y() + (high - bar) // 2)
                painter.fillRect(track, QColor(theme.RAISED))
                track.setWidth(round(track.width() * _run(deadline, self._now)))
                painter.fillRect(track, colour)
        painter.end()


def _run(deadline: Deadline, now: float) -> float:
    """The part of its limit that has run, from 0 to 1."""
    begun, due = parse_time(deadline.started_at), parse_time(deadline.due_at)
    at = now if deadline.paused_at is None else parse_time(deadline.paused_at)
    return min(1.0, max(0.0, (at - begun) / (due - begun))) if due > begun else 1.0
