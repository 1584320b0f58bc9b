from __future__ import annotations

import json

from backend_client.protocol.incident_args import IncidentCreate, Words
from tests.platform_backend.conftest import Running

NEW = IncidentCreate(type_code="0101", severity=2, title="积水", source="热线")


async def test_the_picture_follows_and_decodes_each_version_once(running: Running) -> None:
    platform = running.platform
    done = await platform.execute("测试", "incident.create", None, NEW)
    assert done.data is not None
    id_ = done.data["id"]
    before = platform.picture.incidents()
    other = next(each for each in before if each != id_)
    assert before[id_].title == "积水"
    await platform.execute("测试", "incident.note", id_, Words(text="已通知"))
    after = platform.picture.incidents()
    assert after[id_].steps[-1].text == "已通知"
    assert after[other] is before[other]
    assert len(before[id_].steps) == 1


async def test_units_and_alarms(running: Running) -> None:
    picture = running.platform.picture
    assert picture.alarms() == {}
    units = picture.units()
    assert units
    assert units is not picture.units()


async def test_the_seat_of_a_person_is_the_one_taken_last(running: Running) -> None:
    view = running.platform.log.topics["directory"].view
    first, second = [held for held in view.values() if held.entity == "seat"][:2]
    picture = running.platform.picture
    assert picture.seat_of("admin") == ""
    async with running.console() as one:
        for seat in (second, first):
            await one.command("seat.take", seat.id)
        assert picture.seat_of("admin") == json.loads(first.body)["name"]
        await one.command("seat.hand_over", first.id)
    assert picture.seat_of("admin") == json.loads(second.body)["name"]
