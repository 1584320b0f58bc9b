from __future__ import annotations

import pytest

from widgets.wall.tile_state import Pace, ReplayFigures, TileFigures, TileState
from widgets.wall.tile_words import (
    badge_of,
    colour_of,
    detail_words,
    duration,
    figures_words,
    replay_words,
    sign_of,
    story_of,
    word_of,
)


def test_every_state_has_its_own_word_and_sign_and_a_colour() -> None:
    shown = [state for state in TileState if state is not TileState.EMPTY]
    assert len({word_of(state) for state in TileState}) == len(TileState)
    assert len({sign_of(state) for state in shown}) == len(shown)
    assert all(colour_of(state).startswith("#") for state in TileState)


def test_nothing_stands_in_the_place_of_a_live_picture() -> None:
    assert story_of(TileFigures(state=TileState.LIVE, frames=3, last_picture_age=0.1)) == ()


def test_a_trouble_says_what_why_when_again_and_how_old_the_last_picture_is() -> None:
    figures = TileFigures(
        state=TileState.WRONG_CODEC, detail="mpeg2video", retry_in_s=7.2, attempt=3, last_picture_age=95.0
    )
    assert story_of(figures) == ("≠ wrong codec", "mpeg2video", "attempt 4 in 8 s", "last picture 1 min ago")


def test_a_stream_that_is_kept_apart_and_a_full_x_server_say_what_is_to_be_expected() -> None:
    crashes = TileFigures(state=TileState.CRASHES, attempt=2, retry_in_s=58.4)
    assert story_of(crashes) == ("☒ stream crashes the decoder", "kept apart, next try in 58 s")
    full = story_of(TileFigures(state=TileState.NO_ROOM))
    assert full == ("⊟ screen takes no more pictures", "start the X server with -maxclients 1024")


def test_a_token_has_words_and_the_rest_stands_as_it_came() -> None:
    assert detail_words("refused") == "connection refused"
    assert detail_words("HTTP 404") == "HTTP 404"


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0 s"), (59.9, "59 s"), (60, "1 min"), (7300, "2 h")])
def test_durations_are_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("rate", "text"), [(1.0, "−12 s"), (0.25, "−12 s ×¼"), (0.0, "−12 s ‖"), (2.0, "−12 s ×2")]
)
def test_a_replay_says_how_far_back_it_is_and_how_fast_it_goes(rate: float, text: str) -> None:
    assert replay_words(ReplayFigures(behind_s=12.3, rate=rate, oldest_s=60)) == text
    assert story_of(TileFigures(state=TileState.REPLAY)) == ()


def test_the_figures_of_a_stream_are_one_line() -> None:
    figures = TileFigures(
        state=TileState.LIVE,
        fps=24.96,
        latency_ms=20,
        size=(640, 360),
        bitrate=812_000.0,
        codec="h264",
        late=2,
    )
    told = "25.0 fps · 20 ms · 640×360 · 0.81 Mbit/s · h264 · gaps 0 · lost 2 · reconnected 0"
    assert figures_words(figures) == told
    assert figures_words(TileFigures()) == ""


def test_the_badge_says_how_close_the_picture_is_and_how_it_is() -> None:
    live = TileFigures(state=TileState.LIVE)
    assert badge_of(live, zoom=1.0, short=False) == "● live"
    assert badge_of(live, zoom=2.44, short=True) == "2.4×  ●"
    assert badge_of(TileFigures(), zoom=1.0, short=False) == ""
    reduced = TileFigures(state=TileState.LIVE, pace=Pace.STILL)
    assert badge_of(reduced, zoom=1.0, short=False) == "□ stills only"
    replay = ReplayFigures(behind_s=12.3, rate=0.5, oldest_s=60)
    looking = TileFigures(state=TileState.REPLAY, replay=replay)
    assert badge_of(looking, zoom=1.0, short=False) == "◀ replay −12 s ×½"
    assert badge_of(looking, zoom=1.0, short=True) == "◀ −12 s ×½"
