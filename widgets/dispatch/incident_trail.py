"""An incident's tasks and its trail of steps, painted: they change often and are many lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backend_client.protocol.entities import Step, Task
from widgets import signs, theme, words
from widgets.moments import moment_text
from widgets.signs import SignPainter

_LINE: Final = 22
_TASK_ROW: Final = 30
_INDENT: Final = 24
_STEP_GAP: Final = 6


class TaskRows(QWidget):
    """The tasks of an incident, the lead first: sign, name, state and since when."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks: tuple[Task, ...] = ()
        self._now = 0.0
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tasks(self, tasks: tuple[Task, ...], *, now: float) -> None:
        """Show these tasks; `now` decides which times need their date."""
        self._tasks = tuple(sorted(tasks, key=lambda task: not task.lead))
        self._now = now
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(300, max(1, len(self._tasks)) * _TASK_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not self._tasks:
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(QRect(0, 0, self.width(), _TASK_ROW), middle, self.tr("Nobody assigned yet"))
        state_width = 130
        time_width = 96
        for place, task in enumerate(self._tasks):
            row = QRect(0, place * _TASK_ROW, self.width(), _TASK_ROW)
            look = signs.TASK_STATE.get(task.state, signs.UNKNOWN)
            self._signs.draw(painter, look, 0, row.y() + 7, 16)
            name_room = QRect(
                _INDENT, row.y(), row.width() - _INDENT - state_width - time_width - 8, _TASK_ROW
            )
            painter.setFont(theme.font(bold=task.lead))
            painter.setPen(QColor(theme.TEXT))
            name = self.tr("{name} (lead)").format(name=task.name) if task.lead else task.name
            cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, name_room.width())
            painter.drawText(name_room, middle, cut)
            painter.setFont(theme.font())
            painter.setPen(QColor(look.colour))
            state_room = QRect(row.width() - state_width - time_width, row.y(), state_width, _TASK_ROW)
            painter.drawText(state_room, middle, words.task_state(task.state))
            painter.setPen(QColor(theme.TEXT_QUIET))
            since = task.done_at or task.signed_at or task.offered_at
            time_room = QRect(row.width() - time_width, row.y(), time_width, _TASK_ROW)
            painter.drawText(
                time_room, middle | Qt.AlignmentFlag.AlignRight, moment_text(since, now=self._now)
            )
        painter.end()


@dataclass(frozen=True, slots=True)
class _Placed:
    step: Step
    head: str
    top: int
    height: int


class Trail(QWidget):
    """The steps of an incident along a line, the newest at the top."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._placed: list[_Placed] = []
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: tuple[Step, ...], *, now: float) -> None:
        """Show these steps; `now` decides which times need their date."""
        self._steps = steps
        self._now = now
        self._place()
        self.update()

    @property
    def steps_shown(self) -> tuple[Step, ...]:
        """The steps from the top."""
        return tuple(placed.step for placed in self._placed)

    def _place(self) -> None:
        metrics = QFontMetrics(theme.font())
        top = 0
        self._placed = []
        for step in reversed(self._steps):
            head = f"{moment_text(step.at, now=self._now)}   {words.command(step.action)}"
            text = QRect(0, 0, max(60, self.width() - _INDENT), 10_000)
            said = _text(step)
            wrapped = metrics.boundingRect(text, Qt.TextFlag.TextWordWrap, said).height() if said else 0
            height = _LINE + wrapped
            self._placed.append(_Placed(step=step, head=head, top=top, height=height))
            top += height + _STEP_GAP
        self.setFixedHeight(max(top, 1))

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._placed) > 1:
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(QPoint(8, 11), QPoint(8, self._placed[-1].top + 11))
        for number, placed in enumerate(self._placed):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT if number == 0 else theme.TEXT_QUIET))
            painter.drawEllipse(QPoint(8, placed.top + 11), 4, 4)
            painter.setPen(QColor(theme.TEXT))
            head = QRect(_INDENT, placed.top, self.width() - _INDENT, _LINE)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, placed.head)
            used = painter.fontMetrics().horizontalAdvance(placed.head) + 16
            painter.setPen(QColor(theme.TEXT_QUIET))
            by = painter.fontMetrics().elidedText(
                placed.step.by, Qt.TextElideMode.ElideRight, max(0, head.width() - used)
            )
            painter.drawText(head.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, by)
            if _text(placed.step):
                body = QRect(_INDENT, placed.top + _LINE, self.width() - _INDENT, placed.height - _LINE)
                painter.drawText(body, Qt.TextFlag.TextWordWrap, _text(placed.step))
        painter.end()


def _text(step: Step) -> str:
    """What a step says beside who did it: whoever signs for himself is named once."""
    return "" if step.text == step.by else step.text
