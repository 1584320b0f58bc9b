"""What happens to incidents beside their plain way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from backend_client.protocol.entities import IncidentState, TaskState
from platform_backend.districts.generate import District
from platform_backend.simulation.habits import Delay, Habits, Odds
from tests.platform_backend.simulation.town import MORNING, Town, simulated

_SOON = Delay(60.0, 0.1)


async def run(folder: Path, district: District, odds: Odds) -> Town:
    """An hour of colleagues who do everything themselves, and quickly."""
    habits = Habits(
        per_day=240.0,
        walkers=0,
        left_to_desk=0.0,
        accept=_SOON,
        assign=_SOON,
        sign=_SOON,
        on_scene=_SOON,
        finish=_SOON,
        approve=_SOON,
        rest=Delay(600.0, 0.1),
        verify=_SOON,
        odds=odds,
    )
    async with simulated(folder, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 3600.0)
        assert [done for done in town.done if not done.ok] == []
    return town


async def test_a_task_that_is_sent_back_is_given_to_another_unit(tmp_path: Path, district: District) -> None:
    town = await run(tmp_path, district, Odds.never(returned=1.0))
    assert len(town.sent("task.return")) >= 3
    twice = [
        one
        for one in town.incidents().values()
        if len(one.tasks) > 1 and one.tasks[0].state is TaskState.RETURNED
    ]
    assert twice
    assert all(one.tasks[0].assignee != one.tasks[1].assignee for one in twice)
    assert all(one.tasks[1].lead for one in twice)


async def test_whatever_may_happen_happens_and_goes_on(tmp_path: Path, district: District) -> None:
    always = Odds(
        told=1.0,
        urged=1.0,
        supervised=1.0,
        extended=1.0,
        suspended=1.0,
        ledgered=1.0,
        reported_up=0.5,
        refused=0.5,
        failed=0.3,
        declined=0.1,
        void=0.2,
    )
    town = await run(tmp_path, district, always)
    done = Counter(done.name for done in town.done)
    for act in (
        *("feedback", "urge", "supervise", "request_extension", "decide_extension", "suspend", "resume"),
        *("ledger", "strike", "report_up", "return_report", "verify", "reject", "void", "finish"),
        "release_supervision",
    ):
        assert done[f"incident.{act}"] >= 1, act


async def test_a_district_at_work_shows_every_lane(tmp_path: Path, district: District) -> None:
    habits = Habits(
        per_day=300.0,
        walkers=0,
        left_to_desk=0.3,
        odds=Odds(suspended=0.3, ledgered=0.3, extended=0.4, supervised=0.2, reported_up=0.2),
    )
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 1.5 * 3600.0)
    found = town.incidents().values()
    assert {one.state for one in found} >= set(IncidentState) - {
        IncidentState.MERGED,
        IncidentState.VOID,
        IncidentState.REJECTED,
    }
    assert any(one.request is not None for one in found)
    assert any(one.reported_by for one in found)
    assert any(one.supervisions for one in found)
