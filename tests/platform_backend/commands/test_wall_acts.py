from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.wall import AlarmMode, RunningTour, Wall
from layouts.document import encode
from layouts.layout import Layout, LayoutTile
from layouts.shapes import usual
from platform_backend.commands.wall_acts import alarm_acts, shown_alarms, tour_acts
from tests.platform_backend.commands.wall_room import alarm

AT = "2026-01-31T08:00:00.000Z"
NOW = 1_800_000_000.0


def run(tour: str, **more: str) -> RunningTour:
    return replace(RunningTour(tour=tour, started_at=AT), **more)


def told(before: Wall, after: Wall) -> list[str]:
    return [f"{act.what} {act.detail}" for act in tour_acts(before, after)]


def test_each_act_of_a_schedule_or_an_alarm_is_one_entry() -> None:
    wall = Wall(name="w", org="o")
    runs = replace(wall, tours=(run("a"), run("b")))
    rests = replace(wall, tours=(run("a", paused_at=AT), run("b")))
    assert told(wall, runs) == ["wall.tour act=start tour=a", "wall.tour act=start tour=b"]
    assert told(runs, rests) == ["wall.tour act=pause tour=a"]
    assert told(rests, runs) == ["wall.tour act=resume tour=a"]
    assert told(runs, wall) == ["wall.tour act=stop tour=a", "wall.tour act=stop tour=b"]
    # What only waits for a borrowed wall has not ended.
    assert told(runs, replace(wall, previous_tours=runs.tours)) == []


def reserved() -> Layout:
    layout = usual("4")
    tiles = tuple(LayoutTile(each.number, each.place, each.number > 2) for each in layout.tiles)
    return type(layout)(layout.columns, layout.rows, tiles)


def test_alarms_have_tiles_as_the_walls_mode_gives_them() -> None:
    wall = Wall(name="w", org="o", layout=encode(reserved()))
    alarms = {f"a{n}": replace(alarm(2, NOW + n), cameras=("k1",)) for n in (1, 2, 3)}
    for mode, shown in (
        (AlarmMode.HOLD, {"a1"}),
        (AlarmMode.BLOCK, {"a1", "a2"}),
        (AlarmMode.SEQUENCE, {"a1", "a2", "a3"}),
    ):
        found = shown_alarms(replace(wall, alarm_mode=mode), alarms, now=NOW + 10)
        assert found.alarms == shown
    assert shown_alarms(replace(wall, alarms=False), alarms, now=NOW).alarms == frozenset()
    assert shown_alarms(replace(wall, layout=None), alarms, now=NOW).alarms == frozenset()


def test_taking_a_tile_and_giving_it_back_are_acts() -> None:
    acts = [f"{act.what} {act.detail}" for act in alarm_acts({"a", "b"}, {"b", "c"})]
    assert acts == ["wall.alarm act=return alarm=a", "wall.alarm act=show alarm=c"]
