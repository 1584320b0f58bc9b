"""Which working cameras of the picture see a place, and which show an alarm."""

from __future__ import annotations

from typing import Any

from backend_client.protocol.entities import Alarm, Device
from console.wall.nearby import Vicinity
from tests.console.desk import camera_at, street
from tests.widgets.district import District, ago, alarm


def at_the_fourth(**fields: Any) -> Alarm:
    return alarm(1, position=camera_at(4).position, **fields)


def down(made: District, *cameras: str) -> None:
    for camera in cameras:
        made.put("device", camera, Device(online=False, since=ago(1)))


def test_cameras_that_are_down_see_nothing() -> None:
    made = street()
    down(made, "c4")
    vicinity = Vicinity(picture=made.picture)
    place = camera_at(4).position
    assert set(vicinity.at(place, count=2)) == {"c3", "c5"}
    assert vicinity.at(place, count=1, besides={"c3"}) == ("c5",)


def test_a_camera_that_was_moved_is_asked_where_it_is_now() -> None:
    made = street()
    vicinity = Vicinity(picture=made.picture)
    place = camera_at(4).position
    assert vicinity.at(place, count=1) == ("c4",)
    vicinity.on_changes(made.change("camera", "c4", position=(0.0, 0.0)))
    assert "c4" not in vicinity.at(place, count=2)


def test_an_alarm_is_shown_by_its_own_and_then_by_those_that_see_its_place() -> None:
    vicinity = Vicinity(picture=street().picture)
    assert vicinity.of_alarm(at_the_fourth(cameras=("c1",)), count=2) == ("c1", "c4")
    assert vicinity.of_alarm(at_the_fourth(), count=1) == ("c4",)
    assert vicinity.of_alarm(at_the_fourth(cameras=("c1", "c2", "c3")), count=2) == ("c1", "c2", "c3")
    assert vicinity.of_alarm(alarm(1, cameras=("c1",)), count=2) == ("c1",)


def test_those_of_its_own_that_are_down_or_unknown_give_way_to_what_shows_it() -> None:
    made = street()
    down(made, "c1")
    vicinity = Vicinity(picture=made.picture)
    assert vicinity.of_alarm(at_the_fourth(cameras=("c1", "none", "c2")), count=2) == ("c2", "c4")
    assert vicinity.of_alarm(alarm(1, cameras=("c1", "c2")), count=2) == ("c2",)
    assert vicinity.of_alarm(alarm(1, cameras=("c1", "none")), count=2) == ("c1", "none")
