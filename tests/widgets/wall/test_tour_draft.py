"""What is written in a tour's form, read and judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend_client.protocol.wall import Tour, TourStep, TourTimes
from backend_client.protocol.wall_args import TourSave
from widgets.wall.tour_draft import (
    MOST_STEPS,
    Fault,
    StepDraft,
    TimesDraft,
    TourDraft,
    Wrong,
    clock,
    draft_of,
    faults,
    moved,
    numbers_in,
    seconds,
    tour_of,
    written,
)

STEPS = (TourStep(camera="c1", preset=4), TourStep(camera="c2", dwell_s=30.0), TourStep(camera="c3"))
DAYS = TourTimes(wall="wall-1", days=(1, 2), since="08:00", until="12:00", tiles=(2, 3))
NIGHTS = TourTimes(wall="wall-2", days=(7,), since="22:00", until="06:00", tiles=(1,))
TOUR = Tour(name="街道轮巡", org="o", dwell_s=10.0, steps=STEPS, times=(DAYS, NIGHTS), pause_on_alarm=False)
GOOD = draft_of(TOUR)
TILES = {"wall-1": range(1, 5), "wall-2": range(1, 3)}


def test_what_is_left_as_it_is_stays_so() -> None:
    assert tour_of(GOOD) == TourSave(
        name=TOUR.name, dwell_s=10.0, steps=STEPS, pause_on_alarm=False, times=(DAYS, NIGHTS)
    )
    assert faults(GOOD, tiles=TILES) == []
    assert draft_of(tour_of(GOOD)) == GOOD


def test_what_people_and_input_methods_write_is_understood() -> None:
    step = StepDraft(camera="c1", dwell="１２")
    times = TimesDraft(wall="wall-1", days=(5, 1), since="８：３０", until="1730", tiles="４，1–2、1")
    made = tour_of(TourDraft(name=" 夜巡 ", dwell="7,5", steps=(step,), times=(times,)))
    assert (made.name, made.dwell_s, made.steps[0].dwell_s) == ("夜巡", 7.5, 12.0)
    assert made.times == (
        TourTimes(wall="wall-1", days=(1, 5), since="08:30", until="17:30", tiles=(4, 1, 2)),
    )


def test_a_tour_of_scenes_has_the_whole_wall() -> None:
    draft = TourDraft(name="x", steps=(StepDraft(scene="s1"),), times=(TimesDraft(wall="w", tiles="zzz"),))
    assert draft.of_scenes
    assert faults(draft, tiles=TILES) == []
    assert tour_of(draft).times[0].tiles == ()


def changed(**more: object) -> TourDraft:
    return replace(GOOD, **more)  # type: ignore[arg-type]


def second(**more: object) -> TourDraft:
    """Another second schedule."""
    return replace(GOOD, times=(GOOD.times[0], replace(GOOD.times[1], **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (changed(name="  "), Fault(Wrong.NO_NAME)),
        (changed(dwell="2"), Fault(Wrong.DWELL)),
        (changed(dwell="soon"), Fault(Wrong.DWELL)),
        (changed(steps=()), Fault(Wrong.NO_STEPS)),
        (changed(steps=(StepDraft(camera="c"),) * (MOST_STEPS + 1)), Fault(Wrong.MANY_STEPS)),
        (changed(steps=(*GOOD.steps, StepDraft(scene="s"))), Fault(Wrong.MIXED, 3)),
        (changed(steps=(GOOD.steps[0], StepDraft(camera="c", dwell="2.9"))), Fault(Wrong.STEP_DWELL, 1)),
        (second(days=()), Fault(Wrong.NO_DAY, 1)),
        (second(since="24:00"), Fault(Wrong.SINCE, 1)),
        (second(until=""), Fault(Wrong.UNTIL, 1)),
        (second(tiles=""), Fault(Wrong.TILES, 1)),
        (second(tiles="all"), Fault(Wrong.TILES, 1)),
        (second(tiles="1-3"), Fault(Wrong.NO_SUCH_TILE, 1, 3)),
    ],
)
def test_what_is_wrong_is_found_where_it_is(draft: TourDraft, wrong: Fault) -> None:
    # A mixed tour is one of scenes: its tiles are not looked at.
    assert faults(draft, tiles=TILES) == [wrong]


def test_of_a_wall_that_is_not_known_any_tile_may_be_named() -> None:
    assert faults(second(wall="wall-9", tiles="700"), tiles=TILES) == []


def test_steps_are_moved_and_stay_at_the_ends() -> None:
    steps = tuple(StepDraft(camera=letter) for letter in "abcd")

    def order(chosen: set[int], by: int) -> tuple[str, tuple[int, ...]]:
        after, places = moved(steps, chosen, by=by)
        return "".join(step.camera for step in after), places

    assert order({2}, -1) == ("acbd", (1,))
    assert order({1, 2}, 1) == ("adbc", (2, 3))
    assert order({1, 3}, 1) == ("acbd", (2, 3))
    assert order({0, 1}, -1) == ("abcd", (0, 1))
    assert order({0, 2}, -1) == ("acbd", (0, 1))


@pytest.mark.parametrize("numbers", [(), (4,), (1, 2, 3), (3, 1, 2, 7), tuple(range(1, 257))])
def test_what_stands_in_the_form_reads_the_same(numbers: tuple[int, ...]) -> None:
    assert numbers_in(written(numbers)) == numbers
    assert len(written(numbers)) < 20


def test_numbers_times_and_seconds_are_read_strictly() -> None:
    texts = ("3, 1-2", "２，1", "3-1", "1 - 2", "0-1", "1000", "1,,2", "no")
    assert [numbers_in(text) for text in texts] == [
        (3, 1, 2),
        (2, 1),
        (3, 2, 1),
        (1, 2),
        None,
        None,
        (1, 2),
        None,
    ]
    assert [clock(text) for text in ("8", "8.05", "0830", "8:3", "23:60", "")] == [
        "08:00",
        "08:05",
        "08:30",
        None,
        None,
        None,
    ]
    assert [seconds(text) for text in ("3", "2.99", "1e9", "nan", "")] == [3.0, None, None, None, None]
