"""Six hours of the real call log, an hour a second: nothing is lost, and every clock is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.times import format_time
from tests.replay_day.day import run_day
from tests.replay_day.judge import judge
from tests.replay_day.reckoning import seconds

_LOG = Path(__file__).parents[3] / "shared" / "data" / "calls_montgomery_2016.csv"
_RATE = 3600.0


@pytest.mark.skipif(not _LOG.exists(), reason="the real call log is not part of the repository")
async def test_nothing_is_lost_and_every_clock_is_right(tmp_path: Path) -> None:
    day = await run_day(_LOG, tmp_path, rate=_RATE, hours=4.0, after_hours=2.0)
    verdict = judge(day, slack_s=_RATE * 4.0)
    assert verdict.wrong == []
    assert day.summary.refused == day.summary.bad == 0
    # Many clocks ran, rested and ended, and many were late.
    assert sum(verdict.clocks.values()) > 250
    assert len(verdict.clocks) == 9
    assert min(verdict.ended, verdict.breached, verdict.urged, verdict.supervised) > 30
    assert verdict.rests > 2
    # The judge would have seen it, had it not been so.
    id_ = next(each for each in day.reported if "deadlines" in day.bodies[each])
    clock = day.bodies[id_]["deadlines"][0]
    clock["due_at"] = format_time(seconds(clock["due_at"]) + 1.0)
    assert any("due_at" in words for words in judge(day, slack_s=_RATE * 4.0).wrong)
    del day.bodies[id_]
    assert "1 of them lost" in judge(day, slack_s=_RATE * 4.0).wrong[0]
