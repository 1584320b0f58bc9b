"""What a tile can say about its picture: plain frozen values, filled in by the console, drawn by the tile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import msgspec


class TileState(Enum):
    """The truth about a tile's picture. LIVE is said only while the picture moves on."""

    EMPTY = auto()
    CONNECTING = auto()
    LIVE = auto()
    PAUSED = auto()  # the stream goes on and is not drawn, or is about to be drawn again
    REPLAY = auto()  # past pictures, moving or standing still
    STALLED = auto()  # no new picture for 3 s; the last one still stands
    RECONNECTING = auto()  # the stream broke off
    UNREACHABLE = auto()
    OFFLINE = auto()
    NO_PERMISSION = auto()
    WRONG_CODEC = auto()  # the detail names it
    GARBAGE = auto()
    NO_PICTURE = auto()  # connected, and no first picture in time
    CRASHES = auto()  # makes its decoder crash or hang, and is kept apart
    NO_ROOM = auto()  # the X server takes no more connections
    RECORDING = auto()  # what the platform recorded, moving or standing still
    ENDED = auto()  # a recording has come to its end


class Pace(Enum):
    """How much of its stream a tile shows. Anything but FULL is told on the tile."""

    FULL = auto()
    KEYFRAMES = auto()  # one picture every second or so
    STILL = auto()  # one picture every few seconds
    OFF = auto()  # hidden or covered: nothing is decoded


@dataclass(frozen=True, slots=True)
class ReplayFigures:
    """Where a replay stands: `behind_s` seconds before now, going on at `rate` (1 real time, 0 stands still).

    `oldest_s` is how far it can go back.
    """

    behind_s: float
    rate: float
    oldest_s: float


class TileFigures(msgspec.Struct, frozen=True):
    """State and figures of one tile at one moment. A struct, as many are made a second.

    `fps` pictures a second on the screen, `bitrate` in bit/s, ages in seconds, `last_picture_age` None
    before the first; `retry_in_s` None while nothing is scheduled; `attempt` the number of failures in a
    row; `late` and `dropped` count pictures lost since the stream was opened; `detail` as `detail_words`
    has it. `gaps` counts how often more than two pictures' time passed between two of the source's. Pictures
    are held back for `buffer_ms`; `latency_ms` is from their arrival to the screen as far as known; `kept_s`
    is how long ago the oldest picture came that can be looked at again; `source_s` is the source's own time
    stamp of the picture, in seconds.
    """

    state: TileState = TileState.EMPTY
    frames: int = 0
    fps: float = 0.0
    bitrate: float = 0.0
    last_picture_age: float | None = None
    codec: str = ""
    size: tuple[int, int] = (0, 0)
    reconnects: int = 0
    attempt: int = 0
    retry_in_s: float | None = None
    late: int = 0
    dropped: int = 0
    detail: str = ""
    pace: Pace = Pace.FULL
    gaps: int = 0
    largest_gap_s: float = 0.0
    buffer_ms: int = 0
    latency_ms: int = 0
    kept_s: float = 0.0
    source_s: float = 0.0
    replay: ReplayFigures | None = None
