"""What the platform and its recorder say to each other: one JSON object a line, by stdin and stdout."""

from __future__ import annotations

import msgspec


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A camera to be recorded: where its stream is, what is sent with the request, and why."""

    camera: str
    url: str
    why: str
    headers: dict[str, str] = {}


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is to be recorded from now on, and how much may be kept of it.

    Pieces older than `keep_s` seconds go, and the oldest while all take more than `keep_bytes`.
    `reserve_bytes` of the disk stay free for others.
    """

    cameras: tuple[Wanted, ...]
    keep_s: float
    keep_bytes: int
    reserve_bytes: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """How the recorder is. `recording` counts cameras that are being written, `bytes` what is kept.

    `full` is one sentence while nothing can be written, empty else. `troubles` says in a word why a camera
    is not being recorded, of some of them.
    """

    recording: int
    wanted: int
    pieces: int
    bytes: int
    written: int
    removed: int
    oldest: float | None
    full: str
    troubles: dict[str, str]


def encode(message: Order | Report) -> bytes:
    """One line with its end."""
    return msgspec.json.encode(message) + b"\n"
