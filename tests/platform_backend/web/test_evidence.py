"""Evidence over real HTTP: asked for, approved, cut, signed, handed out, verified."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import av
import httpx
import pytest
from msgspec.structs import replace
from PIL import Image

from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import format_time, parse_time
from platform_backend.evidence.manifest import MANIFEST, PUBLIC_KEY, SIGNATURE
from platform_backend.evidence.verify import verify
from platform_backend.recordings.retention import prune
from platform_backend.recordings.segments import RECORDINGS_FOLDER, find
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import TestConsole
from tests.platform_backend.recordings.made import make_piece, stream
from tests.waiting import until

STREET = "320302001"
OFFICER = replace(user("officer", "duty_officer"), scope=Scope(division=STREET))
LEADER = replace(user("leader", "duty_leader"), scope=Scope(division=STREET))
COLLEAGUE = replace(user("colleague", "dispatcher"), scope=Scope(division=STREET))
ELSEWHERE = replace(user("elsewhere", "duty_leader"), scope=Scope(division="320302002"))


def recordings(running: Running) -> Path:
    return running.platform._store.path.parent / RECORDINGS_FOLDER


def camera_of(running: Running) -> str:
    codes = running.platform._data.camera_codes
    return next(id_ for id_, each in codes.items() if f" {STREET}" in f" {each}")


@pytest.fixture
def begun(running: Running) -> float:
    """A minute ago the camera was recorded for eight seconds."""
    begin = float(int(time.time()) - 60)
    for offset in (0.0, 4.0):
        make_piece(recordings(running), camera_of(running), begin + offset)
    return begin


async def asked(one: TestConsole, running: Running, begun: float, **more: Any) -> str:
    """An export of three seconds; its id."""
    await one.subscribe("duty")
    args = {
        "camera": camera_of(running),
        "since": format_time(begun + 2.5),
        "until": format_time(begun + 5.5),
        "kind": "clip",
        "reason": "盗窃案",
        "case_number": "鼓公〔2026〕12号",
        **more,
    }
    result = await one.command("evidence.export", **args)
    assert result["ok"], result
    return str(result["data"]["id"])


async def comes_to(one: TestConsole, id_: str, state: str) -> dict[str, Any]:
    frame = await one.next(
        lambda f: f["type"] == "event" and f["id"] == id_ and f["data"] and f["data"]["state"] == state
    )
    data: dict[str, Any] = frame["data"]
    return data


@asynccontextmanager
async def web(running: Running, who: User) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {await running.token(who)}"}
    async with httpx.AsyncClient(
        base_url=running.http, headers=headers, trust_env=False, timeout=30.0
    ) as http:
        yield http


async def folder_of(http: httpx.AsyncClient, id_: str, target: Path, *names: str) -> None:
    answers = {name: await http.get(f"/evidence/{id_}/{name}") for name in (*names, MANIFEST, SIGNATURE)}
    answers[PUBLIC_KEY] = await http.get("/evidence/key")
    put_down(target, answers)


def put_down(target: Path, answers: dict[str, httpx.Response]) -> None:
    target.mkdir()
    for name, answer in answers.items():
        assert answer.status_code == 200, (name, answer.text)
        (target / name).write_bytes(answer.content)


async def test_a_duty_leader_takes_a_clip_out_by_himself(
    running: Running, begun: float, tmp_path: Path
) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun)
        ready = await comes_to(one, id_, "ready")
    assert parse_time(ready["shown_since"]) == begun + 2.0
    assert parse_time(ready["shown_until"]) == begun + 5.5
    async with web(running, LEADER) as http:
        await folder_of(http, id_, tmp_path / "out", "clip.ts")
        key = (await http.get("/evidence/key")).content
    verdict = verify(tmp_path / "out", key=key)
    assert verdict.good, verdict.sentence
    clip = (tmp_path / "out" / "clip.ts").read_bytes()
    assert (ready["sha256"], ready["bytes"]) == (hashlib.sha256(clip).hexdigest(), len(clip))
    # As it was recorded, byte by byte.
    whole = b"".join(
        each.path.read_bytes() for each in find(recordings(running), camera_of(running), since=0, until=9e9)
    )
    assert clip in whole
    with av.open(io.BytesIO(clip), "r", format="mpegts") as container:
        assert sum(1 for _ in container.decode(video=0)) == 88


async def test_others_wait_for_approval_and_the_pictures_are_kept_meanwhile(
    running: Running, begun: float, tmp_path: Path
) -> None:
    async with running.console(OFFICER) as one, running.console(LEADER, instance="i2") as boss:
        await boss.subscribe("duty")
        id_ = await asked(one, running, begun, approver="leader")
        await comes_to(boss, id_, "waiting")
        place = running.platform._recordings.evidence._folder.place(id_)
        await until((place / "clip.ts").exists)
        async with web(running, OFFICER) as http:
            early = await http.get(f"/evidence/{id_}/clip.ts")
            assert (early.status_code, early.json()["error"]["cause"]) == (409, "export_state")
            # What it was cut from goes in its time.
            prune(recordings(running), now=time.time() + 9e6, keep_s=1.0, keep_bytes=1)
            assert not list(recordings(running).rglob("*.ts"))
            assert (await boss.command("evidence.approve", id_, granted=True, text="同意"))["ok"]
            await comes_to(one, id_, "ready")
            await folder_of(http, id_, tmp_path / "out", "clip.ts")
    assert verify(tmp_path / "out").good
    assert "同意" in (tmp_path / "out" / MANIFEST).read_text()


async def test_a_refused_export_leaves_nothing_behind(running: Running, begun: float) -> None:
    async with running.console(OFFICER) as one, running.console(LEADER, instance="i2") as boss:
        id_ = await asked(one, running, begun)
        place = running.platform._recordings.evidence._folder.place(id_)
        await until((place / "clip.ts").exists)
        for text in ({}, {"text": "  "}):
            error = (await boss.command("evidence.approve", id_, granted=False, **text))["error"]
            assert (error["code"], error["cause"]) == ("bad_request", "reason_missing")
        await boss.command("evidence.approve", id_, granted=False, text="案由不足")
        assert (await comes_to(one, id_, "refused"))["approval_text"] == "案由不足"
        await until(lambda: not place.exists())


async def test_who_decides_sees_the_marked_copy_first_and_nothing_else(
    running: Running, begun: float
) -> None:
    async with running.console(OFFICER) as one, running.console(LEADER, instance="i2") as boss:
        people = (await one.query("evidence.approvers", camera=camera_of(running)))["data"]["people"]
        assert "leader" in {each["id"] for each in people}
        id_ = await asked(one, running, begun, approver="leader")
        await until((running.platform._recordings.evidence._folder.place(id_) / "clip.ts").exists)
        async with web(running, LEADER) as http:
            marked = await http.get(f"/evidence/{id_}/review.mp4")
            assert (marked.status_code, marked.headers["Content-Type"]) == (200, "video/mp4")
            for name in ("clip.ts", MANIFEST, SIGNATURE):
                assert (await http.get(f"/evidence/{id_}/{name}")).status_code == 409
        for who, status in ((OFFICER, 409), (COLLEAGUE, 403), (ELSEWHERE, 404)):
            async with web(running, who) as http:
                assert (await http.get(f"/evidence/{id_}/review.mp4")).status_code == status
        assert (await boss.command("evidence.approve", id_, granted=True))["ok"]
        assert "fetched_at" not in await comes_to(one, id_, "ready")
        async with web(running, LEADER) as http:
            assert (await http.get(f"/evidence/{id_}/clip.ts")).status_code == 200
        async with web(running, OFFICER) as http:
            for _ in range(2):
                assert (await http.get(f"/evidence/{id_}/clip.ts")).status_code == 200
        seen = await one.next(lambda f: f["type"] == "event" and "fetched_at" in (f["data"] or {}))
        assert seen["id"] == id_
    async with running.console(user("auditor", "audit_administrator")) as one:
        entries = (await one.query("audit.search", target=id_))["data"]["entries"]
    acts = [(each["who"], each["what"]) for each in reversed(entries)]
    assert acts == [
        ("officer", "evidence.export"),
        ("leader", "evidence.review"),
        ("leader", "evidence.approve"),
        ("platform", "evidence.prepared"),
        ("leader", "evidence.fetch"),
        ("officer", "evidence.fetch"),
        ("platform", "evidence.fetched"),
    ]


async def test_files_that_are_gone_are_said_not_to_be_kept(running: Running, begun: float) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun)
        await comes_to(one, id_, "ready")
    running.platform._recordings.evidence._folder.drop(id_)
    async with web(running, LEADER) as http:
        for name in ("clip.ts", MANIFEST):
            answer = await http.get(f"/evidence/{id_}/{name}")
            assert (answer.status_code, answer.json()["error"]["cause"]) == (404, "gone")
        assert (await http.get(f"/evidence/{id_}/review.mp4")).status_code == 503


async def test_what_was_not_recorded_cannot_be_taken_out(running: Running, begun: float) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun - 1000)
        assert (await comes_to(one, id_, "failed"))["cause"] == "nothing_recorded"


async def test_a_still_is_of_its_moment(running: Running, begun: float, tmp_path: Path) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun, kind="still")
        ready = await comes_to(one, id_, "ready")
    assert ready["media_type"] == "image/jpeg"
    async with web(running, LEADER) as http:
        await folder_of(http, id_, tmp_path / "out", "still.jpg")
        review = await http.get(f"/evidence/{id_}/review.jpg")
    assert verify(tmp_path / "out").good
    with Image.open(tmp_path / "out" / "still.jpg") as picture:
        assert picture.size == (64, 48)
    assert review.status_code == 200
    assert review.content != (tmp_path / "out" / "still.jpg").read_bytes()


async def test_the_copy_for_review_is_another_one_for_each_reader(running: Running, begun: float) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun)
        await comes_to(one, id_, "ready")
    supervisor = replace(user("supervisor", "supervisor"), scope=Scope(division=STREET))
    copies = []
    for who in (LEADER, supervisor):
        async with web(running, who) as http:
            answer = await http.get(f"/evidence/{id_}/review.mp4")
            assert answer.status_code == 200, answer.text
            assert answer.headers["Content-Type"] == "video/mp4"
            copies.append(answer.content)
    assert copies[0] != copies[1]
    with av.open(io.BytesIO(copies[0]), "r") as container:
        assert sum(1 for _ in container.decode(video=0)) == 88


async def test_files_are_for_who_may_have_them(running: Running, begun: float) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun)
        await comes_to(one, id_, "ready")
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as http:
        for path in ("/evidence/key", f"/evidence/{id_}/clip.ts"):
            assert (await http.get(path)).status_code == 401
    for who, status in ((COLLEAGUE, 403), (ELSEWHERE, 404), (user("admin2", "system_administrator"), 404)):
        async with web(running, who) as http:
            assert (await http.get(f"/evidence/{id_}/clip.ts")).status_code == status
    async with web(running, LEADER) as http:
        for name in ("shown.json", "evidence.key", "..%2fkey", "still.jpg", "review.jpg"):
            assert (await http.get(f"/evidence/{id_}/{name}")).status_code == 404
        assert (await http.get("/evidence/no-such/clip.ts")).status_code == 404
    auditor = user("auditor", "audit_administrator")
    async with running.console(auditor) as one:
        entries = (await one.query("audit.search", target=id_))["data"]["entries"]
        acts = [each["what"] for each in reversed(entries)]
        assert acts == ["evidence.export", "evidence.prepared"]
        assert "case_number=鼓公〔2026〕12号" in entries[-1]["detail"]
        assert entries[-1]["detail"].endswith("reason: 盗窃案")


async def test_a_consoles_own_pictures_are_taken_as_announced(
    running: Running, begun: float, tmp_path: Path
) -> None:
    own = stream()
    upload = {"sha256": hashlib.sha256(own).hexdigest(), "bytes": len(own), "media_type": "video/mp2t"}
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun, upload=upload)
        await comes_to(one, id_, "awaiting")
        async with web(running, COLLEAGUE) as http:
            assert (await http.post(f"/evidence/{id_}/media", content=own)).status_code == 403
        async with web(running, LEADER) as http:
            for wrong in (own[:-1], own + b"x", own[:-1] + b"x"):
                answer = await http.post(f"/evidence/{id_}/media", content=wrong)
                assert answer.status_code == 400
            assert (await http.post(f"/evidence/{id_}/media", content=own)).status_code == 200
            await comes_to(one, id_, "ready")
            assert (await http.post(f"/evidence/{id_}/media", content=own)).status_code == 409
            await folder_of(http, id_, tmp_path / "out", "clip.ts")
    assert (tmp_path / "out" / "clip.ts").read_bytes() == own
    assert verify(tmp_path / "out").good
    assert '"source": "console"' in (tmp_path / "out" / MANIFEST).read_text()


async def test_a_platform_that_was_ended_goes_on_with_it(start: StartPlatform, tmp_path: Path) -> None:
    async with start() as running:
        begin = float(int(time.time()) - 60)
        camera = camera_of(running)
        for offset in (0.0, 4.0):
            make_piece(recordings(running), camera, begin + offset)
        # Nobody does the work: as if it was killed right after the command.
        running.platform._recordings.evidence._pending = _Deaf()
        async with running.console(LEADER) as one:
            id_ = await asked(one, running, begin)
    async with start() as running, running.console(LEADER) as one:
        await one.subscribe("duty")
        found = {item["id"]: item["data"] for item in await one.snapshot("duty")}
        if found[id_]["state"] != "ready":
            await comes_to(one, id_, "ready")


class _Deaf(dict[str, None]):
    def __setitem__(self, key: str, value: None) -> None:
        """Hear of nothing."""


async def test_exports_are_found_again(running: Running, begun: float) -> None:
    async with running.console(LEADER) as one:
        id_ = await asked(one, running, begun)
        await comes_to(one, id_, "ready")
        found = await one.query("evidence.search", text="12号")
        assert [each["id"] for each in found["data"]["items"]] == [id_]
        assert (await one.query("evidence.search", text="13号"))["data"]["total"] == 0
