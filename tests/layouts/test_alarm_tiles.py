from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.alarm_tiles import Alert, Mode, Shown, Standing, replayed, stand

_MODES = st.sampled_from(Mode)


def _alert(id_: str, *, priority: int = 3, at: float = 0.0, cameras: str = "") -> Alert:
    return Alert(id_, priority, at, tuple((cameras or f"{id_}1 {id_}2").split()))


def _stand(mode: Mode, *alerts: Alert, **changes: object) -> Standing:
    return stand(alerts, **{"tiles": (7, 8), "mode": mode, "now": 100.0, **changes})  # type: ignore[arg-type]


A, B, C = _alert("a", at=1.0), _alert("b", at=2.0), _alert("c", at=3.0)


def test_block_fills_one_tile_after_the_other_and_counts_who_waits() -> None:
    standing = _stand(Mode.BLOCK, C, A, B)
    assert standing.tiles == {7: Shown("a", "a1"), 8: Shown("b", "b1")}
    assert standing.waiting == ("c",)


def test_who_stays_keeps_its_tile_and_the_free_one_is_filled() -> None:
    before = _stand(Mode.BLOCK, A, B, C)
    after = _stand(Mode.BLOCK, B, C, former=before)
    assert after.tiles == {7: Shown("c", "c1"), 8: Shown("b", "b1")}
    assert _stand(Mode.BLOCK, B, former=before).tiles == {8: Shown("b", "b1")}
    assert _stand(Mode.BLOCK, former=before) == Standing()


def test_a_higher_priority_takes_the_place_of_the_lowest_and_gives_it_back() -> None:
    before = _stand(Mode.BLOCK, A, B)
    fire = _alert("fire", priority=1, at=50.0)
    during = _stand(Mode.BLOCK, A, B, fire, former=before)
    assert during.tiles == {7: Shown("a", "a1"), 8: Shown("fire", "fire1")}
    assert during.waiting == ("b",)
    assert _stand(Mode.BLOCK, A, B, former=during).tiles == before.tiles


def test_an_equal_priority_takes_no_place_unless_somebody_acknowledged_what_stands_there() -> None:
    before = _stand(Mode.BLOCK, A, C)
    late = _alert("late", at=0.5)
    assert _stand(Mode.BLOCK, A, C, late, former=before).waiting == ("late",)
    seen = replace(C, acknowledged_at=60.0)
    assert _stand(Mode.BLOCK, A, seen, late, former=before).tiles[8].alarm == "late"


def test_what_is_pinned_stays_whatever_comes_even_when_it_is_over() -> None:
    before = _stand(Mode.BLOCK, A, B)
    over = replace(B, over_at=60.0)
    fires = [_alert(f"fire{n}", priority=1, at=70.0 + n) for n in range(3)]
    during = _stand(Mode.BLOCK, A, over, *fires, former=before, pinned={"b"})
    assert during.tiles == {7: Shown("fire0", "fire01"), 8: Shown("b", "b1")}
    assert _stand(Mode.BLOCK, over, former=during).tiles == {}


def test_two_alarms_at_one_corner_show_it_from_two_sides() -> None:
    one, other = _alert("a", at=1.0, cameras="x y"), _alert("b", at=2.0, cameras="x y")
    assert [shown.camera for shown in _stand(Mode.BLOCK, one, other).tiles.values()] == ["x", "y"]


def test_hold_gives_all_tiles_to_the_first_alarm_until_it_is_over() -> None:
    before = _stand(Mode.HOLD, A, B)
    assert before.tiles == {7: Shown("a", "a1"), 8: Shown("a", "a2")}
    assert before.waiting == ("b",)
    after = _stand(Mode.HOLD, replace(A, over_at=90.0), B, former=before)
    assert after.tiles == {7: Shown("b", "b1"), 8: Shown("b", "b2")}


def test_a_tile_without_a_further_camera_is_left_to_what_was_there() -> None:
    assert _stand(Mode.HOLD, _alert("a", cameras="only")).tiles == {7: Shown("a", "only")}


def test_a_sequence_begins_with_the_newest_and_takes_turns() -> None:
    alerts = (A, B, _alert("new", at=100.0))
    turns = [_stand(Mode.SEQUENCE, *alerts, now=100.0 + 10.0 * turn) for turn in range(4)]
    assert [turn.tiles[7].alarm for turn in turns] == ["new", "b", "a", "new"]
    assert [turn.following for turn in turns] == ["b", "a", "new", "b"]
    assert _stand(Mode.SEQUENCE, *alerts, now=104.0).left_s == pytest.approx(6.0)
    assert turns[0].waiting == ("a", "b")


def test_only_the_most_urgent_take_turns_and_one_alone_stays() -> None:
    standing = _stand(Mode.SEQUENCE, A, B, _alert("fire", priority=1, at=50.0))
    assert (standing.tiles[7].alarm, standing.following, standing.left_s) == ("fire", None, None)
    assert standing.waiting == ("a", "b")


def test_without_cameras_there_is_nothing_to_show() -> None:
    assert _stand(Mode.BLOCK, Alert("a", 1, 0.0, ())) == Standing()


def test_without_reserved_tiles_all_wait() -> None:
    assert _stand(Mode.BLOCK, A, B, tiles=()) == Standing(waiting=("a", "b"))


def test_one_that_comes_later_sees_what_the_others_see() -> None:
    closed = replace(A, over_at=10.0)
    before = _stand(Mode.BLOCK, A, B, now=5.0)
    after = _stand(Mode.BLOCK, closed, B, now=11.0, former=before)
    assert after.tiles == {8: Shown("b", "b1")}
    assert replayed([B, closed], tiles=(7, 8), mode=Mode.BLOCK, now=11.0) == after


@st.composite
def _days(draw: st.DrawFn) -> list[Alert]:
    alerts = []
    for number in range(draw(st.integers(0, 8))):
        at = float(draw(st.integers(0, 50)))
        seen = draw(st.none() | st.integers(1, 20))
        over = draw(st.none() | st.integers(1, 40))
        alerts.append(
            Alert(
                id=f"a{number}",
                priority=draw(st.integers(1, 4)),
                raised_at=at,
                cameras=tuple(f"c{number}{each}" for each in range(draw(st.integers(0, 3)))),
                acknowledged_at=None if seen is None else at + seen,
                over_at=None if over is None else at + over,
            )
        )
    return alerts


@given(days=_days(), mode=_MODES, tiles=st.integers(0, 4), pins=st.integers(0, 3), now=st.integers(0, 100))
def test_however_it_goes_the_most_urgent_stand_and_nobody_is_lost(
    days: list[Alert], mode: Mode, tiles: int, pins: int, now: int
) -> None:
    reserved, pinned = tuple(range(1, tiles + 1)), {f"a{number}" for number in range(pins)}
    standing = replayed(days, tiles=reserved, mode=mode, now=float(now), pinned=pinned)
    there = {
        alert.id: alert
        for alert in days
        if alert.cameras and (alert.id in pinned or alert.over_at is None or alert.over_at > now)
    }
    shown = {each.alarm for each in standing.tiles.values()}
    assert shown | set(standing.waiting) == set(there)
    assert not shown & set(standing.waiting)
    assert set(standing.tiles) <= set(reserved)
    assert all(each.camera in there[each.alarm].cameras for each in standing.tiles.values())
    for waiting in standing.waiting:
        for stands in shown - pinned:
            assert waiting not in pinned
            assert there[stands].priority <= there[waiting].priority


@given(days=_days(), tiles=st.integers(1, 4))
def test_in_a_block_no_alarm_moves_as_long_as_it_stays(days: list[Alert], tiles: int) -> None:
    reserved = tuple(range(1, tiles + 1))
    standing = Standing()
    for now in range(100):
        before = {shown.alarm: tile for tile, shown in standing.tiles.items()}
        raised = [alert for alert in days if alert.raised_at <= now]
        standing = stand(raised, tiles=reserved, mode=Mode.BLOCK, now=float(now), former=standing)
        for tile, shown in standing.tiles.items():
            assert before.get(shown.alarm, tile) == tile
    assert standing == replayed(days, tiles=reserved, mode=Mode.BLOCK, now=99.0)
