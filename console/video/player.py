"""The only module that knows libVLC: decodes what a pipe gives and draws it into a native window.

Every call here may block, stopping above all: call it from a thread that nobody waits for, and never from a
libVLC callback.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from console.video.rendering import Probes, Rendering, decide, probe

try:
    import vlc
except (ImportError, OSError, AttributeError, NameError, SystemExit) as error:
    # python-vlc looks for the C library while it is imported and fails in several ways without it: it even
    # ends the process when PYTHON_VLC_LIB_PATH leads nowhere.
    vlc = None
    _why_missing = str(error)

_COMMON: Final = (
    "--quiet",
    "--no-audio",
    "--no-spu",
    "--no-osd",
    "--no-video-title-show",
    "--no-lua",
    # A decoder that leaves out pictures which others build upon shows rubbish up to the next key frame; and
    # of those that lead to a picture of the past it would leave out the twelfth. What is late is still not
    # shown.
    "--no-avcodec-hurry-up",
    "--stats",
)
_SOFTWARE: Final = (
    # Without --no-xlib libVLC falls into OpenGL drawn by the CPU: four times the cost.
    "--no-xlib",
    "--vout=xcb_x11",
    "--avcodec-hw=none",
    "--avcodec-threads=1",
    "--swscale-mode=0",
)
# Which output draws is libVLC's own choice: it forgets `--vout` when it is given a window.
_HARDWARE: Final = ("--avcodec-hw=any",)
#: Hardware that has not shown one of so many pictures in so many seconds has failed.
_MANY: Final = 50
_PATIENCE_S: Final = 5.0
_MEDIA: Final = (
    ":demux=ts",
    # The time stamps say when each picture is to be shown (see `remux`): libVLC adds nothing of its own.
    ":network-caching=0",
    ":file-caching=0",
    ":live-caching=0",
    ":clock-jitter=0",
    ":clock-synchro=0",
    # Else libVLC reads up to 16 MiB ahead: that much memory a stream, and a player that does not keep up
    # would fall behind unseen for minutes.
    ":prefetch-buffer-size=16",
    ":prefetch-read-size=16384",
)


class PlayerUnavailable(Exception):
    """libVLC cannot be used on this machine; the text says what to do."""


@dataclass(frozen=True, slots=True)
class PictureCount:
    """Pictures given to the screen and pictures that came too late for it, since the start.

    `decoded` grows by two for a picture that came out of the decoder, by one for what it threw away.
    """

    displayed: int
    late: int
    decoded: int = 0


class Player:
    """libVLC itself, one a process; makes a Playing for every stream. Raises PlayerUnavailable.

    Looking at the machine may take seconds where there is a graphics card.
    """

    def __init__(self, wish: Rendering, *, probe: Callable[[], Probes] = probe) -> None:
        if vlc is None:
            raise PlayerUnavailable(
                f"libVLC was not found ({_why_missing}); install VLC (Debian: libvlc5 vlc-plugin-base "
                "vlc-plugin-video-output) and start again"
            )
        found = Probes(platform=sys.platform) if wish is Rendering.SOFTWARE else probe()
        self.decision = decide(wish, found)
        self._failed = False
        self._began_at: float | None = None
        self._has_shown = False
        self._instance: Any = _instance(self.decision.rendering)
        if self._instance is None and self.decision.rendering is Rendering.HARDWARE:
            self._fall_back()
        if self._instance is None:
            raise PlayerUnavailable(
                "libVLC was found but does not start; install its plugins (Debian: vlc-plugin-base "
                "vlc-plugin-video-output) and start again"
            )

    @property
    def output(self) -> str:
        """Who decodes and draws now: `software`, `hardware`, or `fallback`: software, because hardware
        failed.
        """
        return "fallback" if self._failed else self.decision.rendering.value

    @property
    def version(self) -> str:
        """What libVLC calls itself."""
        return bytes(vlc.libvlc_get_version()).decode()

    def play(self, url: str, *, window: int) -> Playing:
        """Draw the MPEG-TS stream at `url` into the native window."""
        if self._began_at is None:
            self._began_at = time.monotonic()
        return Playing(instance=self._instance, url=url, window=window)

    def give_up(self, *, handed: int, displayed: int) -> bool:
        """Whether hardware has just been given up; what is played from now on is decoded in software.

        `handed` and `displayed` count the pictures of all that plays: hardware that has never shown one of
        many in some seconds does not work, whatever it said at the start.
        """
        self._has_shown = self._has_shown or displayed > 0
        if self.decision.rendering is Rendering.SOFTWARE or self._failed or self._has_shown:
            return False
        waited_s = 0.0 if self._began_at is None else time.monotonic() - self._began_at
        if handed < _MANY or waited_s < _PATIENCE_S:
            return False
        self._fall_back()
        return True

    def _fall_back(self) -> None:
        """The instance before is kept by what plays with it, until that is stopped."""
        self._failed = True
        self._instance = _instance(Rendering.SOFTWARE)


def _instance(rendering: Rendering) -> Any:
    return vlc.Instance([*_COMMON, *(_HARDWARE if rendering is Rendering.HARDWARE else _SOFTWARE)])


class Playing:
    """One stream on its way to one window. `count` and `stop` may be called from different threads."""

    def __init__(self, *, instance: Any, url: str, window: int) -> None:
        self._media: Any = instance.media_new(url, *_MEDIA)
        self._statistics: Any = vlc.MediaStats()
        self._last = PictureCount(0, 0)
        self._media_lock = threading.Lock()
        player: Any = instance.media_player_new()
        player.set_media(self._media)
        # The frame around the picture handles clicks and keys.
        player.video_set_mouse_input(False)
        player.video_set_key_input(False)
        if sys.platform == "win32":
            player.set_hwnd(window)
        else:
            player.set_xwindow(window)
        self._player = player
        player.play()

    def count(self) -> PictureCount:
        """How many pictures were shown; the last known count after the stop."""
        with self._media_lock:
            statistics = self._statistics
            if self._media is not None and self._media.get_stats(statistics):
                self._last = PictureCount(
                    displayed=int(statistics.displayed_pictures),
                    late=int(statistics.lost_pictures),
                    decoded=int(statistics.decoded_video),
                )
            return self._last

    def crop(self, borders: tuple[int, int, int, int]) -> None:
        """Leave out so many pixels of the picture at the left, top, right and bottom, from now on."""
        # In its other form, `WxH+X+Y`, libVLC 3 takes the size for a corner.
        self._player.video_set_crop_geometry("+".join(map(str, borders)) if any(borders) else None)

    def stop(self) -> None:
        """Stop and let go of the window, which may be destroyed afterwards. Call once; may block."""
        self._player.stop()
        self._player.release()
        with self._media_lock:
            self._media.release()
            self._media = None
