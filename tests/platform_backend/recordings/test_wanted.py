from __future__ import annotations

from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import format_time
from platform_backend.recordings.wanted import alarm_until, wanted

NOON = 1_800_000_000.0


def alarm(state: AlarmState = AlarmState.OPEN, *, closed: float | None = None) -> Alarm:
    return Alarm(
        priority=1,
        kind="fire",
        title="x",
        source="s",
        state=state,
        raised_at=format_time(NOON),
        org="o",
        cameras=("cam-1", "cam-2"),
        closed_at=None if closed is None else format_time(NOON + closed),
    )


def test_an_alarm_is_recorded_until_it_is_closed() -> None:
    assert alarm_until(alarm(), minutes=30) == NOON + 1800
    assert alarm_until(alarm(AlarmState.ACKNOWLEDGED), minutes=30) == NOON + 1800
    assert alarm_until(alarm(AlarmState.CLOSED, closed=300), minutes=30) == NOON + 300
    assert alarm_until(alarm(AlarmState.CLOSED, closed=3000), minutes=30) == NOON + 1800
    # A moment is too little to see anything.
    assert alarm_until(alarm(AlarmState.CLOSED, closed=2), minutes=30) == NOON + 60
    assert alarm_until(alarm(AlarmState.SHELVED), minutes=30) == NOON


def test_what_is_recorded_anyway_is_not_an_alarms() -> None:
    assert wanted(["cam-2", "cam-3"], [alarm()], now=NOON + 1, minutes=30) == {
        "cam-1": "alarm",
        "cam-2": "continuous",
        "cam-3": "continuous",
    }
    assert wanted([], [alarm()], now=NOON + 1800, minutes=30) == {}
