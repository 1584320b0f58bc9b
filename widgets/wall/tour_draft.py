"""A tour (轮巡) as it is being written: the words of its fields, what is wrong with them, and the tour they
make. Pure.
"""

from __future__ import annotations

import enum
import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backend_client.protocol.wall import Tour, TourStep, TourTimes
from backend_client.protocol.wall_args import LEAST_DWELL_S, MOST_DWELL_S, TourSave

#: As many as the platform takes.
MOST_STEPS: Final = 500
MOST_TIMES: Final = 50
#: Days of a week, 1 is Monday.
WEEK: Final = (1, 2, 3, 4, 5, 6, 7)

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?", re.ASCII)
_RUN: Final = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", re.ASCII)
_BETWEEN: Final = re.compile(r"[,;、\s]+")


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step: a camera or a scene by its id. `dwell` is as it was written, nothing for the tour's own."""

    camera: str = ""
    scene: str = ""
    preset: int | None = None
    dwell: str = ""


@dataclass(frozen=True, slots=True)
class TimesDraft:
    """When it runs by itself; times of day and `tiles` are as they were written."""

    wall: str
    days: tuple[int, ...] = WEEK
    since: str = "08:00"
    until: str = "18:00"
    tiles: str = "1"


@dataclass(frozen=True, slots=True)
class TourDraft:
    """All of it; `dwell` is as it was written."""

    name: str = ""
    dwell: str = "15"
    pause: bool = True
    steps: tuple[StepDraft, ...] = ()
    times: tuple[TimesDraft, ...] = ()

    @property
    def of_scenes(self) -> bool:
        """Whether scenes take turns, on the whole wall."""
        return any(step.scene for step in self.steps)


class Wrong(enum.Enum):
    """What may be wrong."""

    NO_NAME = enum.auto()
    NO_STEPS = enum.auto()
    MANY_STEPS = enum.auto()
    MIXED = enum.auto()
    DWELL = enum.auto()
    STEP_DWELL = enum.auto()
    NO_DAY = enum.auto()
    SINCE = enum.auto()
    UNTIL = enum.auto()
    TILES = enum.auto()
    NO_SUCH_TILE = enum.auto()


#: What is only not there yet: a form does not begin with complaints.
MISSING: Final = frozenset({Wrong.NO_NAME, Wrong.NO_STEPS})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong; `index` is the step's or the schedule's, `number` a tile that is none."""

    wrong: Wrong
    index: int = 0
    number: int = 0


def draft_of(tour: Tour | TourSave) -> TourDraft:
    """A tour, to be edited."""
    return TourDraft(
        name=tour.name,
        dwell=f"{tour.dwell_s:g}",
        pause=tour.pause_on_alarm,
        steps=tuple(
            StepDraft(step.camera, step.scene, step.preset, f"{step.dwell_s:g}" if step.dwell_s else "")
            for step in tour.steps
        ),
        times=tuple(
            TimesDraft(each.wall, each.days, each.since, each.until, written(each.tiles))
            for each in tour.times
        ),
    )


def faults(draft: TourDraft, *, tiles: Mapping[str, Collection[int]]) -> list[Fault]:
    """What is wrong, from the first field to the last; `tiles` are the numbers of each wall that is known."""
    return [*_in_general(draft), *_in_steps(draft), *_in_times(draft, tiles)]


def tour_of(draft: TourDraft) -> TourSave:
    """The tour that a draft without faults makes."""
    dwell = seconds(draft.dwell)
    assert dwell is not None
    return TourSave(
        name=draft.name.strip(),
        dwell_s=dwell,
        steps=tuple(
            TourStep(camera=step.camera, scene=step.scene, preset=step.preset, dwell_s=_own(step) or 0.0)
            for step in draft.steps
        ),
        pause_on_alarm=draft.pause,
        times=tuple(
            TourTimes(
                wall=each.wall,
                days=tuple(sorted(each.days)),
                since=clock(each.since) or "",
                until=clock(each.until) or "",
                tiles=() if draft.of_scenes else numbers_in(each.tiles) or (),
            )
            for each in draft.times
        ),
    )


def moved(
    steps: Sequence[StepDraft], chosen: Collection[int], *, by: int
) -> tuple[tuple[StepDraft, ...], tuple[int, ...]]:
    """The steps with the chosen ones one place on (`by` 1) or back (-1), and where these stand now.

    What stands at an end stays there, and so does what is chosen right behind it.
    """
    after = list(steps)
    places = []
    edge = len(after) if by > 0 else -1
    for index in sorted(chosen, reverse=by > 0):
        place = index if index + by == edge else index + by
        after.insert(place, after.pop(index))
        edge = place
        places.append(place)
    return tuple(after), tuple(sorted(places))


def seconds(text: str) -> float | None:
    """The seconds that were written; None for what is no number, or none that a tour may have."""
    try:
        found = float(_plain(text).replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) and LEAST_DWELL_S <= found <= MOST_DWELL_S else None


def clock(text: str) -> str | None:
    """A time of day as ``HH:MM``, written such as ``8``, ``8:30``, ``0830``; None for what is none."""
    match = _CLOCK.fullmatch(_plain(text))
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2] or 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


def numbers_in(text: str) -> tuple[int, ...] | None:
    """The numbers that were written, such as ``3, 1-2``, each once, in their order; None for what is none."""
    found: dict[int, None] = {}
    for part in filter(None, _BETWEEN.split(re.sub(r"\s*([-–])\s*", r"\1", _plain(text)))):
        match = _RUN.fullmatch(part)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        found |= dict.fromkeys(range(first, last + 1) if first <= last else range(first, last - 1, -1))
    return None if 0 in found else tuple(found)


def written(numbers: Iterable[int]) -> str:
    """The numbers as `numbers_in` reads them."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _in_general(draft: TourDraft) -> Iterator[Fault]:
    if not draft.name.strip():
        yield Fault(Wrong.NO_NAME)
    if seconds(draft.dwell) is None:
        yield Fault(Wrong.DWELL)
    if not draft.steps:
        yield Fault(Wrong.NO_STEPS)
    elif len(draft.steps) > MOST_STEPS:
        yield Fault(Wrong.MANY_STEPS)


def _in_steps(draft: TourDraft) -> Iterator[Fault]:
    for index, step in enumerate(draft.steps):
        if bool(step.scene) is not bool(draft.steps[0].scene):
            yield Fault(Wrong.MIXED, index)
        if _own(step) is None:
            yield Fault(Wrong.STEP_DWELL, index)


def _in_times(draft: TourDraft, tiles: Mapping[str, Collection[int]]) -> Iterator[Fault]:
    for index, each in enumerate(draft.times):
        if not each.days:
            yield Fault(Wrong.NO_DAY, index)
        if clock(each.since) is None:
            yield Fault(Wrong.SINCE, index)
        if clock(each.until) is None:
            yield Fault(Wrong.UNTIL, index)
        if draft.of_scenes:
            continue
        numbers = numbers_in(each.tiles)
        if not numbers:
            yield Fault(Wrong.TILES, index)
            continue
        known = tiles.get(each.wall)
        none = next((number for number in numbers if known is not None and number not in known), 0)
        if none:
            yield Fault(Wrong.NO_SUCH_TILE, index, none)


def _own(step: StepDraft) -> float | None:
    """The step's own seconds, 0 for the tour's; None for what is neither."""
    return 0.0 if _plain(step.dwell) in ("", "0") else seconds(step.dwell)


def _plain(text: str) -> str:
    """What an input method made of digits and signs, in ASCII."""
    return unicodedata.normalize("NFKC", text).strip()
