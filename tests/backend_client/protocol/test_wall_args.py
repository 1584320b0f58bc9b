"""Bounds of what is asked for of walls, scenes and tours."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.protocol.commands import ARGS
from backend_client.protocol.wall_args import TourAct, WallShow, WallTour


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("wall.show", {}),
        ("wall.show", {"tiles": [{"tile": 1, "camera": ""}] * 257}),
        ("wall.show", {"tiles": [], "layout": []}),
        ("wall.scene", {}),
        ("wall.tour", {"tour": "t", "act": "rewind"}),
        ("wall.tour", {"tour": "t", "tiles": ["1"]}),
        ("wall.lock", {"alarm_mode": "loud"}),
        ("wall.pin", {}),
        ("scene.save", {"name": "", "layout": {}}),
        ("scene.save", {"name": "s"}),
        ("tour.save", {"name": "t", "dwell_s": 2.99, "steps": [{}]}),
        ("tour.save", {"name": "t", "dwell_s": 86_401, "steps": [{}]}),
        ("tour.save", {"name": "t", "dwell_s": 5, "steps": []}),
        ("tour.save", {"name": "t", "dwell_s": 5, "steps": [{}] * 501}),
    ],
)
def test_what_is_out_of_bounds_cannot_be_read(name: str, args: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(args), type=ARGS[name])


def test_what_is_left_out_has_its_meaning() -> None:
    shown = msgspec.json.decode(b'{"tiles":[]}', type=WallShow)
    assert (shown.incident, shown.layout, shown.restore) == (None, None, False)
    started = msgspec.json.decode(b'{"tour":"t"}', type=WallTour)
    assert (started.act, started.tiles) == (TourAct.START, ())
