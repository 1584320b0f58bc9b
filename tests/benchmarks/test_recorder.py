from __future__ import annotations

from pathlib import Path

from benchmarks.recorder import measure
from tests.platform_backend.camera_site.tiny import tiny_loop


async def test_it_measures_what_was_recorded(tmp_path: Path) -> None:
    figures = await measure(tmp_path, [tiny_loop()], 3, 1.0)
    assert (figures["cameras"], figures["recorded"]) == (3, 3)
    assert (figures["gaps"], figures["pictures_lost"]) == (0, 0)
    assert figures["cpu_recorder"] >= 0
    assert figures["kbit_per_camera"] > 10
