"""Guests of a conference over real HTTP: a door, one browser, the room's events, and the end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from uuid6 import uuid7

from backend_client.protocol.conference import Party
from backend_client.protocol.times import format_time
from platform_backend.access.conference_links import LINK_HOLDS_S
from platform_backend.conference.keeper import Patience
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import TestConsole
from tests.waiting import until

WANG = user("wang", "dispatcher")
PATIENCE = Patience(grace_s=0.3, after_start_s=0.3)


class Guest:
    """A browser that has followed a link; `heard` is what its stream of events has said."""

    def __init__(self, running: Running, path: str) -> None:
        self.path = path
        self.web = httpx.AsyncClient(base_url=running.http, trust_env=False, timeout=10.0)
        self.heard: list[tuple[str, Any]] = []
        self.ended = False

    async def come_in(self, name: str = "专家") -> httpx.Response:
        """Through the door, as a person does."""
        assert (await self.web.get(self.path)).status_code == 200
        return await self.web.post(f"{self.path}/open", data={"name": name}, headers=self.origin)

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": str(self.web.base_url).rstrip("/")}

    async def say(self, do: str, **more: Any) -> httpx.Response:
        return await self.web.post(f"{self.path}/say", json={"do": do, **more})

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """While the room's page is open."""

        async def listen() -> None:
            async with self.web.stream("GET", f"{self.path}/events") as stream:
                assert stream.headers["content-type"].startswith("text/event-stream")
                event = ""
                async for line in stream.aiter_lines():
                    if line.startswith("event: "):
                        event = line[7:]
                    elif line.startswith("data: "):
                        self.heard.append((event, json.loads(line[6:])))
            self.ended = True

        self.heard.clear()
        self.ended = False
        listener = asyncio.get_running_loop().create_task(listen())
        try:
            await until(lambda: bool(self.heard))
            yield
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)

    def rosters(self) -> list[dict[str, Any]]:
        return [data["conference"] for event, data in self.heard if event == "roster"]

    def of(self, kind: str) -> list[Any]:
        return [data for event, data in self.heard if event == kind]


class Room:
    """A conference that a console has opened, and guests of it."""

    def __init__(self, running: Running, one: TestConsole, id_: str) -> None:
        self.running = running
        self.one = one
        self.id = id_
        self.guests: list[Guest] = []

    async def do(self, act: str, /, **args: Any) -> dict[str, Any]:
        result = await self.one.command_as(str(uuid7()), f"conference.{act}", self.id, args)
        assert result["ok"], result
        return dict(result.get("data") or {})

    async def invite(self) -> tuple[Guest, str]:
        """A guest with a link, and his id."""
        data = await self.do("guest", name="来宾")
        guest = Guest(self.running, data["path"])
        self.guests.append(guest)
        return guest, data["guest"]

    def party(self, who: str) -> Party:
        conference = self.running.platform.conferences.keeper.conference(self.id)
        assert conference is not None
        return next(each for each in conference.parties if each.id == who)

    def state(self, who: str) -> str:
        return self.party(who).state.value

    def opened_at(self, who: str) -> str | None:
        return self.party(who).opened_at


@pytest.fixture
async def room(start: StartPlatform) -> AsyncIterator[Room]:
    async with start(patience=PATIENCE) as running, running.console(WANG) as one:
        incident = next(iter(running.platform.log.topics["incidents"].view.values())).id
        opened = await one.command("conference.open", None, title="会商", session="0a", incident=incident)
        made = Room(running, one, opened["data"]["id"])
        yield made
        for guest in made.guests:
            await guest.web.aclose()


async def test_a_guest_comes_in_hears_speaks_and_is_missed_when_the_page_goes(room: Room) -> None:
    guest, id_ = await room.invite()
    door = await guest.web.get(guest.path, headers={"Accept-Language": "en"})
    assert "You are asked to this conference as a guest." in door.text
    assert "会商" in door.text
    assert room.state(id_) == "invited"
    came = await guest.come_in()
    assert (came.status_code, came.headers["location"]) == (303, f"{guest.path}/")
    opened_at = room.opened_at(id_)
    assert opened_at is not None
    await guest.web.post(f"{guest.path}/open", data={"name": ""}, headers=guest.origin)
    assert room.opened_at(id_) == opened_at, "it is opened once"
    async with guest.listening():
        # Nobody comes in unseen, nor with more than his own place.
        first = guest.heard[0][1]
        assert first["you"] == id_
        assert [each["id"] for each in first["conference"]["parties"]] == ["wang", id_]
        assert first["conference"].keys().isdisjoint({"incident", "rooms"})
        assert (await guest.say("join", session="0b")).json() == {"ok": True}
        await until(lambda: room.state(id_) == "joined")
        await until(lambda: guest.rosters()[-1]["parties"][-1].get("name") == "专家")
        await signals(room, guest, id_)
        assert (await guest.say("mark", hand=True)).status_code == 200
        assert (await guest.say("say", text="听见了")).status_code == 200
        await until(lambda: "remarks" in guest.rosters()[-1])
        assert (await guest.say("close")).status_code == 400
    await until(lambda: room.state(id_) == "left")
    # And comes back, in the same browser.
    async with guest.listening():
        assert (await guest.say("join", session="0c")).status_code == 200
        await room.do("remove", user=id_)
        await until(lambda: guest.of("closed") == [{"why": "removed"}])
        await until(lambda: guest.ended)
    assert (await guest.say("join", session="0d")).status_code == 410
    assert (await guest.web.get(guest.path)).status_code == 410


async def signals(room: Room, guest: Guest, id_: str) -> None:
    """Signals go both ways, unchanged."""
    data = {"kind": "description", "text": "结构"}
    at = format_time(room.running.platform.clock.now() + 0.8)
    sent = await room.one.command_as(
        str(uuid7()), "conference.signal", room.id, {"to": id_, "data": data}, not_after=at
    )
    assert sent["ok"], sent
    await until(lambda: guest.of("signal") == [{"from": "wang", "data": data}])
    assert (await guest.say("signal", to="wang", data=data)).status_code == 200
    heard = await room.one.of_type("signal")
    assert (heard["conference"], heard["from"], heard["data"]) == (room.id, id_, data)
    assert (await guest.say("signal", to="nobody", data=data)).status_code == 404


async def test_a_link_is_for_one_browser_and_one_room(room: Room) -> None:
    guest, _ = await room.invite()
    await guest.come_in()
    stranger = Guest(room.running, guest.path)
    room.guests.append(stranger)
    for answer in (await stranger.web.get(guest.path), await stranger.web.get(f"{guest.path}/")):
        assert answer.status_code == 403
    assert "另一台设备" in (await stranger.web.get(guest.path)).text
    for answer in (
        await stranger.web.get(f"{guest.path}/events"),
        await stranger.say("join", session="0e"),
        await stranger.web.get(f"{guest.path}/page.css"),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")
    assert (await stranger.web.get("/conference/none")).status_code == 404
    # The one who has opened it is led on.
    again = await guest.web.get(guest.path)
    assert (again.status_code, again.headers["location"]) == (303, f"{guest.path}/")
    # A page elsewhere sends nothing here.
    foreign = {"Origin": "https://evil.example"}
    answer = await guest.web.post(f"{guest.path}/say", json={"do": "leave"}, headers=foreign)
    assert answer.status_code == 403
    # Nor does anybody fetch what is no part of the page.
    for name in ("..%2fmap%2fx.js", "page.py", "none.js"):
        assert (await guest.web.get(f"{guest.path}/{name}")).status_code == 404


async def test_what_is_over_has_expired(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    guest, _ = await room.invite()
    await guest.come_in()
    async with guest.listening():
        await room.do("close")
        await until(lambda: guest.of("closed") == [{"why": "closed"}])
    assert (await guest.web.get(guest.path)).status_code == 410
    assert (await guest.say("join", session="0b")).status_code == 410
    opened = await room.one.command("conference.open", None, title="又一次", session="0a")
    room.id = opened["data"]["id"]
    late, _ = await room.invite()
    now = room.running.platform.clock.real_now()
    desk = room.running.platform.conferences.desk
    monkeypatch.setattr(desk, "_real_now", lambda: now + LINK_HOLDS_S + 1.0)
    answer = await late.web.get(late.path)
    assert (answer.status_code, "已失效" in answer.text) == (410, True)


async def test_a_guest_is_bounded(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    guest, id_ = await room.invite()
    await guest.come_in()
    assert (await guest.say("join", session="0b")).status_code == 409, "nobody joins who does not listen"
    desk = room.running.platform.conferences.desk
    monkeypatch.setattr("platform_backend.conference.desk._MOST_ACTS", 2)
    desk._acts.clear()
    async with guest.listening():
        assert (await guest.say("join", session="0b")).status_code == 200
        answers = [(await guest.say("mark", hand=True)).status_code for _ in range(3)]
        assert answers == [200, 200, 429]
        # Who wants to go can always go.
        assert (await guest.say("leave")).status_code == 200
    for body in (b"{", b"[]", b'{"do": "join"}', b'{"do": "mark", "hand": 7}', b'{"do": "signal", "to": 1}'):
        answer = await guest.web.post(f"{guest.path}/say", content=body)
        assert answer.status_code in (400, 429), body
    assert (await guest.web.post(f"{guest.path}/say", content=b"x" * 70_000)).status_code == 400
    assert room.state(id_) == "left"


async def test_a_second_page_of_a_guest_ends_the_first(room: Room) -> None:
    guest, id_ = await room.invite()
    await guest.come_in()
    async with guest.listening():
        second = Guest(room.running, guest.path)
        second.web.cookies = guest.web.cookies
        room.guests.append(second)
        async with second.listening():
            await until(lambda: guest.ended)
            assert room.running.platform.conferences.desk.is_there(id_)
        await until(lambda: not room.running.platform.conferences.desk.is_there(id_))


async def test_a_platform_that_stops_lets_its_guests_go(start: StartPlatform) -> None:
    async with start() as running, running.console(WANG) as one:
        opened = await one.command("conference.open", None, title="会商", session="0a")
        room = Room(running, one, opened["data"]["id"])
        guest, _ = await room.invite()
        await guest.come_in()
        async with guest.listening():
            running.platform.conferences.desk.close()
            await until(lambda: guest.ended)
        await guest.web.aclose()
