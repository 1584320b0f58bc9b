"""Which stream each tile shows and how much of it, so that the machine keeps up. Pure: values in, values out;
times are any monotonic clock in seconds.

The ladder, declared and always climbed in this order, the least important tile first:

1. the sub stream for all tiles but the largest,
2. key frames only,
3. stills,

and only then the tiles that show an alarm and the enlarged one, which lose their main stream and then all but
their key frames. Tiles that nobody can see are not decoded at all, whatever the load.

What a tile costs is reckoned from pixels, measured without a GPU (docs/performance.md): a core decodes some
600 million pixels a second of a moving scene and scales and draws some 70 million, and reads 250 streams,
which goes on when next to nothing of them is decoded. What the workers really use corrects the reckoning
(`Allowance.factor`), and pictures that come too late lower the allowance itself (see `allowance`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import Final

from console.video.allowance import Allowance
from console.video.messages import Pace

#: What one core decodes, and what it scales and draws, in pixels a second.
DECODED_PER_CORE: Final = 600e6
DRAWN_PER_CORE: Final = 70e6
#: Cores for reading one stream and handing it on.
READING: Final = 0.004
#: A key frame costs so many times as much to decode as the usual picture.
_KEY_WEIGHT: Final = 3.0
#: A tile that is drawn larger than its sub stream by this factor takes the main stream, and gives it back
#: below the other one: a splitter that is dragged to and fro does not open streams.
TO_MAIN: Final = 1.3
TO_SUB: Final = 1.05
#: Pictures a second while only key frames or stills are shown.
_PACE_FPS: Final = {Pace.KEYFRAMES: 1.0, Pace.STILL: 0.2, Pace.OFF: 0.0}
#: Reductions are given back one after the other, each only when it leaves this much of the allowance free.
GIVE_BACK_MARGIN: Final = 0.9
GIVE_BACK_AFTER_S: Final = 2.0


class Weight(IntEnum):
    """How much a tile matters; the least is reduced first. Nobody sees yet what is opened ahead."""

    AHEAD = -1
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
class Plan:
    """What every tile gets. `taken` steps of the ladder are in force since `since`.

    `wished` is what each visible tile would get on a machine without limits, `costs` what it costs in cores.
    `ahead` are the streams that are opened ahead.
    """

    shares: Mapping[str, Share] = field(default_factory=dict)
    wished: Mapping[str, Quality] = field(default_factory=dict)
    taken: int = 0
    since: float = 0.0
    costs: Mapping[str, float] = field(default_factory=dict)
    ahead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reduction:
    """How many visible tiles show less than they would: the words for the status strip."""

    sub: int = 0
    keyframes: int = 0
    stills: int = 0


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
        ahead=frozenset(want.key for want in wants if want.weight is Weight.AHEAD),
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
    """How far the ladder is climbed, for what is seen."""
    sub = keyframes = stills = 0
    for key, wished in made.wished.items():
        if key in made.ahead:
            continue
        share = made.shares[key]
        keyframes += share.pace is Pace.KEYFRAMES
        stills += share.pace is Pace.STILL
        sub += share.pace is Pace.FULL and share.quality is not wished
    return Reduction(sub=sub, keyframes=keyframes, stills=stills)


def cost_of(made: Plan, playing: Iterable[str]) -> float:
    """Cores that these tiles are reckoned to cost."""
    return sum(made.costs.get(key, 0.0) for key in playing)


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
    weight = 1.0 if share.pace is Pace.FULL else _KEY_WEIGHT
    decoding = weight * size.width * size.height / DECODED_PER_CORE
    return factor * (READING + fps * (decoding + drawn / DRAWN_PER_CORE))
