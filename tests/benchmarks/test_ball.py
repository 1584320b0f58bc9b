from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.ball import HEIGHT, LOOP, RADIUS, WIDTH, ball_film, centre, pictures


def test_the_ball_stays_within_the_picture_and_its_end_flows_into_its_start() -> None:
    way = [centre(number) for number in range(LOOP + 1)]
    assert math.dist(way[0], way[-1]) < 1e-6
    assert all(RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= HEIGHT - RADIUS for x, y in way)
    assert all(0 < math.dist(one, next_one) < 2 * RADIUS for one, next_one in pairwise(way))


def test_each_picture_shows_the_ball_where_it_is() -> None:
    for number, picture in zip(range(3), pictures(), strict=False):
        rows, columns = np.nonzero(picture[:HEIGHT] > 128)
        assert math.dist((columns.mean(), rows.mean()), centre(number)) < 1
        assert abs(len(rows) - math.pi * RADIUS**2) < 30


def test_the_film_is_made_once(tmp_path: Path) -> None:
    film = ball_film(tmp_path)
    made = film.stat().st_mtime_ns
    assert ball_film(tmp_path) == film
    assert film.stat().st_mtime_ns == made
    assert film.stat().st_size > 10_000
