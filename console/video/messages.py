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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a tile's pictures come from.

    `url` is an rtsp, http or https address (MPEG-TS, FLV or HLS). `headers` are sent with every HTTP
    request of this stream, redirects included: give a bearer token only for an address of the own platform.
    With `tls` an https address has to show a certificate that can be believed; cameras of others rarely can.
    """

    url: str
    headers: dict[str, str] = {}
    tls: TlsFiles | None = None


class Open(msgspec.Struct, frozen=True, kw_only=True, tag="open"):
    """Play `source` into the native window `window`; `run` tells this opening from earlier ones of the
    tile.
    """

    tile: str
    run: int
    window: int
    source: Source


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


class TileReport(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Totals of one run since it was opened.

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


class Report(msgspec.Struct, frozen=True, kw_only=True, tag="report"):
    """The worker's heartbeat, sent even when nothing plays. `closing_s`: how long the slowest stop takes by
    now.
    """

    tiles: list[TileReport]
    closing_s: float


ToWorker = Open | Close | Quit
FromWorker = Ready | Unable | Opened | Ended | Closed | Report

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
