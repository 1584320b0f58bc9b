"""What happens on a wall by itself: schedules begin and end tours, alarms let them rest; people first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import RunningTour, Tour, TourStep, TourTimes, Wall
from platform_backend.commands.tending import tended
from platform_backend.local_time import CHINA
from tests.platform_backend.commands.wall_room import FOUR

WALL = "w"
EVERY_DAY = tuple(range(1, 8))


def at(clock: str, day: int = 2) -> float:
    """A moment of November 2026 by China's clocks."""
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=CHINA).timestamp()


def cameras(since: str = "08:00", until: str = "09:00", tiles: tuple[int, ...] = (1, 2), **more: Any) -> Tour:
    times = TourTimes(wall=WALL, days=EVERY_DAY, since=since, until=until, tiles=tiles)
    return Tour(name="摄", org="o", dwell_s=5.0, steps=(TourStep(camera="k1"),), times=(times,), **more)


def scenes(since: str = "08:00", until: str = "09:00") -> Tour:
    return replace(cameras(since, until, tiles=()), steps=(TourStep(scene="s"),))


def keep(wall: Wall, now: float, raised: tuple[float, ...] = (), **tours: Tour) -> Wall:
    """The wall after its keeper has looked, who finds nothing more to do then."""
    alarms = [format_time(moment) for moment in raised]
    after = tended(WALL, wall, tours=tours, raised=alarms, now=now)
    assert tended(WALL, after, tours=tours, raised=alarms, now=now) == after
    return after


def a_wall(*tours: RunningTour, **more: Any) -> Wall:
    return Wall(name="屏", org="o", tours=tours, **more)


def by_hand(tour: str, since: float, *tiles: int) -> RunningTour:
    began = format_time(since)
    return RunningTour(tour=tour, started_at=began, tiles=tiles, by_hand_at=began)


def test_a_schedule_begins_and_ends_its_tour() -> None:
    tour = cameras()
    assert keep(a_wall(), at("07:59:59"), t=tour) == a_wall()
    running = keep(a_wall(), at("08:00"), t=tour)
    assert running.tours == (
        RunningTour(tour="t", started_at=format_time(at("08:00")), tiles=(1, 2), scheduled=True),
    )
    assert keep(running, at("08:59:59"), t=tour) == running
    ended = keep(running, at("09:00"), t=tour)
    assert ended.tours == ()
    assert keep(ended, at("08:00", day=3), t=tour).tours != ()


def test_a_platform_that_was_away_begins_late_and_ends_late() -> None:
    tour = cameras("22:00", "06:00")
    running = keep(a_wall(), at("01:30", day=3), t=tour)
    assert running.tours[0].started_at == format_time(at("01:30", day=3))
    assert keep(running, at("12:00", day=3), t=tour).tours == ()


def test_what_a_person_ended_begins_at_its_next_time_only() -> None:
    tour = cameras()
    ended = replace(keep(a_wall(), at("08:00"), t=tour), tours=())
    assert keep(ended, at("08:30"), t=tour) == ended
    assert keep(ended, at("08:10", day=3), t=tour).tours[0].scheduled


def test_what_a_person_began_is_left_to_him() -> None:
    tour = cameras()
    running = a_wall(by_hand("t", at("07:50"), 5))
    noted = keep(running, at("08:00"), t=tour)
    assert noted.tours == running.tours
    assert keep(noted, at("09:00"), t=tour).tours == running.tours
    assert keep(replace(noted, tours=()), at("08:30"), t=tour).tours == ()


def test_a_schedule_takes_no_tile_from_a_tour_that_runs() -> None:
    other = by_hand("x", at("07:00"), 2, 3)
    first, second, x = cameras(), cameras(tiles=(1, 4)), replace(cameras(), times=())
    running = keep(a_wall(other), at("08:00"), a=first, b=second, x=x)
    assert {run.tour: run.tiles for run in running.tours} == {"x": (2, 3), "a": (1,), "b": (4,)}
    # Scenes want the whole wall, and wait for it in their period.
    waiting = keep(a_wall(other), at("08:00"), s=scenes(), x=x)
    assert (waiting.tours, waiting.begun) == ((other,), {})
    begun = keep(replace(waiting, tours=()), at("08:40"), s=scenes(), x=x)
    assert [(run.tour, run.tiles) for run in begun.tours] == [("s", ())]
    # And where they run, cameras wait.
    assert keep(begun, at("08:41"), s=scenes(), a=first).tours == begun.tours


def test_a_schedule_keeps_to_the_tiles_that_there_are() -> None:
    assert keep(a_wall(layout=FOUR), at("08:00"), t=cameras(tiles=(4, 5))).tours[0].tiles == (4,)
    assert keep(a_wall(layout=FOUR), at("08:00"), t=cameras(tiles=(5, 6))).tours == ()
    assert keep(a_wall(layout={"version": 99}), at("08:00"), t=cameras()).tours == ()


def test_a_locked_or_borrowed_wall_waits() -> None:
    tour = cameras()
    for more in ({"locked": True}, {"incident": "i1"}):
        wall = a_wall(**more)
        assert keep(wall, at("08:00"), t=tour) == wall
        freed = replace(wall, locked=False, incident=None)
        assert keep(freed, at("08:30"), t=tour).tours[0].scheduled
    locked = replace(keep(a_wall(), at("08:00"), t=tour), locked=True)
    assert keep(locked, at("09:30"), t=tour) == locked
    assert keep(replace(locked, locked=False), at("09:31"), t=tour).tours == ()


def test_what_ends_while_the_wall_is_lent_does_not_come_back() -> None:
    tour = cameras()
    lent = keep(a_wall(), at("08:00"), t=tour)
    lent = replace(lent, tours=(), previous_tours=lent.tours, incident="i1")
    assert keep(lent, at("08:59"), t=tour) == lent
    assert keep(lent, at("09:00"), t=tour).previous_tours == ()


def test_another_timetable_holds_at_once() -> None:
    running = keep(a_wall(), at("08:00"), t=cameras())
    assert keep(running, at("08:20"), t=cameras(until="08:10")).tours == ()
    # One that was changed to begin later in the same hour begins then.
    again = keep(running, at("08:30"), t=cameras(since="08:30", tiles=(7,)))
    assert [(run.tiles, run.started_at) for run in again.tours] == [((7,), format_time(at("08:30")))]
    gone = keep(running, at("08:30"), t=replace(cameras(), times=()))
    assert (gone.tours, gone.begun) == ((), {})


def test_two_periods_that_meet_are_two(two_days: Tour) -> None:
    first = keep(a_wall(), at("08:00"), t=two_days)
    second = keep(first, at("08:00", day=3), t=two_days)
    assert second.tours[0].started_at == format_time(at("08:00", day=3))


@pytest.fixture
def two_days() -> Tour:
    return cameras("08:00", "08:00")


def test_a_tour_that_is_gone_or_has_become_another_kind_ends() -> None:
    wall = a_wall(by_hand("t", at("07:00"), 1))
    assert keep(wall, at("07:30")).tours == ()
    assert keep(wall, at("07:30"), t=scenes()).tours == ()
    assert keep(wall, at("07:30"), t=replace(cameras(), steps=())).tours == ()


def test_an_alarm_lets_tours_rest_and_its_end_lets_them_go_on() -> None:
    tour, calm = cameras(), replace(cameras(), pause_on_alarm=False)
    wall = a_wall(by_hand("t", at("07:00"), 1), by_hand("c", at("07:00"), 2))
    more = {"t": replace(tour, times=()), "c": replace(calm, times=())}
    resting = keep(wall, at("07:10"), (at("07:10"),), **more)
    minding, ignoring = resting.tours
    assert (minding.paused_at, minding.rests_for) == (format_time(at("07:10")), "alarm")
    assert ignoring == wall.tours[1]
    going = keep(resting, at("07:15"), (), **more).tours[0]
    assert (going.paused_at, going.rests_for) == (None, "")
    assert parse_time(going.started_at) == at("07:05")


def test_a_persons_rest_is_not_undone_and_his_going_on_not_either() -> None:
    tour = replace(cameras(), times=())
    began = by_hand("t", at("07:00"), 1)
    paused = replace(began, paused_at=format_time(at("07:05")), rests_for="person")
    assert keep(a_wall(paused), at("07:10"), (at("07:10"),), t=tour).tours == (paused,)
    assert keep(a_wall(paused), at("07:20"), t=tour).tours == (paused,)
    # He lets it go on although the alarm is open: only the next one stops it.
    going = replace(began, by_hand_at=format_time(at("07:11")))
    assert keep(a_wall(going), at("07:12"), (at("07:10"),), t=tour).tours == (going,)
    assert keep(a_wall(going), at("07:13"), (at("07:10"), at("07:13")), t=tour).tours[0].rests_for == "alarm"


def test_a_schedule_that_begins_during_an_alarm_rests_at_once() -> None:
    (run,) = keep(a_wall(), at("08:00"), (at("07:30"),), t=cameras()).tours
    assert run.rests_for == "alarm"


def test_a_wall_that_is_closed_to_alarms_does_not_hear_them() -> None:
    tour = replace(cameras(), times=())
    wall = a_wall(by_hand("t", at("07:00"), 1), alarms=False)
    assert keep(wall, at("07:10"), (at("07:10"),), t=tour) == wall
    resting = keep(replace(wall, alarms=True), at("07:10"), (at("07:10"),), t=tour)
    # Closed to them, it goes on though they are open; a lock does not keep it from that.
    closed = replace(resting, alarms=False, locked=True)
    assert keep(closed, at("07:20"), (at("07:10"),), t=tour).tours[0].paused_at is None
