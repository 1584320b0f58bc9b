"""One tile of a wall: a title strip, a coloured border, and the native window a video worker draws into.

Nothing of ours is ever drawn over the picture: it belongs to another process. Strip and border say the
state, and while there is no picture its place says it in words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from widgets import theme
from widgets.scaling import follow_scale
from widgets.wall.picture_place import PicturePlace, tile_font
from widgets.wall.tile_frame import BORDER, paint_border, paint_ground, strip_height
from widgets.wall.tile_state import TileFigures, TileState
from widgets.wall.tile_words import (
    badge_of,
    colour_of,
    figures_words,
    is_reduced,
    pace_word_of,
    story_of,
    word_of,
)

_LEAST_PICTURE = (92, 42)
_PAD = 4
_PIXELS = 12
#: From this width on a tile is read from across the room: larger letters in a higher strip.
_LARGE_FROM = 420
_LARGE_STRIP = 22
_LARGE_PIXELS = 14
#: Below this width the state's word gives way to the camera's name; sign and colour stay.
_WORD_FROM = 300
_CLOCK_FROM = 170


class Tile(QFrame):
    """Tile `number` (from 1) of a wall.

    Signals: `activated(number)` on a click, `enlarge_requested(number)` on a double click or Enter.
    """

    activated = Signal(int)
    enlarge_requested = Signal(int)

    def __init__(self, *, number: int, empty: str = "", parent: QWidget | None = None) -> None:
        """`empty` stands in the place of the picture while the tile has no camera."""
        super().__init__(parent)
        self._number = number
        self._address = str(number)
        self._empty = empty
        self._name = ""
        self._clock = ""
        self._chosen = False
        self._aimed = False
        self._alarm = False
        self._recording = False
        self._aside = ""
        self._aside_colour = theme.WARNING
        self._figures = TileFigures()
        self._elided = ""
        self._elided_aside = ""
        self._aside_at = QRect()
        self._badge_at = QRect()
        self._clock_at = QRect()
        self._strip_height = strip_height()
        self._measure(_PIXELS)
        self._picture = PicturePlace(parent=self)
        self._back: PicturePlace | None = None
        self._content: QWidget | None = None
        self._bar: QWidget | None = None
        self._figures_shown = False
        self._zoom = 1.0
        # Strip, border and picture leave nothing open, so Qt need not paint the wall below first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tell()
        follow_scale(self, self._fit)

    @property
    def number(self) -> int:
        """The tile's address on its wall, from 1."""
        return self._number

    @property
    def name(self) -> str:
        """The camera's name; empty for an empty tile."""
        return self._name

    @property
    def empty(self) -> str:
        """What stands in the place of the picture while the tile has no camera."""
        return self._empty

    @property
    def figures(self) -> TileFigures:
        """What was last told about the stream."""
        return self._figures

    @property
    def picture(self) -> QWidget:
        """The place of the picture, for geometry and screen reading."""
        return self._picture

    @property
    def address(self) -> str:
        """Its address as people say it: `13`, or `2-13` where there are several walls."""
        return self._address

    def set_number(self, number: int, *, address: str = "") -> None:
        """Give the tile another address: a picture that moves on its wall takes its tile along."""
        if (number, address or str(number)) != (self._number, self._address):
            self._number, self._address = number, address or str(number)
            self._tell()

    def set_chosen(self, chosen: bool) -> None:
        """Whether this is the tile that actions are for: its address stands out."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def set_aimed(self, aimed: bool) -> None:
        """Whether the camera on the pointer would be dropped here: the border says so."""
        self._aimed = aimed
        self.update()

    def set_alarm(self, alarm: bool) -> None:
        """Whether an alarm's picture stands here: frame and strip say so."""
        if alarm != self._alarm:
            self._alarm = alarm
            self.update()

    def set_recording(self, recording: bool) -> None:
        """Whether it holds a recording: hatched strip and broken border say so, and it has no clock."""
        if recording != self._recording:
            self._recording = recording
            self._tell()

    def native_id(self) -> int:
        """The native window (X11 window, Windows HWND) a video worker draws into."""
        return int(self._picture.winId())

    def back_id(self) -> int:
        """A second native window behind the first: what is to follow is drawn there before it is seen."""
        if self._back is None:
            self._back = PicturePlace(parent=self)
            self._back.setGeometry(self._picture.geometry())
            self._back.lower()
            # Mapped although nobody sees it: nothing is drawn into a window that is not.
            self._back.show()
        return int(self._back.winId())

    def flip(self) -> None:
        """Bring the window behind to the front, with what a worker has drawn there; say `set_camera` too."""
        if self._back is None:
            return
        self._picture, self._back = self._back, self._picture
        # Nothing else: painting it would cover the picture that stands there.
        self._picture.raise_()

    @property
    def content(self) -> QWidget | None:
        """What stands in the place of the picture instead of one; None for pictures."""
        return self._content

    def set_content(self, content: QWidget | None) -> None:
        """Let a widget stand in the place of the picture; None brings the place of pictures back. What stood
        there before goes.
        """
        if content is self._content:
            return
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        # A window of its own always stands before what has none.
        self._picture.setVisible(content is None)
        if self._back is not None:
            self._back.setVisible(content is None)
        if content is not None:
            self._take_in(content)
            content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            content.setGeometry(self._picture.geometry())
            content.show()

    def set_camera(self, name: str) -> None:
        """Name the camera; the empty string empties the tile."""
        if name != self._name:
            self._name = name
            if not name:
                self._figures = TileFigures()
            self._tell()

    def say_when_empty(self, text: str) -> None:
        """Say this in the place of the picture while there is no camera."""
        if text != self._empty:
            self._empty = text
            self._tell()

    def set_figures(self, figures: TileFigures) -> None:
        """Take what the console knows of the stream; repaints only what reads differently."""
        before, self._figures = self._figures, figures
        if (figures.state, figures.pace, figures.replay) != (before.state, before.pace, before.replay):
            self._tell()
        elif self._figures_shown:
            self._lay_out()
            self.update()
        elif figures.state is not TileState.LIVE:
            self._picture.say(self._story(figures), colour_of(figures.state))

    @property
    def aside(self) -> str:
        """What is said in the strip beside the camera's name."""
        return self._aside

    def set_aside(self, text: str, colour: str = theme.WARNING) -> None:
        """Say something in the strip beside the camera's name, such as who turns it; empty for nothing."""
        if (text, colour) != (self._aside, self._aside_colour):
            self._aside, self._aside_colour = text, colour
            self._tell()

    def set_bar(self, bar: QWidget | None) -> None:
        """Put a bar below the picture, which makes room for it; None takes the former away."""
        if self._bar is not None and self._bar is not bar:
            self._bar.hide()
        self._bar = bar
        if bar is not None:
            self._take_in(bar)
            bar.show()
        self._fit()
        self.update()

    @property
    def zoom(self) -> float:
        """How much closer than the whole the picture is."""
        return self._zoom

    def set_zoom(self, times: float) -> None:
        """How much closer than the whole the picture is; the strip says so."""
        if times != self._zoom:
            self._zoom = times
            self._tell()

    def show_figures(self, shown: bool) -> None:
        """Say in the strip what is known of the stream, in place of the camera's name."""
        if shown is not self._figures_shown:
            self._figures_shown = shown
            self._tell()

    def set_clock(self, text: str) -> None:
        """Show the time, `HH:MM:SS`."""
        if text != self._clock:
            self._clock = text
            self.update(self._clock_at)

    def _take_in(self, part: QWidget) -> None:
        # Beside a native window Qt makes it native too, and everything around would become so with it.
        part.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
        part.setParent(self)

    def _tell(self) -> None:
        """Everything about the state, in strip, border and picture."""
        self._lay_out()
        self._picture.say(self._story(self._figures), colour_of(self._figures.state))
        pace = pace_word_of(self._figures.pace) if is_reduced(self._figures) else ""
        state = word_of(self._figures.state) if self.content is None else ""  # only pictures have one
        told = (self._address, self._name, state, pace, self._aside)
        self.setAccessibleName(" ".join(part for part in told if part))
        self.update()

    def _story(self, figures: TileFigures) -> tuple[str, ...]:
        if figures.state is TileState.EMPTY and self._empty:
            return (self._empty,)
        return story_of(figures)

    def _badge(self) -> str:
        return badge_of(self._figures, zoom=self._zoom, short=self.width() < theme.px(_WORD_FROM))

    def _badge_colour(self) -> str:
        return theme.WARNING if is_reduced(self._figures) else colour_of(self._figures.state)

    def _measure(self, pixels: int) -> None:
        self._font = tile_font(pixels)
        self._metrics = QFontMetrics(self._font)
        self._clock_width = self._metrics.horizontalAdvance("00:00:00") + 2 * _PAD

    def _number_width(self) -> int:
        return self._metrics.horizontalAdvance(self._address) + 2 * _PAD

    def _lay_out(self) -> None:
        """Where things stand in the strip; painting once a second then only looks it up."""
        strip = self._strip_height
        badge = self._metrics.horizontalAdvance(self._badge()) + 2 * _PAD
        self._badge_at = QRect(self.width() - BORDER - badge, BORDER, badge, strip)
        clock = self._clock_width if self._has_clock() else 0
        self._clock_at = QRect(self._badge_at.left() - clock, BORDER, clock, strip)
        room = self._clock_at.left() - BORDER - self._number_width() - 2 * _PAD
        elide, right = self._metrics.elidedText, Qt.TextElideMode.ElideRight
        self._elided_aside = elide(self._aside, right, max(0, room * 2 // 3))
        aside = self._metrics.horizontalAdvance(self._elided_aside) + 2 * _PAD if self._elided_aside else 0
        self._aside_at = QRect(self._clock_at.left() - aside, BORDER, aside, strip)
        told = figures_words(self._figures) if self._figures_shown and self._name else self._name
        self._elided = elide(told, right, max(0, room - aside))

    def _has_clock(self) -> bool:
        """The time of day beside a recording's picture would be taken for the picture's."""
        return bool(self._name) and not self._recording and self.width() >= theme.px(_CLOCK_FROM)

    def _border_colour(self) -> str:
        if self.hasFocus() or self._aimed:
            return theme.ACCENT
        if self._alarm:
            return theme.DANGER
        quiet = self._figures.state in (TileState.EMPTY, TileState.LIVE)
        return theme.LINE if quiet else colour_of(self._figures.state)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        left = int(Qt.AlignmentFlag.AlignVCenter)
        strip = QRect(BORDER, BORDER, self.width() - 2 * BORDER, self._strip_height)
        second_went_on = self._clock_at.contains(event.rect())
        where = self._clock_at if second_went_on else strip
        paint_ground(painter, where, alarm=self._alarm, recording=self._recording)
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.drawText(self._clock_at, left, self._clock if self._has_clock() else "")
        if second_went_on:
            return
        number = QRect(BORDER, BORDER, self._number_width(), self._strip_height)
        if self._chosen:
            painter.fillRect(number, QColor(theme.ACCENT))
            painter.setPen(QColor(theme.GROUND))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), self._address)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(strip.adjusted(number.width() + _PAD, 0, 0, 0), left, self._elided)
        painter.setPen(QColor(self._aside_colour))
        painter.drawText(self._aside_at, left, self._elided_aside)
        painter.setPen(QColor(self._badge_colour()))
        painter.drawText(self._badge_at.adjusted(_PAD, 0, 0, 0), left, self._badge())
        paint_border(painter, self.rect(), self._border_colour(), recording=self._recording)

    def _fit(self) -> None:
        large = self.width() >= theme.px(_LARGE_FROM)
        self._strip_height = theme.px(_LARGE_STRIP) if large else strip_height()
        self._measure(_LARGE_PIXELS if large else _PIXELS)
        top = BORDER + self._strip_height
        place = QRect(BORDER, top, self.width() - 2 * BORDER, self.height() - top - BORDER)
        if self._bar is not None:
            bar = min(self._bar.height(), place.height() // 2)
            self._bar.setGeometry(place.x(), place.bottom() + 1 - bar, place.width(), bar)
            place.adjust(0, 0, 0, -bar)
        self._picture.setGeometry(place)
        for other in (self._back, self._content):
            if other is not None:
                other.setGeometry(place)
        self._lay_out()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit(self._number)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.enlarge_requested.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarge_requested.emit(self._number)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(*_LEAST_PICTURE) + QSize(2 * BORDER, strip_height() + 2 * BORDER)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)
