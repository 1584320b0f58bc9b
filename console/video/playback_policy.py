"""When a tile's stream is opened, given up and opened again, and what the tile may say meanwhile.

Pure: values in, values out, the time is an argument (any monotonic clock, seconds). The supervisor carries
it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

from console.video.messages import Source, Trouble

FIRST_PICTURE_S: Final = 12.0
#: Without a new picture for this long a tile is no longer live, and after RESTART_S it is opened anew.
STALLED_S: Final = 3.0
RESTART_S: Final = 6.0
BACKOFF_S: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
LATER_S: Final = 60.0
#: So long a stream must have lived for its failures to be forgotten.
HEALTHY_S: Final = 10.0
OPENS_PER_S: Final = 20
IN_FLIGHT: Final = 8

#: Troubles that are probably the whole host's: one success there is a reason to try its other streams at
#: once.
_OF_THE_HOST: Final = frozenset(
    {Trouble.UNREACHABLE, Trouble.OFFLINE, Trouble.ENDED, Trouble.STALLED, Trouble.NO_PICTURE}
)


class Phase(Enum):
    """What is being done for a tile."""

    DUE = auto()  # to be opened as soon as its host's cap allows
    OPENING = auto()  # the worker is at it, no picture yet
    PLAYING = auto()  # pictures have come
    WAITING = auto()  # failed; opened again at `due_at`


@dataclass(frozen=True, slots=True)
class Playback:
    """Everything that is known of one tile's stream.

    `trouble` is the latest failure and stays until pictures move again: a tile that is being tried once
    more does not forget what was wrong. `failures` counts those in a row.
    """

    phase: Phase
    since: float
    failures: int = 0
    due_at: float = 0.0
    pictures: int = 0
    last_picture_at: float | None = None
    trouble: Trouble | None = None
    detail: str = ""


def started(now: float) -> Playback:
    """A tile that was just given a source."""
    return Playback(phase=Phase.DUE, since=now)


def opening(playback: Playback, now: float) -> Playback:
    """The worker was told to open it."""
    return replace(playback, phase=Phase.OPENING, since=now, pictures=0)


def counted(playback: Playback, pictures: int, now: float) -> Playback:
    """The worker reported so many pictures shown since the opening."""
    if playback.phase not in (Phase.OPENING, Phase.PLAYING) or pictures <= playback.pictures:
        return playback
    if playback.phase is Phase.OPENING:
        playback = replace(playback, phase=Phase.PLAYING, since=now)
    failures = 0 if now - playback.since >= HEALTHY_S else playback.failures
    return replace(
        playback, pictures=pictures, last_picture_at=now, trouble=None, detail="", failures=failures
    )


def failed(playback: Playback, trouble: Trouble, detail: str, now: float) -> Playback:
    """The stream could not be opened or broke off; it waits for its next turn."""
    wait_s = backoff(playback.failures)
    return replace(
        playback,
        phase=Phase.WAITING,
        since=now,
        failures=playback.failures + 1,
        due_at=now + wait_s,
        trouble=trouble,
        detail=detail,
    )


def worker_lost(playback: Playback, now: float) -> Playback:
    """Its worker died: no fault of the stream, so it is opened again without waiting."""
    if playback.phase is Phase.WAITING:
        return playback
    return replace(playback, phase=Phase.DUE, since=now)


def host_recovered(playback: Playback, now: float) -> Playback:
    """Another stream of the same host came back: try again now."""
    if playback.phase is not Phase.WAITING or playback.trouble not in _OF_THE_HOST:
        return playback
    return replace(playback, phase=Phase.DUE, since=now, failures=0)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures before this one."""
    return BACKOFF_S[failures] if failures < len(BACKOFF_S) else LATER_S


def watch(playback: Playback, now: float) -> Playback:
    """The watchdog: give up what does not move, let what has waited long enough be opened."""
    match playback.phase:
        case Phase.OPENING if now - playback.since >= FIRST_PICTURE_S:
            return failed(playback, Trouble.NO_PICTURE, "", now)
        case Phase.PLAYING if silence(playback, now) >= RESTART_S:
            return failed(playback, Trouble.STALLED, "", now)
        case Phase.WAITING if now >= playback.due_at:
            return replace(playback, phase=Phase.DUE, since=now)
        case _:
            return playback


def silence(playback: Playback, now: float) -> float:
    """Seconds since the last picture, or since the opening when there was none."""
    return now - (playback.since if playback.last_picture_at is None else playback.last_picture_at)


def is_live(playback: Playback, now: float) -> bool:
    """Whether the picture moves on."""
    return playback.phase is Phase.PLAYING and silence(playback, now) < STALLED_S


def host_of(source: Source) -> str:
    """The host whose patience is shared by all its streams."""
    return urlsplit(source.url).netloc.rpartition("@")[2]


class HerdCap:
    """For each host at most OPENS_PER_S openings a second, evenly spaced, and IN_FLIGHT at once."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._in_flight: dict[str, set[str]] = {}

    def try_open(self, host: str, tile: str, now: float) -> bool:
        """Take a turn for the tile if there is one."""
        flying = self._in_flight.setdefault(host, set())
        last = self._last.get(host)
        too_soon = last is not None and now - last < 1 / OPENS_PER_S
        if too_soon or len(flying - {tile}) >= IN_FLIGHT:
            return False
        self._last[host] = now
        flying.add(tile)
        return True

    def landed(self, host: str, tile: str) -> None:
        """The tile's opening succeeded, failed or was called off. Harmless when repeated."""
        self._in_flight.get(host, set()).discard(tile)
