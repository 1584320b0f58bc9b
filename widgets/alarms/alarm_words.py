"""What is said of alarms, in the operator's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import parse_time
from widgets import words
from widgets.alarms.load import Verdict
from widgets.moments import day_text, minute_text
from widgets.phrases import captioned, listed

translate = QCoreApplication.translate


def alarm_title(alarm: Alarm) -> str:
    """Its title, marked when it belongs to a drill."""
    if alarm.exercise:
        return translate("Alarms", "[Drill] {title}").format(title=alarm.title)
    return alarm.title


def group_title(kind: str, count: int) -> str:
    """So many alarms of one kind."""
    return translate("Alarms", "{n} x {kind}").format(n=count, kind=kind)


def standing(alarm: Alarm) -> str:
    """Where an alarm stands: its state, until when, or how it ended."""
    match alarm.state, alarm.outcome:
        case AlarmState.SHELVED, _ if alarm.shelving is not None:
            until = parse_time(alarm.shelving.until)
            return translate("Alarms", "Shelved until {time}").format(time=minute_text(until))
        case AlarmState.CLOSED, AlarmOutcome.FALSE_ALARM:
            return translate("Alarms", "False alarm")
        case AlarmState.CLOSED, AlarmOutcome.INCIDENT:
            return translate("Alarms", "Became an incident")
        case AlarmState.CLOSED, AlarmOutcome.REPEATED:
            return translate("Alarms", "Repeated while shelved")
        case AlarmState.CLOSED, AlarmOutcome.REPLACED:
            return translate("Alarms", "Replaced by its sender")
        case AlarmState.CLOSED, AlarmOutcome.WITHDRAWN:
            return translate("Alarms", "Withdrawn by its sender")
        case AlarmState.CLOSED, AlarmOutcome.EXPIRED:
            return translate("Alarms", "Over: its time was up")
    return words.alarm_state(alarm.state)


def by_whom(alarm: Alarm) -> str:
    """Who dealt with it last, and with which words."""
    match alarm.state:
        case AlarmState.ACKNOWLEDGED:
            return alarm.acknowledged_by or ""
        case AlarmState.SHELVED if alarm.shelving is not None:
            return captioned(alarm.shelving.by, alarm.shelving.reason)
        case AlarmState.CLOSED:
            by, text = alarm.closed_by or "", alarm.outcome_text
            return captioned(by, text) if by and text else by or text
    return ""


def holds_until(alarm: Alarm) -> str:
    """Until when the alert of another centre holds, empty for an alarm without an end of its own."""
    if alarm.expires_at is None or alarm.state is AlarmState.CLOSED:
        return ""
    end = day_text(parse_time(alarm.expires_at))
    return translate("Alarms", "Holds until {time}").format(time=end)


def mute_head(*, until: float, now: float) -> str:
    """That the sound is muted, and for how long yet."""
    return translate("Alarms", "Muted until {time} ({left})").format(
        time=minute_text(until), left=words.age(until - now)
    )


def mute_line(*, reason: str, by: str, until: float, now: float) -> str:
    """The same with why and by whom, and what is heard all the same."""
    return translate("Alarms", "{muted}: {reason} ({by}). Priority 1 still sounds").format(
        muted=mute_head(until=until, now=now), reason=reason, by=by
    )


def flood_line(*, since: float, count: int) -> str:
    """That a flood is on."""
    return translate(
        "Alarms", "Alarm flood since {time}: {n} alarms in 10 min, shown in groups; priority 1 alone"
    ).format(time=minute_text(since), n=count)


def verdict(value: Verdict) -> str:
    """What a rate of alarms means."""
    match value:
        case Verdict.ACCEPTABLE:
            return translate("Alarms", "Acceptable")
        case Verdict.MANAGEABLE:
            return translate("Alarms", "Manageable")
        case Verdict.OVER_DEMANDING:
            return translate("Alarms", "Over-demanding")
        case Verdict.FLOOD:
            return translate("Alarms", "Flood")


def missed_line(*, began: float, ended: float, counts: Mapping[int, int], settled: int) -> str:
    """What came in during a break: how many of each priority, and how many others have seen to."""
    parts = [
        translate("Alarms", "{n} priority {p}").format(n=counts[priority], p=priority)
        for priority in sorted(counts)
    ]
    if settled:
        parts.append(translate("Alarms", "{n} seen to by others").format(n=settled))
    return translate("Alarms", "Alarms while the connection was away: {n}, {began}-{ended} ({parts})").format(
        n=sum(counts.values()) + settled,
        began=minute_text(began),
        ended=minute_text(ended),
        parts=listed(parts),
    )
