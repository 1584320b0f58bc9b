"""What the console and a video worker say to each other: one JSON object a line over the worker's pipes.

No Qt and no video library here, so that both sides can read it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

import msgspec

from backend_client.tls import TlsFiles


class Trouble(Enum):
    """Why a tile shows no moving picture, as far as it is known."""

    UNREACHABLE = "unreachable"  # no answer, refused, unknown host or path
    NO_PERMISSION = "no_permission"  # 401, 403
    OFFLINE = "offline"  # 5xx: the site knows the camera and cannot reach it
    WRONG_CODEC = "wrong_codec"  # the detail names it
    GARBAGE = "garbage"  # bytes that are no video stream
    NO_PICTURE = "no_picture"  # opened, and no first picture in time
    STALLED = "stalled"  # pictures came and stopped
    ENDED = "ended"  # the source closed the stream
    CRASHES = "crashes"  # the worker that decodes it dies or hangs, again and again
    NO_ROOM = "no_room"  # the X server takes no more connections


class Pace(Enum):
    """How much of its stream a tile shows. The stream itself is read whole in every pace."""

    FULL = "full"
    KEYFRAMES = "keyframes"
    STILL = "still"  # one picture every few seconds
    OFF = "off"  # nothing is decoded


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a tile's pictures come from.

    `url` is an rtsp, http or https address (MPEG-TS, FLV or HLS). `headers` are sent with every HTTP
    request of this stream, redirects included: give a bearer token only for an address of the own platform.
    With `tls` an https address has to show a certificate that can be believed; cameras of others rarely can.
    A `paced` source is a recording that comes faster than it is to be shown: `rate` times as fast as it was.
    Sources of the same `subject` show the same, as a camera's two streams do: who changes over from one to
    the other can look back at both. Empty: nobody knows.
    """

    url: str
    subject: str = ""
    headers: dict[str, str] = {}
    tls: TlsFiles | None = None
    paced: bool = False
    rate: float = 1.0


class Open(msgspec.Struct, frozen=True, kw_only=True, tag="open"):
    """Play `source` into the native window `window`; `run` tells this opening from earlier ones of the
    tile.

    A source that plays already for another tile of the worker is not connected to a second time: they are the
    same when their addresses are. Without a window (0) the source is read and kept in the ring, and a tile
    that is opened later starts at once.
    """

    tile: str
    run: int
    window: int
    source: Source
    pace: Pace = Pace.FULL


class Keep(msgspec.Struct, frozen=True, kw_only=True, tag="keep"):
    """From now on what is kept of all streams together may take so many bytes."""

    most_bytes: int


class SetPace(msgspec.Struct, frozen=True, kw_only=True, tag="pace"):
    """From now on decode so many pictures of the tile. Back from OFF it starts at the last key frame."""

    tile: str
    run: int
    pace: Pace
    still_every_s: float = 5.0


class Crop(msgspec.Struct, frozen=True, kw_only=True, tag="crop"):
    """Show this part of the picture (fractions of its width and height) in the whole window."""

    tile: str
    run: int
    left: float
    top: float
    width: float
    height: float


class Replay(msgspec.Struct, frozen=True, kw_only=True, tag="replay"):
    """Show what was `back_s` before now and go on from there at `rate` (1 real time, 0 stands still).

    Moves a replay that runs. The live stream goes on being read.
    """

    tile: str
    run: int
    back_s: float
    rate: float = 1.0


class ReplayRate(msgspec.Struct, frozen=True, kw_only=True, tag="replay_rate"):
    """Go on with the tile's replay at this rate: 1, 1/2, 1/4; 0 stands still."""

    tile: str
    run: int
    rate: float


class ReplayStep(msgspec.Struct, frozen=True, kw_only=True, tag="replay_step"):
    """Stand still, so many pictures further on (or, negative, back)."""

    tile: str
    run: int
    pictures: int


class ReplayEnd(msgspec.Struct, frozen=True, kw_only=True, tag="replay_end"):
    """Back to live."""

    tile: str
    run: int


class TakeStill(msgspec.Struct, frozen=True, kw_only=True, tag="still"):
    """Write the picture that the tile shows to `path`; its ending (.png, .jpg) says how.

    Answered by StillTaken or NotDone with the same `request`.
    """

    request: int
    tile: str
    run: int
    path: str


class CutClip(msgspec.Struct, frozen=True, kw_only=True, tag="clip"):
    """Write what the ring holds from `began` to `ended` (seconds since 1970, by this machine's clock) to
    `path`, as it came; its ending (.ts, .mp4) says how.

    It begins at the key frame before. Answered by ClipCut or NotDone with the same `request`.
    """

    request: int
    tile: str
    run: int
    path: str
    began: float
    ended: float


class Close(msgspec.Struct, frozen=True, kw_only=True, tag="close"):
    """Stop what plays for the tile and leave its window."""

    tile: str
    run: int


class Quit(msgspec.Struct, frozen=True, kw_only=True, tag="quit"):
    """Stop everything and end."""


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag="ready"):
    """The worker can play. `versions` is for the log, `rendering` (software, hardware) for the status
    strip.
    """

    versions: str
    rendering: str


class Unable(msgspec.Struct, frozen=True, kw_only=True, tag="unable"):
    """The worker can never play on this machine; it ends. `reason` says what to do."""

    reason: str


class Opened(msgspec.Struct, frozen=True, kw_only=True, tag="opened"):
    """The source answered with a stream that can be played. `narrow`: the system refused a wide pipe for
    it.
    """

    tile: str
    run: int
    codec: str
    width: int
    height: int
    narrow: bool = False


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended"):
    """The run is over, by itself; the worker has left the window.

    `detail` is a token that `widgets.wall.tile_words` has words for, or what needs none: a codec's name, a
    number. Empty when the trouble says it all.
    """

    tile: str
    run: int
    trouble: Trouble
    detail: str


class Closed(msgspec.Struct, frozen=True, kw_only=True, tag="closed"):
    """The answer to Close."""

    tile: str
    run: int


class StillTaken(msgspec.Struct, frozen=True, kw_only=True, tag="still_taken"):
    """The picture stands in the file; `taken_at` is when it arrived here (seconds since 1970)."""

    request: int
    path: str
    width: int
    height: int
    size: int  # bytes
    sha256: str
    taken_at: float


class ClipCut(msgspec.Struct, frozen=True, kw_only=True, tag="clip_cut"):
    """The clip stands in the file: what arrived from `began` to `ended` (seconds since 1970)."""

    request: int
    path: str
    codec: str
    pictures: int
    size: int  # bytes
    sha256: str
    began: float
    ended: float


class NotDone(msgspec.Struct, frozen=True, kw_only=True, tag="not_done"):
    """A still or a clip could not be made; `reason` is `nothing_kept` (no picture of that time is held), or
    what the system said.
    """

    request: int
    reason: str


class ReplayReport(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Where a replay stands: `behind_s` before now, going on at `rate`; it can go back to `oldest_s`."""

    behind_s: float
    rate: float
    oldest_s: float


class TileReport(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Totals of one run since it was opened, and how its stream is now.

    `displayed` counts pictures given to the screen, `late` those libVLC dropped, `dropped` packets that the
    reader left out (no growing time stamp, or no room in the pipe).
    """

    tile: str
    run: int
    packets: int
    size: int  # bytes
    displayed: int
    late: int
    dropped: int
    #: Seconds since a picture was handed to the player (in OFF: read from the source).
    idle_s: float = 0.0
    #: Seconds between pictures that are to be expected in this pace; 0 while unknown.
    expected_s: float = 0.0
    pace: Pace = Pace.FULL
    #: How often more than two pictures' time passed between two, by the source's clock; the longest, in s.
    gaps: int = 0
    largest_gap_s: float = 0.0
    #: Milliseconds that the player holds pictures back now, and from arrival to screen as far as known.
    buffer_ms: int = 0
    latency_ms: int = 0
    #: Seconds that the ring holds.
    kept_s: float = 0.0
    #: The source's own time stamp of the picture on the screen, in seconds (of a recording of the platform:
    #: since 1970, modulo 2^33 / 90000); 0 while unknown.
    source_s: float = 0.0
    replay: ReplayReport | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True, tag="report"):
    """The worker's heartbeat, sent even when nothing plays. `closing_s`: how long the slowest stop takes by
    now; `cpu_s`: processor time since the start; `ring_bytes`: what all rings and replays hold; `streams`:
    how many sources are read.
    """

    tiles: list[TileReport]
    closing_s: float
    cpu_s: float = 0.0
    ring_bytes: int = 0
    streams: int = 0


ToWorker = (
    Open
    | Close
    | Keep
    | SetPace
    | Crop
    | Replay
    | ReplayRate
    | ReplayStep
    | ReplayEnd
    | TakeStill
    | CutClip
    | Quit
)
FromWorker = Ready | Unable | Opened | Ended | Closed | Report | StillTaken | ClipCut | NotDone

#: How often a worker sends its Report.
REPORT_INTERVAL_S: Final = 0.5

_encoder = msgspec.json.Encoder()
_to_worker: msgspec.json.Decoder[ToWorker] = msgspec.json.Decoder(ToWorker)
_from_worker: msgspec.json.Decoder[FromWorker] = msgspec.json.Decoder(FromWorker)


def encode(message: ToWorker | FromWorker) -> bytes:
    """One line with its end."""
    return _encoder.encode(message) + b"\n"


def decode_for_worker(line: bytes) -> ToWorker:
    """Read a line sent by the console. Raises msgspec.MsgspecError."""
    return _to_worker.decode(line)


def decode_from_worker(line: bytes) -> FromWorker:
    """Read a line sent by a worker. Raises msgspec.MsgspecError."""
    return _from_worker.decode(line)
