"""A recording in a window of its own beside the desk: its picture, its line of time, what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.moments import clock_text, day_text
from widgets.recordings.ticks import Tick
from widgets.recordings.track import Track
from widgets.scaling import fit_dialog, follow_scale
from widgets.wall.tile import Tile

#: How many times as fast a recording can be shown.
RATES: Final = (1, 2, 4, 8)
_SIZE: Final = (900, 640)
_LIST: Final = 210
#: As they are, and as a Chinese input method writes them.
_PUT_KEYS: Final = (";", "\uff1b")
_WORDS_KEYS: Final = (":", "\uff1a")
_MOMENT: Final = Qt.ItemDataRole.UserRole


class PlaybackWindow(QDialog):
    """Shows what it is told and says what is wanted; it plays nothing by itself.

    Signals: `hold_wanted()`, `leap_wanted(seconds)`, `step_wanted(pictures)`, `rate_wanted(times)`,
    `evidence_wanted()`, `wall_wanted()`, `live_wanted()`, `closed()`; `bookmark_wanted()` and
    `words_wanted()` for one and its text. A moment is sought on its `track`, also by the list of bookmarks.
    """

    hold_wanted = Signal()
    leap_wanted = Signal(float)
    step_wanted = Signal(int)
    rate_wanted = Signal(int)
    evidence_wanted = Signal()
    wall_wanted = Signal()
    live_wanted = Signal()
    bookmark_wanted = Signal()
    words_wanted = Signal()
    closed = Signal()

    def __init__(self, *, camera: str, since: float, until: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recording: {camera}").format(camera=camera))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.tile = Tile(number=1, empty=self.tr("Nothing is recorded here"), parent=self)
        self.tile.set_number(1, address=" ")
        self.tile.set_camera(camera)
        self.track = Track(since=since, until=until, parent=self)
        self.bookmarks = QListWidget(self)
        self.bookmarks.setAccessibleName(self.tr("Bookmarks"))
        self.bookmarks.setWordWrap(True)
        self.bookmarks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bookmarks.itemActivated.connect(lambda item: self.track.sought.emit(item.data(_MOMENT)))
        self.bookmarks.hide()
        follow_scale(self.bookmarks, lambda: self.bookmarks.setFixedWidth(theme.px(_LIST)))
        self._told = QLabel(self)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._rate = 1
        self._held = False
        self._begun: float | None = None
        self._hold = self._button("", self.hold_wanted.emit)
        self._speed = self._button("", self._next_rate)
        buttons = (
            self._button(self.tr("10 s back"), lambda: self.leap_wanted.emit(-10.0)),
            self._button(self.tr("Picture back"), lambda: self.step_wanted.emit(-1)),
            self._hold,
            self._button(self.tr("Picture on"), lambda: self.step_wanted.emit(1)),
            self._button(self.tr("10 s on"), lambda: self.leap_wanted.emit(10.0)),
            self._speed,
        )
        self._from = self._button(self.tr("Mark from here"), self._mark_from)
        self._to = self._button(self.tr("to here"), self._mark_to)
        self._evidence = self._button(self.tr("Export evidence…"), self.evidence_wanted.emit)
        self._wall = self._button(self.tr("Show on the wall"), self.wall_wanted.emit)
        self._bookmark = self._button(self.tr("Bookmark"), self.bookmark_wanted.emit)
        live = self._button(self.tr("Back to live"), self.live_wanted.emit)
        top, below = QHBoxLayout(), QHBoxLayout()
        for button in buttons:
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self._told)
        for button in (self._bookmark, self._from, self._to, self._evidence, self._wall):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(live)
        column = QVBoxLayout(self)
        picture = QHBoxLayout()
        picture.addWidget(self.tile, 1)
        picture.addWidget(self.bookmarks)
        column.addLayout(picture, 1)
        column.addWidget(self.track)
        column.addLayout(top)
        column.addLayout(below)
        self._tell()
        fit_dialog(self, *_SIZE)
        self.track.setFocus()

    @property
    def rate(self) -> int:
        """How many times as fast it is to be shown."""
        return self._rate

    def show_moment(self, moment: float | None, *, held: bool) -> None:
        """Where it stands, and whether it stands still."""
        self.track.show_moment(moment)
        self.tile.set_clock("" if moment is None else clock_text(moment))
        self._held = held
        self._told.setText("" if moment is None else f"{day_text(moment)[:5]} {clock_text(moment)}")
        self._tell()

    def show_bookmarks(self, ticks: Sequence[Tick]) -> None:
        """The camera's bookmarks; those outside of what is looked at are left out."""
        self.track.show_ticks(ticks)
        row = self.bookmarks.currentRow()
        self.bookmarks.clear()
        for tick in self.track.ticks:
            item = QListWidgetItem(tick.text, self.bookmarks)
            item.setData(_MOMENT, tick.moment)
            item.setToolTip(tick.text)
        self.bookmarks.setCurrentRow(min(max(0, row), self.bookmarks.count() - 1))
        self.bookmarks.setVisible(self.bookmarks.count() > 0)

    def say(self, text: str) -> None:
        """Say something instead of the moment."""
        self._told.setText(text)

    def allow_evidence(self, why_not: str) -> None:
        """Whether pictures can be taken out here; `why_not` is empty when they can."""
        self._evidence.setEnabled(not why_not)
        self._evidence.setToolTip(why_not)

    def allow_wall(self, why_not: str) -> None:
        """Whether it can be put on a wall; `why_not` is empty when it can."""
        self._wall.setEnabled(not why_not)
        self._wall.setToolTip(why_not)

    def allow_bookmark(self, why_not: str) -> None:
        """Whether a bookmark can be put; `why_not` is empty when it can."""
        self._bookmark.setEnabled(not why_not)
        self._bookmark.setToolTip(why_not or self.tr("Key ; – and : for its text"))

    def _button(self, text: str, then: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        # The keyboard stays with the line of time.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumHeight(theme.target_height())
        button.clicked.connect(lambda: then())
        return button

    def _tell(self) -> None:
        self._hold.setText(self.tr("Go on") if self._held else self.tr("Hold"))
        self._speed.setText(self.tr("{times}×").format(times=self._rate))
        self._speed.setAccessibleName(self.tr("Speed"))
        at = self.track.at
        self._from.setEnabled(at is not None)
        self._to.setEnabled(at is not None and self._begun is not None and at > self._begun)

    def _next_rate(self) -> None:
        self._rate = RATES[(RATES.index(self._rate) + 1) % len(RATES)]
        self._tell()
        self.rate_wanted.emit(self._rate)

    def _mark_from(self) -> None:
        self._begun = self.track.at
        self.track.mark(None)
        self._tell()

    def _mark_to(self) -> None:
        at = self.track.at
        if self._begun is not None and at is not None and at > self._begun:
            self.track.mark((self._begun, at))

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_wanted.emit()
        elif event.text() in _PUT_KEYS and not event.isAutoRepeat():
            self._bookmark.click()
        elif event.text() in _WORDS_KEYS:
            self.words_wanted.emit()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.closed.emit()
        super().done(result)
