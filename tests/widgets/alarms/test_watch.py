"""What is open, how fast it came, and when it is a flood."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.alarm_parts import Shelving
from backend_client.protocol.entities import AlarmState, Org
from tests.widgets.district import NOW, District, ago, alarm, district
from widgets.alarms.load import Arrival
from widgets.alarms.watch import AlarmWatch, Flood


def watch_of(made: District) -> AlarmWatch:
    return AlarmWatch(picture=made.picture, now=made.now)


def flood_of(watch: AlarmWatch) -> Flood | None:
    return watch.now_open.flood


def held_back(age: float) -> dict[str, Any]:
    """An alarm of a source that was shelved before it came in."""
    shelving = Shelving(by="Zhang", at=ago(age + 60), until=ago(-600), reason="x")
    return {"state": AlarmState.SHELVED, "shelving": shelving}


def test_without_a_flood_every_alarm_stands_alone(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {"a": alarm(3, age=9), "b": alarm(3, age=5), "c": alarm(2, age=1)})
    now = watch_of(made).now_open
    assert now.open == ("c", "a", "b")
    assert [card.ids for card in now.cards] == [("c",), ("a",), ("b",)]
    assert now.flood is None


def test_the_eleventh_within_ten_minutes_begins_a_flood_and_groups(qtbot: QtBot) -> None:
    made = district()
    watch = watch_of(made)
    for number in range(10):
        watch.on_changes(made.put("alarm", f"a{number}", alarm(3, age=100 - number)))
    assert flood_of(watch) is None
    with qtbot.waitSignal(watch.changed):
        watch.on_changes(made.put("alarm", "last", alarm(3, age=20)))
    flood = flood_of(watch)
    assert flood is not None
    assert (flood.since, flood.count) == (NOW - 20, 11)
    assert [len(card.ids) for card in watch.now_open.cards] == [11]
    assert watch.now_open.cards[0].street == "kaixuan"


def test_it_ends_with_time_alone(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"a{number}": alarm(3, age=number) for number in range(11)})
    watch = watch_of(made)
    assert flood_of(watch) is not None
    with qtbot.waitSignal(watch.changed):
        made.time += 596.0  # seven have left the ten minutes
    assert flood_of(watch) is None
    assert len(watch.now_open.cards) == 11


def test_acknowledged_they_still_count_towards_the_flood(qtbot: QtBot) -> None:
    made = district()
    watch = watch_of(made)
    for number in range(11):
        id_ = f"a{number}"
        watch.on_changes(made.put("alarm", id_, alarm(3, age=50 - number)))
        watch.on_changes(made.change("alarm", id_, state=AlarmState.ACKNOWLEDGED))
    assert watch.now_open.open == ()
    assert flood_of(watch) is not None


def test_what_comes_in_shelved_asks_for_nobodys_attention(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"s{number}": alarm(3, age=number, **held_back(number)) for number in range(20)})
    made.put("alarm", "by hand", alarm(3, age=300.0, **held_back(10)))
    watch = watch_of(made)
    assert flood_of(watch) is None
    assert watch.arrivals() == [Arrival(NOW - 300.0, 3)]


def test_drills_are_kept_out_of_the_load(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {"a": alarm(3, age=9), "b": alarm(2, age=5, exercise=True)})
    watch = watch_of(made)
    assert watch.arrivals() == [Arrival(NOW - 9, 3)]
    assert watch.now_open.open == ("b", "a")


def test_what_leaves_the_view_is_forgotten(qtbot: QtBot) -> None:
    made = district()
    watch = watch_of(made)
    watch.on_changes(made.put_all("alarm", {"a": alarm(3), "b": alarm(3, age=30.0)}))
    watch.on_changes(made.delete("alarm", "a"))
    assert watch.now_open.open == ("b",)
    assert len(watch.arrivals()) == 1
    watch.on_changes(made.snapshot("alarms", {}))
    assert watch.arrivals() == []


def test_groups_are_found_outside_of_floods_too(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {"a": alarm(3, age=9), "b": alarm(3), "c": alarm(2, kind="water")})
    watch = watch_of(made)
    group = watch.group_with("b")
    assert group is not None
    assert group.ids == ("b", "a")
    assert watch.group_with("gone") is None
    assert [each.ids for each in watch.groups_of(("a", "c", "gone"))] == [("c",), ("a",)]


def test_a_street_that_is_told_later_names_the_group(qtbot: QtBot) -> None:
    made = District()
    made.put("alarm", "a", alarm(3, org="jingfang"))
    watch = watch_of(made)
    assert watch.now_open.cards[0].street == "jingfang"
    changes = Changes()
    changes |= made.put("org", "kaixuan", Org(kind="street", code="330104002", name="凯旋街道"))
    changes |= made.put(
        "org", "jingfang", Org(kind="community", code="330104002001", name="景芳", parent="kaixuan")
    )
    watch.on_changes(changes)
    assert watch.now_open.cards[0].street == "kaixuan"


def test_hundreds_are_told_a_few_times_a_second(qtbot: QtBot) -> None:
    made = district()
    watch = watch_of(made)
    watch.on_changes(made.put_all("alarm", {f"a{number}": alarm(3, age=number) for number in range(400)}))
    told: list[int] = []
    watch.changed.connect(lambda: told.append(len(watch.now_open.open)))
    for number in range(50):
        watch.on_changes(made.put("alarm", f"b{number}", alarm(2, age=1)))
    qtbot.waitUntil(lambda: watch.now_open.open[:1] == ("b0",) and len(watch.now_open.open) == 450)
    assert len(told) <= 3
