"""When an alarm sounds."""

from __future__ import annotations

from collections.abc import Mapping

from console.alarm_settings import AlarmSettings, PrioritySound, SoundMode
from console.alarms.bell import Bell, Ringing


def alarms(**priorities: int) -> dict[str, Ringing]:
    return {id_: Ringing(priority) for id_, priority in priorities.items()}


def group(name: str, **priorities: int) -> dict[str, Ringing]:
    return {id_: Ringing(priority, name) for id_, priority in priorities.items()}


def bell(**sounds: PrioritySound) -> Bell:
    return Bell(settings=AlarmSettings(**sounds))


def heard(
    ringing: Bell,
    open_alarms: Mapping[str, Ringing],
    *,
    start: float = 0.0,
    seconds: int,
    muted: bool = False,
) -> list[tuple[int, int]]:
    """The seconds at which something sounded, and its priority."""
    tones = [
        (second, ringing.ring(open_alarms, current=True, now=start + second, muted=muted))
        for second in range(seconds)
    ]
    return [each for each in tones if each[1]]


def test_by_priority_it_sounds_without_end_every_minute_once_or_not_at_all() -> None:
    assert heard(bell(), alarms(a=1), seconds=10) == [(0, 1), (3, 1), (6, 1), (9, 1)]
    assert heard(bell(), alarms(a=2), seconds=130) == [(0, 2), (60, 2), (120, 2)]
    assert heard(bell(), alarms(a=3), seconds=1000) == [(0, 3)]
    assert heard(bell(), alarms(a=4), seconds=1000) == []


def test_the_settings_decide() -> None:
    once = PrioritySound(sound=SoundMode.ONCE)
    often = PrioritySound(sound=SoundMode.REPEAT, every_s=20)
    made = bell(priority_1=once, priority_4=often)
    assert heard(made, alarms(a=1, b=4), seconds=45) == [(0, 1), (20, 4), (40, 4)]
    assert heard(made, alarms(b=4, c=4), start=100.0, seconds=45) == [(0, 4), (20, 4), (40, 4)]


def test_what_somebody_acknowledged_sounds_no_more() -> None:
    made = bell()
    assert heard(made, alarms(a=1), seconds=5) == [(0, 1), (3, 1)]
    assert heard(made, {}, start=5.0, seconds=60) == []


def test_what_came_during_a_break_is_one_tone_of_the_highest_among_them() -> None:
    made = bell()
    assert made.ring(alarms(a=3), current=True, now=0.0) == 3
    many = alarms(a=3) | group("break", **{f"m{number}": 2 for number in range(20)}, x=1)
    assert made.ring(many, current=False, now=50.0) == 0
    assert heard(made, many, start=60.0, seconds=31) == [(0, 1), (15, 1), (30, 1)]
    lower = group("break", **{f"m{number}": 2 for number in range(20)})
    assert heard(made, lower, start=100.0, seconds=300) == []


def test_alarms_close_together_share_a_tone() -> None:
    made = bell()
    assert made.ring(alarms(a=2), current=True, now=0.0) == 2
    assert made.ring(alarms(a=2, b=3), current=True, now=0.5) == 0
    assert made.ring(alarms(a=2, b=3, c=2), current=True, now=1.0) == 0
    assert made.ring(alarms(a=2, b=3, c=2), current=True, now=3.0) == 2
    assert made.ring(alarms(a=2, b=3, c=2), current=True, now=6.0) == 0


def test_what_waits_for_its_tone_and_is_acknowledged_meanwhile_is_not_heard() -> None:
    made = bell()
    assert made.ring(alarms(a=3), current=True, now=0.0) == 3
    assert made.ring(alarms(a=3, b=1), current=True, now=1.0) == 0
    assert made.ring(alarms(a=3), current=True, now=3.0) == 0


def test_an_alarm_that_is_raised_again_after_its_end_sounds_again() -> None:
    made = bell()
    made.ring(alarms(a=3), current=True, now=0.0)
    made.ring({}, current=True, now=10.0)
    assert made.ring(alarms(a=3), current=True, now=20.0) == 3


def test_a_group_sounds_once_and_who_joins_it_is_silent() -> None:
    made = bell()
    assert heard(made, alarms(a=2), seconds=1) == [(0, 2)]
    together = group("smoke", a=2, b=2, c=3)
    assert heard(made, together, start=10.0, seconds=200) == []
    assert heard(made, together | group("water", d=3), start=300.0, seconds=200) == [(0, 3)]
    assert heard(made, group("smoke", b=2, e=2), start=600.0, seconds=200) == []


def test_after_a_flood_what_was_heard_in_a_group_is_known() -> None:
    made = bell()
    assert heard(made, group("smoke", a=3, b=3), seconds=1) == [(0, 3)]
    assert heard(made, alarms(a=3, b=3), start=700.0, seconds=100) == []


def test_a_mute_silences_all_but_the_highest_priority() -> None:
    made = bell()
    assert heard(made, alarms(a=2, b=3), seconds=200, muted=True) == []
    assert heard(made, alarms(a=2, b=3, c=1), start=200.0, seconds=4, muted=True) == [(0, 1), (3, 1)]


def test_after_a_mute_only_what_repeats_is_heard_again() -> None:
    made = bell()
    assert heard(made, alarms(a=2, b=3), seconds=1) == [(0, 2)]
    assert heard(made, alarms(a=2, b=3, c=3), start=10.0, seconds=100, muted=True) == []
    assert heard(made, alarms(a=2, b=3, c=3), start=110.0, seconds=30) == [(0, 2)]
    other = bell()
    assert heard(other, alarms(a=2, b=3), seconds=10, muted=True) == []
    assert heard(other, alarms(a=2, b=3), start=10.0, seconds=30) == [(0, 2)]
