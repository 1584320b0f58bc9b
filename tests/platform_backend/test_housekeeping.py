from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.incident_args import Words
from backend_client.protocol.times import format_time
from platform_backend.commands.alarms import AlarmCreate
from platform_backend.recordings.settings import RecordingSettings
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.retention import Retention
from tests.platform_backend.conftest import Running, StartPlatform
from tests.platform_backend.consoles import Frame, TestConsole
from tests.waiting import until

NEW: Frame = {"type_code": "0101", "severity": 1, "title": "积水", "source": "热线"}
ALARM = AlarmCreate(priority=1, kind="烟感", title="烟感报警", source="传感器")
DAY_S = 24 * 3600.0


class Clock:
    """Real time plus whatever a test adds."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


async def rejected(one: TestConsole) -> str:
    id_ = str((await one.command("incident.create", **NEW))["data"]["id"])
    assert (await one.command("incident.reject", id_, reason="误报"))["ok"]
    return id_


async def test_a_day_after_closing_an_incident_leaves_the_view(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        async with running.console() as one:
            id_ = await rejected(one)
            still_open = (await one.command("incident.create", **NEW))["data"]["id"]
        clock.ahead = DAY_S - 60
        await running.platform.housekeeping.age_out()
        assert ("incident", id_) in running.platform.log.topics["incidents"].view
        async with running.console() as one:
            await one.subscribe("incidents")
            await one.of_type("snapshot.end")
            clock.ahead = DAY_S + 60
            await running.platform.housekeeping.age_out()
            gone = await one.next(lambda f: f["type"] == "event" and f["id"] == id_)
            assert (gone["op"], gone["ver"], gone["data"]) == ("delete", 2, None)
            await one.subscribe("incidents", sub="s2")
            ids = {item["id"] for item in await one.snapshot("incidents")}
            assert id_ not in ids
            assert still_open in ids
            found = await one.query("incidents.search", states=["rejected"])
            assert id_ in {item["id"] for item in found["data"]["items"]}


async def test_what_aged_while_the_platform_was_off_is_gone_at_the_start(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running, running.console() as one:
        id_ = await rejected(one)
    clock.ahead = 2 * DAY_S
    async with start(now=clock) as running:
        assert ("incident", id_) not in running.platform.log.topics["incidents"].view


async def test_a_note_on_an_aged_incident_makes_no_event(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        async with running.console() as one:
            id_ = await rejected(one)
        clock.ahead = DAY_S + 60
        await running.platform.housekeeping.age_out()
        head = running.platform.log.topics["incidents"].head
        done = await running.platform.execute("测试", "incident.note", id_, Words(text="补记"))
        assert done.ok
        assert running.platform.log.topics["incidents"].head == head
        assert (done.ver, done.seq) == (3, head)


async def test_acknowledged_alarms_leave_after_a_day(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        platform = running.platform
        ids = []
        for _ in range(2):
            done = await platform.execute("测试", "alarm.create", None, ALARM)
            assert done.data is not None
            ids.append(done.data["id"])
        assert (await platform.execute("测试", "alarm.acknowledge", ids[0])).ok
        clock.ahead = DAY_S + 60
        await platform.housekeeping.age_out()
        assert list(platform.picture.alarms()) == [ids[1]]


async def test_bookmarks_leave_with_the_recordings_of_their_moment(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running, running.console() as one:
        cameras = await one.query("cameras.search", limit=1)
        args = {"camera": cameras["data"]["items"][0]["id"], "moment": format_time(time.time() - 60)}
        id_ = (await one.command("recording.bookmark", **args))["data"]["id"]
        kept_s = RecordingSettings().keep_s
        clock.ahead = kept_s - 600
        await running.platform.housekeeping.age_out()
        assert ("recording_bookmark", id_) in running.platform.log.topics["duty"].view
        clock.ahead = kept_s
        await running.platform.housekeeping.age_out()
        assert ("recording_bookmark", id_) not in running.platform.log.topics["duty"].view


async def test_old_events_and_results_are_dropped(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        async with running.console() as one:
            await rejected(one)
        topic = running.platform.log.topics["incidents"]
        cursor = topic.head
        assert await count(running, "events") == 2
        assert await count(running, "command_results") == 2
        # Longer than either is kept.
        clock.ahead = Retention().seconds + DAY_S + 60
        await running.platform.housekeeping.tidy_store()
        assert await count(running, "events") == 0
        assert await count(running, "command_results") == 0
        assert await count(running, "sessions") == 0
        assert topic.floor == cursor
        assert topic.cannot_replay(cursor - 1) == "expired"
        assert topic.cannot_replay(cursor) is None


async def test_who_was_away_for_longer_than_events_are_kept_starts_anew(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock, retention=Retention(seconds=DAY_S)) as running:
        async with running.console() as one:
            await one.subscribe("incidents", "alarms")
            epoch = (await one.of_type("snapshot.begin"))["epoch"]
            await rejected(one)
            cursor = running.platform.log.topics["incidents"].head
            quiet = running.platform.log.topics["alarms"].head
            clock.ahead = 1000.0
            late = await rejected(one)
        clock.ahead = DAY_S + 500.0
        await running.platform.housekeeping.tidy_store()
        async with running.console() as one:
            # The first thing after the cursor is still there, so there is nothing to be missed.
            cursors = {"incidents": cursor, "alarms": quiet}
            await one.subscribe("incidents", "alarms", resume={"epoch": epoch, "cursors": cursors})
            assert (await one.of_type("replay.begin", "resync"))["from"] == cursor
            assert [(await one.event(late))["ver"] for _ in range(2)] == [1, 2]
            cursors["incidents"] -= 1
            await one.subscribe("incidents", "alarms", sub="s2", resume={"epoch": epoch, "cursors": cursors})
            resync = await one.of_type("resync")
            assert (resync["topic"], resync["reason"]) == ("incidents", "expired")
            assert late in {item["id"] for item in await one.snapshot("incidents")}
            # A topic in which nothing was dropped goes on.
            replayed = await one.next(lambda f: f["type"] == "replay.end" and f["sub"] == "s2")
            assert (replayed["topic"], replayed["seq"]) == ("alarms", quiet)


async def test_a_log_that_has_grown_is_cut_back(start: StartPlatform) -> None:
    async with start(retention=Retention(bytes=30_000.0)) as running:
        async with running.console() as one:
            for _ in range(40):
                assert (await one.command("incident.create", **NEW, description="长" * 300))["ok"]
        platform = running.platform
        topic = platform.log.topics["incidents"]
        assert platform.log.grown > 30_000
        await platform.housekeeping.tidy_store()
        assert platform.log.grown == 0
        assert topic.floor > 1
        assert topic.cannot_replay(topic.floor - 1) == "expired"
        # Neither on disk nor in memory.
        assert topic.after(0)[0].seq == topic.floor + 1
        assert await count(running, "events") == topic.head - topic.floor


async def test_a_full_disk_does_not_end_it(
    start: StartPlatform, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_batch: Batch) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("platform_backend.housekeeping._VIEW_EVERY_S", 0.01)
    clock = Clock()
    async with start(now=clock) as running:
        async with running.console() as one:
            id_ = await rejected(one)
        with monkeypatch.context() as patch:
            patch.setattr(Batch, "flush", full)
            clock.ahead = DAY_S + 60
            await until(lambda: "cannot write" in caplog.text)
            assert ("incident", id_) in running.platform.log.topics["incidents"].view
        await until(lambda: ("incident", id_) not in running.platform.log.topics["incidents"].view)


async def count(running: Running, table: str) -> int:
    def work(batch: Batch) -> int:
        return int(
            batch.connection.scalar(select(func.count()).select_from(schema.metadata.tables[table])) or 0
        )

    return await running.platform.committer.submit(work)


async def test_a_clock_that_was_ahead_lets_nothing_happen_twice(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        cmd_id = new_command_id()
        async with running.console() as one:
            first = await one.command_as(cmd_id, "incident.create", None, NEW)
        clock.ahead = 2 * DAY_S
        await running.platform.housekeeping.tidy_store()
        clock.ahead = 0.0
        async with running.console() as one:
            assert await one.command_as(cmd_id, "incident.create", None, NEW) == first
