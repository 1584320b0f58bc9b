"""Every scene moves enough to be seen moving, and its loop has no seam."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.loop import PERIOD_S, PICTURES
from platform_backend.camera_site.drawing.scenes import SCENES, Scene
from platform_backend.camera_site.drawing.stage import Stage
from platform_backend.camera_site.quality import FRAME_RATE, KEY_FRAME_EVERY

_WIDTH, _HEIGHT = 320, 180
_COUNTER = (slice(0, 16), slice(0, 28))
_SEEN = 12
"""A change of luma that is neither noise nor the encoder's doing."""


def _luma(stage: Stage, number: int) -> NDArray[np.int16]:
    picture = stage.picture(number)[:_HEIGHT].astype(np.int16)
    picture[_COUNTER] = 0
    return picture


def test_a_period_is_long_enough_and_made_of_whole_groups() -> None:
    assert PERIOD_S >= 10
    assert PERIOD_S * FRAME_RATE == PICTURES
    assert PICTURES % KEY_FRAME_EVERY == 0
    assert len({scene.name for scene in SCENES}) == len(SCENES) >= 12


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_moves_and_closes_its_loop(scene: Scene) -> None:
    stage = Stage(plan=scene.plan(), width=_WIDTH, height=_HEIGHT)
    for start in (0, 100, 200):
        change = np.abs(_luma(stage, start + FRAME_RATE) - _luma(stage, start)) > _SEEN
        assert change.mean() > 0.01, f"too little moves within a second from picture {start}"
    steps = [np.abs(_luma(stage, a) - _luma(stage, b)).mean() for a, b in ((298, 299), (299, 0), (0, 1))]
    assert steps[1] < 1.5 * max(steps[0], steps[2])


def test_the_counter_counts() -> None:
    stage = Stage(plan=SCENES[0].plan(), width=_WIDTH, height=_HEIGHT)
    one, two = (stage.picture(number)[:16, :28].astype(np.int16) for number in (17, 18))
    assert (np.abs(one - two) > 100).sum() >= 4
