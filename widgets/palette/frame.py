"""The command palette: one field from which everything is found and done by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from widgets import theme
from widgets.alphabet import needle_of
from widgets.filter_edit import FilterEdit
from widgets.labels import plain_label
from widgets.palette.gather import Choice, form_of_letter, line_rows, matching_rows, recent_rows
from widgets.palette.preview import PreviewLine
from widgets.palette.result_list import ROWS_SEEN, ResultList
from widgets.palette.values import LineReader, PaletteSource, Reading, Tone
from widgets.scaling import follow_scale

#: In pixels at 100 %.
_WIDTH: Final = 940
_MOST_RECENT: Final = 6
#: What changed on the feed is taken in so often, so that the list does not flicker under a busy district.
_REFRESH_MS: Final = 300
_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS: Final = (*_STEPS, *_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_ELSEWHERE: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Palette(QFrame):
    """Stands over `over` while it is open; closing gives the keyboard back to where it was.

    Typing searches all sources; what the line reader knows as a line is told in words and done by Enter. Tab
    completes. Signals: `closed()`.
    """

    closed = Signal()

    def __init__(
        self,
        *,
        over: QWidget,
        below: QWidget | None = None,
        sources: Sequence[PaletteSource],
        line: LineReader,
    ) -> None:
        """It leaves `below`, a part of `over`, free."""
        super().__init__(over)
        self._over = over
        self._below = below
        self._sources = tuple(sources)
        self._line = line
        self._recent: list[tuple[str, str]] = []
        self._reading: Reading | None = None
        #: Why what was chosen is impossible; it stands until something else is typed or gone to.
        self._refusal: Reading | None = None
        self._stepped = False
        self._focus_before: QWidget | None = None
        self.setObjectName("palette")
        self.setProperty("part", "palette")
        # A window of its own below the desk's: cameras play in such windows and would be drawn over it.
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
        self.field = FilterEdit(placeholder=self.tr("Find or do: name, number, pinyin initials, or a line"))
        self.field.typed.connect(lambda _needle: self._typed())
        self.field.cursorPositionChanged.connect(self._cursor_moved)
        self.field.installEventFilter(self)
        self.preview = PreviewLine()
        self.list = ResultList()
        self.list.chosen.connect(lambda choice: self._choose(choice))
        hint = plain_label(part="quiet")
        hint.setText(
            self.tr("↑ ↓ choose   Enter does it   Ctrl+Enter puts a camera on the wall   Tab completes   Esc")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.field)
        column.addWidget(self.preview)
        column.addWidget(self.list, 1)
        column.addWidget(hint)
        self._preparing = QTimer(self, interval=0)
        self._preparing.timeout.connect(self._prepare)
        self._refreshing = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refreshing.timeout.connect(self._begin_preparing)
        over.installEventFilter(self)
        self.hide()
        follow_scale(self, self._place)
        self.prepare()

    @property
    def is_open(self) -> bool:
        """Whether it stands over the desk now."""
        return not self.isHidden()

    def prepare(self) -> None:
        """Make what can be found ready to be searched, in small steps between everything else."""
        self._preparing.start()

    def refresh(self) -> None:
        """What is shown may have changed; nothing is done while it is closed."""
        if self.is_open and not self._refreshing.isActive():
            self._refreshing.start()

    def show_answer(self) -> None:
        """A source that was asking has its answer; nothing is done while it is closed."""
        self._show_results(keep_current=True)

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.is_open:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Open it with an empty field."""
        self._focus_before = self.window().focusWidget()
        self._refusal = None
        self.field.clear()
        self._place()
        self.show()
        self.raise_()
        # Its key works on the wall's window too.
        self.window().activateWindow()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._begin_preparing()
        self._show_results()

    def leave(self) -> None:
        """Close it and give the keyboard back."""
        before, self._focus_before = self._focus_before, None
        if not self.is_open:
            return
        if self.isAncestorOf(self.window().focusWidget() or self):
            found = before if before is not None and isValid(before) else self._over
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def forget(self) -> None:
        """Another person sits here now: what the former one chose is not his."""
        self.leave()
        self._recent.clear()

    # What is typed.

    def _typed(self) -> None:
        self._stepped = False
        self._refusal = None
        self._show_results()

    def _cursor_moved(self) -> None:
        if self._reading is not None:
            self._show_results(keep_current=True)

    def _show_results(self, *, keep_current: bool = False) -> None:
        if not self.is_open:
            return
        text, needle = self.field.written, needle_of(self.field.written)
        self._reading = self._line.read(text, self.field.written_cursor)
        self.preview.show_reading(self._reading or self._refusal)
        if self._reading is not None:
            rows = line_rows(self._reading.heading, self._reading.choices)
            empty = ""
        elif needle:
            begun = form_of_letter(self._line.forms(), needle)
            rows = line_rows(self.tr("Begin a line"), begun)
            rows += matching_rows(self._sources, needle, most=ROWS_SEEN - len(begun))
            empty = self.tr("Nothing matches “{typed}”").format(typed=text.strip())
        else:
            rows = recent_rows(self._sources, self._recent)
            heading = self.tr("Lines: a letter, an incident's number, and what it needs")
            rows += line_rows(heading, self._line.forms())
            empty = ""
        self.list.show_rows(rows, empty=empty, keep_current=keep_current)

    # What is chosen.

    def _enter_key(self, *, other: bool) -> None:
        reading = self._reading
        if reading is None and other:
            self._choose(self.list.current, other=True)
            return
        if reading is None or self._stepped or (reading.give is None and reading.choices):
            self._choose(self.list.current)
        elif reading.give is not None:
            self.leave()
            reading.give()

    def _choose(self, choice: Choice | None, *, other: bool = False) -> None:
        if choice is None:
            return
        if choice.entry.why_not:
            self._refusal = Reading(choice.entry.why_not, Tone.REFUSED)
            self.preview.show_reading(self._refusal)
        elif choice.entry.insert:
            self._write(choice.entry.insert)
        else:
            source = next(source for source in self._sources if source.kind == choice.kind)
            named = (choice.kind, choice.entry.id)
            self._recent = [named, *(each for each in self._recent if each != named)][:_MOST_RECENT]
            # The keyboard goes back first: what is chosen may want it elsewhere.
            self.leave()
            if not other or not source.choose_other(choice.entry.id):
                source.choose(choice.entry.id)

    def _complete(self) -> None:
        choice = self.list.current
        if choice is not None:
            self._write(choice.entry.insert or choice.entry.parts[0])

    def _write(self, text: str) -> None:
        self.field.setText(text)

    # Getting ready, a step at a time.

    def _begin_preparing(self) -> None:
        self._preparing.start()

    def _prepare(self) -> None:
        parts: tuple[PaletteSource | LineReader, ...] = (*self._sources, self._line)
        if any(part.prepare() for part in parts):
            return
        self._preparing.stop()
        self._show_results(keep_current=True)

    def _place(self) -> None:
        room = self._over.rect()
        width = min(theme.px(_WIDTH), room.width() - 2 * theme.GAP)
        top = theme.GAP
        if self._below is not None:
            top += self._below.mapTo(self._over, self._below.rect().bottomLeft()).y()
        height = min(self.sizeHint().height(), room.height() - top - theme.GAP)
        self.setGeometry((room.width() - width) // 2, top, width, height)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            if event.type() == QEvent.Type.Resize and self.is_open:
                self._place()
            return False
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride:
                # These keys mean other things elsewhere on the desk; and Ctrl+K must close, not delete.
                if event.key() in _OWN_KEYS:
                    event.accept()
                    return True
                return event.matches(QKeySequence.StandardKey.DeleteEndOfLine)
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            case QFocusEvent() if event.type() == QEvent.Type.FocusOut:
                if event.reason() not in _ELSEWHERE:
                    QTimer.singleShot(0, self, self._leave_when_left)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._stepped = True
            self._refusal = None
            self.preview.show_reading(self._reading)
            self.list.step(_STEPS[key])
        elif key in _ENTER:
            # A key that is held down is one act.
            if not event.isAutoRepeat():
                self._enter_key(other=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._complete()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _leave_when_left(self) -> None:
        """Somebody went on elsewhere: there the keyboard stays."""
        if not self.field.hasFocus() and self.window().isActiveWindow():
            self._focus_before = None
            self.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Covered together with the desk, it does not come back with it.
        self.hide()
        self.closed.emit()
