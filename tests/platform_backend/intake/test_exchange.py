"""Alerts in and incidents out over HTTP, from a platform on a real port."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.incident_args import Copy, IncidentCreate, ReporterWhole
from backend_client.protocol.messages import User
from platform_backend.access.accounts import ADMIN
from platform_backend.intake.exchange import MAX_ALERT_BYTES
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.intake.alerts import SENT, block_of, cap
from tests.waiting import until

AUDITOR = user("auditor", "audit_administrator")


async def post(running: Running, document: bytes, *, who: User = ADMIN) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {await running.token(who)}", "Content-Type": "application/cap+xml"}
    async with httpx.AsyncClient(base_url=running.http, headers=headers, trust_env=False) as http:
        answer = await http.post("/api/alerts", content=document)
    return answer.status_code, answer.json()


async def get(running: Running, path: str, *, who: User = ADMIN) -> httpx.Response:
    headers = {"Authorization": f"Bearer {await running.token(who)}"}
    async with httpx.AsyncClient(base_url=running.http, headers=headers, trust_env=False) as http:
        return await http.get(path)


async def trail(running: Running, what: str) -> list[tuple[str, str, str]]:
    async with running.console(AUDITOR) as one:
        found = await one.query("audit.search", what=what)
    return [(each["who"], each["detail"], each["result"]) for each in found["data"]["entries"]]


def alarm(running: Running, id_: str) -> Alarm:
    return running.platform.picture.alarms()[id_]


def here(running: Running) -> tuple[float, float]:
    return next(unit.position for unit in running.platform.picture.units().values() if unit.position)


def area_at(position: tuple[float, float], radius_km: float) -> str:
    x, y = position
    return f"<area><areaDesc>示范路</areaDesc><circle>{y:.7f},{x:.7f} {radius_km}</circle></area>"


async def test_an_alert_becomes_an_alarm_once(running: Running) -> None:
    document = cap(info=block_of(area=area_at(here(running), 0.5)))
    status, answer = await post(running, document)
    assert status == 201
    made = alarm(running, answer["id"])
    assert (made.priority, made.kind, made.title) == (2, "暴雨", "暴雨橙色预警")
    assert (made.source, made.place, made.state) == ("示范气象台", "示范路", AlarmState.OPEN)
    assert made.grid_code in running.platform.site.grid_orgs
    assert await post(running, document) == (200, {"id": answer["id"], "known": True})
    assert [result for _, _, result in await trail(running, "alarm.take_alert")] == ["ok", "ok"]


async def test_a_wide_area_belongs_to_the_district_and_a_named_grid_to_its_street(running: Running) -> None:
    site = running.platform.site
    _, answer = await post(running, cap(info=block_of(area=area_at(here(running), 30.0))))
    wide = alarm(running, answer["id"])
    assert (wide.grid_code, wide.org) == (None, site.district_org)
    code = next(iter(site.grid_orgs))
    geocode = f"<geocode><valueName>grid</valueName><value>{code}</value></geocode>"
    named = block_of(area=f"<area><areaDesc>x</areaDesc>{geocode}</area>")
    _, answer = await post(running, cap(identifier="a-2", info=named, status="Exercise"))
    drill = alarm(running, answer["id"])
    assert (drill.grid_code, drill.org, drill.exercise) == (code, site.grid_orgs[code], True)


async def test_an_update_replaces_and_a_cancel_ends(running: Running) -> None:
    _, first = await post(running, cap())
    async with running.console() as one:
        assert (await one.command("alarm.acknowledge", first["id"]))["ok"]
    refers = f"weather@example.org,a-1,{SENT}"
    milder = cap(identifier="a-2", kind="Update", references=refers, info=block_of(severity="Moderate"))
    _, second = await post(running, milder)
    assert second["closed"] == [first["id"]]
    assert alarm(running, first["id"]).outcome is AlarmOutcome.REPLACED
    # Somebody sees to it already and it has become milder: it does not ring again.
    assert alarm(running, second["id"]).state is AlarmState.ACKNOWLEDGED
    refers = f"{refers} weather@example.org,a-2,{SENT}"
    worse = cap(identifier="a-3", kind="Update", references=refers, info=block_of(severity="Extreme"))
    _, third = await post(running, worse)
    assert alarm(running, third["id"]).state is AlarmState.OPEN
    cancel = cap(identifier="a-4", kind="Cancel", references=f"weather@example.org,a-3,{SENT}")
    assert await post(running, cancel) == (200, {"closed": [third["id"]]})
    assert alarm(running, third["id"]).outcome is AlarmOutcome.WITHDRAWN
    assert await post(running, cancel) == (200, {"closed": [], "known": True})
    unknown = cap(identifier="a-5", kind="Cancel", references=f"weather@example.org,a-9,{SENT}")
    status, answer = await post(running, unknown)
    assert (status, answer["error"]["code"]) == (404, "not_found")


async def test_an_alert_ends_when_it_says_so(running: Running) -> None:
    def ending(seconds: float) -> str:
        moment = datetime.fromtimestamp(time.time() + seconds, UTC).isoformat(timespec="milliseconds")
        return block_of(more=f"<expires>{moment}</expires>")

    _, first = await post(running, cap(info=ending(0.4)))
    assert alarm(running, first["id"]).expires_at is not None
    await until(lambda: alarm(running, first["id"]).outcome is AlarmOutcome.EXPIRED)
    status, answer = await post(running, cap(identifier="a-2", info=ending(-1.0)))
    assert (status, "expired" in answer["ignored"]) == (200, True)
    _, third = await post(running, cap(identifier="a-3", info=ending(3600.0)))
    refers = f"weather@example.org,a-3,{SENT}"
    late = cap(identifier="a-4", kind="Update", references=refers, info=ending(-1.0))
    status, answer = await post(running, late)
    assert (status, answer["closed"], "expired" in answer["ignored"]) == (200, [third["id"]], True)
    assert alarm(running, third["id"]).outcome is AlarmOutcome.EXPIRED


async def test_what_asks_for_nothing_is_answered_and_what_is_wrong_is_said(running: Running) -> None:
    status, answer = await post(running, cap(status="Test"))
    assert (status, "Test" in answer["ignored"]) == (200, True)
    for document, sentence in (
        (b"<html/>", "no CAP 1.2 alert"),
        (b" " * (MAX_ALERT_BYTES + 1), "too large"),
    ):
        status, answer = await post(running, document)
        assert status == 400
        assert sentence in answer["error"]["message"]
    assert [detail or result for _, detail, result in await trail(running, "alarm.take_alert")] == [
        "bad_request",
        "ignored",
    ]


async def test_alerts_are_taken_within_the_scope_and_with_a_role(running: Running) -> None:
    mine, *_, other = running.platform.site.grid_orgs
    street = user("street", "dispatcher", division=mine[:9])

    def named(code: str, identifier: str) -> bytes:
        geocode = f"<geocode><valueName>grid</valueName><value>{code}</value></geocode>"
        area = f"<area><areaDesc>x</areaDesc>{geocode}</area>"
        return cap(identifier=identifier, info=block_of(area=area))

    assert (await post(running, named(mine, "a-1"), who=street))[0] == 201
    assert (await post(running, named(other, "a-2"), who=street))[0] == 403
    assert (await post(running, named(other, "a-2")))[0] == 201
    assert (await post(running, named(other, "a-2"), who=street))[0] == 403
    assert (await post(running, cap(identifier="a-9"), who=user("nobody")))[0] == 403
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as http:
        assert (await http.post("/api/alerts", content=cap())).status_code == 401


async def create(running: Running) -> str:
    args = IncidentCreate(
        type_code="0101",
        severity=2,
        title="积水",
        source="hotline",
        position=here(running),
        reporter=ReporterWhole(name="示范丙", phone="13800000000"),
    )
    done = await running.platform.execute("test", "incident.create", None, args)
    assert done.data is not None
    return str(done.data["id"])


async def test_an_incident_goes_out_as_cap_and_as_eido(running: Running) -> None:
    id_ = await create(running)
    answer = await get(running, f"/api/incidents/{id_}/cap")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/cap+xml")
    assert answer.headers["Content-Disposition"].endswith('-cap.xml"')
    root = fromstring(answer.content)
    assert root.find(".//{*}polygon") is not None
    owner = running.platform.site.org_codes[running.platform.picture.incidents()[id_].owner_org]
    sent = root.findtext("{*}sent")
    answer = await get(running, f"/api/incidents/{id_}/eido")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "personComponent" not in answer.json()
    assert "示范丙" not in answer.text
    named = await get(running, f"/api/incidents/{id_}/eido?reporter_reason=handed to the fire brigade")
    assert "示范丙" in json.dumps(named.json(), ensure_ascii=False)
    assert [detail for _, detail, _ in await trail(running, "incident.export")] == [
        "form=eido reporter: handed to the fire brigade",
        "form=eido",
        f"form=cap Alert org{owner}.grid-command.internal,{id_}.1,{sent}",
    ]


async def test_another_centre_follows_an_incident_by_its_alerts(running: Running) -> None:
    """What this platform sends out is handed in again, as at another centre."""
    id_ = await create(running)

    async def pass_on() -> dict[str, Any]:
        answer = await get(running, f"/api/incidents/{id_}/cap")
        assert answer.status_code == 200
        # The same version is the same message: asking twice changes nothing.
        assert (await get(running, f"/api/incidents/{id_}/cap")).content == answer.content
        return (await post(running, answer.content))[1]

    async def do(name: str, **args: Any) -> None:
        async with running.console() as one:
            done = await one.command(name, id_, **args)
            assert done["ok"], done

    first = await pass_on()
    await do("incident.accept")
    second = await pass_on()
    assert second["closed"] == [first["id"]]
    await do("incident.reject", reason="误报")
    assert await pass_on() == {"closed": [second["id"]]}
    assert alarm(running, second["id"]).outcome is AlarmOutcome.WITHDRAWN
    await do("incident.reopen", reason="确有其事")
    third = await pass_on()
    assert alarm(running, third["id"]).state is AlarmState.OPEN
    assert len({first["id"], second["id"], third["id"]}) == 3


async def test_what_was_never_sent_out_is_not_cancelled(running: Running) -> None:
    id_ = await create(running)
    async with running.console() as one:
        assert (await one.command("incident.void", id_, reason="测试"))["ok"]
    answer = await get(running, f"/api/incidents/{id_}/cap")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "illegal_transition")
    assert [each for (*each,) in await trail(running, "incident.export")] == [
        ["admin", "form=cap", "illegal_transition"]
    ]


async def test_who_only_reads_along_passes_no_reporter_on(running: Running) -> None:
    id_ = await create(running)
    codes = running.platform.site.org_codes
    lies_in = running.platform.picture.incidents()[id_].owner_org
    other = next(org for org, code in codes.items() if len(code) == 9 and org != lies_in)
    await running.platform.execute("test", "incident.copy", id_, Copy(to=(other,)))
    reader = user("reader", "dispatcher", division=codes[other])
    assert (await get(running, f"/api/incidents/{id_}/eido", who=reader)).status_code == 200
    named = await get(running, f"/api/incidents/{id_}/eido?reporter_reason=x", who=reader)
    assert named.status_code == 403
    assert "示范丙" not in named.text


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("/api/incidents/none/cap", ADMIN, 404),
        ("/api/incidents/{id}/pdf", ADMIN, 404),
        ("/api/incidents/{id}/cap", user("device", "device"), 403),
        ("/api/incidents/{id}/cap?reporter_reason=x", ADMIN, 403),
        ("/api/incidents/{id}/eido?reporter_reason=x", user("leader", "leader"), 403),
        ("/api/incidents/{id}/eido", user("elsewhere", "dispatcher", division="999999"), 403),
    ],
)
async def test_who_may_not_have_it_is_told_so(running: Running, path: str, who: User, status: int) -> None:
    id_ = await create(running)
    assert (await get(running, path.format(id=id_), who=who)).status_code == status
