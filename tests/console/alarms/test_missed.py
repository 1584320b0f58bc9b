"""What counts as missed in a break."""

from __future__ import annotations

from backend_client.protocol.entities import Alarm, AlarmState
from console.alarms.missed import BreakWatch, Missed
from tests.widgets.district import District, alarm, district


def made_with(**states: AlarmState) -> District:
    made = district()
    made.put_all("alarm", {id_: alarm(3, state=state) for id_, state in states.items()})
    return made


S = AlarmState


def test_what_was_not_known_before_is_missed() -> None:
    alarms = made_with(a=S.OPEN, b=S.OPEN, c=S.OPEN, d=S.ACKNOWLEDGED, e=S.CLOSED, f=S.SHELVED)
    watch = BreakWatch()
    watch.lost(["a"], at=10.0)
    watch.lost(["a", "b"], at=20.0)  # the same break goes on
    assert watch.back(alarms.picture.of(Alarm), at=70.0) == Missed(
        began=10.0, ended=70.0, open=frozenset({"b", "c"}), settled=2
    )
    assert watch.back(alarms.picture.of(Alarm), at=80.0) is None, "it is told once"


def test_one_alarm_is_told_as_any_other() -> None:
    alarms = made_with(a=S.OPEN, b=S.OPEN, c=S.SHELVED).picture.of(Alarm)
    watch = BreakWatch()
    watch.lost(["a"], at=0.0)
    assert watch.back(alarms, at=1.0) is None


def test_when_others_have_seen_to_all_of_it_nothing_is_told() -> None:
    alarms = made_with(a=S.ACKNOWLEDGED, b=S.CLOSED).picture.of(Alarm)
    watch = BreakWatch()
    watch.lost([], at=0.0)
    assert watch.back(alarms, at=1.0) is None


def test_without_a_break_nothing_is_missed() -> None:
    alarms = made_with(a=S.OPEN, b=S.OPEN).picture.of(Alarm)
    watch = BreakWatch()
    assert watch.back(alarms, at=0.0) is None
    watch.lost([], at=0.0)
    watch.forget()
    assert watch.back(alarms, at=1.0) is None
