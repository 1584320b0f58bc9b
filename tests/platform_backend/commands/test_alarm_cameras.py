"""Which cameras an alarm is given when it is raised."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import Camera, Streams
from backend_client.protocol.nearest_cameras import NearestCameras
from platform_backend.commands.alarm_cameras import MOST, cameras_of
from platform_backend.commands.context import CameraNow

PLACE = (120.2, 30.3)
CAMERA = Camera(
    device_id="33010400001320000001",
    name="示范",
    org="org",
    grid_code="1",
    owner_kind="public",
    position=PLACE,
    direction=0.0,
    field_of_view=60.0,
    ptz=False,
    streams=Streams(main="/m", sub="/s"),
)
#: All at one spot, more than an alarm is given.
CAMERAS = NearestCameras({f"c{number}": CAMERA for number in range(MOST + 2)})


@pytest.mark.parametrize(
    ("named", "down", "given"),
    [
        ((), set(), ("c0", "c1", "c2", "c3")),
        ((), {"c0", "c2"}, ("c1", "c3", "c4", "c5")),
        (("c5",), set(), ("c5",)),
        (("c5", "c1"), {"c5"}, ("c5", "c1")),
        (("c1",), {"c1"}, ("c1", "c0", "c2", "c3", "c4")),
    ],
)
def test_those_that_see_its_place_where_none_that_is_named_works(
    named: tuple[str, ...], down: set[str], given: tuple[str, ...]
) -> None:
    found = cameras_of(named, PLACE, cameras=CAMERAS, look=lambda id_: CameraNow(online=id_ not in down))
    assert found == given


def test_without_a_place_those_that_are_named() -> None:
    assert cameras_of((), None, cameras=CAMERAS, look=lambda _id: CameraNow()) == ()
    assert cameras_of(("c1",), None, cameras=CAMERAS, look=lambda _id: CameraNow(online=False)) == ("c1",)
