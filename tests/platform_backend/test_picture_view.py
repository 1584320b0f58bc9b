from __future__ import annotations

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
