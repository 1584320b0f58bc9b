"""The strip along the bottom of the desk: is what I see current, and does everything work?"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from widgets import theme, words
from widgets.action import CommandView
from widgets.dispatch.command_line import CommandLine
from widgets.flow_layout import FlowLayout
from widgets.labels import plain_label
from widgets.sign_label import SignLabel
from widgets.signs import Look, Sign
from widgets.video_words import output_words


class FeedLight(enum.Enum):
    """How the connection to the platform stands."""

    LIVE = enum.auto()
    SYNCING = enum.auto()
    CONNECTING = enum.auto()
    BROKEN = enum.auto()
    REFUSED = enum.auto()


#: How each state of the connection looks.
FEED_LOOK = {
    FeedLight.LIVE: Look(Sign.DISC, theme.OK),
    FeedLight.SYNCING: Look(Sign.HALF, theme.WARNING),
    FeedLight.CONNECTING: Look(Sign.RING, theme.WARNING),
    FeedLight.BROKEN: Look(Sign.CROSS, theme.DANGER),
    FeedLight.REFUSED: Look(Sign.SLASHED, theme.DANGER),
}


class SoundLight(enum.Enum):
    """Whether alarms can be heard here."""

    ON = enum.auto()
    MUTED = enum.auto()
    IMPOSSIBLE = enum.auto()


@dataclass(frozen=True, slots=True)
class StatusFigures:
    """What the strip shows; None where there is nothing to tell. `seat` tells which it is and since when.

    `data_age_s` is the age of the last frame, `offset_s` the platform's clock minus this workstation's,
    `tiles_live` of `tiles`, `workers` alive of `workers_wanted`, `frames_per_s` drawn by all tiles together.
    `muted` says why alarms are not heard and until when. `on_sub`, `on_keyframes` and `on_stills` count the
    tiles that show less than they would because the machine is at its limit; for `without_room` of them the
    X server has no connections left.
    """

    feed: FeedLight = FeedLight.CONNECTING
    platform: str = ""
    user: str = ""
    seat: str = ""
    sound: SoundLight = SoundLight.ON
    muted: str = ""
    data_age_s: float | None = None
    offset_s: float | None = None
    events_per_s: float | None = None
    unsent: int = 0
    workers: int = 0
    workers_wanted: int = 0
    tiles_live: int = 0
    tiles: int = 0
    frames_per_s: float | None = None
    video_output: str = ""
    on_sub: int = 0
    on_keyframes: int = 0
    on_stills: int = 0
    without_room: int = 0


class StatusStrip(QFrame):
    """One line of figures, each with its name; what is wrong carries a sign and a warm colour."""

    def __init__(self, *, now: Callable[[], float] = time.time, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = SignLabel(size=16)
        self._feed, self._age, self._unsent = _part(), _part(), _part()
        self._offset, self._events, self._video = _part(), _part(), _part()
        self._workers, self._user, self._sound = _part(), _part(), _part()
        self._reduced, self._full = _part(), _part()
        self._command = CommandLine(now=now)
        self._waiting, self._conference = _part(), _part()
        self._offer, self._notice = _part(), plain_label(size="small", one_line=True)
        self._notice_end = QTimer(self, singleShot=True)
        self._notice_end.timeout.connect(self._notice.clear)
        row = FlowLayout(self, gap=20, line_gap=2)
        row.setContentsMargins(12, 5, 12, 5)
        connection = QWidget()
        pair = QHBoxLayout(connection)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._light)
        pair.addWidget(self._feed)
        for part in (
            connection,
            self._age,
            self._events,
            self._offset,
            self._unsent,
            self._command,
            self._conference,
            self._waiting,
            self._offer,
            self._notice,
        ):
            row.addWidget(part)
        row.add_stretch()
        for label in (self._workers, self._full, self._reduced, self._video, self._sound, self._user):
            row.addWidget(label)
        self.show_figures(StatusFigures())

    def show_command(self, command: CommandView | None) -> None:
        """Say how a command fares that belongs to no incident on the desk."""
        self._command.show_command(command)

    def show_waiting(self, text: str) -> None:
        """Say what waits for a word of this person on a sheet that may be hidden; empty for nothing."""
        if text != self._waiting.text():
            _say(self._waiting, text, bad=True)

    def show_conference(self, text: str, *, muted: bool = False) -> None:
        """Say in which conference this person is; empty for none. `muted`: nobody there hears him."""
        colour = "" if not text else theme.WARNING if muted else theme.OK
        _say(self._conference, text, colour=colour)

    def show_offer(self, text: str) -> None:
        """Say what can be taken back now; empty for nothing."""
        if text != self._offer.text():
            _say(self._offer, text, bad=True)

    def show_notice(self, text: str, *, seconds: float = 60.0, calm: bool = False) -> None:
        """Say something in passing; what must be seen is a banner's. `calm`: nothing is wrong."""
        _say(self._notice, text, bad=not calm)
        self._notice_end.start(round(seconds * 1000))

    @property
    def text(self) -> str:
        """Everything the strip says, for whoever cannot see it."""
        return "   ".join(label.text() for label in self.findChildren(QLabel) if label.text())

    def show_figures(self, figures: StatusFigures) -> None:
        """Show these."""
        look = FEED_LOOK[figures.feed]
        self._light.show_look(look)
        feed = feed_words(figures.feed)
        _say(self._feed, f"{feed}  {figures.platform}" if figures.platform else feed, colour=look.colour)
        age = figures.data_age_s
        _say(
            self._age,
            "" if age is None else self.tr("Data {age} old").format(age=words.age(age)),
            bad=(age or 0) > 30,
        )
        rate = figures.events_per_s
        _say(self._events, "" if rate is None else self.tr("{n} events/s").format(n=round(rate)))
        offset = figures.offset_s
        text = "" if offset is None else self.tr("Clock {n:+.1f} s").format(n=offset + 0.0)
        _say(self._offset, text, bad=abs(offset or 0) > 5)
        _say(self._unsent, self.tr("Unsent {n}").format(n=figures.unsent), bad=figures.unsent > 0)
        workers = self.tr("Video workers {n}/{m}").format(n=figures.workers, m=figures.workers_wanted)
        _say(self._workers, workers, bad=figures.workers < figures.workers_wanted)
        reduced = _reduction_words(figures)
        _say(self._reduced, reduced, bad=bool(reduced))
        full = ""
        if figures.without_room:
            full = self.tr("X server full: {n} tiles not shown, start it with -maxclients 1024")
        _say(self._full, full.format(n=figures.without_room), bad=bool(full))
        video = self.tr("Tiles live {n}/{m}").format(n=figures.tiles_live, m=figures.tiles)
        if figures.frames_per_s is not None:
            video += "   " + self.tr("{n} frames/s").format(n=round(figures.frames_per_s))
        if figures.video_output:
            video += "   " + output_words(figures.video_output)
        _say(self._video, video, bad=figures.tiles_live < figures.tiles)
        sound = figures.muted or sound_words(figures.sound)
        _say(self._sound, sound, bad=bool(sound))
        _say(self._user, "   ".join(part for part in (figures.user, figures.seat) if part))


def feed_words(light: FeedLight) -> str:
    """How the connection stands, in words."""
    translate = QCoreApplication.translate
    match light:
        case FeedLight.LIVE:
            return translate("StatusStrip", "Live")
        case FeedLight.SYNCING:
            return translate("StatusStrip", "Catching up")
        case FeedLight.CONNECTING:
            return translate("StatusStrip", "Connecting")
        case FeedLight.BROKEN:
            return translate("StatusStrip", "No connection")
        case FeedLight.REFUSED:
            return translate("StatusStrip", "Refused")


def sound_words(light: SoundLight) -> str:
    """What is to be known of the alarm sound; nothing when it sounds."""
    match light:
        case SoundLight.ON:
            return ""
        case SoundLight.MUTED:
            return QCoreApplication.translate("StatusStrip", "Alarm sound off")
        case SoundLight.IMPOSSIBLE:
            return QCoreApplication.translate("StatusStrip", "No alarm sound here")


def _reduction_words(figures: StatusFigures) -> str:
    """What the wall shows less of, the most reduced tiles last; empty while it shows everything."""
    translate = QCoreApplication.translate
    one = (
        (figures.on_sub, translate("StatusStrip", "1 tile sub stream")),
        (figures.on_keyframes, translate("StatusStrip", "1 tile key frames only")),
        (figures.on_stills, translate("StatusStrip", "1 tile stills only")),
    )
    many = (
        translate("StatusStrip", "{n} tiles sub stream"),
        translate("StatusStrip", "{n} tiles key frames only"),
        translate("StatusStrip", "{n} tiles stills only"),
    )
    parts = [
        single if count == 1 else several.format(n=count)
        for (count, single), several in zip(one, many, strict=True)
        if count
    ]
    if not parts:
        return ""
    return translate("StatusStrip", "Video reduced: {how}").format(how=", ".join(parts))


def _part() -> QLabel:
    return plain_label(size="small")


def _say(label: QLabel, text: str, *, bad: bool = False, colour: str = "") -> None:
    if text != label.text():
        label.setText(text)
    ink = colour or (theme.WARNING if bad else theme.TEXT_QUIET)
    style = f"color: {ink}"
    if style != label.styleSheet():
        label.setStyleSheet(style)
