"""What one tile plays, and changing to something else without a black picture in between.

A tile has two native windows, one behind the other. What is to come plays in the one behind until its first
picture is there; then the two change places, and with them the name above.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from console.video.messages import Pace, Source
from console.video.supervisor import VideoSupervisor
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

#: Nobody waits longer than this before a picture of something else than he asked for.
PATIENCE_S: Final = 2.5
_BACK: Final = "~"
#: Somebody looks back, or has just done so and the first new picture is on its way.
_PAST: Final = (TileState.REPLAY, TileState.PAUSED)
_WAITING: Final = (TileState.CONNECTING, TileState.EMPTY, TileState.PAUSED, TileState.LIVE)


@dataclass(frozen=True, slots=True)
class Showing:
    """A camera as it is shown: its id, what stands above its picture, and its stream."""

    camera: str
    title: str
    source: Source


class TilePlayer(QObject):
    """Plays on one tile; `key` and `key~` are its two windows' for the supervisor.

    While somebody looks back at a camera, another of its streams has to wait: it would end that.

    Signals: `changed()` when another camera's picture came to the front, or none is there any more;
    `alike(before, next)` when another stream of the same camera is opened under the key `next`, and again
    when it comes to the front: what was done to the picture under the key `before` is to be done to it.
    """

    changed = Signal()
    alike = Signal(str, str)

    def __init__(self, *, key: str, tile: Tile, supervisor: VideoSupervisor, parent: QObject) -> None:
        super().__init__(parent)
        self._tile = tile
        self._supervisor = supervisor
        self._front_key, self._back_key = key, key + _BACK
        self._front: Showing | None = None
        self._back: Showing | None = None
        self._back_state = TileState.EMPTY
        #: What the stream behind gets once it has a picture. Until then it gets everything: where only key
        #: frames are shown the next one may be many seconds away.
        self._pace = Pace.FULL
        #: Whether what plays behind comes to the front as soon as it has a picture; else it was opened ahead.
        self._due = False
        #: Another stream of the camera in front, for when nobody looks back at it any more.
        self._later: tuple[Showing, Pace] | None = None
        self._patience = QTimer(self, singleShot=True, interval=round(PATIENCE_S * 1000))
        self._patience.timeout.connect(self._flip)

    @property
    def front(self) -> Showing | None:
        """Whose picture is seen; None for nothing."""
        return self._front

    @property
    def wanted(self) -> Showing | None:
        """What is to be seen: it is, or comes to the front in a moment."""
        return self._back if self._due else self._front

    @property
    def ahead(self) -> Showing | None:
        """What was opened ahead behind the picture."""
        return None if self._due else self._back

    @property
    def front_key(self) -> str:
        """The supervisor's key of what is seen."""
        return self._front_key

    @property
    def wanted_key(self) -> str:
        """The supervisor's key of what is to be seen."""
        return self._back_key if self._due else self._front_key

    @property
    def ahead_key(self) -> str:
        """The supervisor's key of what was opened ahead."""
        return self._back_key

    def play(self, showing: Showing, pace: Pace) -> None:
        """Show this from now on: at once where no picture is seen, else as soon as it has a picture."""
        front, self._later = self._front, None
        is_same = front is not None and front.camera == showing.camera
        if front is not None and is_same and (front.source == showing.source or self._looks_back()):
            if self._due:
                self._drop_back()
            if front.source != showing.source:
                self._later = showing, pace
            self._front = replace(front, title=showing.title)
            self._tile.set_camera(showing.title)
            self._supervisor.set_pace(self._front_key, pace)
        elif self._back is not None and self._back.source == showing.source:
            self._back, self._pace = replace(self._back, title=showing.title), pace
            self._make_due()
        elif front is not None and self._is_seen():
            self._open_behind(showing, pace)
            self._make_due()
        else:
            self._drop_back()
            self._take_front(showing)
            self._supervisor.show(self._front_key, self._tile.native_id(), showing.source, pace=pace)

    def rename(self, title: str) -> None:
        """Let what is to be seen have another title."""
        if self._due and self._back is not None:
            self._back = replace(self._back, title=title)
        elif self._front is not None:
            self._front = replace(self._front, title=title)
            if self._later is not None:
                self._later = replace(self._later[0], title=title), self._later[1]
            self._tile.set_camera(title)

    def prepare(self, showing: Showing, pace: Pace) -> None:
        """Open what comes next behind the picture, so that `play` finds it there."""
        if self._due or self._front is None or not self._is_seen():
            return
        if self._back is None or self._back.source != showing.source:
            self._open_behind(showing, pace)
        self._pace = pace
        self._spare()

    def forget_ahead(self) -> None:
        """Nothing comes next after all."""
        if not self._due:
            self._drop_back()

    def stop(self) -> None:
        """Show nothing."""
        self._drop_back()
        self._later = None
        if self._front is not None:
            self._front = None
            self._supervisor.clear(self._front_key)
            self.changed.emit()

    def hear(self, key: str, figures: TileFigures) -> None:
        """Take in how a stream fares."""
        if key == self._front_key:
            self._tile.set_figures(figures)
            self._put_off_or_take_up(figures.state)
            if self._due and figures.state is not TileState.LIVE and not self._is_same_camera():
                # There is no moving picture to keep: say how the new one fares instead.
                self._flip()
        elif self._back is not None:
            self._back_state = figures.state
            if self._due:
                self._change_over()
            else:
                self._spare()

    def _put_off_or_take_up(self, state: TileState) -> None:
        """Another stream of the camera waits until nobody looks back at it and its picture moves again."""
        if state is TileState.REPLAY and self._due and self._back is not None and self._is_same_camera():
            self.play(self._back, self._pace)
        elif state not in _PAST and self._later is not None:
            self.play(*self._later)

    def _looks_back(self) -> bool:
        return self._tile.figures.state is TileState.REPLAY

    def _is_seen(self) -> bool:
        return self._tile.isVisible() and self._tile.figures.state is TileState.LIVE

    def _is_same_camera(self) -> bool:
        """Whether only the stream of the same camera changes: then an old picture tells no untruth."""
        return self._front is not None and self._back is not None and self._front.camera == self._back.camera

    def _open_behind(self, showing: Showing, pace: Pace) -> None:
        self._back = showing
        self._back_state = TileState.CONNECTING
        self._pace = pace
        self._supervisor.show(self._back_key, self._tile.back_id(), showing.source)

    def _spare(self) -> None:
        """What was opened ahead and has its picture needs no more than its share until it is seen."""
        if self._back_state is TileState.LIVE:
            self._supervisor.set_pace(self._back_key, self._pace)

    def _make_due(self) -> None:
        self._due = True
        if self._is_same_camera():
            self.alike.emit(self._front_key, self._back_key)
        elif not self._patience.isActive():
            self._patience.start()
        if self._back_state is not TileState.LIVE:
            self._supervisor.set_pace(self._back_key, Pace.FULL)
        self._change_over()

    def _change_over(self) -> None:
        has_failed = self._back_state not in _WAITING and not self._is_same_camera()
        if self._back_state is TileState.LIVE or has_failed:
            self._flip()

    def _flip(self) -> None:
        if self._back is None:
            return
        showing, former = self._back, self._front_key
        if self._is_same_camera():
            self.alike.emit(former, self._back_key)
        self._patience.stop()
        self._front_key, self._back_key = self._back_key, self._front_key
        self._back, self._due = None, False
        self._tile.flip()
        self._take_front(showing)
        figures = self._supervisor.figures().get(self._front_key)
        if figures is not None:
            self._tile.set_figures(figures)
        # Only now: until the new picture stands in front the old one had to go on.
        self._supervisor.clear(former)
        self._supervisor.set_pace(self._front_key, self._pace)

    def _take_front(self, showing: Showing) -> None:
        before, self._front = self._front, showing
        self._tile.set_camera(showing.title)
        if before is None or before.camera != showing.camera:
            self.changed.emit()

    def _drop_back(self) -> None:
        self._patience.stop()
        self._due = False
        if self._back is not None:
            self._back = None
            self._supervisor.clear(self._back_key)


def tile_key(key: str) -> str:
    """The tile's key that a supervisor's key belongs to."""
    return key.removesuffix(_BACK)
