"""What is said of alarms."""

from __future__ import annotations

from datetime import datetime

from backend_client.protocol.alarm_parts import AlarmOutcome, Shelving
from backend_client.protocol.entities import AlarmState
from tests.widgets.district import NOW, ago, alarm
from widgets.alarms.alarm_words import (
    alarm_title,
    by_whom,
    flood_line,
    holds_until,
    missed_line,
    mute_line,
    standing,
    verdict,
)
from widgets.alarms.load import Verdict
from widgets.moments import minute_text

SHELVING = Shelving(by="Zhang", at=ago(60), until=ago(-600), reason="fault")


def test_where_an_alarm_stands_and_who_brought_it_there() -> None:
    told = {
        (standing(each), by_whom(each))
        for each in (
            alarm(),
            alarm(state=AlarmState.ACKNOWLEDGED, acknowledged_by="Li"),
            alarm(state=AlarmState.SHELVED, shelving=SHELVING),
            alarm(
                state=AlarmState.CLOSED,
                outcome=AlarmOutcome.FALSE_ALARM,
                closed_by="Li",
                outcome_text="dust",
                shelving=SHELVING,
            ),
            alarm(state=AlarmState.CLOSED, outcome=AlarmOutcome.INCIDENT, closed_by="Li"),
            alarm(state=AlarmState.CLOSED, outcome=AlarmOutcome.REPEATED),
        )
    }
    assert told == {
        ("New alarm", ""),
        ("Acknowledged", "Li"),
        (f"Shelved until {minute_text(NOW + 600)}", "Zhang: fault"),
        ("False alarm", "Li: dust"),
        ("Became an incident", "Li"),
        ("Repeated while shelved", ""),
    }


def test_every_outcome_and_verdict_has_its_own_words() -> None:
    outcomes = {standing(alarm(state=AlarmState.CLOSED, outcome=each)) for each in AlarmOutcome}
    assert len(outcomes) == len(AlarmOutcome)
    assert len({verdict(each) for each in Verdict}) == len(Verdict)


def test_until_when_an_alert_holds_is_said_while_it_does() -> None:
    end = datetime.fromtimestamp(NOW + 600)
    assert holds_until(alarm(expires_at=ago(-600))) == f"Holds until {end:%m-%d %H:%M}"
    assert holds_until(alarm()) == ""
    assert holds_until(alarm(expires_at=ago(60), state=AlarmState.CLOSED)) == ""


def test_a_drill_is_marked() -> None:
    assert alarm_title(alarm(exercise=True)) == "[Drill] 烟感报警"


def test_sentences() -> None:
    at = datetime(2026, 3, 2, 3, 15).timestamp()
    assert mute_line(reason="fire drill", by="Zhang", until=at, now=at - 720) == (
        "Muted until 03:15 (12 min): fire drill (Zhang). Priority 1 still sounds"
    )
    assert flood_line(since=at, count=34).startswith("Alarm flood since 03:15: 34 alarms in 10 min")
    assert missed_line(began=at - 300, ended=at, counts={1: 2, 3: 20}, settled=1) == (
        "Alarms while the connection was away: 23, 03:10-03:15 "
        "(2 priority 1, 20 priority 3, 1 seen to by others)"
    )
