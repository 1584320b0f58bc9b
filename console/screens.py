"""Monitors by identity, not by index: which window stands where, also when monitors come and go."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: Pulling one cable is told as several changes, which come within this time.
_SETTLE_MS: Final = 150
#: A wall's size, and its distance from the corner, while it shares the desk's monitor; each further one
#: stands a little lower.
_BESIDE_DESK: Final = QRect(80, 80, 1280, 760)
_STEP: Final = 40

_log = logging.getLogger(__name__)


def identity(screen: QScreen) -> str:
    """What tells a monitor from others after a replug: maker, model and serial, else its connector."""
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return "/".join(part for part in parts if part) if any(parts[1:]) else screen.name()


class Names:
    """What the monitors are called.

    Those that say no serial number and are alike are told apart by their connectors, and that for good: none
    becomes its neighbour because the neighbour's cable is out.
    """

    def __init__(self, *, bound: Sequence[Sequence[str]]) -> None:
        """`bound` are the names in the settings: one with a connector says that there are others alike."""
        parted = (name.rpartition("@") for names in bound for name in names)
        self._alike = {like for like, at, _connector in parted if at}
        self._seen_at: dict[str, str] = {}

    def called(self, monitors: Sequence[tuple[str, str]]) -> list[str]:
        """The names of those that are there now, given by identity and connector."""
        count = Counter(like for like, _ in monitors)
        self._alike |= {like for like, times in count.items() if times > 1}
        self._seen_at |= {like: connector for like, connector in monitors if like not in self._alike}
        return [f"{like}@{connector}" if like in self._alike else like for like, connector in monitors]

    def rebound(self, bound: Sequence[Sequence[str]], *, present: Sequence[str]) -> list[tuple[str, ...]]:
        """What walls are bound to, by the names of now.

        A monitor that was the only one of its kind when a wall was bound to it has a connector in its name
        once another of that kind was seen: it is the one on the connector where it stood alone, else one that
        is there and that no wall is bound to.
        """
        taken = {name for names in bound for name in names if name not in self._alike}

        def now(name: str) -> str:
            if name not in self._alike:
                return name
            stood = [f"{name}@{self._seen_at[name]}"] if name in self._seen_at else []
            there = [each for each in present if each.rpartition("@")[0] == name]
            found = next((each for each in stood + there if each not in taken), name)
            taken.add(found)
            return found

        return [tuple(now(name) for name in names) for names in bound]


@dataclass(frozen=True, slots=True)
class Places:
    """Which monitor the desk has, and which ones each wall; none: it shares the desk's."""

    desk: str
    walls: tuple[tuple[str, ...], ...]


def places(present: Sequence[str], *, primary: str, walls: Sequence[Sequence[str]]) -> Places:
    """Who gets which of the monitors that are `present` now. `walls` are the monitors each wall is bound to.

    A wall that has lost some of its monitors keeps the others. One of which none is there, or that is bound
    to none, gets one that nobody else has; the desk keeps the primary one, unless a wall is bound to it and
    there is another.
    """
    kept = [tuple(name for name in bound if name in present) for bound in walls]
    taken = {name for names in kept for name in names}
    free = [name for name in present if name not in taken]
    desk = primary if primary in free or not free else free[0]
    spare = [name for name in free if name != desk]
    given = []
    for names in kept:
        mine = tuple(name for name in names if name != desk)
        given.append(mine or ((spare.pop(0),) if spare else ()))
    return Places(desk, tuple(given))


class Placement(QObject):
    """Lets the desk fill its monitor and each wall its own, one or several.

    Without a monitor of its own a wall is a window below the desk; when one of its monitors is plugged in
    again it returns there. Nothing is closed and no stream is touched meanwhile.
    """

    def __init__(
        self,
        *,
        desk: QWidget | None,
        walls: Sequence[tuple[QWidget, Sequence[str]]],
        parent: QObject | None = None,
    ) -> None:
        """`walls` are the windows with the identities of the monitors they are bound to. Without a `desk` the
        first wall takes the first monitor.
        """
        super().__init__(parent)
        self._desk = desk
        self._walls = tuple(window for window, _ in walls)
        self._bound = [tuple(bound) for _, bound in walls]
        self._names = Names(bound=self._bound)
        self._following = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.arrange)

    def start(self) -> None:
        """Show all windows, and follow the monitors from now on."""
        self.arrange()
        self._following = True
        for changed in self._news():
            changed.connect(self._later)

    def stop(self) -> None:
        """Follow them no more: the windows are about to go."""
        if not self._following:
            return
        self._following = False
        for changed in self._news():
            changed.disconnect(self._later)
        self._settling.stop()

    def arrange(self) -> None:
        """Put all windows where they belong as the monitors are now; what stands right is left alone.

        The desk comes last, because the window shown last has the keyboard.
        """
        monitors = QGuiApplication.screens()
        if not monitors:
            return  # every cable is out; the next monitor is told of
        names = self._names.called([(identity(screen), screen.name()) for screen in monitors])
        self._bound = self._names.rebound(self._bound, present=names)
        screens = dict(zip(names, monitors, strict=True))
        primary = QGuiApplication.primaryScreen()
        first = next(name for name, screen in screens.items() if screen is primary)
        if self._desk is None:
            self._arrange_walls_alone(screens, first)
            return
        where = places(list(screens), primary=first, walls=self._bound)
        moved = False
        for index, (window, given) in enumerate(zip(self._walls, where.walls, strict=True)):
            if given:
                # Whatever it got first is its own from now on, also after a replug.
                self._bound[index] = self._bound[index] or given
                moved |= _fill(window, [screens[name] for name in given])
            else:
                moved |= _beside(window, screens[where.desk], index)
        if _fill(self._desk, [screens[where.desk]]) or moved:
            _log.info("desk on %s, walls on %s", where.desk, where.walls)
            self._desk.raise_()
            self._desk.activateWindow()

    def _arrange_walls_alone(self, screens: Mapping[str, QScreen], first: str) -> None:
        """Without a desk nobody keeps the first monitor from a wall."""
        for index, window in enumerate(self._walls):
            names = tuple(name for name in self._bound[index] if name in screens) or (first,)
            if _fill(window, [screens[name] for name in names]):
                _log.info("wall on %s", names)

    def _news(self) -> tuple[SignalInstance, ...]:
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        return application.screenAdded, application.screenRemoved, application.primaryScreenChanged

    def _later(self, _screen: QScreen | None) -> None:
        self._settling.start()


def _area(screens: Sequence[QScreen]) -> QRect:
    """The smallest rectangle around the monitors."""
    whole = QRect()
    for screen in screens:
        whole = whole.united(screen.geometry())
    return whole


def _fill(window: QWidget, screens: Sequence[QScreen]) -> bool:
    """Let the window fill the monitors; whether that changed anything.

    Full screen means one monitor to every window manager: over several it is a window without a frame. The
    geometry is set for one too, because without a window manager full screen alone does nothing.
    """
    area, alone = _area(screens), len(screens) == 1
    if window.isVisible() and window.isFullScreen() is alone and window.geometry() == area:
        return False
    # A window manager moves no full-screen window to another monitor: it is let go for a moment.
    if window.isVisible():
        window.showNormal()
    _frame(window, shown=alone)
    window.setGeometry(area)
    if alone:
        window.showFullScreen()
    else:
        window.show()
    return True


def _beside(window: QWidget, screen: QScreen, index: int) -> bool:
    if window.isVisible() and not window.isFullScreen() and window.screen() is screen:
        return False
    window.showNormal()
    _frame(window, shown=True)
    window.setGeometry(
        _BESIDE_DESK.translated(screen.geometry().topLeft()).translated(index * _STEP, index * _STEP)
    )
    return True


def _frame(window: QWidget, *, shown: bool) -> None:
    # On the native window: the widget's own flags would make it anew, and the video workers draw in it.
    window.winId()
    handle = window.windowHandle()
    if handle is not None:
        handle.setFlag(Qt.WindowType.FramelessWindowHint, not shown)
