"""Feeds a real incident log through the same commands as everybody uses, in its own rhythm or faster.

The log is a CSV file of any origin; a MAP file (`districts.replay_map`) says how to read it. Its area is laid
onto the district's, and what falls outside is moved to the nearest place inside.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import msgspec

from backend_client.protocol.entities import Position
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.times import format_time
from platform_backend.districts.locate import GridIndex
from platform_backend.districts.replay_map import Box, ReplayMap, load_map
from platform_backend.failures import CannotStart
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.hands import Execute

ACTOR = "回放"
#: So many bad rows are described one by one; the rest is only counted.
_DESCRIBED = 5
_TITLE_CHARACTERS = 200


class ReplayImpossible(CannotStart):
    """The log or its map cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Call:
    """One row of the log, ready to be reported; `moment` is in the log's own time."""

    moment: float
    create: IncidentCreate


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds: its calls in order of time, how many were moved inside, and what was wrong."""

    calls: tuple[Call, ...]
    moved: int
    bad: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a replay."""

    sent: int
    refused: int
    bad: int
    moved: int


async def replay(
    *,
    log: Path,
    map_file: Path,
    speed: float,
    index: GridIndex,
    type_names: Mapping[str, str],
    clock: Clock,
    execute: Execute,
    say: Callable[[str], None],
) -> Summary:
    """Report every call of `log` at its time, `speed` times as fast, until all are done.

    `type_names` are the district's incident types, `say` takes sentences for people. Bad rows are passed over
    and told of. Raises ReplayImpossible when nothing can be replayed.
    """
    if not 0.0 < speed < math.inf:
        raise ReplayImpossible(f"The speed must be a positive number, not {speed}.")
    try:
        replay_map = load_map(map_file)
    except ValueError as error:
        raise ReplayImpossible(str(error)) from error
    calls = read_log(log, replay_map, index=index, type_names=type_names)
    for problem in calls.problems:
        say(problem)
    offsets = paced(calls.calls, longest_gap_s=replay_map.time.longest_gap_s, speed=speed)
    minutes = offsets[-1] / 60.0
    say(
        f"{len(calls.calls)} calls from {replay_map.source}: about {minutes:.0f} min at {speed:g} times the "
        f"pace; {calls.moved} lay outside the district and were moved to its edge, {calls.bad} rows were bad."
    )
    sent = refused = 0
    start = clock.now()
    for call, offset in zip(calls.calls, offsets, strict=True):
        await clock.sleep(start + offset - clock.now())
        create = msgspec.structs.replace(call.create, occurred_at=format_time(clock.now()))
        result = await execute(ACTOR, "incident.create", None, create)
        if result.ok:
            sent += 1
        else:
            refused += 1
            if refused <= _DESCRIBED and result.error is not None:
                say(f"refused: {create.title}: {result.error.message}")
    say(f"Replay finished: {sent} incidents reported, {refused} refused, {calls.bad} bad rows.")
    return Summary(sent, refused, calls.bad, calls.moved)


def paced(calls: tuple[Call, ...], *, longest_gap_s: float, speed: float) -> list[float]:
    """Seconds from the start at which each call is due; longer silences are cut to the longest gap."""
    offsets = [0.0]
    for before, after in pairwise(calls):
        offsets.append(offsets[-1] + min(after.moment - before.moment, longest_gap_s) / speed)
    return offsets


def read_log(path: Path, replay_map: ReplayMap, *, index: GridIndex, type_names: Mapping[str, str]) -> Log:
    """Read all calls of a file. Raises ReplayImpossible when its columns are not those of the map."""
    unknown = {each.type for each in (*replay_map.kinds, replay_map.fallback)} - type_names.keys()
    if unknown:
        raise ReplayImpossible(
            f"The map names incident types that the district does not have: {', '.join(sorted(unknown))}."
        )
    place = _placer(replay_map.box, index)
    calls: list[Call] = []
    problems: list[str] = []
    bad = moved = 0
    for number, row in _rows(path, replay_map):
        try:
            call, was_moved = _call(row, replay_map, type_names, place)
        except ValueError as error:
            bad += 1
            if bad <= _DESCRIBED:
                problems.append(f"row {number} was passed over: {error}")
        else:
            calls.append(call)
            moved += was_moved
    if not calls:
        raise ReplayImpossible(f"{path} has no row that can be replayed ({bad} bad rows).")
    return Log(tuple(sorted(calls, key=lambda call: call.moment)), moved, bad, tuple(problems))


def _rows(path: Path, replay_map: ReplayMap) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader(file)
            there = reader.fieldnames or ()
            missing = sorted(_needed(replay_map) - set(there))
            if missing:
                raise ReplayImpossible(
                    f"{path} has no column {', '.join(map(repr, missing))} (it has: {', '.join(there)}): "
                    "name the right ones in the map."
                )
            yield from enumerate(reader, start=2)
    except (OSError, csv.Error) as error:
        raise ReplayImpossible(f"{path} cannot be read: {error}.") from error


def _needed(replay_map: ReplayMap) -> set[str]:
    return (replay_map.texts.fields() - {"type"}) | set(msgspec.structs.astuple(replay_map.columns))


def _call(
    row: Mapping[str, str | None],
    replay_map: ReplayMap,
    type_names: Mapping[str, str],
    place: Callable[[float, float], tuple[Position, str, bool]],
) -> tuple[Call, bool]:
    columns = replay_map.columns
    words = {name: value.strip() for name, value in row.items() if isinstance(value, str)}
    if absent := [name for name in msgspec.structs.astuple(columns) if not words.get(name)]:
        raise ValueError(f"nothing in {', '.join(absent)}")
    longitude, latitude = float(words[columns.longitude]), float(words[columns.latitude])
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):
        raise ValueError(f"not a position: {latitude}, {longitude}")
    moment = datetime.strptime(words[columns.time], replay_map.time.format).replace(tzinfo=UTC).timestamp()
    outcome = replay_map.outcome(words[columns.kind])
    position, grid, moved = place(longitude, latitude)
    told = {name: words.get(name, "") for name in row if name} | {"type": type_names[outcome.type]}
    create = IncidentCreate(
        type_code=outcome.type,
        severity=outcome.severity,
        title=replay_map.texts.title.format_map(told).strip()[:_TITLE_CHARACTERS],
        source=replay_map.reported_by,
        position=position,
        grid_code=grid,
        place=replay_map.texts.place.format_map(told),
        description=replay_map.texts.description.format_map(told),
    )
    return Call(moment, create), moved


def _placer(box: Box, index: GridIndex) -> Callable[[float, float], tuple[Position, str, bool]]:
    """An affine map from `box` into the district: gives position, grid and whether it was moved inside."""
    west, south, east, north = index.bounds
    # A district fills only part of its own bounding box: a box as large as the district, around its middle,
    # leaves far fewer calls outside, who would all crowd on the edge.
    shrink = math.sqrt(index.filling)
    middle = index.middle

    def place(longitude: float, latitude: float) -> tuple[Position, str, bool]:
        across = (longitude - box.west) / (box.east - box.west) - 0.5
        up = (latitude - box.south) / (box.north - box.south) - 0.5
        wanted = (
            round(middle[0] + across * (east - west) * shrink, 7),
            round(middle[1] + up * (north - south) * shrink, 7),
        )
        position, grid = index.nearest_inside(wanted)
        return position, grid, position != wanted

    return place
