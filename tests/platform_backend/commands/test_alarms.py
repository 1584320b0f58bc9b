"""Alarms, from their being raised to how they end."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState, Camera, Incident, IncidentState
from backend_client.protocol.times import parse_time
from platform_backend.commands.alarms import AlarmCreate
from platform_backend.recordings.segments import ALARM as ALARM_REASON
from platform_backend.recordings.wanted import wanted
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame, TestConsole

ALARM = AlarmCreate(priority=2, kind="水位超限", title="水位超限", source="水位监测")


async def raised(running: Running, **fields: Any) -> str:
    """The id of a new alarm."""
    done = await running.platform.execute("传感器", "alarm.create", None, replace(ALARM, **fields))
    assert done.data is not None
    return str(done.data["id"])


def alarm_of(running: Running, id_: str) -> Alarm:
    return running.platform.picture.alarms()[id_]


async def refused(one: TestConsole, name: str, id_: str, **args: Any) -> str:
    result: Frame = await one.command(name, id_, **args)
    assert not result["ok"], result
    return str(result["error"]["code"])


async def test_an_alarm_lies_in_the_grid_of_its_position(running: Running) -> None:
    platform = running.platform
    position = next(unit.position for unit in platform.picture.units().values() if unit.position)
    alarm = alarm_of(running, await raised(running, position=position))
    assert alarm.grid_code in platform.site.grid_orgs
    assert alarm.org == platform.site.grid_orgs[alarm.grid_code or ""]


async def test_one_without_a_position_belongs_to_the_district(running: Running) -> None:
    alarm = alarm_of(running, await raised(running))
    assert (alarm.org, alarm.grid_code) == (running.platform.site.district_org, None)


async def test_one_without_a_camera_has_those_that_see_its_place_and_they_are_recorded(
    running: Running,
) -> None:
    view = running.platform.log.topics["directory"].view.values()
    held = next(held for held in view if held.entity == "camera")
    place = msgspec.json.decode(held.body, type=Camera).position
    alarm = alarm_of(running, await raised(running, position=place))
    assert held.id in alarm.cameras
    moment = parse_time(alarm.raised_at)
    assert wanted((), [alarm], now=moment, minutes=1.0) == dict.fromkeys(alarm.cameras, ALARM_REASON)
    named = alarm_of(running, await raised(running, position=place, cameras=("c1",)))
    assert named.cameras == ("c1",)


async def test_an_unknown_alarm_cannot_be_acknowledged(running: Running) -> None:
    async with running.console() as one:
        assert await refused(one, "alarm.acknowledge", "none") == "not_found"


async def test_a_false_alarm_is_closed_with_its_reason(running: Running) -> None:
    id_ = await raised(running, exercise=True)
    async with running.console() as one:
        assert await refused(one, "alarm.false_alarm", id_, text="") == "bad_request"
        assert (await one.command("alarm.false_alarm", id_, text="探头检修"))["ok"]
        assert await refused(one, "alarm.acknowledge", id_) == "illegal_transition"
    alarm = alarm_of(running, id_)
    assert (alarm.state, alarm.outcome) == (AlarmState.CLOSED, AlarmOutcome.FALSE_ALARM)
    assert (alarm.outcome_text, alarm.exercise) == ("探头检修", True)
    assert alarm.closed_by
    assert alarm.closed_at


async def test_who_was_second_is_told_of_the_first(running: Running) -> None:
    id_ = await raised(running)
    async with running.console() as one:
        assert (await one.command("alarm.acknowledge", id_))["ok"]
        late = await one.command_as(str(uuid7()), "alarm.false_alarm", id_, {"text": "x"}, expect_ver=1)
    assert (late["error"]["code"], late["error"]["current"]) == ("version_conflict", 2)
    assert alarm_of(running, id_).state is AlarmState.ACKNOWLEDGED


async def test_an_alarm_becomes_an_incident_at_its_place(running: Running) -> None:
    platform = running.platform
    position = next(unit.position for unit in platform.picture.units().values() if unit.position)
    id_ = await raised(running, position=position, place="示范路1号", cameras=("c1", "c2"), exercise=True)
    async with running.console() as one:
        result = await one.command("alarm.to_incident", id_)
    incident: Incident = platform.picture.incidents()[result["data"]["id"]]
    alarm = alarm_of(running, id_)
    assert (alarm.state, alarm.outcome) == (AlarmState.CLOSED, AlarmOutcome.INCIDENT)
    assert (alarm.incident, incident.alarm) == (result["data"]["id"], id_)
    assert (incident.state, incident.severity, incident.title) == (IncidentState.PENDING, 2, "水位超限")
    assert (incident.position, incident.place) == (position, "示范路1号")
    assert (incident.cameras, incident.exercise) == (("c1", "c2"), True)
    assert (incident.type_code, incident.type_name, incident.source) == ("0101", "积水", "sensor")
    assert incident.occurred_at == alarm.raised_at


async def test_what_becomes_of_it_can_be_said(running: Running) -> None:
    id_ = await raised(running, kind="从未见过")
    async with running.console() as one:
        assert await refused(one, "alarm.to_incident", id_) == "bad_request"
        assert await refused(one, "alarm.to_incident", id_, severity=5) == "bad_request"
        result = await one.command("alarm.to_incident", id_, severity=1, type_code="0303", title="示范火情")
    incident = running.platform.picture.incidents()[result["data"]["id"]]
    assert (incident.severity, incident.type_code, incident.title) == (1, "0303", "示范火情")


async def test_onlookers_do_nothing_to_alarms(running: Running) -> None:
    id_ = await raised(running)
    async with running.console(user("lin", "leader")) as one:
        for name, args in (
            ("alarm.acknowledge", {}),
            ("alarm.false_alarm", {"text": "x"}),
            ("alarm.shelve", {"minutes": 5, "reason": "x"}),
            ("alarm.unshelve", {}),
            ("alarm.to_incident", {}),
        ):
            assert await refused(one, name, id_, **args) == "forbidden", name
