"""How alarms sound, read from the settings' TOML."""

from __future__ import annotations

import msgspec
import pytest

from console.alarm_settings import AlarmSettings, SoundMode


def read(text: str) -> AlarmSettings:
    return msgspec.toml.decode(text, type=AlarmSettings)


def test_left_out_each_priority_has_its_own_sound() -> None:
    settings = read("")
    assert [settings.of(priority).sound for priority in (1, 2, 3, 4, 5)] == [
        SoundMode.UNTIL_ACKNOWLEDGED,
        SoundMode.REPEAT,
        SoundMode.ONCE,
        SoundMode.OFF,
        SoundMode.OFF,
    ]


def test_a_site_chooses_its_own() -> None:
    settings = read('[priority_3]\nsound = "repeat"\nevery_s = 300\n')
    assert (settings.of(3).sound, settings.of(3).every_s) == (SoundMode.REPEAT, 300)
    assert settings.of(1).sound is SoundMode.UNTIL_ACKNOWLEDGED


@pytest.mark.parametrize(
    "text",
    [
        '[priority_1]\nsound = "off"',
        '[priority_2]\nsound = "loud"',
        '[priority_2]\nsound = "repeat"\nevery_s = 1',
        '[priority_5]\nsound = "once"',
    ],
)
def test_what_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(text)
