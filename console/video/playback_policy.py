"""When a tile's stream is opened, given up and opened again, and what the tile may say meanwhile.

Pure: values in, values out, the time is an argument (any monotonic clock, seconds). The supervisor carries
it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from console.video.messages import Pace, Source, Trouble

FIRST_PICTURE_S: Final = 12.0
#: Without a new picture for this long, or for twice the interval at which its mode brings them, a tile is no
#: longer live; RESTART_S is when it is opened anew, later by as much as its mode is slower.
STALLED_S: Final = 3.0
RESTART_S: Final = 6.0
#: The interval that is expected until the worker has measured it: key frames come every 1 to 4 s.
_EXPECTED_S: Final = {Pace.FULL: 0.0, Pace.KEYFRAMES: 4.0, Pace.STILL: 10.0, Pace.OFF: 0.0}
#: From a packet's arrival to its picture on the screen, at least.
_ON_THE_WAY_S: Final = 0.1
#: libVLC brings its count up to date while it reads: the last pictures before a silence are not in it.
_UNCOUNTED_S: Final = 0.5
BACKOFF_S: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
LATER_S: Final = 60.0
#: Waits from this length on are shortened by up to this part, until each tile has its own time in the minute.
_SPREAD_FROM_S: Final = 8.0
_SPREAD_PART: Final = 0.75
#: So long a stream must have lived for its failures to be forgotten.
HEALTHY_S: Final = 10.0
OPENS_PER_S: Final = 20
IN_FLIGHT: Final = 8

#: Troubles that are probably the whole host's: one success there is a reason to try its other streams at
#: once.
_OF_THE_HOST: Final = frozenset(
    {Trouble.UNREACHABLE, Trouble.OFFLINE, Trouble.ENDED, Trouble.STALLED, Trouble.NO_PICTURE}
)


#: Troubles that waiting does not mend.
UNPLAYABLE: Final = frozenset({Trouble.WRONG_CODEC, Trouble.GARBAGE, Trouble.NO_PERMISSION})


class Phase(Enum):
    """What is being done for a tile."""

    DUE = auto()  # to be opened as soon as its host's cap allows
    OPENING = auto()  # the worker is at it, no picture yet
    PLAYING = auto()  # pictures have come
    WAITING = auto()  # failed; opened again at `due_at`


class Playback(msgspec.Struct, frozen=True):
    """Everything that is known of one tile's stream. A struct, as many are made a second.

    `trouble` is the latest failure and stays until pictures move again: a tile that is being tried once
    more does not forget what was wrong. `failures` counts those in a row. `expected_s` is the interval at
    which pictures come in the present pace, 0 while it is short or unknown. Since `paced_at` that pace is in
    force; with OFF no pictures are expected, and what moves is `packets`.
    """

    phase: Phase
    since: float
    failures: int = 0
    due_at: float = 0.0
    pictures: int = 0
    last_picture_at: float | None = None
    counted_at: float = 0.0  # when the count grew last
    trouble: Trouble | None = None
    detail: str = ""
    pace: Pace = Pace.FULL
    expected_s: float = 0.0
    paced_at: float = 0.0
    packets: int = 0
    last_packet_at: float | None = None
    resuming: bool = False  # pictures were off, and none has come since
    replaying: bool = False  # past pictures are looked at, or one of them stands still


@dataclass(frozen=True, slots=True)
class Progress:
    """What a worker reports of a run: `pictures` shown and `packets` read since it was opened, `idle_s` since
    the last packet, `expected_s` between pictures in `pace`, which may be another than the one just asked
    for; `replaying` while past pictures are looked at.
    """

    pictures: int
    packets: int = 0
    idle_s: float = 0.0
    expected_s: float = 0.0
    pace: Pace = Pace.FULL
    replaying: bool = False


def started(now: float, *, pace: Pace = Pace.FULL) -> Playback:
    """A tile that was just given a source."""
    return Playback(phase=Phase.DUE, since=now, pace=pace, expected_s=_EXPECTED_S[pace], paced_at=now)


def opening(playback: Playback, now: float) -> Playback:
    """The worker was told to open it."""
    return replace(
        playback, phase=Phase.OPENING, since=now, pictures=0, packets=0, resuming=False, replaying=False
    )


def paced(playback: Playback, pace: Pace, now: float) -> Playback:
    """From now on pictures are to come at this pace."""
    if pace is playback.pace:
        return playback
    resuming = playback.phase is Phase.PLAYING and (playback.pace is Pace.OFF or playback.resuming)
    return replace(
        playback,
        pace=pace,
        expected_s=_EXPECTED_S[pace],
        paced_at=now,
        resuming=resuming and pace is not Pace.OFF,
    )


def counted(playback: Playback, progress: Progress, now: float) -> Playback:
    """The worker reported how far it is."""
    if playback.phase not in (Phase.OPENING, Phase.PLAYING):
        return playback
    if progress.pace is playback.pace and progress.expected_s > 0:
        playback = replace(playback, expected_s=progress.expected_s)
    if progress.replaying is not playback.replaying:
        # Back from a replay it is live with its first new picture.
        back = playback.replaying
        playback = replace(playback, replaying=progress.replaying, resuming=back, paced_at=now)
    came = progress.packets > playback.packets
    if came:
        playback = replace(playback, packets=progress.packets, last_packet_at=now - progress.idle_s)
    shown = progress.pictures > playback.pictures
    if shown or (came and playback.pace is Pace.OFF):
        if playback.phase is Phase.OPENING:
            playback = replace(playback, phase=Phase.PLAYING, since=now)
        failures = 0 if now - playback.since >= HEALTHY_S else playback.failures
        playback = replace(playback, trouble=None, detail="", failures=failures)
    # Reports are rare: the age of the last packet tells better when the last picture was shown.
    at = min(now, now - progress.idle_s + _ON_THE_WAY_S)
    if shown:
        playback = replace(playback, pictures=progress.pictures, counted_at=now, resuming=False)
    elif came and playback.phase is Phase.PLAYING and playback.last_picture_at is not None:
        # It is brought up to date with the next picture, which is late in coming in a reduced mode.
        at = min(at, playback.counted_at + max(_UNCOUNTED_S, playback.expected_s))
    else:
        return playback
    before = playback.last_picture_at
    return replace(playback, last_picture_at=at if before is None else max(at, before))


def failed(playback: Playback, trouble: Trouble, detail: str, now: float, *, spread: float = 0.0) -> Playback:
    """The stream could not be opened or broke off; it waits for its next turn.

    `spread`, 0 to 1, is another for each tile: tiles of a host that failed all at once are not all tried
    again at once, so that its return is noticed by one of them soon, however long it was away.
    """
    wait_s = backoff(playback.failures)
    if wait_s >= _SPREAD_FROM_S and playback.failures <= len(BACKOFF_S):
        wait_s *= 1 - _SPREAD_PART * spread
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


def crashes(playback: Playback, until: float, now: float) -> Playback:
    """The stream makes its decoder crash or hang (see `quarantine`): nobody opens it before `until`."""
    return replace(
        playback,
        phase=Phase.WAITING,
        since=now,
        failures=playback.failures + 1,
        due_at=until,
        trouble=Trouble.CRASHES,
        detail="",
    )


def without_room(playback: Playback) -> Playback:
    """The X server takes no more connections: not opened before another tile gives some back."""
    return replace(playback, trouble=Trouble.NO_ROOM, detail="")


def host_recovered(playback: Playback, now: float) -> Playback:
    """Another stream of the same host came back: try again now."""
    if playback.phase is not Phase.WAITING or playback.trouble not in _OF_THE_HOST:
        return playback
    return replace(playback, phase=Phase.DUE, since=now, failures=0)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures before this one."""
    return BACKOFF_S[failures] if failures < len(BACKOFF_S) else LATER_S


def watch(playback: Playback, now: float, *, spread: float = 0.0) -> Playback:
    """The watchdog: give up what does not move, let what has waited long enough be opened. `spread` as for
    `failed`.
    """
    expected_s = playback.expected_s
    match playback.phase:
        case Phase.OPENING if now - playback.since >= FIRST_PICTURE_S + expected_s:
            return failed(playback, Trouble.NO_PICTURE, "", now, spread=spread)
        case Phase.PLAYING if not playback.replaying and silence(
            playback, now
        ) >= RESTART_S - STALLED_S + stalled_after(playback):
            return failed(playback, Trouble.STALLED, "", now, spread=spread)
        case Phase.WAITING if now >= playback.due_at:
            return replace(playback, phase=Phase.DUE, since=now)
        case _:
            return playback


def stalled_after(playback: Playback) -> float:
    """Seconds without a new picture after which it no longer moves."""
    return max(STALLED_S, 2 * playback.expected_s)


def silence(playback: Playback, now: float) -> float:
    """Seconds since the last sign of life: a picture, or a packet while pictures are off; since the opening
    or the change of pace when there was none.
    """
    last = playback.last_packet_at if playback.pace is Pace.OFF else playback.last_picture_at
    return now - max(playback.paced_at, playback.since if last is None else last)


def picture_age(playback: Playback, now: float) -> float | None:
    """Seconds since the last picture; None before the first."""
    return None if playback.last_picture_at is None else now - playback.last_picture_at


def is_live(playback: Playback, now: float) -> bool:
    """Whether the picture moves on."""
    return (
        playback.phase is Phase.PLAYING
        and playback.pace is not Pace.OFF
        and not playback.resuming
        and not playback.replaying
        and silence(playback, now) < stalled_after(playback)
    )


def is_paused(playback: Playback, now: float) -> bool:
    """Whether the stream moves on while its pictures are off, or just come back."""
    off = playback.pace is Pace.OFF or playback.resuming
    return playback.phase is Phase.PLAYING and off and silence(playback, now) < stalled_after(playback)


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
        flying = self._in_flight.get(host, set())
        flying.discard(tile)
        if not flying:
            self._in_flight.pop(host, None)
