"""The status strip tells whether all is well."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.dispatch.status_strip import FeedLight, SoundLight, StatusFigures, StatusStrip

WELL = StatusFigures(
    feed=FeedLight.LIVE,
    platform="127.0.0.1:8123",
    user="desk",
    data_age_s=0.4,
    offset_s=-0.02,
    events_per_s=52.4,
    workers=1,
    workers_wanted=1,
    tiles_live=16,
    tiles=16,
    frames_per_s=399.6,
    video_output="xcb",
)


def strip_of(qtbot: QtBot, figures: StatusFigures) -> StatusStrip:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show_figures(figures)
    return strip


def warm(strip: StatusStrip) -> list[str]:
    return [label.text() for label in strip.findChildren(QLabel) if theme.WARNING in label.styleSheet()]


def test_when_all_is_well_nothing_is_warm(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, WELL)
    for part in ("Live  127.0.0.1:8123", "52 events/s", "Unsent 0", "Tiles live 16/16   400 frames/s   xcb"):
        assert part in strip.text
    assert warm(strip) == []


def test_what_is_wrong_is_warm(qtbot: QtBot) -> None:
    bad = StatusFigures(
        feed=FeedLight.BROKEN,
        data_age_s=90,
        offset_s=9,
        unsent=2,
        workers=0,
        workers_wanted=1,
        tiles_live=3,
        tiles=16,
    )
    strip = strip_of(qtbot, bad)
    assert set(warm(strip)) == {
        "Data 1 min old",
        "Clock +9.0 s",
        "Unsent 2",
        "Video workers 0/1",
        "Tiles live 3/16",
    }


@pytest.mark.parametrize("light", FeedLight)
def test_each_state_of_the_feed_has_words_and_a_sign(qtbot: QtBot, light: FeedLight) -> None:
    strip = strip_of(qtbot, StatusFigures(feed=light))
    others = {strip_of(qtbot, StatusFigures(feed=other)).text for other in FeedLight if other is not light}
    assert strip.text not in others
    assert not strip.findChildren(QLabel)[0].pixmap().isNull()


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("software", "software decoding"),
        ("hardware", "hardware decoding"),
        ("fallback", "software decoding, hardware failed"),
    ],
)
def test_who_decodes_is_told(qtbot: QtBot, output: str, told: str) -> None:
    assert strip_of(qtbot, replace(WELL, video_output=output)).text.count(told) == 1


def test_a_notice_is_said_in_passing(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, WELL)
    strip.show_notice("No keyring here")
    assert "No keyring here" in strip.text


@pytest.mark.parametrize("light", SoundLight)
def test_a_silent_desk_says_so(qtbot: QtBot, light: SoundLight) -> None:
    strip = strip_of(qtbot, replace(WELL, sound=light, seat="受理席1 since 08:00"))
    assert ("larm sound" in strip.text) == (light is not SoundLight.ON)
    told = [each for each in strip.findChildren(QLabel) if "larm sound" in each.text()]
    assert all(theme.WARNING in each.styleSheet() for each in told), "a desk that rings no more is no detail"
    assert "受理席1 since 08:00" in strip.text


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (replace(WELL, on_keyframes=12), "Video reduced: 12 tiles key frames only"),
        (replace(WELL, on_sub=3), "Video reduced: 3 tiles sub stream"),
        (
            replace(WELL, on_sub=2, on_keyframes=1, on_stills=9),
            "Video reduced: 2 tiles sub stream, 1 tile key frames only, 9 tiles stills only",
        ),
    ],
)
def test_a_reduced_wall_is_told_in_words(qtbot: QtBot, figures: StatusFigures, told: str) -> None:
    strip = strip_of(qtbot, figures)
    assert warm(strip) == [told]
    strip.show_figures(WELL)
    assert "reduced" not in strip.text


def test_what_to_do_is_said_when_the_x_server_has_no_room(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, replace(WELL, without_room=7))
    assert warm(strip) == ["X server full: 7 tiles not shown, start it with -maxclients 1024"]
    strip.show_figures(WELL)
    assert warm(strip) == []


def test_what_waits_for_a_word_stands_there_until_it_is_given(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show_waiting("Evidence 2")
    assert "Evidence 2" in strip.text
    strip.show_waiting("")
    assert "Evidence" not in strip.text


def test_a_call_stands_there_and_being_muted_is_warm(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, StatusFigures())
    strip.show_conference("In conference · 3 people")
    assert "In conference · 3 people" in strip.text
    cold = warm(strip)
    strip.show_conference("In conference · 3 people · muted", muted=True)
    assert len(warm(strip)) == len(cold) + 1
    strip.show_conference("")
    assert "In conference" not in strip.text
