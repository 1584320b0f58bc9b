"""The keeper of conferences: calls go on to the next in line, who vanishes loses his place, over any end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from uuid6 import uuid7

from backend_client.protocol.conference import Conference, Party
from backend_client.protocol.conference_rules import EMPTY_S, GRACE_AFTER_START_S, GRACE_S, RING_S
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.context import Actor
from platform_backend.conference.keeper import ConferenceKeeper, Patience
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog, load_topics
from platform_backend.store.committer import Committed, Committer
from tests.platform_backend.commands.conference_room import LI, STREET, ConferenceRoom, at
from tests.platform_backend.commands.hall import hall
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import Frame, TestConsole
from tests.waiting import until

WANG = user("wang", "dispatcher")
ZHAO = user("zhao", "duty_officer")
GRACE = Patience(grace_s=0.3, after_start_s=0.6)


class Keeper(ConferenceKeeper):
    """A keeper in a hall, by the hall's clock; who is `away` has no console."""

    def __init__(self, room: ConferenceRoom) -> None:
        hall = room.hall
        with hall.store.reading() as connection:
            log = EventLog(topics=load_topics(connection), on_events=lambda _: None)
        self.log = log
        self.away: set[str] = set()
        self.seconds = 0.0
        self.asked: list[tuple[str, str]] = []
        self.committer = Committer(store=hall.store, publish=self.publish, now=lambda: hall.now)
        self._executor = hall.executor
        super().__init__(
            log=log,
            clock=DistrictTime(lambda: hall.now, lambda: hall.now),
            command=self.carry_out,
            is_there=self.sees,
            steady=lambda: self.seconds,
        )

    def publish(self, done: Committed) -> None:
        self.log.publish(done.events)
        self.on_events(done.events)

    def sees(self, party: Party) -> bool:
        return party.id not in self.away

    async def carry_out(self, actor: Actor, command: Command) -> Result:
        self.asked.append((command.name, actor.id))
        return await self.committer.submit(lambda batch: self._executor.run(batch, actor, command))


@asynccontextmanager
async def keeping(room: ConferenceRoom) -> AsyncIterator[Keeper]:
    """A keeper that has just been started, whose committer runs."""
    keeper = Keeper(room)
    keeper.load()
    async with asyncio.TaskGroup() as group:
        group.create_task(keeper.committer.run())
        try:
            yield keeper
        finally:
            keeper.committer.close()
    keeper.committer.release()


@pytest.fixture
def conferring(tmp_path: Path) -> Iterator[ConferenceRoom]:
    with hall(tmp_path) as one:
        yield ConferenceRoom(one)


async def test_a_call_that_rang_through_a_platforms_end_goes_to_the_next(conferring: ConferenceRoom) -> None:
    people = [{"user": "street", "line": ["chief"]}]
    id_ = conferring.opened(LI, people=people)
    conferring.hall.now += RING_S - 1.0
    async with keeping(conferring) as keeper:
        await keeper.tend()
        assert keeper.asked == []
        conferring.hall.now += 1.0
        await keeper.tend()
        assert conferring.states(id_) == {"li": "joined", "street": "no_answer", "chief": "ringing"}
        assert keeper.asked == [("conference.unanswered", "street")]
        await keeper.tend()
        assert len(keeper.asked) == 1


async def test_who_has_no_console_keeps_his_place_for_a_while(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.join(id_, LI)
    async with keeping(conferring) as keeper:
        keeper.away.add("li")
        # After a start everybody has more time to come back.
        keeper.seconds = GRACE_AFTER_START_S - 0.1
        await keeper.tend()
        assert keeper.asked == []
        keeper.away.clear()
        await keeper.tend()
        keeper.away.add("li")
        await keeper.tend()
        keeper.seconds += GRACE_S - 0.1
        await keeper.tend()
        assert keeper.asked == []
        keeper.seconds += 0.1
        await keeper.tend()
        assert keeper.asked == [("conference.lost", "li")]
        assert conferring.party(id_, LI).reason == "lost"
        assert keeper.participants(id_) == frozenset()


async def test_who_comes_back_with_another_page_has_all_the_time_again(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.join(id_, LI)
    async with keeping(conferring) as keeper:
        keeper.away.add("li")
        keeper.seconds = GRACE_AFTER_START_S - 0.1
        await keeper.tend()
        await keeper.carry_out(
            at(LI, "c2"),
            Command(
                cmd_id=str(uuid7()),
                name="conference.join",
                target=id_,
                args=b'{"session":"0f"}',  # type: ignore[arg-type]
            ),
        )
        keeper.seconds = GRACE_AFTER_START_S
        await keeper.tend()
        assert conferring.states(id_) == {"li": "joined"}


async def test_an_empty_room_is_ended(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    conferring.done(LI, "leave", id_)
    emptied = parse_time(conferring.get(id_).emptied_at or "")
    async with keeping(conferring) as keeper:
        conferring.hall.now = emptied + EMPTY_S
        await keeper.tend()
        closed = conferring.get(id_)
        assert (closed.closed_by, keeper.participants(id_), keeper.conference(id_)) == ("会商", None, None)


async def say(one: TestConsole, name: str, target: str | None, **args: object) -> Frame:
    result = await one.command(f"conference.{name}", target, **args)
    assert result["ok"], result
    return result


async def roster(one: TestConsole, id_: str, **states: str) -> Frame:
    """The conference, once everybody stands where `states` says."""

    def fits(frame: Frame) -> bool:
        if frame["type"] != "event" or frame["id"] != id_:
            return False
        found = {each["id"]: each["state"] for each in frame["data"]["parties"]}
        return found.items() >= states.items()

    return dict((await one.next(fits))["data"])


@pytest.mark.usefixtures("both_encodings")
async def test_two_consoles_confer_and_one_that_is_killed_is_gone(start: StartPlatform) -> None:
    async with start(patience=GRACE) as running, running.console(WANG) as one:
        await running.token(ZHAO)
        await one.subscribe("conferences", "incidents")
        incident = next(iter(running.platform.log.topics["incidents"].view.values())).id
        people = [{"user": "zhao"}]
        opened = await say(one, "open", None, title="会商", incident=incident, people=people, session="0a")
        id_ = opened["data"]["id"]
        async with running.console(ZHAO, instance="i2") as other:
            await other.subscribe("conferences")
            (item,) = await other.snapshot("conferences")
            assert item["data"]["parties"][1]["state"] == "ringing"
            await say(other, "join", id_, session="0b")
            await roster(one, id_, wang="joined", zhao="joined")
            assert await signalled(running, one, other, id_)
            other.socket.transport.abort()
            gone = await roster(one, id_, zhao="left")
            assert gone["parties"][1]["reason"] == "lost"
        async with running.console(ZHAO, instance="i3") as again:
            await say(again, "join", id_, session="0c")
            await roster(one, id_, zhao="joined")
        steps = (await one.query("incident.history", incident=incident))["data"]["steps"]
        told = [each["action"] for each in steps if each["action"].startswith("conference.")]
        assert told == [f"conference.{act}" for act in ("open", "invite", "join", "lost", "join")]


async def signalled(running: Running, one: TestConsole, other: TestConsole, id_: str) -> bool:
    """Whether a signal from `one` reaches `other` as it was."""
    at_ = format_time(running.platform.clock.now() + 0.8)
    args = {"to": "zhao", "data": {"kind": "candidate"}}
    result = await one.command_as(str(uuid7()), "conference.signal", id_, args, not_after=at_)
    signal = await other.of_type("signal")
    return bool(result["ok"]) and signal["data"] == args["data"] and signal["conference"] == id_


async def test_a_reconnect_within_the_time_keeps_the_place(start: StartPlatform) -> None:
    patience = Patience(grace_s=20.0, after_start_s=20.0)
    async with start(patience=patience) as running:
        async with running.console(WANG) as one:
            id_ = (await say(one, "open", None, title="会商", session="0a"))["data"]["id"]
            one.socket.transport.abort()
        await until(lambda: running.platform.connections.count == 0)
        async with running.console(WANG) as again:
            await again.subscribe("conferences")
            (item,) = await again.snapshot("conferences")
            assert (item["id"], item["data"]["parties"][0]["state"]) == (id_, "joined")
            assert running.platform.conferences.participants(id_) == frozenset({"wang"})


async def test_a_restarted_platform_finds_the_room_and_misses_who_does_not_come(start: StartPlatform) -> None:
    async with start() as running, running.console(WANG) as one, running.console(ZHAO, instance="i2") as two:
        people = [{"user": "zhao"}]
        id_ = (await say(one, "open", None, title="会商", session="0a", people=people))["data"]["id"]
        await say(two, "join", id_, session="0b")
    async with start(patience=GRACE) as running, running.console(WANG) as one:
        await one.subscribe("conferences")
        data = await roster_or_snapshot(one, id_)
        assert {each["id"]: each["state"] for each in data["parties"]}["wang"] == "joined"
        await until(lambda: running.platform.conferences.participants(id_) == frozenset({"wang"}))


async def roster_or_snapshot(one: TestConsole, id_: str) -> Frame:
    (item,) = [each for each in await one.snapshot("conferences") if each["id"] == id_]
    return dict(item["data"])


def test_a_keeper_reads_only_what_is_open(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.done(LI, "close", id_)
    keeper = Keeper(conferring)
    keeper.load()
    assert keeper.conference(id_) is None
    assert isinstance(conferring.get(id_), Conference)
    keeper.committer.release()
