from __future__ import annotations

from benchmarks.latency_eye import Screen
from benchmarks.latency_pattern import HEIGHT, WIDTH
from console.virtual_screen import virtual_screen


def test_a_number_on_the_screen_is_seen_and_a_plain_window_has_none() -> None:
    with virtual_screen() as screen:
        eye = Screen(screen.display)
        try:
            window = eye.window(50, 60, WIDTH, HEIGHT)
            assert window
            assert eye.number(50, 60) is None
            assert not eye.wait_for_picture(50, 60, within_s=0.01)
            seen = eye.watch(50, 60, seconds=0.05)
            assert seen.seen == []
            assert seen.between
            assert eye.row(50, 60, 3) == bytes(12)
        finally:
            eye.close()
