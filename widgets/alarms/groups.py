"""Alarms of one kind close to each other as one group, for floods. Pure.

Alarms belong together when they are of one kind, lie in one street, and can be walked from one to the next
without a gap: each field of `_CELL_M` metres with an alarm in it is joined to the eight around it. Priority 1
stands alone always: nothing may hide it. A drill is never in one group with the real thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, floor, radians
from typing import Final, TypeAlias

from backend_client.protocol.entities import Position

_CELL_M: Final = 500.0
_METRES_PER_DEGREE: Final = 111_320.0
#: Never grouped.
_ALONE: Final = 1

_Cell: TypeAlias = tuple[int, int] | str


@dataclass(frozen=True, slots=True)
class PlacedAlarm:
    """What grouping needs to know of an alarm; `raised_at` in seconds since the epoch, `street` is an org."""

    id: str
    priority: int
    kind: str
    raised_at: float
    street: str
    grid: str = ""
    position: Position | None = None
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class AlarmGroup:
    """Alarms that are told as one: `ids` by priority, then by age; `grid` where all lie in one (else empty).

    `priority` is that of the most urgent, `newest_at` when the last one came; `exercise`: all are a drill's.
    """

    ids: tuple[str, ...]
    priority: int
    kind: str
    street: str
    grid: str
    newest_at: float
    exercise: bool = False


def grouped(alarms: Iterable[PlacedAlarm]) -> tuple[AlarmGroup, ...]:
    """Every alarm in one group, most urgent groups first, then the largest, then the oldest."""
    alone: list[list[PlacedAlarm]] = []
    by_kind: dict[tuple[str, str, bool], list[PlacedAlarm]] = {}
    for alarm in alarms:
        if alarm.priority <= _ALONE:
            alone.append([alarm])
        else:
            by_kind.setdefault((alarm.kind, alarm.street, alarm.exercise), []).append(alarm)
    found = alone + [cluster for members in by_kind.values() for cluster in _clusters(members)]
    ordered = [sorted(members, key=_urgency) for members in found]
    ordered.sort(key=lambda members: (members[0].priority, -len(members), _urgency(members[0])))
    return tuple(_group(members) for members in ordered)


def _urgency(alarm: PlacedAlarm) -> tuple[int, float, str]:
    return (alarm.priority, alarm.raised_at, alarm.id)


def _group(members: Sequence[PlacedAlarm]) -> AlarmGroup:
    first = members[0]
    one_grid = len({member.grid for member in members}) == 1
    return AlarmGroup(
        ids=tuple(member.id for member in members),
        priority=first.priority,
        kind=first.kind,
        street=first.street,
        grid=first.grid if one_grid else "",
        newest_at=max(member.raised_at for member in members),
        exercise=first.exercise,
    )


def _clusters(members: Sequence[PlacedAlarm]) -> list[list[PlacedAlarm]]:
    """Split alarms of one kind and street by nearness; one without a position stands with its grid's."""
    by_cell: dict[_Cell, list[PlacedAlarm]] = {}
    of_grid: dict[str, _Cell] = {}
    for member in members:
        if member.position is not None:
            cell = _cell(member.position)
            by_cell.setdefault(cell, []).append(member)
            of_grid.setdefault(member.grid, cell)
    for member in members:
        if member.position is None:
            by_cell.setdefault(of_grid.get(member.grid, member.grid), []).append(member)
    clusters = []
    left = dict(by_cell)
    while left:
        waiting = [next(iter(left))]
        cluster = list(left.pop(waiting[0]))
        while waiting:
            for near in _around(waiting.pop()):
                if near in left:
                    cluster += left.pop(near)
                    waiting.append(near)
        clusters.append(cluster)
    return clusters


def _cell(position: Position) -> tuple[int, int]:
    longitude, latitude = position
    # The width of a degree is taken for the tenth of a degree that the place lies in, so that places next to
    # each other are measured alike.
    east = longitude * cos(radians(round(latitude, 1))) * _METRES_PER_DEGREE
    return floor(east / _CELL_M), floor(latitude * _METRES_PER_DEGREE / _CELL_M)


def _around(cell: _Cell) -> Iterable[_Cell]:
    if isinstance(cell, str):
        return ()
    column, row = cell
    return [(column + right, row + up) for right in (-1, 0, 1) for up in (-1, 0, 1) if right or up]
