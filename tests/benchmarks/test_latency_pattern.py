from __future__ import annotations

import numpy as np
import pytest

from benchmarks.latency_pattern import (
    HEIGHT,
    LOOP,
    ROW,
    WIDTH,
    Plane,
    centres,
    numbered,
    read_number,
    with_number,
)


def empty_picture() -> Plane:
    return np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)


def test_every_number_is_read_back_from_its_row() -> None:
    for number, picture in enumerate(numbered(empty_picture() for _ in range(LOOP))):
        assert read_number([int(picture[ROW, centre]) for centre in centres()]) == number


def test_only_the_upper_band_is_changed() -> None:
    marked, plain = with_number(empty_picture(), 5), empty_picture()
    assert (marked[48:HEIGHT] == plain[48:HEIGHT]).all()
    assert (marked[HEIGHT:] == plain[HEIGHT:]).all()


@pytest.mark.parametrize("brightness", [[0] * 16, [255] * 16, [0, 255] * 8, [128] * 16])
def test_what_is_no_numbered_picture_has_no_number(brightness: list[int]) -> None:
    assert read_number(brightness) is None


def test_a_number_beyond_the_loop_is_none() -> None:
    assert read_number([255] * 8 + [0] * 8) is None
