"""Task links as a telephone's browser uses them: opened once, worked through, over."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest

from backend_client.protocol.times import format_time, parse_time
from platform_backend.limits.book import LimitsBook
from platform_backend.local_time import local
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import Frame, TestConsole

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 2000
NEW: Frame = {
    "type_code": "0101",
    "severity": 2,
    "title": "<b>积水</b>",
    "source": "热线",
    "place": "文化路 1 号",
    "exercise": True,
}


@dataclass
class Job:
    """An incident with one unit's task, and a link to it."""

    console: TestConsole
    incident: str
    task: str
    path: str

    async def state(self) -> Frame:
        """The incident as consoles see it now."""
        found = (await self.console.query("incident.history", incident=self.incident, limit=1))["data"]
        data: Frame = found["versions"][0]["data"]
        return data


@asynccontextmanager
async def job(running: Running) -> AsyncIterator[Job]:
    async with running.console() as one:
        made = await one.command("incident.create", **NEW)
        id_ = made["data"]["id"]
        await one.command("incident.accept", id_)
        unit = await a_unit(one)
        given = await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": unit}])
        (task,) = given["data"]["tasks"]
        link = await one.command("task.link", id_, task=task)
        assert link["ok"], link
        yield Job(one, id_, task, link["data"]["path"])


async def a_unit(one: TestConsole) -> str:
    await one.subscribe("units")
    return str((await one.snapshot("units"))[0]["id"])


def browser(running: Running, language: str = "zh-CN,zh;q=0.9") -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=running.http,
        headers={"Accept-Language": language, "Origin": running.http},
        follow_redirects=True,
        trust_env=False,
    )


async def send(
    phone: httpx.AsyncClient, work: Job, act: str, page: httpx.Response, text: str = "", photo: bytes = b""
) -> httpx.Response:
    """Press a button of the page, as its form stands there."""
    form = {"ver": version_in(page.text)} | ({"text": text} if text else {})
    files = {"photo": ("p.jpg", photo) if photo else ("", b"")}
    return await phone.post(f"{work.path}/{act}", data=form, files=files)


def version_in(page: str) -> str:
    found = re.search(r'name="ver" value="(\d+)"', page)
    assert found is not None
    return found[1]


async def test_a_recipient_signs_arrives_reports_and_finishes(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        door = await phone.get(work.path)
        assert "在本设备打开任务" in door.text
        assert "积水" not in door.text, "a messenger's preview must learn nothing"
        page = await phone.post(f"{work.path}/open")
        assert "&lt;b&gt;积水&lt;/b&gt;" in page.text, "what people wrote is never read as markup"
        assert "演练" in page.text
        signed = await phone.post(f"{work.path}/sign", data={"ver": version_in(page.text)})
        assert "已提交" in signed.text
        assert (await work.state())["tasks"][0]["state"] == "signed"
        arrived = await phone.post(f"{work.path}/arrive", data={"ver": version_in(signed.text)})
        photos = [("photo", ("a.jpg", JPEG, "image/jpeg")), ("photo", ("b.jpg", JPEG + b"2", "image/jpeg"))]
        told = await phone.post(
            f"{work.path}/feedback", data={"ver": version_in(arrived.text), "text": "正在抽水"}, files=photos
        )
        assert told.status_code == 200, told.text
        done = await send(phone, work, "done", told, "已排水")
        assert "该任务已结束" in done.text
        incident = await work.state()
        task = incident["tasks"][0]
        assert (task["state"], task["result"]) == ("done", "已排水")
        assert [media["kind"] for media in incident["media"]] == ["image/jpeg", "image/jpeg"]
        name = task["name"]
        acts = [step["action"] for step in incident["steps"] if step["by"] == name]
        assert acts == ["task.sign", "task.arrive", "incident.attach", "incident.feedback", "task.done"]


async def test_the_page_tells_the_clock_of_the_recipient_and_none_of_the_room(start: StartPlatform) -> None:
    async with start(limits=LimitsBook()) as running, job(running) as work, browser(running) as phone:
        clocks = {each["clock"]: each["due_at"] for each in (await work.state())["deadlines"]}
        # The room owes its first report before the recipient has to be done.
        assert clocks["sign"] < clocks["first_report"] < clocks["handle"]
        offered = await phone.post(f"{work.path}/open")
        assert f"签收时限</dt><dd><strong>{shown(clocks['sign'])}" in offered.text
        signed = await send(phone, work, "sign", offered)
        assert f"处置时限</dt><dd><strong>{shown(clocks['handle'])}" in signed.text


def shown(moment: str) -> str:
    """A moment as the page writes it."""
    return f"{local(parse_time(moment)):%Y-%m-%d %H:%M}"


async def test_a_link_opens_on_one_device_only(running: Running) -> None:
    async with job(running) as work, browser(running) as phone, browser(running, "en-GB") as other:
        await phone.post(f"{work.path}/open")
        for answer in (await other.get(work.path), await other.post(f"{work.path}/open")):
            assert answer.status_code == 403
            assert "opened on another device" in answer.text
        stolen = await other.post(f"{work.path}/sign", data={}, headers={"Cookie": "task=guessed"})
        assert stolen.status_code == 403
        assert (await work.state())["tasks"][0]["state"] == "offered"
        assert (await phone.get(work.path)).status_code == 200


async def test_the_door_may_be_pressed_twice(running: Running) -> None:
    async with job(running) as work, browser(running) as phone, browser(running) as other:
        await phone.get(work.path)
        await other.get(work.path)
        answers = await asyncio.gather(*(phone.post(f"{work.path}/open") for _ in range(3)))
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert (await other.post(f"{work.path}/open")).status_code == 403


async def test_a_foreign_page_sends_no_form_and_pages_say_nothing_to_it(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        opened = await phone.post(f"{work.path}/open")
        policy = opened.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        cookie = opened.history[0].headers["Set-Cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        foreign = await phone.post(f"{work.path}/sign", headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403
        assert (await work.state())["tasks"][0]["state"] == "offered"


async def test_what_was_written_is_kept_when_the_incident_has_changed(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        await phone.post(f"{work.path}/sign", data={"ver": version_in(page.text)})
        stale = await phone.post(
            f"{work.path}/feedback",
            data={"ver": version_in(page.text), "text": "水很深"},
            files={"photo": b""},
        )
        assert stale.status_code == 409
        assert "水很深" in stale.text
        again = await phone.post(
            f"{work.path}/feedback",
            data={"ver": version_in(stale.text), "text": "水很深"},
            files={"photo": b""},
        )
        assert again.status_code == 200
        texts = [step["text"] for step in (await work.state())["steps"]]
        assert sum("水很深" in text for text in texts) == 1


async def test_a_button_that_is_pressed_twice_reports_once(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        answers = await asyncio.gather(
            *(send(phone, work, "feedback", page, "水很深", JPEG) for _ in range(3))
        )
        assert all("已提交" in answer.text for answer in answers)
        state = await work.state()
        assert len(state["media"]) == 1
        assert [step["action"] for step in state["steps"]].count("incident.feedback") == 1


async def test_words_wait_for_nobody_s_pictures(running: Running) -> None:
    """Four slow uploads, as many as are read at a time, hold up other pictures only."""
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        host = running.http.removeprefix("http://")
        cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
        head = (
            f"POST {work.path}/feedback HTTP/1.1\r\nHost: {host}\r\nOrigin: {running.http}\r\n"
            f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            "Content-Length: 500000\r\n\r\n--b\r\n"
        )
        slow = []
        for _ in range(4):
            _, writer = await asyncio.open_connection(*host.split(":"))
            slow.append(writer)
            writer.write(head.encode())
            await writer.drain()
        # A question to the platform comes back only after it has taken up what was sent before.
        await phone.get(work.path)
        answer = await send(phone, work, "sign", page)
        assert "已提交" in answer.text
        for writer in slow:
            writer.close()


async def test_a_form_that_does_not_say_how_long_it_is_has_not_arrived(running: Running) -> None:
    async def drops() -> AsyncIterator[bytes]:
        yield b"text=x"

    async with job(running) as work, browser(running) as phone:
        await phone.post(f"{work.path}/open")
        answer = await phone.post(f"{work.path}/feedback", content=drops())
        assert answer.status_code == 400
        assert "未能完整送达" in answer.text


async def test_a_file_in_the_place_of_words_is_none(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        form, files = {"ver": version_in(page.text)}, {"text": ("words.txt", b"hello")}
        answer = await phone.post(f"{work.path}/feedback", data=form, files=files)
        assert "请填写内容" in answer.text


async def test_a_report_that_came_too_late_leaves_no_picture_behind(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        await work.console.command("incident.note", work.incident, text="看一下")
        stale = await send(phone, work, "feedback", page, "水很深", JPEG)
        assert stale.status_code == 409
        assert "media" not in await work.state()


async def test_a_task_of_a_resting_incident_says_so(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        until = format_time(time.time() + 3600.0)
        leader = user("leader", "duty_leader")
        async with running.console(leader, instance="i2") as approver:
            rested = await approver.command("incident.suspend", work.incident, until=until, reason="等天气")
            assert rested["ok"], rested
        resting = await phone.get(work.path)
        assert "恢复后可在此继续" in resting.text
        assert "<button" not in resting.text
        late = await send(phone, work, "sign", page)
        assert late.status_code == 409
        assert "现在不能这样办理" in late.text
        assert "possible" not in late.text, "a recipient reads his own language alone"


async def test_more_photos_than_are_taken_are_not_dropped_in_silence(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        form = {"ver": version_in(page.text), "text": "水很深"}
        photos = [("photo", (f"{n}.jpg", JPEG, "image/jpeg")) for n in range(6)]
        answer = await phone.post(f"{work.path}/feedback", data=form, files=photos)
        assert answer.status_code == 400
        assert "一次最多 5 张" in answer.text
        assert "media" not in await work.state()


@pytest.mark.parametrize(
    ("text", "photo", "told"),
    [
        (" ", b"", "请填写内容"),
        ("x", b"GIF89a" + b"0" * 100, "只能上传"),
        ("x", JPEG + b"0" * 10_000_000, "照片过大"),
    ],
)
async def test_what_cannot_be_taken_is_said_in_one_sentence(
    running: Running, text: str, photo: bytes, told: str
) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        answer = await send(phone, work, "feedback", page, text, photo)
        assert 400 <= answer.status_code < 500
        assert told in answer.text
        assert "media" not in await work.state()


async def test_a_task_can_be_sent_back_and_the_link_is_over_then(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        over = await phone.post(
            f"{work.path}/return",
            data={"ver": version_in(page.text), "text": "不属我们"},
            files={"photo": b""},
        )
        assert "该任务已结束" in over.text
        assert (await work.state())["tasks"][0]["state"] == "returned"
        late = await phone.post(f"{work.path}/sign", data={"ver": "1"})
        assert late.status_code == 409
        refused = await work.console.command("task.link", work.incident, task=work.task)
        assert not refused["ok"]


async def test_a_new_link_takes_the_place_of_the_one_before(running: Running) -> None:
    async with job(running) as work, browser(running) as phone, browser(running, "en") as other:
        page = await phone.post(f"{work.path}/open")
        again = await work.console.command("task.link", work.incident, task=work.task)
        new = again["data"]["path"]
        for answer in (await phone.get(work.path), await send(phone, work, "sign", page)):
            assert answer.status_code == 410
            assert "已为该任务发出新链接，本链接不再有效" in answer.text
        assert "this one works no longer" in (await other.get(work.path)).text
        assert (await work.state())["tasks"][0]["state"] == "offered"
        assert "<form" in (await other.post(f"{new}/open")).text


async def test_a_task_that_was_recalled_says_so(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        back = await work.console.command("incident.recall", work.incident, tasks=[work.task], reason="错派")
        assert back["ok"], back
        gone = await phone.get(work.path)
        assert "已撤回" in gone.text
        assert "该任务已由指挥室撤回，无需再办理" in gone.text
        assert "<button" not in gone.text
        late = await send(phone, work, "sign", page)
        assert late.status_code == 409
        assert "该任务已由指挥室撤回" in late.text


async def test_a_link_that_is_unknown_or_too_old_does_not_work(start: StartPlatform) -> None:
    async with start() as running, browser(running) as phone:
        for path in ("/task/unknown", "/task/" + "x" * 500):
            answer = await phone.get(path)
            assert answer.status_code == 404
            assert "链接无效" in answer.text


async def test_a_picture_is_for_those_who_see_its_incident(running: Running) -> None:
    async with job(running) as work, browser(running) as phone:
        page = await phone.post(f"{work.path}/open")
        await send(phone, work, "feedback", page, "x", JPEG)
        media = (await work.state())["media"][0]
        nobody = await phone.get(f"/media/{media['id']}", headers={"Origin": ""})
        assert nobody.status_code in (401, 403)
        token = await running.token()
        async with httpx.AsyncClient(base_url=running.http, trust_env=False) as console:
            headers = {"Authorization": f"Bearer {token}"}
            seen = await console.get(f"/media/{media['id']}", headers=headers)
            assert seen.content == JPEG
            assert seen.headers["Content-Type"] == "image/jpeg"
            assert (await console.get("/media/none", headers=headers)).status_code == 404
