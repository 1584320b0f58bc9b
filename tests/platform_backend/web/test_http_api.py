from __future__ import annotations

import asyncio
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest

from backend_client.protocol.entities import Device
from platform_backend.access.second_factor import new_secret
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import console

PICTURE = b"\xff\xd8\xff\xe0" + b"\x00" * 2000
INCIDENT: dict[str, Any] = {"type_code": "0101", "severity": 3, "title": "路面积水", "source": "desk"}
ALARM = {"priority": 1, "kind": "烟感报警", "title": "烟感报警", "source": "消防物联网"}


def client(running: Running, token: str | None = None) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(base_url=running.http, headers=headers, trust_env=False)


async def login(running: Running, name: str, password: str) -> httpx.Response:
    async with client(running) as http:
        return await http.post("/api/login", json={"user": name, "password": password})


async def test_login_gives_a_token_for_the_feed(running: Running) -> None:
    await running.platform.accounts.add(user("wang", "dispatcher"), "secret")
    answer = await login(running, "wang", "secret")
    assert answer.status_code == 200
    assert set(answer.json()) == {"token", "expires_at"}
    # For workstations whose clock is wrong: by what clock the token expires.
    assert parsedate_to_datetime(answer.headers["Date"]).tzinfo is not None
    async with console(running.feed) as one:
        assert (await one.auth(answer.json()["token"]))["user"]["name"] == "wang"


@pytest.mark.parametrize(
    ("name", "password"), [("wang", "wrong"), ("nobody", "secret"), ("desk", ""), ("", "")]
)
async def test_wrong_credentials_all_look_the_same(running: Running, name: str, password: str) -> None:
    await running.platform.accounts.add(user("wang", "dispatcher"), "secret")
    answer = await login(running, name, password)
    assert answer.status_code == 401
    assert answer.json()["error"] == {"code": "unauthenticated", "message": "user or password is wrong"}


async def test_guessing_is_slowed_down(running: Running) -> None:
    await running.platform.accounts.add(user("wang", "dispatcher"), "secret")
    codes = [(await login(running, "wang", f"guess {n}")).status_code for n in range(7)]
    assert codes == [401] * 5 + [429] * 2
    locked = await login(running, "wang", "secret")
    assert locked.status_code == 429
    error = locked.json()["error"]
    assert (error["code"], error["retryable"]) == ("rate_limited", True)
    assert 25.0 < error["retry_after_s"] <= 30.0
    assert 25 < int(locked.headers["Retry-After"]) <= 30


async def test_the_second_factor_is_asked_for(start: StartPlatform) -> None:
    secret = new_secret()
    async with start(second_factor=True) as running:
        wang = user("wang", "dispatcher")
        await running.platform.accounts.add(wang, "secret", otp_secret=secret)
        half = await login(running, "wang", "secret")
        assert half.status_code == 401
        assert half.json()["error"]["needs"] == "otp"
        assert half.headers["Cache-Control"] == "no-store"
        async with client(running) as http:
            code = pyotp.TOTP(secret).now()
            body = {"user": "wang", "password": "secret", "otp": code}
            assert (await http.post("/api/login", json=body)).status_code == 200
            assert (await http.post("/api/login", json=body)).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"user":1,"password":"x"}',
        b'{"user":"x"}',
        b'{"user":"x","password":"x","otp":123456}',
        b'{"user":"' + b"x" * 65 + b'","password":"x"}',
        b"\xff",
        b'{"user":"x","password":"' + b"x" * 9000 + b'"}',
    ],
)
async def test_malformed_bodies_are_bad_requests(running: Running, body: bytes) -> None:
    async with client(running) as http:
        for address in ("/api/login", "/api/launch"):
            answer = await http.post(address, content=body)
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


async def test_who_waits_for_ever_with_the_body_is_told(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_backend.web.answering._BODY_WITHIN_S", 0.05)
    reader, writer = await asyncio.open_connection(*running.http.removeprefix("http://").split(":"))
    writer.write(b"POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{")
    async with asyncio.timeout(5.0):
        assert (await reader.readline()).startswith(b"HTTP/1.1 400")
    writer.close()
    await writer.wait_closed()


async def test_the_launch_token_is_good_once(running: Running) -> None:
    token = running.platform.accounts.make_launch_token()
    async with client(running) as http:
        first = await http.post("/api/launch", json={"launch_token": token})
        second = await http.post("/api/launch", json={"launch_token": token})
    assert (first.status_code, second.status_code) == (200, 401)
    async with console(running.feed) as one:
        desk = (await one.auth(first.json()["token"]))["user"]
    assert desk["id"] == "desk"
    assert desk["roles"] == ["duty_officer", "dispatcher", "duty_leader"]
    assert desk["scope"] == {"division": None, "departments": []}


async def test_a_wrong_launch_token_is_refused_and_does_not_use_up_the_right_one(running: Running) -> None:
    token = running.platform.accounts.make_launch_token()
    async with client(running) as http:
        assert (await http.post("/api/launch", json={"launch_token": "guess"})).status_code == 401
        assert (await http.post("/api/launch", json={"launch_token": token})).status_code == 200


async def test_renew_and_logout(running: Running) -> None:
    token = await running.token()
    async with client(running, token) as http:
        renewed = await http.post("/api/renew")
        assert renewed.status_code == 200
        assert (await http.post("/api/logout")).status_code == 200
        assert (await http.post("/api/renew")).status_code == 401
    async with client(running, renewed.json()["token"]) as http:
        assert (await http.post("/api/renew")).status_code == 401


async def test_sessions_survive_a_restart(start: StartPlatform, data: Path) -> None:
    async with start() as running:
        kept = await running.token()
        gone = await running.token()
        await running.platform.accounts.revoke(running.platform.accounts.session(gone).id)
    async with start() as running:
        async with client(running, kept) as http:
            assert (await http.post("/api/renew")).status_code == 200
        async with client(running, gone) as http:
            assert (await http.post("/api/renew")).status_code == 401


async def test_passwords_are_kept_as_argon2_hashes(running: Running, data: Path) -> None:
    await running.platform.accounts.add(user("wang", "dispatcher"), "a very plain secret")
    files = everything_in(data)
    assert b"$argon2id$" in files
    assert b"a very plain secret" not in files


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("platform.sqlite3*"))


async def test_health_needs_no_sign_in(running: Running) -> None:
    async with client(running) as http:
        health: dict[str, Any] = (await http.get("/health")).json()
    assert health["status"] == "ok"
    assert health["epoch"] == running.platform.epoch
    assert health["simulated"] is False


async def test_unknown_addresses_are_said_in_json(running: Running) -> None:
    async with client(running) as http:
        answer = await http.get("/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_cameras_are_sent_on_to_their_site(running: Running) -> None:
    cameras = running.platform.cameras
    camera = running.platform.states.all_of("devices")[0].id
    token = await running.token()
    async with client(running) as http:
        assert (await http.get(f"/cameras/{camera}/sub.ts")).status_code == 401
    async with client(running, token) as http:
        assert (await http.get(f"/cameras/{camera}/sub.ts")).status_code == 503
        cameras.port = 4321
        answer = await http.get(f"/cameras/{camera}/main.ts")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"http://127.0.0.1:4321/cameras/{camera}/main.ts"
        assert (await http.get(f"/cameras/{camera}/other.ts")).status_code == 404
        assert (await http.get("/cameras/cam-x/sub.ts")).status_code == 404
        device = Device(online=False, since="2026-01-01T00:00:00.000Z")
        running.platform.publish_state("device", camera, device)
        assert (await http.get(f"/cameras/{camera}/sub.ts")).status_code == 503


async def test_an_alarm_from_outside_reaches_the_consoles(running: Running) -> None:
    token = await running.token()
    async with running.console() as one, client(running, token) as http:
        await one.subscribe("alarms")
        answer = await http.post("/api/alarms", json=ALARM)
        assert answer.status_code == 201
        event = await one.event(answer.json()["id"])
        assert (event["data"]["state"], event["data"]["priority"]) == ("open", 1)
        assert (await one.command("alarm.acknowledge", event["id"]))["ok"]
        seen = await one.event(event["id"])
        assert (seen["data"]["state"], seen["data"]["acknowledged_by"]) == ("acknowledged", "管理员")
        twice = await one.command("alarm.acknowledge", event["id"])
        assert twice["error"]["code"] == "illegal_transition"


async def test_alarms_need_a_sign_in_and_right_arguments(running: Running) -> None:
    async with client(running) as http:
        assert (await http.post("/api/alarms", json=ALARM)).status_code == 401
    async with client(running, await running.token()) as http:
        assert (await http.post("/api/alarms", json={**ALARM, "priority": 9})).status_code == 400


async def test_alarms_are_raised_within_the_scope_and_in_known_grids(running: Running) -> None:
    site = running.platform.site
    mine, *_, other = site.grid_orgs
    street = user("street", "dispatcher", division=mine[:9])
    assert not other.startswith(mine[:9])
    async with client(running, await running.token(street)) as http:
        found = [
            (await http.post("/api/alarms", json={**ALARM, "grid_code": grid})).status_code
            for grid in (mine, other, f"{mine} {other}")
        ]
        found.append((await http.post("/api/alarms", json=ALARM)).status_code)
    assert found == [201, 403, 400, 403]


async def test_the_rooms_people_add_pictures_to_incidents(running: Running) -> None:
    await running.platform.accounts.add(user("wang", "dispatcher"), "secret")
    await running.platform.accounts.add(user("hall", "device"), "secret")
    token = (await login(running, "wang", "secret")).json()["token"]
    async with console(running.feed) as one:
        await one.auth(token)
        created = await one.command("incident.create", **INCIDENT)
    incident = created["data"]["id"]
    address = f"/api/incidents/{incident}/media"
    async with client(running, token) as http:
        answer = await http.post(address, params={"name": "Moon bridge"}, content=PICTURE)
        assert answer.status_code == 201
        found = await http.get(f"/media/{answer.json()['id']}")
        assert found.content == PICTURE
        assert (await http.post(address, content=b"no picture")).status_code == 400
        assert (await http.post("/api/incidents/none/media", content=PICTURE)).status_code == 404
    device = (await login(running, "hall", "secret")).json()["token"]
    async with client(running, device) as http:
        assert (await http.post(address, content=PICTURE)).status_code == 403
