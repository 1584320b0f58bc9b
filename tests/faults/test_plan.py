from __future__ import annotations

from tests.faults.plan import FAULTS, make_plan


def test_the_same_seed_is_the_same_plan() -> None:
    assert make_plan(seconds=60, kills=3, seed=5) == make_plan(seconds=60, kills=3, seed=5)
    assert make_plan(seconds=60, kills=3, seed=5) != make_plan(seconds=60, kills=3, seed=6)


def test_every_fault_has_its_turn_and_the_platform_dies_as_often_as_wanted() -> None:
    for seed in range(20):
        plan = make_plan(seconds=60, kills=3, seed=seed)
        used = {toxic.name for moment in plan for toxic in moment.toxics}
        assert used == set(FAULTS) - {"down"}
        acts = [moment.act for moment in plan]
        assert [act for act in acts if act.endswith("platform")] == ["kill platform", "start platform"] * 3
        assert [act for act in acts if act in ("down", "up")] == ["down", "up"] * (acts.count("down"))
        assert acts.count("down") >= 2
        assert acts.count("kill consoles") == 1
        assert [moment.at_s for moment in plan] == sorted(moment.at_s for moment in plan)
