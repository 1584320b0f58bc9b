from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Alarm, AlarmState
from tests.widgets.map.scene import MIDDLE, Scene, camera, device, incident, unit
from widgets.map.captions import describe, no_position, page_words
from widgets.map.rows import INCIDENT_CODES


@pytest.fixture
def full(scene: Scene) -> Scene:
    """The scene with one of each thing."""
    scene.put("incident", "i", incident(exercise=True))
    scene.put("unit", "u", unit(MIDDLE))
    scene.put("camera", "c", camera(MIDDLE))
    scene.put("device", "c", device(online=False))
    alarm = Alarm(
        priority=1,
        kind="smoke",
        title="示范烟感",
        source="sensor",
        state=AlarmState.OPEN,
        raised_at="2026-01-31T08:00:00.000Z",
        org="street-0",
    )
    scene.put("alarm", "a", alarm)
    scene.put("alarm", "drill", replace(alarm, exercise=True))
    return scene


@pytest.mark.parametrize(
    ("entity", "id_", "text"),
    [
        ("incident", "i", "示范路灯不亮\nDrill · 1 red · To accept · 330104-2026-000001\n示范路口"),
        ("unit", "u", "z1 · 示范员\n网格员 · Available"),
        ("camera", "c", "示范路口\n33010400051320000001\nOffline"),
        ("alarm", "a", "示范烟感\nPriority 1 · New alarm"),
        ("alarm", "drill", "示范烟感\nDrill · Priority 1 · New alarm"),
        ("grid", "grid-00", "网格grid-00\n示范甲街道 · grid-00"),
    ],
)
def test_things_are_described_in_lines(full: Scene, entity: str, id_: str, text: str) -> None:
    assert describe(full.picture, entity, id_) == text


def test_what_has_gone_is_not_described(scene: Scene) -> None:
    assert describe(scene.picture, "incident", "gone") == ""


def test_the_legend_has_a_word_for_every_state_that_is_drawn() -> None:
    words = page_words()
    assert len(words["states"]) == len(INCIDENT_CODES)
    assert len(words["severities"]) == 4


def test_an_unknown_position_is_said_in_two_ways() -> None:
    assert no_position(grid_shown=True) != no_position(grid_shown=False)
