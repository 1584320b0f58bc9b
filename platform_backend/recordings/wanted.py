"""Which cameras are recorded now, and why: a pure decision over settings and alarms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import parse_time
from platform_backend.recordings.segments import ALARM, CONTINUOUS

#: An alarm is recorded so long at least, also when it is closed at once, in seconds.
LEAST_S: Final = 60.0


def alarm_until(alarm: Alarm, *, minutes: float) -> float:
    """When the recording of an alarm's cameras ends, in seconds since the epoch by the district's time."""
    raised = parse_time(alarm.raised_at)
    if alarm.state is AlarmState.SHELVED:
        # Somebody has said that this source is not to be listened to.
        return raised
    end = raised + minutes * 60.0
    if alarm.closed_at is not None:
        end = min(end, parse_time(alarm.closed_at))
    return max(end, raised + LEAST_S)


def wanted(always: Collection[str], alarms: Iterable[Alarm], *, now: float, minutes: float) -> dict[str, str]:
    """The cameras to be recorded with the reason of each: what is recorded anyway is not an alarm's."""
    of_alarms = {
        camera: ALARM
        for alarm in alarms
        if now < alarm_until(alarm, minutes=minutes)
        for camera in alarm.cameras
    }
    return of_alarms | dict.fromkeys(always, CONTINUOUS)
