"""Alarms."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import AlarmState
from platform_backend.districts.generate import District
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.handling import COLLEAGUES
from tests.platform_backend.simulation.town import MORNING, simulated


async def test_alarms_have_places_cameras_and_mostly_low_priority(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, alarms_per_day=40_000.0, alarm_backlog=1000, walkers=0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 480.0)
        alarms = list(town.alarms().values())
    priorities = Counter(alarm.priority for alarm in alarms)
    assert len(alarms) > 200
    low = priorities[3] + priorities[4]
    assert 0.72 < low / len(alarms) < 0.88
    assert 0.09 < priorities[2] / len(alarms) < 0.22
    assert 0.01 < priorities[1] / len(alarms) < 0.10
    for alarm in alarms:
        assert alarm.position is not None
        assert alarm.grid_code in district.grids
        assert alarm.place.startswith("示范")
        here = alarm.position
        nearest = min(math.dist(here, camera.position) for camera in district.cameras.values())
        assert len(set(alarm.cameras)) == 4
        assert math.dist(here, district.cameras[alarm.cameras[0]].position) == nearest


async def test_colleagues_acknowledge_the_oldest_past_the_backlog(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, alarms_per_day=5000.0, alarm_backlog=6, walkers=0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 480.0)
        alarms = sorted(town.alarms().values(), key=lambda alarm: alarm.raised_at)
    waiting = [alarm.state is AlarmState.OPEN for alarm in alarms]
    assert waiting.count(True) < 20
    assert waiting == sorted(waiting), "the oldest are acknowledged, the newest open"
    assert alarms[0].acknowledged_by in COLLEAGUES


async def test_what_they_looked_into_was_false_or_becomes_an_incident_now_and_then(
    tmp_path: Path, district: District
) -> None:
    habits = Habits(per_day=0.0, alarms_per_day=20_000.0, alarm_backlog=0, walkers=0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 600.0)
        alarms = list(town.alarms().values())
        incidents = town.incidents()
    outcomes = Counter(alarm.outcome for alarm in alarms)
    assert outcomes[None] > len(alarms) / 2
    assert outcomes[AlarmOutcome.FALSE_ALARM] > 0
    made = [alarm for alarm in alarms if alarm.outcome is AlarmOutcome.INCIDENT]
    assert made
    for alarm in made:
        assert incidents[alarm.incident or ""].position == alarm.position
        assert alarm.priority <= 2
    assert all(alarm.outcome_text for alarm in alarms if alarm.outcome is AlarmOutcome.FALSE_ALARM)
