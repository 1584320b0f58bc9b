"""Which stream each tile shows and how much of it, so that the machine keeps up. Pure: values in, values out;
times are any monotonic clock in seconds.

The ladder, declared and always climbed in this order, the least important tile first:

1. the sub stream for all tiles but the largest,
2. key frames only,
3. stills,

and only then the tiles that show an alarm and the enlarged one, which lose their main stream and then all but
their key frames. Tiles that nobody can see are not decoded at all, whatever the load.

What a tile costs is reckoned from pixels, measured without a GPU (docs/performance.md): a core decodes some
600 million pixels a second of a moving scene and scales and draws some 70 million. What the workers really
use corrects the reckoning (`Allowance.factor`), and pictures that come too late lower the allowance itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto
from typing import Final

from console.video.messages import Pace

#: What one core decodes, and what it scales and draws, in pixels a second.
DECODED_PER_CORE: Final = 600e6
DRAWN_PER_CORE: Final = 70e6
#: So much of the processor may go into video; the desk, the map and the platform need the rest.
VIDEO_SHARE: Final = 0.8
#: With hardware decoding and drawing the first guess is this part of it; measuring corrects it at once.
_HARDWARE_PART: Final = 0.2
#: A tile that is drawn larger than its sub stream by this factor takes the main stream, and gives it back
#: below the other one: a splitter that is dragged to and fro does not open streams.
TO_MAIN: Final = 1.3
TO_SUB: Final = 1.05
#: Pictures a second while only key frames or stills are shown.
_PACE_FPS: Final = {Pace.KEYFRAMES: 1.0, Pace.STILL: 0.2, Pace.OFF: 0.0}
#: Reductions are given back one after the other, each only when it leaves this much of the allowance free.
GIVE_BACK_MARGIN: Final = 0.85
GIVE_BACK_AFTER_S: Final = 10.0

#: A tile is late when it loses this share of its pictures; the wall is when this share of its tiles is.
LATE_SHARE: Final = 0.05
LATE_TILES: Final = 0.25
#: Lateness is the machine's fault only when the workers use this share of it or more, or all of it is busy.
_BUSY_SHARE: Final = 0.4
_FULL_SHARE: Final = 0.92
_CALM_SHARE: Final = 0.7
#: The load must last so long before the allowance is lowered, and be gone so long before it is raised.
PRESSED_FOR_S: Final = 3.0
CALM_FOR_S: Final = 15.0
#: An allowance that was raised and did not last is raised again only after twice the calm, up to this.
_MOST_CALM_S: Final = 300.0
_LOWERED_TO: Final = 0.8
_RAISED_TO: Final = 1.15
_LEAST_CORES: Final = 0.25
#: A raise that is followed by too much load within this time did not last.
_LASTED_S: Final = 60.0
#: How quickly the measured cost corrects the reckoned one.
_CORRECTION_S: Final = 20.0
_LEAST_MEASURABLE: Final = 0.2
_LEAST_FACTOR: Final = 0.1
_MOST_FACTOR: Final = 4.0


class Weight(IntEnum):
    """How much a tile matters; the least is reduced first."""

    PREVIEW = 0
    WALL = 1
    ENLARGED = 2
    ALARM = 3


class Quality(Enum):
    """Which of a camera's two streams."""

    SUB = auto()
    MAIN = auto()


@dataclass(frozen=True, slots=True)
class Size:
    """A stream's pictures in pixels, and how many there are a second."""

    width: int
    height: int
    fps: float = 25.0

    @property
    def pixels_per_s(self) -> float:
        """What has to be decoded."""
        return self.width * self.height * self.fps


#: Taken for true until a stream was opened once.
USUAL_SUB: Final = Size(640, 360)
USUAL_MAIN: Final = Size(1920, 1080)


@dataclass(frozen=True, slots=True)
class Want:
    """A tile with a camera. Width and height are those of its picture on the screen, in pixels.

    `forced_main`: somebody asked for the main stream, however small the tile is. `has_main` is false for a
    camera with one stream only, or whose main stream cannot be played.
    """

    key: str
    camera: str
    width: int
    height: int
    visible: bool = True
    weight: Weight = Weight.WALL
    forced_main: bool = False
    has_main: bool = True
    sub: Size = USUAL_SUB
    main: Size = USUAL_MAIN


@dataclass(frozen=True, slots=True)
class Share:
    """What one tile gets."""

    quality: Quality
    pace: Pace


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to decode with."""

    cores: int
    hardware: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What is measured: cores that the video workers keep busy, the share of tiles that lose pictures, the
    share of the whole machine that is busy, with whatever else, and the tiles whose pictures move.
    """

    cores: float = 0.0
    late: float = 0.0
    machine: float = 0.0
    playing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many cores video may use at present, and how far measuring has corrected the reckoning."""

    machine: Machine
    cores: float
    factor: float
    measured_at: float | None = None
    pressed_since: float | None = None
    calm_since: float | None = None
    raised_at: float | None = None
    calm_for_s: float = CALM_FOR_S

    @property
    def most(self) -> float:
        """The allowance of a machine that keeps up."""
        return self.machine.cores * VIDEO_SHARE


@dataclass(frozen=True, slots=True)
class Plan:
    """What every tile gets. `taken` steps of the ladder are in force since `since`.

    `wished` is what each visible tile would get on a machine without limits, `costs` what it costs in cores.
    """

    shares: Mapping[str, Share] = field(default_factory=dict)
    wished: Mapping[str, Quality] = field(default_factory=dict)
    taken: int = 0
    since: float = 0.0
    costs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reduction:
    """How many visible tiles show less than they would: the words for the status strip."""

    sub: int = 0
    keyframes: int = 0
    stills: int = 0


def first_allowance(machine: Machine) -> Allowance:
    """What video may use before anything was measured."""
    return Allowance(
        machine=machine,
        cores=machine.cores * VIDEO_SHARE,
        factor=_HARDWARE_PART if machine.hardware else 1.0,
    )


def measured(allowance: Allowance, load: Load, *, made: Plan, now: float) -> Allowance:
    """Take in what was measured while the plan `made` was in force. Call once a second or so."""
    cost = sum(made.costs.get(key, 0.0) for key in load.playing)
    allowance = _corrected(allowance, load, cost=cost, now=now)
    busy = load.cores / allowance.machine.cores
    has_reason = busy >= _BUSY_SHARE or load.machine >= _FULL_SHARE
    if (load.late >= LATE_TILES and has_reason) or busy >= _FULL_SHARE:
        return _pressed(allowance, load, now)
    lasted = allowance.raised_at is not None and now - allowance.raised_at >= _MOST_CALM_S
    calm_for_s = CALM_FOR_S if lasted else allowance.calm_for_s
    allowance = replace(allowance, pressed_since=None, calm_for_s=calm_for_s)
    strained = load.late >= LATE_TILES or busy >= _CALM_SHARE or load.machine >= _FULL_SHARE
    if strained or allowance.cores >= allowance.most:
        return replace(allowance, calm_since=None)
    since = now if allowance.calm_since is None else allowance.calm_since
    if now - since < allowance.calm_for_s:
        return replace(allowance, calm_since=since)
    raised = min(allowance.most, allowance.cores * _RAISED_TO)
    return replace(allowance, cores=raised, calm_since=now, raised_at=now)


def plan(wants: Sequence[Want], *, allowance: Allowance, before: Plan, now: float) -> Plan:
    """Share the allowance out. More steps are taken at once when it does not suffice, and given back later,
    with a margin.
    """
    visible = {want.key: want for want in wants if want.visible}
    wished = {key: _wished(want, before.wished.get(key)) for key, want in visible.items()}
    shares = {
        want.key: Share(wished[want.key], Pace.FULL) if want.visible else Share(_kept(want, before), Pace.OFF)
        for want in wants
    }
    steps = _ladder(tuple(visible.values()), wished)
    totals = _reachable(visible, shares, steps, allowance.factor)
    taken = _first_within(totals, allowance.cores)
    with_margin = _first_within(totals, allowance.cores * GIVE_BACK_MARGIN)
    if visible.keys() != before.wished.keys():
        taken = min(
            with_margin, max(taken, before.taken)
        )  # another picture: what was taken before says little
    elif before.taken > taken:
        taken = _given_back(before, to=with_margin, now=now, of=len(steps))
    shares.update(steps[:taken])
    return Plan(
        shares=shares,
        wished=wished,
        taken=taken,
        since=before.since if taken == before.taken else now,
        costs={key: _cost(want, shares[key], allowance.factor) for key, want in visible.items()},
    )


def _given_back(before: Plan, *, to: int, now: float, of: int) -> int:
    """How many steps stay taken when fewer would do: half of those too many go at a time."""
    taken = min(before.taken, of)
    if to >= taken or now - before.since < GIVE_BACK_AFTER_S:
        return taken
    return taken - (taken - to + 1) // 2


def first_share(want: Want, *, before: Plan) -> Share:
    """What a tile gets that was just given a camera, until the next plan is made for all."""
    if not want.visible:
        return Share(_kept(want, before), Pace.OFF)
    if before.taken and want.weight < Weight.ENLARGED and not want.forced_main:
        return Share(Quality.SUB, Pace.FULL)
    return Share(_wished(want, before.wished.get(want.key)), Pace.FULL)


def reduction(made: Plan) -> Reduction:
    """How far the ladder is climbed."""
    sub = keyframes = stills = 0
    for key, wished in made.wished.items():
        share = made.shares[key]
        keyframes += share.pace is Pace.KEYFRAMES
        stills += share.pace is Pace.STILL
        sub += share.pace is Pace.FULL and share.quality is not wished
    return Reduction(sub=sub, keyframes=keyframes, stills=stills)


def connections(wants: Iterable[Want], made: Plan) -> frozenset[tuple[str, Quality]]:
    """The streams that are read: each once, however many tiles show it."""
    return frozenset((want.camera, made.shares[want.key].quality) for want in wants)


def _wished(want: Want, before: Quality | None) -> Quality:
    """By size on the screen; between the two bounds it stays as it was."""
    if not want.has_main:
        return Quality.SUB
    if want.forced_main:
        return Quality.MAIN
    drawn = min(want.width / max(1, want.sub.width), want.height / max(1, want.sub.height))
    if before is Quality.MAIN:
        return Quality.MAIN if drawn > TO_SUB else Quality.SUB
    return Quality.MAIN if drawn > TO_MAIN else Quality.SUB


def _kept(want: Want, before: Plan) -> Quality:
    """A tile out of sight stays with its stream: it may be seen again in a moment."""
    share = before.shares.get(want.key)
    if not want.has_main:
        return Quality.SUB
    if want.forced_main:
        return Quality.MAIN
    return share.quality if share is not None else _wished(want, None)


def _ladder(wants: Sequence[Want], wished: Mapping[str, Quality]) -> list[tuple[str, Share]]:
    """Every step that can be taken, in order: a tile's key and what it gets from then on."""
    by_importance = sorted(wants, key=lambda want: (want.weight, want.width * want.height, want.key))
    guarded = [want for want in by_importance if want.weight >= Weight.ENLARGED or want.forced_main]
    common = [want for want in by_importance if want not in guarded]
    largest = common[-1:] if not guarded else []
    sub = Share(Quality.SUB, Pace.FULL)
    steps = [(want.key, sub) for want in common if wished[want.key] is Quality.MAIN and want not in largest]
    for pace in (Pace.KEYFRAMES, Pace.STILL):
        # Opening another stream would cost more than the key frames of the large one do.
        steps += [
            (want.key, Share(wished[want.key] if want in largest else Quality.SUB, pace)) for want in common
        ]
    steps += [(want.key, sub) for want in guarded if wished[want.key] is Quality.MAIN]
    steps += [(want.key, Share(Quality.SUB, Pace.KEYFRAMES)) for want in guarded]
    return steps


def _reachable(
    wants: Mapping[str, Want], shares: Mapping[str, Share], steps: Sequence[tuple[str, Share]], factor: float
) -> list[float]:
    """What everything costs after no step, one step, two steps and so on, in cores."""
    costs = {key: _cost(want, shares[key], factor) for key, want in wants.items()}
    totals = [sum(costs.values())]
    for key, share in steps:
        cost = _cost(wants[key], share, factor)
        totals.append(totals[-1] + cost - costs[key])
        costs[key] = cost
    return totals


def _first_within(totals: Sequence[float], cores: float) -> int:
    """How many steps it takes until so many cores suffice; all of them when they never do."""
    return next((steps for steps, total in enumerate(totals) if total <= cores), len(totals) - 1)


def _cost(want: Want, share: Share, factor: float) -> float:
    """Cores for decoding, scaling and drawing one tile."""
    size = want.main if share.quality is Quality.MAIN else want.sub
    fps = min(size.fps, _PACE_FPS.get(share.pace, size.fps))
    scale = min(want.width / max(1, size.width), want.height / max(1, size.height))
    drawn = size.width * size.height * scale * scale
    return factor * fps * (size.width * size.height / DECODED_PER_CORE + drawn / DRAWN_PER_CORE)


def _corrected(allowance: Allowance, load: Load, *, cost: float, now: float) -> Allowance:
    """Bring the reckoning nearer to what the workers really use."""
    since, factor = allowance.measured_at, allowance.factor
    if since is not None and cost >= _LEAST_MEASURABLE and load.cores > 0:
        part = min(1.0, (now - since) / _CORRECTION_S)
        factor = min(_MOST_FACTOR, max(_LEAST_FACTOR, factor * (1 + part * (load.cores / cost - 1))))
    return replace(allowance, factor=factor, measured_at=now)


def _pressed(allowance: Allowance, load: Load, now: float) -> Allowance:
    """Lower the allowance once the machine has been overloaded for a while."""
    since = now if allowance.pressed_since is None else allowance.pressed_since
    if now - since < PRESSED_FOR_S:
        return replace(allowance, pressed_since=since, calm_since=None)
    raised_at = allowance.raised_at
    too_soon = raised_at is not None and now - raised_at < _LASTED_S
    return replace(
        allowance,
        cores=max(_LEAST_CORES, _LOWERED_TO * min(allowance.cores, load.cores)),
        pressed_since=now,
        calm_since=None,
        raised_at=None,
        calm_for_s=min(_MOST_CALM_S, 2 * allowance.calm_for_s) if too_soon else allowance.calm_for_s,
    )
