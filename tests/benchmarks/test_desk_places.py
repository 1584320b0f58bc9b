from __future__ import annotations

import subprocess
import sys

import msgspec

from benchmarks.desk_places import Place, Places
from console.virtual_screen import HEIGHT, WIDTH
from tests.benchmarks.test_wall import ROOT


def inside(place: Place, *, left: int) -> bool:
    right, bottom = place.left + place.width, place.top + place.height
    return left <= place.left < right <= left + WIDTH and 0 <= place.top < bottom <= HEIGHT


def test_the_desk_stands_on_the_first_monitor_and_the_wall_on_the_second() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk_places", "16"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    places = msgspec.json.decode(said.stdout, type=Places)
    assert inside(places.strip, left=0)
    assert inside(places.alarm, left=0)
    assert places.strip.top < 10
    assert places.alarm.top > HEIGHT // 2
    assert len(set(places.wall)) == 16
    assert all(inside(place, left=WIDTH) and place.width > 400 for place in places.wall)
