from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.video.zoom import MOST_PIXELS, borders

TILE = (640, 360)


def test_the_whole_picture_has_no_borders() -> None:
    assert borders((0.0, 0.0, 1.0, 1.0), picture=(1920, 1080), window=TILE) == (0, 0, 0, 0)


def test_the_rest_of_the_picture_is_left_out() -> None:
    assert borders((0.5, 0.25, 0.25, 0.5), picture=(320, 180), window=TILE) == (160, 44, 80, 44)


def test_a_large_window_does_not_go_as_close() -> None:
    close = (0.45, 0.45, 0.1, 0.1)
    assert borders(close, picture=(1000, 1000), window=TILE) == (450, 450, 450, 450)
    left, top, right, bottom = borders(close, picture=(1000, 1000), window=(3840, 2160))
    assert left == right == top == bottom
    assert 280 < left < 320
    assert borders(close, picture=(1000, 1000), window=(0, 0))[0] < 450


@given(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 1), st.floats(0.05, 1)),
    st.tuples(st.integers(1, 8_000), st.integers(1, 8_000)),
)
def test_something_of_the_picture_is_always_shown_and_never_more_than_can_be(
    place: tuple[float, float, float, float], window: tuple[int, int]
) -> None:
    left, top, width, height = place
    part = (left * (1 - width), top * (1 - height), width, height)
    first, second, third, fourth = borders(part, picture=(1920, 1080), window=window)
    wide, high = 1920 - first - third, 1080 - second - fourth
    assert min(first, second, third, fourth) >= 0
    assert wide > 0
    assert high > 0
    # With the rounding to even pixels and one side at its end it may be a little more.
    assert (
        window[0] * window[1] * 1920 * 1080 / (wide * high) < MOST_PIXELS * 1.25
        or wide == 1920
        or high == 1080
    )
