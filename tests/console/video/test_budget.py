"""Who sees what, from pixels and load alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.video import budget
from console.video.allowance import Allowance, Machine, first_allowance
from console.video.budget import Plan, Quality, Reduction, Share, Size, Want, Weight
from console.video.messages import Pace

FOUR = first_allowance(Machine(cores=4))
MAIN = Size(1280, 720)


def want(
    key: str, width: int = 236, *, weight: Weight = Weight.WALL, visible: bool = True, **more: object
) -> Want:
    return Want(
        key=key,
        camera=f"c-{key}",
        width=width,
        height=width * 9 // 16,
        weight=weight,
        visible=visible,
        main=MAIN,
        **more,  # type: ignore[arg-type]
    )


def planned(
    wants: list[Want], allowance: Allowance = FOUR, before: Plan | None = None, now: float = 0.0
) -> Plan:
    return budget.plan(wants, allowance=allowance, before=before or Plan(), now=now)


def with_cores(cores: float) -> Allowance:
    return replace(FOUR, cores=cores)


def wall(tiles: int, width: int = 236) -> list[Want]:
    return [want(f"wall-{number:03}", width) for number in range(tiles)]


@pytest.mark.parametrize("tiles", [64, 128])
def test_four_cores_show_a_wall_of_many_tiles_whole(tiles: int) -> None:
    made = planned(wall(tiles, 236 if tiles == 64 else 160))
    assert set(made.shares.values()) == {Share(Quality.SUB, Pace.FULL)}
    assert budget.reduction(made) == Reduction()


def test_the_stream_follows_the_size_on_screen() -> None:
    made = planned([want("small", 640), want("large", 960)])
    assert made.shares["small"].quality is Quality.SUB
    assert made.shares["large"].quality is Quality.MAIN


def test_a_splitter_that_is_dragged_to_and_fro_opens_no_streams() -> None:
    made = planned([want("a", 700)])
    seen = []
    for width in (820, 840, 700, 830, 690, 840):
        made = planned([want("a", width)], before=made)
        seen.append(made.shares["a"].quality)
    assert seen == [Quality.SUB, *[Quality.MAIN] * 5]
    assert planned([want("a", 660)], before=made).shares["a"].quality is Quality.SUB


def test_the_size_of_the_known_stream_counts() -> None:
    assert planned([want("a", 960, sub=Size(1280, 720))]).shares["a"].quality is Quality.SUB
    assert planned([want("a", 960, has_main=False)]).shares["a"].quality is Quality.SUB
    assert planned([want("a", 100, forced_main=True)]).shares["a"].quality is Quality.MAIN


def test_what_nobody_sees_is_not_decoded_and_keeps_its_stream() -> None:
    before = planned([want("a", 960), want("b", 960)])
    made = planned([want("a", 960), want("b", 960, visible=False)], before=before)
    assert made.shares["b"] == Share(Quality.MAIN, Pace.OFF)
    assert "b" not in made.costs


def test_a_stream_is_read_once_however_many_tiles_show_it() -> None:
    wants = [replace(want(key), camera="same") for key in "abc"] + [replace(want("d", 960), camera="same")]
    assert budget.connections(wants, planned(wants)) == {("same", Quality.SUB), ("same", Quality.MAIN)}


def ladder(wants: list[Want]) -> list[Reduction]:
    """Each different reduction while the allowance shrinks to nothing."""
    seen: list[Reduction] = []
    for hundredth in range(400, -1, -1):
        told = budget.reduction(planned(wants, with_cores(hundredth / 100)))
        if not seen or seen[-1] != told:
            seen.append(told)
    return seen


def test_the_ladder_is_climbed_in_the_declared_order() -> None:
    steps = ladder([want("a", 900), want("b", 905), want("c", 910)])
    assert steps[0] == Reduction()
    assert steps[1:3] == [Reduction(sub=1), Reduction(sub=2)], "first the sub stream, but for the largest"
    assert Reduction(keyframes=3) in steps
    assert steps[-1] == Reduction(stills=3)
    with_stills = [step for step in steps if step.stills]
    assert all(step.keyframes + step.stills == 3 for step in with_stills), (
        "stills only when all have key frames"
    )


def test_the_least_important_goes_first_and_alarm_and_enlarged_tile_last() -> None:
    wants = [
        want("wall-1"),
        want("wall-2", 300),
        want("preview-1", 400, weight=Weight.PREVIEW),
        want("alarm-1", 200, weight=Weight.ALARM),
        want("wall-9", 960, weight=Weight.ENLARGED),
    ]
    order: list[str] = []
    for thousandth in range(3000, -1, -1):
        made = planned(wants, with_cores(thousandth / 1000))
        for key, share in made.shares.items():
            if share != Share(made.wished[key], Pace.FULL) and key not in order:
                order.append(key)
    assert order == ["preview-1", "wall-1", "wall-2", "wall-9", "alarm-1"]
    least = planned(wants, with_cores(0.0))
    assert {key: share.pace for key, share in least.shares.items()} == {
        "preview-1": Pace.STILL,
        "wall-1": Pace.STILL,
        "wall-2": Pace.STILL,
        "wall-9": Pace.KEYFRAMES,
        "alarm-1": Pace.KEYFRAMES,
    }


def test_what_is_opened_ahead_gives_way_first_and_is_not_told_of() -> None:
    wants = [want("a", 470), want("a~", 470, weight=Weight.AHEAD)]
    full = sum(planned(wants).costs.values())
    made = planned(wants, with_cores(0.8 * full))
    assert made.shares == {"a": Share(Quality.SUB, Pace.FULL), "a~": Share(Quality.SUB, Pace.KEYFRAMES)}
    assert budget.reduction(made) == Reduction()
    assert budget.reduction(planned(wants, with_cores(0.0))) == Reduction(stills=1)


def test_steps_are_given_back_late_with_a_margin_and_not_all_at_once() -> None:
    wants = wall(16, 470)
    full = sum(planned(wants).costs.values())
    before = planned(wants, with_cores(full / 2), now=0.0)
    assert budget.reduction(before).keyframes > 6
    hardly = planned(wants, with_cores(full * 1.01), before=before, now=100.0)
    assert budget.reduction(hardly).keyframes > 0, "no room beyond what it costs"
    enough = with_cores(full * 1.3)
    soon = budget.GIVE_BACK_AFTER_S - 0.1
    assert planned(wants, enough, before=before, now=soon).taken == before.taken
    made, now, seen = before, budget.GIVE_BACK_AFTER_S, [before.taken]
    while made.taken:
        made = planned(wants, enough, before=made, now=now)
        seen.append(made.taken)
        now += budget.GIVE_BACK_AFTER_S
    assert seen[1] == before.taken // 2
    assert len(seen) >= 4


def test_another_layout_is_judged_anew() -> None:
    before = planned(wall(64), with_cores(0.2))
    assert before.taken > 32
    assert planned(wall(4), with_cores(0.2), before=before).taken == 0


def test_a_stream_that_is_hardly_decoded_is_still_read() -> None:
    wants = wall(128, 116)
    costs = [sum(planned(wants, with_cores(cores)).costs.values()) for cores in (4.0, 0.0)]
    assert costs[1] > 128 * budget.READING
    assert 2.5 < costs[0] / costs[1] < 5.0, "stills are a fourth, not nothing"


@given(
    sizes=st.lists(st.tuples(st.integers(0, 1920), st.sampled_from(Weight), st.booleans()), max_size=40),
    cores=st.floats(0, 8),
    taken=st.integers(0, 200),
)
def test_every_tile_gets_its_share_and_the_allowance_is_kept_when_it_can_be(
    sizes: list[tuple[int, Weight, bool]], cores: float, taken: int
) -> None:
    wants = [
        want(str(number), width, weight=weight, visible=visible)
        for number, (width, weight, visible) in enumerate(sizes)
    ]
    made = planned(wants, with_cores(cores), before=Plan(taken=taken), now=5.0)
    assert made.shares.keys() == {each.key for each in wants}
    for each in wants:
        assert (made.shares[each.key].pace is Pace.OFF) is not each.visible
    least = planned(wants, with_cores(0.0))
    assert sum(made.costs.values()) <= max(cores, sum(least.costs.values())) + 1e-9


def test_a_new_camera_on_a_tile_starts_as_the_plan_will_have_it() -> None:
    made = planned([want("a", 960), want("b", 960)])
    assert budget.first_share(want("c", 960), before=made) == Share(Quality.MAIN, Pace.FULL)
    assert budget.first_share(want("a", visible=False), before=made) == Share(Quality.MAIN, Pace.OFF)
    reduced = planned([want("a", 900), want("b", 960)], with_cores(0.0))
    assert budget.first_share(want("a", 960), before=reduced) == Share(Quality.SUB, Pace.FULL)
    enlarged = want("a", 960, weight=Weight.ENLARGED)
    assert budget.first_share(enlarged, before=reduced) == Share(Quality.MAIN, Pace.FULL)
