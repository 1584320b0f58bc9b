"""One opening of one tile, from connecting to the release of its window."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from console.video import extracts
from console.video.feed import Feed
from console.video.machine import Machine
from console.video.messages import (
    Closed,
    Crop,
    CutClip,
    Ended,
    FromWorker,
    Open,
    Opened,
    Pace,
    TakeStill,
    TileReport,
)
from console.video.player import Player, Playing
from console.video.reader import StreamTrouble
from console.video.shared_streams import SharedStreams
from console.video.shown import ShownPictures
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit
from console.video.x_windows import XWindows
from console.video.zoom import borders

_LOOK_AGAIN_S: Final = 0.1


class Windows:
    """Windows that are drawn in now.

    libVLC, given a window in which another of its players still draws, opens one of its own on the desk; so a
    stream waits until the one before it has let go.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._changed = threading.Condition()

    def take(self, window: int, *, given_up: Callable[[], bool]) -> bool:
        """Wait for `window`; False when `given_up` says that it is no longer wanted."""
        with self._changed:
            while window in self._taken:
                if given_up():
                    return False
                self._changed.wait(_LOOK_AGAIN_S)
            self._taken.add(window)
            return True

    def free(self, window: int) -> None:
        """Let the next one have it."""
        with self._changed:
            self._taken.discard(window)
            self._changed.notify_all()


class Run:
    """A tile and its player. Its own thread begins, catches up and looks back; no call here blocks."""

    def __init__(
        self,
        *,
        order: Open,
        player: Player,
        say: Callable[[FromWorker], None],
        windows: Windows,
        streams: SharedStreams,
        x_windows: XWindows,
        machine: Machine,
    ) -> None:
        self.order = order
        self._machine = machine
        self._x_windows = x_windows
        self.closing_since: float | None = None
        self._windows = windows
        self._streams = streams
        self._player = player
        self._say = say
        self._sink = PipeSink()
        self._pace = order.pace
        self._info: StreamInfo | None = None
        self._playing: Playing | None = None
        self._shown = ShownPictures()
        self._crop: Crop | None = None
        self._cropped_for = (0, 0)
        self._showing = False  # whether a first picture was counted
        self._left = False
        self._lock = threading.Lock()
        self.feed = Feed(streams=streams, order=order, sink=self._sink)

    @property
    def starting(self) -> bool:
        """Whether its first picture is still to come."""
        return not self._showing and self.feed.pace is not Pace.OFF

    def start(self) -> None:
        """Begin on a thread of its own."""
        threading.Thread(target=self._live, name=self.order.tile, daemon=True).start()

    def close(self) -> None:
        """Leave the window as soon as possible; Closed is said then."""
        if self.closing_since is None:
            self.closing_since = time.monotonic()
            threading.Thread(target=self._close, name=f"close {self.order.tile}", daemon=True).start()

    def crop(self, order: Crop) -> None:
        """Show a part of the picture, from now on and as soon as there is a player."""
        self._crop = order
        threading.Thread(target=self._apply_crop, name=f"crop {self.order.tile}", daemon=True).start()

    def extract(self, order: TakeStill | CutClip) -> None:
        """Make a still or a clip on a thread of its own; the answer is said then."""
        info = self._info
        if info is None:
            self._say(extracts.nothing(order))
            return
        units = self._units_for(order)

        def work() -> None:
            match order:
                case TakeStill():
                    self._say(extracts.still(order, units=units, info=info))
                case CutClip():
                    self._say(extracts.clip(order, units=units, info=info))

        threading.Thread(target=work, name=f"extract {self.order.tile}", daemon=True).start()

    def report(self) -> TileReport:
        """Totals up to now. Never blocks for long."""
        feed, playing = self.feed, self._playing
        tally, gauge = feed.stream.tally, feed.stream.gauge
        displayed, late = 0, 0
        if playing is not None:
            count = playing.count()
            displayed = self._shown.count(
                drawn=count.displayed,
                handed=feed.written,
                left_out=count.late,
                decoded=count.decoded,
                reduced=feed.pace in (Pace.KEYFRAMES, Pace.STILL) and feed.replay is None,
            )
            late = max(0, count.late - feed.led)
            feed.heard(displayed=displayed, late=late, busy=self._machine.busy())
        if self._crop is not None and self._x_windows.size(self.order.window) != self._cropped_for:
            self.crop(self._crop)
        if displayed and not self._showing:
            # Before the console hears of a picture: it may raise the window then.
            self._x_windows.remove_backgrounds(self.order.window)
        self._showing = displayed > 0
        return TileReport(
            tile=self.order.tile,
            run=self.order.run,
            packets=tally.packets,
            size=tally.size,
            displayed=displayed,
            late=late,
            dropped=tally.dropped + feed.dropped,
            idle_s=feed.idle_s,
            expected_s=feed.expected_s,
            pace=feed.pace,
            gaps=gauge.gaps,
            largest_gap_s=gauge.largest_gap_s,
            buffer_ms=round(1000 * feed.held_s),
            latency_ms=round(1000 * feed.held_s),
            kept_s=feed.kept_s,
            source_s=feed.source_s,
            replay=feed.replay,
        )

    def _units_for(self, order: TakeStill | CutClip) -> list[Unit]:
        match order:
            case TakeStill():
                return self.feed.to_shown(self.feed.held_s)
            case CutClip():
                return self.feed.stream.kept()[0]

    def _live(self) -> None:
        order = self.order
        try:
            info = self.feed.connected()
            if info is not None and self._begin(info):
                self.feed.run(info)
        except StreamTrouble as trouble:
            if not self._left:
                self._sink.finish()
                self._leave()
                if self.closing_since is None:
                    self._say(
                        Ended(tile=order.tile, run=order.run, trouble=trouble.trouble, detail=trouble.detail)
                    )
        finally:
            self._sink.finish()

    def _begin(self, info: StreamInfo) -> bool:
        """Make the player; False when the tile was closed meanwhile."""
        order = self.order
        if order.window and not self._windows.take(order.window, given_up=lambda: self._left):
            return False
        with self._lock:
            if self._left:
                self._windows.free(order.window)
                return False
            self._info = info
            if order.window:
                self._playing = self._player.play(self._sink.player_url, window=order.window)
        self._say(
            Opened(
                tile=order.tile,
                run=order.run,
                codec=info.codec,
                width=info.width,
                height=info.height,
                narrow=self._sink.narrow,
            )
        )
        if self._crop is not None:
            self._apply_crop()
        return True

    def _apply_crop(self) -> None:
        with self._lock:
            crop, info, playing = self._crop, self._info, self._playing
            if crop is not None and info is not None and playing is not None and not self._left:
                self._cropped_for = self._x_windows.size(self.order.window)
                part = (crop.left, crop.top, crop.width, crop.height)
                away = borders(part, picture=(info.width, info.height), window=self._cropped_for)
                playing.crop(away)

    def _close(self) -> None:
        self._leave()
        self.closing_since = None
        self._say(Closed(tile=self.order.tile, run=self.order.run))

    def _leave(self) -> None:
        with self._lock:
            first, self._left = not self._left, True
        if first:
            self.feed.close()
            if self._playing is not None:
                self._playing.stop()
                self._windows.free(self.order.window)
            self._sink.abandon()
