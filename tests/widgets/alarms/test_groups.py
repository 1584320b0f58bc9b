"""Alarms of one kind and place become one group."""

from __future__ import annotations

import time
from itertools import count

from widgets.alarms.groups import AlarmGroup, PlacedAlarm, grouped

_numbers = count()


def placed(
    kind: str = "smoke",
    *,
    priority: int = 3,
    street: str = "kaixuan",
    grid: str = "g1",
    east_m: float | None = 0.0,
    at: float = 0.0,
    id_: str = "",
    exercise: bool = False,
) -> PlacedAlarm:
    position = None if east_m is None else (120.2 + east_m / 96_160, 30.25)
    return PlacedAlarm(
        id=id_ or f"a{next(_numbers):05}",
        priority=priority,
        kind=kind,
        raised_at=at,
        street=street,
        grid=grid,
        position=position,
        exercise=exercise,
    )


def sizes(*alarms: PlacedAlarm) -> list[int]:
    return [len(group.ids) for group in grouped(alarms)]


def test_a_drill_is_never_told_as_one_with_the_real_thing() -> None:
    real, drill = grouped((placed(), placed(exercise=True), placed(), placed(exercise=True), placed()))
    assert (len(real.ids), real.exercise) == (3, False)
    assert (len(drill.ids), drill.exercise) == (2, True)


def test_one_kind_in_one_place_is_one_group_by_priority_and_age() -> None:
    alarms = (
        placed(at=20.0, id_="late"),
        placed(at=10.0, id_="early"),
        placed(priority=2, at=30.0, id_="urgent"),
    )
    assert grouped(alarms) == (
        AlarmGroup(
            ids=("urgent", "early", "late"),
            priority=2,
            kind="smoke",
            street="kaixuan",
            grid="g1",
            newest_at=30.0,
        ),
    )


def test_other_kinds_other_streets_and_far_places_stand_apart() -> None:
    assert sizes(placed(), placed(), placed("water")) == [2, 1]
    assert sizes(placed(), placed(street="dinglan")) == [1, 1]
    assert sizes(placed(), placed(east_m=200.0), placed(east_m=2000.0)) == [2, 1]


def test_what_can_be_walked_without_a_gap_is_one_place() -> None:
    chain = [placed(east_m=400.0 * number, grid=f"g{number}") for number in range(6)]
    (group,) = grouped(chain)
    assert len(group.ids) == 6
    assert group.grid == "", "it lies in several grids"


def test_without_a_position_it_stands_with_its_grid() -> None:
    assert sizes(placed(grid="g1"), placed(grid="g1", east_m=None), placed(grid="g2", east_m=None)) == [2, 1]
    assert sizes(placed(grid="", east_m=None), placed(grid="", east_m=None)) == [2]


def test_the_highest_priority_is_never_grouped_and_always_first() -> None:
    many = [placed(priority=2) for _ in range(20)]
    groups = grouped([*many, placed(priority=1, at=2.0, id_="b"), placed(priority=1, at=1.0, id_="a")])
    assert [group.ids for group in groups[:2]] == [("a",), ("b",)]
    assert len(groups[2].ids) == 20
    assert len(groups) == 3


def test_the_most_urgent_come_first_then_the_largest() -> None:
    groups = grouped(
        [placed("c"), *[placed("b") for _ in range(3)], placed("a", priority=2), placed("d"), placed("d")]
    )
    assert [(group.kind, len(group.ids)) for group in groups] == [("a", 1), ("b", 3), ("d", 2), ("c", 1)]


def test_thousands_take_no_time_to_speak_of() -> None:
    alarms = [placed(f"kind {n % 5}", east_m=float(n % 300) * 50, grid=f"g{n % 40}") for n in range(3000)]
    began = time.thread_time()
    assert sum(len(group.ids) for group in grouped(alarms)) == 3000
    assert time.thread_time() - began < 0.5
