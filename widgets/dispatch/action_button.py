"""Buttons of operator actions: each shows its key, and says in words why it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets import theme
from widgets.action import Action
from widgets.scaling import follow_scale

_HEIGHT: Final = 42
_LOW: Final = 30
_LEAST_WIDTH: Final = 96
_GAP: Final = 6
#: Left of a name, right of the key, and between them.
_LEFT, _RIGHT, _KEY_GAP = 10, 8, 8
#: From this text scale on (in per cent) the reason stands in the same line as the name.
_ONE_LINE_FROM: Final = 130


def _has_two_lines() -> bool:
    return theme.scale() < _ONE_LINE_FROM


def _height() -> int:
    return theme.px(_HEIGHT if _has_two_lines() else _LOW)


def _key_font() -> QFont:
    return theme.font(points=theme.BASE_POINT_SIZE - 1, bold=True)


class ActionButton(QAbstractButton):
    """Draws one `Action`; pressing it runs the action."""

    def __init__(self, *, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._run)
        self.set_action(action)

    def set_action(self, action: Action) -> None:
        """Draw another state of the action; one that reads the same is not drawn again."""
        before, self._action = self._action, action
        if before is not action and replace(before, run=action.run) == action:
            return
        self.setText(action.text)
        self.setEnabled(action.enabled)
        self.setToolTip("" if action.enabled else action.why_not)
        self.setAccessibleDescription(action.why_not)
        self.update()

    def needed_width(self) -> int:
        """How wide it has to be so that nothing of its name is cut off, in pixels."""
        metrics = QFontMetrics(theme.font(bold=True))
        parts = self._action.text.split() if _has_two_lines() else [self._action.text]
        # In two lines: parted where the longer line is shortest.
        name = min(
            max(metrics.horizontalAdvance(" ".join(part)) for part in (parts[:place], parts[place:]))
            for place in range(len(parts) + 1)
        )
        key = self._key()[1].width() + _KEY_GAP if self._action.shortcut else 0
        return _LEFT + name + key + _RIGHT

    def _run(self) -> None:
        self._action.run()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), _height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_WIDTH), _height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key that is held down is one act: the next button must not hear of it too.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        action = self._action
        ground = theme.RAISED if action.enabled else theme.SURFACE
        if action.enabled and self.isDown():
            ground = theme.SELECTION
        elif action.enabled and self.underMouse():
            ground = theme.LINE
        line = QPen(QColor(theme.LINE))
        if not action.enabled:
            line.setStyle(Qt.PenStyle.DashLine)
        if self.hasFocus():
            line = QPen(QColor(theme.ACCENT), 2)
        painter.setPen(line)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)
        inner = self.rect().adjusted(_LEFT, 0, -_RIGHT, 0)
        if action.shortcut:
            inner = self._draw_key(painter, inner)
        painter.setFont(theme.font(bold=action.enabled))
        painter.setPen(QColor(theme.TEXT if action.enabled else theme.TEXT_QUIET))
        if action.enabled or not action.why_not:
            self._draw_name(painter, inner)
        else:
            self._draw_why_not(painter, inner)
        painter.end()

    def _draw_name(self, painter: QPainter, inner: QRect) -> None:
        """Draw the name, in two lines where one does not hold it."""
        text, metrics = self._action.text, painter.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
        if metrics.horizontalAdvance(text) > inner.width() >= longest and _has_two_lines():
            wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, wrapped, text)
        else:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._cut(painter, text, inner))

    def _draw_why_not(self, painter: QPainter, inner: QRect) -> None:
        """Draw the name and why it is not possible; where there is room for one of them, the name."""
        action, metrics = self._action, painter.fontMetrics()
        room = inner.width() - metrics.horizontalAdvance(action.text)
        if not _has_two_lines():
            both = f"{action.text}: {action.why_not}"
            fits = metrics.horizontalAdvance(both) <= inner.width()
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, both if fits else action.text)
        elif room < 0:
            self._draw_name(painter, inner)
        else:
            upper = QRect(inner.x(), theme.px(3), inner.width(), theme.px(19))
            lower = QRect(inner.x(), theme.px(21), inner.width(), theme.px(17))
            painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, action.text)
            painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 1.5))
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, self._cut(painter, action.why_not, lower))

    def _key(self) -> tuple[str, QSize]:
        """The key as it stands on its cap, and how large that is."""
        text = QKeySequence(self._action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        # As the key itself is marked: the word would leave the name no room.
        text = text.replace("Shift+", "⇧")
        height = theme.px(22)
        return text, QSize(
            max(height, QFontMetrics(_key_font()).horizontalAdvance(text) + theme.px(12)), height
        )

    def _draw_key(self, painter: QPainter, inner: QRect) -> QRect:
        """Draw the key as a key cap at the right and return what room is left."""
        text, size = self._key()
        width, height = size.width(), size.height()
        cap = QRect(inner.right() - width, inner.center().y() - height // 2, width, height)
        painter.setPen(QColor(theme.TEXT_QUIET if self._action.enabled else theme.LINE))
        painter.setBrush(QColor(theme.GROUND))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(_key_font())
        painter.setPen(QColor(theme.TEXT if self._action.enabled else theme.TEXT_QUIET))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
        return inner.adjusted(0, 0, -width - _KEY_GAP, 0)

    @staticmethod
    def _cut(painter: QPainter, text: str, room: QRect) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())


class ActionGrid(QWidget):
    """Buttons for a list of actions, in rows of `columns`, fewer where there is no room for so many.

    Where a column would cut a name off, each row takes as many as it holds in full, and fills its width.
    They stay in place while the list does.
    """

    def __init__(self, *, columns: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = columns
        self._buttons: dict[str, ActionButton] = {}
        self._height = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow_scale(self, self._place)

    def button(self, action_id: str) -> ActionButton | None:
        """The button of one action."""
        return self._buttons.get(action_id)

    def focus_first(self) -> None:
        """Move to the first action that is possible now."""
        first = next((button for button in self._buttons.values() if button.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show these actions, in this order."""
        if [action.id for action in actions] == list(self._buttons):
            for action in actions:
                self._buttons[action.id].set_action(action)
            return
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {action.id: ActionButton(action=action, parent=self) for action in actions}
        for button in self._buttons.values():
            button.show()
        self._place()

    def _rows(self) -> list[list[tuple[ActionButton, int]]]:
        """The buttons of each row with their widths."""
        buttons, width = list(self._buttons.values()), self.width()
        least = theme.px(_LEAST_WIDTH)
        columns = max(1, min(self._most, (width + _GAP) // (least + _GAP)))
        each = (width + _GAP) // columns - _GAP
        needs = [max(least, button.needed_width()) for button in buttons]
        if all(need <= each for need in needs):
            pairs = [(button, each) for button in buttons]
            return [pairs[place : place + columns] for place in range(0, len(pairs), columns)]
        rows: list[list[tuple[ActionButton, int]]] = []
        left = 0
        for button, need in zip(buttons, needs, strict=True):
            if not rows or need > left:
                rows.append([])
                left = width
            rows[-1].append((button, min(need, width)))
            left -= need + _GAP
        return [_filled(row, width) for row in rows[:-1]] + rows[-1:]

    def _place(self) -> None:
        top, height = 0, _height()
        for row in self._rows():
            left = 0
            for button, width in row:
                button.setGeometry(left, top, width, height)
                left += width + _GAP
            top += height + _GAP
        needed = max(0, top - _GAP)
        if needed != self._height:
            self._height = needed
            self.updateGeometry()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(self._most * (theme.px(150) + _GAP) - _GAP, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_WIDTH), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _filled(row: list[tuple[ActionButton, int]], width: int) -> list[tuple[ActionButton, int]]:
    """The row with what is left of `width` shared out."""
    spare = width - sum(need for _, need in row) - _GAP * (len(row) - 1)
    share, rest = divmod(max(0, spare), len(row))
    return [(button, need + share + (place < rest)) for place, (button, need) in enumerate(row)]
