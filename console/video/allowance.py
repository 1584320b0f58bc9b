"""How many cores video may use at present, learned from what is measured. Pure: values in, values out;
times are any monotonic clock in seconds.

Pictures that come too late on a busy machine lower the allowance; then what the machine can carry is sought
between what was carried and what was too much, half of the difference at a time, in some ten seconds. Later
it is tried rarely whether more has become possible. While a wall opens nothing is learned: opening costs more
than playing, and is soon over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

#: So much of the processor may go into video; the desk, the map and the platform need the rest.
VIDEO_SHARE: Final = 0.8
#: With hardware decoding and drawing the first guess is this part of it; measuring corrects it at once.
_HARDWARE_PART: Final = 0.2
#: A tile is late when it loses this share of its pictures; the wall is when this share of its tiles is.
LATE_SHARE: Final = 0.05
LATE_TILES: Final = 0.25
#: A tile has begun so long after its first picture; the wall opens while this share of its tiles begins, and
#: for so long at most: tiles that change all the time are no reason never to look.
SETTLED_S: Final = 3.0
OPENING_SHARE: Final = 0.2
OPENING_FOR_S: Final = 15.0
#: Lateness is the machine's fault only when the workers use this share of it or more, or all of it is busy.
_BUSY_SHARE: Final = 0.4
_FULL_SHARE: Final = 0.92
_CALM_SHARE: Final = 0.75
#: The load must last so long before the allowance is lowered, and be gone so long before it is raised.
PRESSED_FOR_S: Final = 3.0
CALM_FOR_S: Final = 15.0
#: An allowance that was raised and did not last is raised again only after twice the calm, up to this.
_MOST_CALM_S: Final = 300.0
#: While it is sought what the machine can carry, so much calm will do, until this near to what was too much.
SEARCH_CALM_S: Final = 5.0
_NEAR: Final = 0.08
#: An allowance of which less is used says nothing about what could be carried.
_USED: Final = 0.7
_LOWERED_TO: Final = 0.9
#: More than this part of the allowance is more than it allows.
_EXCEEDED: Final = 1.05
_RAISED_TO: Final = 1.15
_LEAST_CORES: Final = 0.25
#: A raise that is followed by too much load within this time did not last.
_LASTED_S: Final = 60.0
#: How quickly the measured cost corrects the reckoned one.
_CORRECTION_S: Final = 5.0
_LEAST_MEASURABLE: Final = 0.2
_LEAST_FACTOR: Final = 0.1
_MOST_FACTOR: Final = 4.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to decode with."""

    cores: int
    hardware: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What is measured: cores that the video workers keep busy, the share of tiles that lose pictures, the
    share of the whole machine that is busy, with whatever else, and the tiles whose pictures move; `opening`
    is the share of tiles that are being opened or have just begun.
    """

    cores: float = 0.0
    late: float = 0.0
    machine: float = 0.0
    playing: frozenset[str] = frozenset()
    opening: float = 0.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many cores video may use at present, and how far measuring has corrected the reckoning.

    `carried` was not too much before the last raise, `too_much` was; both 0 while unknown.
    """

    machine: Machine
    cores: float
    factor: float
    measured_at: float | None = None
    opening_since: float | None = None
    pressed_since: float | None = None
    calm_since: float | None = None
    raised_at: float | None = None
    calm_for_s: float = CALM_FOR_S
    carried: float = 0.0
    too_much: float = 0.0

    @property
    def most(self) -> float:
        """The allowance of a machine that keeps up."""
        return self.machine.cores * VIDEO_SHARE


def first_allowance(machine: Machine) -> Allowance:
    """What video may use before anything was measured."""
    return Allowance(
        machine=machine,
        cores=machine.cores * VIDEO_SHARE,
        factor=_HARDWARE_PART if machine.hardware else 1.0,
    )


def measured(allowance: Allowance, load: Load, *, cost: float, now: float) -> Allowance:
    """Take in what was measured while what plays was reckoned to cost so many cores. Call once a second or
    so.
    """
    since = None
    if load.opening > OPENING_SHARE:
        since = now if allowance.opening_since is None else allowance.opening_since
        if now - since < OPENING_FOR_S:
            return replace(
                allowance, opening_since=since, measured_at=now, pressed_since=None, calm_since=None
            )
    allowance = _corrected(replace(allowance, opening_since=since), load, cost=cost, now=now)
    busy = load.cores / allowance.machine.cores
    has_reason = busy >= _BUSY_SHARE or load.machine >= _FULL_SHARE
    if (load.late >= LATE_TILES and has_reason) or busy >= _FULL_SHARE:
        return _pressed(allowance, load, cost=cost, now=now)
    lasted = allowance.raised_at is not None and now - allowance.raised_at >= _MOST_CALM_S
    allowance = replace(
        allowance, pressed_since=None, calm_for_s=CALM_FOR_S if lasted else allowance.calm_for_s
    )
    strained = load.late >= LATE_TILES or busy >= _CALM_SHARE or load.machine >= _FULL_SHARE
    if strained or allowance.cores >= allowance.most:
        return replace(allowance, calm_since=None)
    return _calm(allowance, cost=cost, now=now)


def _calm(allowance: Allowance, *, cost: float, now: float) -> Allowance:
    """Raise the allowance once there was calm for long enough."""
    cores, room = allowance.cores, allowance.too_much - allowance.cores
    since = now if allowance.calm_since is None else allowance.calm_since
    is_sought = room > _NEAR * allowance.too_much and cost >= _USED * cores
    if now - since < (SEARCH_CALM_S if is_sought else allowance.calm_for_s):
        return replace(allowance, calm_since=since)
    raised = cores + room / 2 if is_sought else cores * _RAISED_TO
    return replace(allowance, cores=min(allowance.most, raised), calm_since=now, raised_at=now, carried=cores)


def _pressed(allowance: Allowance, load: Load, *, cost: float, now: float) -> Allowance:
    """Lower the allowance once the machine has been overloaded for a while. When more is used than it allows,
    it is the reckoning that was too low.
    """
    since = now if allowance.pressed_since is None else allowance.pressed_since
    if now - since < PRESSED_FOR_S:
        return replace(allowance, pressed_since=since, calm_since=None)
    exceeded = load.cores > _EXCEEDED * allowance.cores
    if exceeded and cost >= _LEAST_MEASURABLE and allowance.factor < _MOST_FACTOR:
        factor = min(_MOST_FACTOR, allowance.factor * max(_EXCEEDED, load.cores / cost))
        return replace(allowance, factor=factor, pressed_since=now - PRESSED_FOR_S + 1, calm_since=None)
    raised_at = allowance.raised_at
    too_soon = raised_at is not None and now - raised_at < _LASTED_S
    level = min(allowance.cores, load.cores)
    # What was carried a moment ago will be again; if not, nothing is known any more.
    lowered = allowance.carried if too_soon and allowance.carried < level else _LOWERED_TO * level
    return replace(
        allowance,
        cores=max(_LEAST_CORES, lowered),
        pressed_since=now,
        calm_since=None,
        raised_at=None,
        carried=0.0,
        too_much=level,
        calm_for_s=min(_MOST_CALM_S, 2 * allowance.calm_for_s) if too_soon else allowance.calm_for_s,
    )


def _corrected(allowance: Allowance, load: Load, *, cost: float, now: float) -> Allowance:
    """Bring the reckoning nearer to what the workers really use."""
    since, factor = allowance.measured_at, allowance.factor
    if since is not None and cost >= _LEAST_MEASURABLE and load.cores > 0:
        part = min(1.0, (now - since) / _CORRECTION_S)
        factor = min(_MOST_FACTOR, max(_LEAST_FACTOR, factor * (1 + part * (load.cores / cost - 1))))
    return replace(allowance, factor=factor, measured_at=now)
