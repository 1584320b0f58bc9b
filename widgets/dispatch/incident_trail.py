"""An incident's tasks and its trail of steps, painted: they change often and are many lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backend_client.protocol.entities import Step, Task
from widgets import act_words, signs, theme, words
from widgets.moments import moment_text
from widgets.scaling import follow_scale
from widgets.signs import SignPainter

_LINE: Final = 22
_TASK_ROW: Final = 30
_SIGN: Final = 16
_INDENT: Final = 24
_STEP_GAP: Final = 6
_FORM_GAP: Final = 10


class TaskRows(QWidget):
    """The tasks of an incident, the lead first: sign, name, what it was given as, state and since when."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks: tuple[Task, ...] = ()
        self._now = 0.0
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_scale(self, self._fit)

    def set_tasks(self, tasks: tuple[Task, ...], *, now: float) -> None:
        """Show these tasks; `now` decides which times need their date."""
        self._tasks = tuple(sorted(tasks, key=lambda task: not task.lead))
        self._now = now
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), max(1, len(self._tasks)) * theme.px(_TASK_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        high, sign = theme.px(_TASK_ROW), theme.px(_SIGN)
        indent = sign + 8
        if not self._tasks:
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(QRect(0, 0, self.width(), high), middle, self.tr("Nobody assigned yet"))
        state_width, time_width = theme.px(130), theme.px(96)
        for place, task in enumerate(self._tasks):
            row = QRect(0, place * high, self.width(), high)
            look = signs.TASK_STATE.get(task.state, signs.UNKNOWN)
            self._signs.draw(painter, look, 0, row.y() + (high - sign) // 2, sign)
            name_room = QRect(indent, row.y(), row.width() - indent - state_width - time_width - 8, high)
            painter.setFont(theme.font(bold=task.lead))
            painter.setPen(QColor(theme.TEXT))
            name = self.tr("{name} (lead)").format(name=task.name) if task.lead else task.name
            cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, name_room.width())
            painter.drawText(name_room, middle, cut)
            used = painter.fontMetrics().horizontalAdvance(cut) + theme.px(_FORM_GAP)
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(name_room.adjusted(used, 0, 0, 0), middle, words.task_form(task.form))
            painter.setPen(QColor(look.colour))
            state_room = QRect(row.width() - state_width - time_width, row.y(), state_width, high)
            painter.drawText(state_room, middle, words.task_state(task.state))
            painter.setPen(QColor(theme.TEXT_QUIET))
            time_room = QRect(row.width() - time_width, row.y(), time_width, high)
            painter.drawText(
                time_room, middle | Qt.AlignmentFlag.AlignRight, moment_text(since(task), now=self._now)
            )
        painter.end()


def since(task: Task) -> str:
    """When a task came into its state."""
    return task.ended_at or task.done_at or task.arrived_at or task.signed_at or task.offered_at


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
        self._tasks: tuple[Task, ...] = ()
        self._placed: list[_Placed] = []
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_scale(self, self._place)

    def set_steps(self, steps: tuple[Step, ...], *, tasks: tuple[Task, ...] = (), now: float) -> None:
        """Show these steps, of which some gave `tasks`; `now` decides which times need their date."""
        self._steps = steps
        self._tasks = tasks
        self._now = now
        self._place()
        self.update()

    @property
    def steps_shown(self) -> tuple[Step, ...]:
        """The steps from the top."""
        return tuple(placed.step for placed in self._placed)

    def _place(self) -> None:
        metrics = QFontMetrics(theme.font())
        line, gap = theme.px(_LINE), theme.px(_STEP_GAP)
        top = 0
        self._placed = []
        for step in reversed(self._steps):
            head = f"{moment_text(step.at, now=self._now)}   {act_words.of_step(step, self._tasks)}"
            text = QRect(0, 0, max(60, self.width() - theme.px(_INDENT)), 10_000)
            said = _text(step)
            wrapped = metrics.boundingRect(text, Qt.TextFlag.TextWordWrap, said).height() if said else 0
            height = line + wrapped
            self._placed.append(_Placed(step=step, head=head, top=top, height=height))
            top += height + gap
        self.setFixedHeight(max(top, 1))

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, indent, dot = theme.px(_LINE), theme.px(_INDENT), theme.px(8)
        half = line // 2
        if len(self._placed) > 1:
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(QPoint(dot, half), QPoint(dot, self._placed[-1].top + half))
        for number, placed in enumerate(self._placed):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT if number == 0 else theme.TEXT_QUIET))
            painter.drawEllipse(QPoint(dot, placed.top + half), dot // 2, dot // 2)
            painter.setPen(QColor(theme.TEXT))
            head = QRect(indent, placed.top, self.width() - indent, line)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, placed.head)
            used = painter.fontMetrics().horizontalAdvance(placed.head) + 16
            painter.setPen(QColor(theme.TEXT_QUIET))
            by = painter.fontMetrics().elidedText(
                placed.step.by, Qt.TextElideMode.ElideRight, max(0, head.width() - used)
            )
            painter.drawText(head.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, by)
            if _text(placed.step):
                body = QRect(indent, placed.top + line, self.width() - indent, placed.height - line)
                painter.drawText(body, Qt.TextFlag.TextWordWrap, _text(placed.step))
        painter.end()


def _text(step: Step) -> str:
    """What a step says beside who did it: whoever signs for himself is named once."""
    return "" if step.text == step.by else step.text
