"""Backup and restore as a site lives through them: processes, a kill -9, consoles that come back."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.picture import Picture
from backend_client.protocol.entities import ENTITY_TYPES, Incident
from backend_client.protocol.messages import ClientInfo
from backend_client.protocol.topics import LOG_TOPICS
from backend_client.sign_in import Token
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from tests.platform_backend.consoles import Frame, TestConsole, console
from tests.platform_backend.processes import platform, run
from tests.waiting import until

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


class Follower:
    """A console's own feed and picture."""

    def __init__(self, feed: Feed, picture: Picture) -> None:
        self.feed = feed
        self.picture = picture

    def shows(self) -> dict[str, dict[str, int]]:
        """Ids and versions of everything in it."""
        return {
            name: {id_: entry.ver for id_, entry in self.picture.entries(name).items()}
            for name in ENTITY_TYPES
        }


@asynccontextmanager
async def follower(address: str, *, token: str, name: str) -> AsyncIterator[Follower]:
    tasks, picture = TaskSet(), Picture()
    kept = Token(value=token, obtained=time.monotonic(), lifetime_s=3600.0)
    feed = Feed(
        access=Access(addresses=(address,), person=Bearer.of_person(token=kept, at=address)),
        client=ClientInfo(name="test", version="1", workstation=name, instance=name),
        picture=picture,
        on_changes=lambda _: None,
        on_status=lambda _: None,
        topics=LOG_TOPICS,
    )
    tasks.spawn(feed.run(), name="feed")
    try:
        await until(lambda: feed.status.state is FeedState.LIVE)
        yield Follower(feed, picture)
    finally:
        await tasks.close()


async def launch(http: str, launch_token: str) -> str:
    async with httpx.AsyncClient(base_url=http, trust_env=False) as client:
        answer = await client.post("/api/launch", json={"launch_token": launch_token})
    token: str = answer.json()["token"]
    return token


async def create(one: TestConsole) -> str:
    id_: str = (await one.command("incident.create", **NEW))["data"]["id"]
    return id_


async def test_a_platform_that_was_lost_comes_back_from_its_backup(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, tasks = tmp_path / "backup.sqlite3", TaskSet()
    acknowledged: list[str] = []
    waits: list[float] = []

    async def work(one: TestConsole) -> None:
        while True:
            asked = time.monotonic()
            acknowledged.append(await create(one))
            waits.append(time.monotonic() - asked)

    with platform(data) as process:
        token = await launch(process.http, process.launch_token)
        port = process.http.rpartition(":")[2]
        async with console(process.feed) as one:
            await one.auth(token, instance="worker")
            tasks.spawn(work(one), name="work")
            await until(lambda: len(acknowledged) > 20)
            before = list(acknowledged)
            began = time.monotonic()
            done = await asyncio.to_thread(run, "backup", str(file), "--data", str(data))
            took = time.monotonic() - began
            count = len(acknowledged)
            await until(lambda: len(acknowledged) > count)
            await tasks.close()
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{file}: " in done.stdout
        # It was served on while the copy was made: nobody waited for the whole of it.
        assert count > len(before)
        assert max(waits) < took
        async with console(process.feed) as one:
            await one.auth(token, instance="worker")
            later = [await create(one) for _ in range(5)]
        async with follower(process.feed, token=token, name="watcher") as watcher:
            assert set(later) <= watcher.picture.of(Incident).keys()
            process.popen.kill()
            process.popen.wait(timeout=10)
            restored = await asyncio.to_thread(run, "restore", str(file), "--data", str(data))
            assert (restored.returncode, restored.stderr) == (0, "")
            epoch = watcher.picture.epoch
            with platform(data, "--port", port) as again:
                # Nobody has to sign in again: the session is in the backup and its key is in the folder.
                await until(lambda: watcher.picture.epoch not in (None, epoch))
                await until(lambda: watcher.feed.status.state is FeedState.LIVE)
                assert "epoch_changed" in caplog.text
                assert set(before) <= watcher.picture.of(Incident).keys()
                assert not set(later) & watcher.picture.of(Incident).keys()
                async with follower(again.feed, token=token, name="newcomer") as newcomer:
                    assert watcher.shows() == newcomer.shows()
                    # And life goes on for both.
                    async with console(again.feed) as one:
                        await one.auth(token, instance="worker")
                        id_ = await create(one)
                    await until(lambda: id_ in watcher.picture.of(Incident))
                    await until(lambda: watcher.shows() == newcomer.shows())
    verdict = await asyncio.to_thread(run, "audit", "verify", "--data", str(data))
    assert verdict.returncode == 0, verdict.stdout
    assert "A backup was put in place" in verdict.stdout


async def photographed(http: httpx.AsyncClient, one: TestConsole, photo: bytes) -> str:
    """Have a recipient send a photo through a task link; the picture's id."""
    id_ = await create(one)
    await one.command("incident.accept", id_)
    await one.subscribe("units")
    unit = (await one.snapshot("units"))[0]["id"]
    given = await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": unit}])
    link = await one.command("task.link", id_, task=given["data"]["tasks"][0])
    path = link["data"]["path"]
    await http.post(f"{path}/open", headers={"Origin": str(http.base_url)})
    sent = await http.post(
        f"{path}/feedback",
        data={"text": "正在抽水"},
        files={"photo": ("p.jpg", photo)},
        headers={"Origin": str(http.base_url)},
    )
    assert sent.status_code in (200, 303), sent.text
    found = await one.query("incident.history", incident=id_, limit=1)
    medium: str = found["data"]["versions"][0]["data"]["media"][0]["id"]
    return medium


async def test_photos_come_back_with_their_incidents(data: Path, tmp_path: Path) -> None:
    photos = [b"\xff\xd8\xff\xe0" + bytes([number]) * 3000 for number in range(2)]
    first, second, elsewhere = tmp_path / "a.bak", tmp_path / "b.bak", tmp_path / "standby"
    ids = []
    with platform(data) as process:
        token = await launch(process.http, process.launch_token)
        async with console(process.feed) as one:
            await one.auth(token)
            for photo, file in zip(photos, (first, second), strict=True):
                async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
                    ids.append(await photographed(http, one, photo))
                done = await asyncio.to_thread(run, "backup", str(file), "--data", str(data))
                assert (done.returncode, done.stderr) == (0, "")
        assert "2 pictures (1 new)" in done.stdout
    kept = sorted((tmp_path / "media").glob("??/*"))
    assert sorted(each.read_bytes() for each in kept) == sorted(photos)
    assert {each.stat().st_mode & 0o777 for each in kept} == {0o600}
    # Where the pictures are not beside the backup, that is said, and made up for by restoring again.
    (tmp_path / "media").rename(tmp_path / "kept")
    done = await asyncio.to_thread(run, "restore", str(first), "--data", str(elsewhere))
    assert (done.returncode, "1 of 1 pictures" in done.stderr) == (0, True)
    (tmp_path / "kept").rename(tmp_path / "media")
    for key in ("token.key", "audit.key"):
        (elsewhere / key).write_bytes((data / key).read_bytes())
    done = await asyncio.to_thread(run, "restore", str(second), "--data", str(elsewhere))
    assert (done.returncode, done.stderr) == (0, "")
    with platform(elsewhere) as process:
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(base_url=process.http, headers=headers, trust_env=False) as http:
            shown = [(await http.get(f"/media/{id_}")).content for id_ in ids]
            assert shown == photos
            next((elsewhere / "media").glob("??/*")).unlink()
            codes = sorted([(await http.get(f"/media/{id_}")).status_code for id_ in ids])
            assert codes == [200, 404]


async def test_what_a_killed_platform_wrote_is_in_the_backup(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    with platform(data) as process:
        async with console(process.feed) as one:
            await one.auth(await launch(process.http, process.launch_token))
            made = [await create(one) for _ in range(3)]
        process.popen.kill()
        process.popen.wait(timeout=10)
    # The newest of it stands in the write-ahead log alone.
    assert (data / "platform.sqlite3-wal").stat().st_size > 0
    done = await asyncio.to_thread(run, "backup", str(file), "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(file)) as raw:
        there = {id_ for (id_,) in raw.execute("SELECT id FROM entities WHERE entity = 'incident'")}
    assert set(made) <= there


def test_nothing_is_restored_under_a_running_platform(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    assert run("backup", str(file), "--data", str(data)).returncode == 0
    with platform(data):
        refused = run("restore", str(file), "--data", str(data))
    assert refused.returncode == 1
    assert "in use by another platform" in refused.stderr
    assert refused.stderr.count("\n") == 1
