from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

from backend_client import requests as requests_module
from backend_client.outbox import Outbox
from backend_client.pending import CommandState
from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import Reason
from backend_client.protocol.messages import Command, CommandStatus, Result
from backend_client.requests import RequestRefused, Requests
from backend_client.tasks import TaskSet
from tests.backend_client.consoles import FollowingConsole, ScriptedBearer, following, token
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.waiting import until


class Desk:
    """A console that can ask things."""

    def __init__(self, console: FollowingConsole, requests: Requests, outbox: Outbox) -> None:
        self.console = console
        self.requests = requests
        self.outbox = outbox
        self.tasks = TaskSet()

    def give(self, name: str, *, not_after_s: float | None = None) -> asyncio.Task[Result]:
        """Give a command without waiting for its result."""
        return self.tasks.spawn(self.requests.send(name, target="i1", not_after_s=not_after_s), name=name)

    def states(self) -> list[CommandState]:
        return [command.state for command in self.requests.pending()]

    async def emptied(self) -> None:
        """Wait until the disk holds no command."""
        async with asyncio.timeout(5):
            while await self.outbox.load("zhang"):
                pass


@asynccontextmanager
async def desk_at(platform: ScriptedPlatform | str, path: Path) -> AsyncIterator[Desk]:
    outbox = Outbox(path=path / "outbox.sqlite3")
    await outbox.open()
    async with following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        desk = Desk(console, requests, outbox)
        try:
            yield desk
        finally:
            await requests.close()
            await desk.tasks.close()
            await outbox.close()


async def test_a_command_is_carried_out_and_leaves_nothing_behind(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        result = await desk.requests.send(
            "incident.reject", target="i1", args=Reason(reason="twice"), expect_ver=3
        )
        assert result.ok
        assert desk.requests.pending() == ()
        await desk.emptied()
        (command,) = [m for m in platform.session.received if isinstance(m, Command)]
        assert command.expect_ver == 3
        assert bytes(command.args) == b'{"reason":"twice"}'


async def test_a_refusal_is_the_result_of_whoever_waits(platform: ScriptedPlatform, tmp_path: Path) -> None:
    platform.refusals = [Error(code="version_conflict", message="changed", current=4, by="li")]
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        result = await desk.requests.send("incident.accept", target="i1")
        assert not result.ok
        assert result.error is not None
        assert result.error.by == "li"
        assert desk.requests.pending() == ()


async def test_without_a_connection_commands_wait_and_are_sent_once_in_order(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running():
        port = platform.port
        async with desk_at(platform, tmp_path) as desk:
            await desk.console.live()
            platform.close_with = (1012, "")
            platform.session.cut()
            await until(
                lambda: desk.console.feed.status.counters.connections == 1 and len(platform.sessions) > 1
            )
            given = [desk.give(name) for name in ("incident.accept", "incident.assign", "incident.finish")]
            await until(lambda: desk.states() == [CommandState.UNSENT] * 3)
            assert desk.requests.pending()[0].name == "incident.accept"
            platform.close_with = None
            results = await asyncio.gather(*given)
            assert all(result.ok for result in results)
            assert platform.order == ["incident.accept", "incident.assign", "incident.finish"]
            assert set(platform.executed.values()) == {1}
            await desk.emptied()
    assert port


async def test_a_result_lost_in_a_break_is_asked_for_not_repeated(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.lose_results = 1
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.send("incident.accept", target="i1")).ok
        assert list(platform.executed.values()) == [1]
        assert len([m for m in platform.session.received if isinstance(m, CommandStatus)]) == 1
        assert not [m for m in platform.session.received if isinstance(m, Command)]


async def test_a_command_that_never_arrived_is_sent_again_under_the_same_id(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.lose_commands = 1
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.send("incident.accept", target="i1")).ok
        sent = [m.cmd_id for session in platform.sessions for m in session.received if isinstance(m, Command)]
        assert len(sent) == 2
        assert len(set(sent)) == 1
        assert list(platform.executed.values()) == [1]


async def test_later_commands_wait_until_the_fate_of_earlier_ones_is_known(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.lose_commands = 1
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        given = [desk.give("incident.accept"), desk.give("incident.assign")]
        assert all(result.ok for result in await asyncio.gather(*given))
        assert platform.order == ["incident.accept", "incident.assign"]


async def test_what_is_too_late_is_never_sent(platform: ScriptedPlatform, tmp_path: Path) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        platform.close_with = (1012, "")
        platform.session.cut()
        await until(lambda: len(platform.sessions) > 1)
        result = await desk.requests.send("incident.assign", target="i1", not_after_s=0.05)
        assert result.error is not None
        assert result.error.code == "expired"
        assert "telephone" in result.error.message
        platform.close_with = None
        await desk.console.live()
        assert (await desk.requests.send("incident.note", target="i1")).ok
        assert platform.order == ["incident.note"]


async def test_commands_of_an_earlier_run_are_asked_for_and_then_sent(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running():
        async with desk_at(platform, tmp_path) as desk:
            await desk.console.live()
            platform.close_with = (1012, "")
            platform.session.cut()
            await until(lambda: len(platform.sessions) > 1)
            desk.give("incident.accept")
            await until(lambda: desk.states() == [CommandState.UNSENT])
        platform.close_with = None
        async with desk_at(platform, tmp_path) as desk:
            await until(lambda: platform.order == ["incident.accept"])
            await desk.emptied()
            assert [m for m in platform.session.received if isinstance(m, CommandStatus)]
            assert list(platform.executed.values()) == [1]


async def test_a_refusal_nobody_waited_for_stays_until_somebody_has_seen_it(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running():
        async with desk_at(platform, tmp_path) as desk:
            await desk.console.live()
            platform.lose_commands = 1
            platform.refusals = [Error(code="illegal_transition", message="closed already")]
            given = desk.give("incident.accept")
            await until(lambda: desk.states() != [])
            given.cancel()
            await until(lambda: desk.states() == [CommandState.REFUSED])
        async with desk_at(platform, tmp_path) as desk:
            await until(lambda: desk.states() == [CommandState.REFUSED])
            (command,) = desk.requests.pending()
            assert command.error is not None
            assert command.error.message == "closed already"
            await desk.requests.dismiss(command.cmd_id)
            assert desk.requests.pending() == ()
            await desk.emptied()


async def test_a_platform_that_is_busy_is_asked_again(platform: ScriptedPlatform, tmp_path: Path) -> None:
    platform.refusals = [Error(code="unavailable", message="busy", retryable=True)]
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.send("incident.accept", target="i1")).ok
        assert list(platform.executed.values()) == [1]


async def test_no_more_commands_are_under_way_than_the_platform_allows(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.pending_commands = 2
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        given = [desk.give(f"incident.note{number}") for number in range(9)]
        assert all(result.ok for result in await asyncio.gather(*given))
        assert platform.order == [f"incident.note{number}" for number in range(9)]


async def test_nobody_signed_in_gives_no_commands(tmp_path: Path) -> None:
    async with desk_at("ws://127.0.0.1:9/feed", tmp_path) as desk:
        with pytest.raises(RequestRefused, match="signed in"):
            await desk.requests.send("incident.accept", target="i1")


async def test_commands_of_one_person_are_not_sent_as_another(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        platform.close_with = (1012, "")
        platform.session.cut()
        await until(lambda: len(platform.sessions) > 1)
        given = desk.give("incident.accept")
        await until(lambda: desk.states() == [CommandState.UNSENT])
        platform.user = "li"
        platform.close_with = None
        with pytest.raises(RequestRefused, match="somebody else"):
            await given
        await desk.console.live()
        assert desk.requests.pending() == ()
        assert platform.order == []
        assert len(await desk.outbox.load("zhang")) == 1


async def test_a_refusal_that_is_to_be_seen_outlasts_the_console_and_is_redone(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    conflict = Error(
        code="version_conflict", message="changed", current=4, by="li", at="2026-01-31T08:00:00.000Z"
    )
    platform.refusals = [conflict]
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        result = await desk.requests.send(
            "incident.reject", target="i1", args=Reason(reason="twice"), expect_ver=3, until_seen=True
        )
        assert result.error == conflict
        (shown,) = desk.requests.pending()
        assert shown.error == conflict
        await until(lambda: platform.results)
    async with desk_at(platform, tmp_path) as desk:
        await until(lambda: desk.states() == [CommandState.REFUSED])
        (shown,) = desk.requests.pending()
        assert (await desk.requests.redo(shown.cmd_id, expect_ver=4)).ok
        assert desk.requests.pending() == ()
        await desk.emptied()
        (again,) = [m for m in platform.session.received if isinstance(m, Command)]
        assert again.cmd_id != shown.cmd_id
        assert again.expect_ver == 4
        assert bytes(again.args) == b'{"reason":"twice"}'
        with pytest.raises(RequestRefused, match="no such refused command"):
            await desk.requests.redo(shown.cmd_id, expect_ver=4)


async def test_a_later_command_waits_for_an_earlier_one_on_the_same_target(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.refusals = [Error(code="unavailable", message="busy", retryable=True)]
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        given = [desk.give("incident.accept"), desk.give("incident.assign")]
        await until(lambda: len(desk.requests.pending()) == 2)
        other = await desk.requests.send("incident.note", target="i2")
        assert other.ok
        assert all(result.ok for result in await asyncio.gather(*given))
        assert platform.order == ["incident.note", "incident.accept", "incident.assign"]


async def test_commands_given_before_people_changed_are_their_givers_only(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    platform.users = {"of-li": "li", "of-zhang": "zhang"}
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        busy = Error(code="unavailable", message="busy", retryable=True)
        platform.refusals = [busy]
        given = desk.give("incident.accept")
        await until(lambda: not platform.refusals)
        await until(lambda: desk.states() == [CommandState.UNSENT])
        platform.no_second_welcome = True
        desk.console.access.change_person(ScriptedBearer(token("of-li")))
        await until(lambda: "of-li" in platform.session.tokens())
        with pytest.raises(RequestRefused, match="not let the other person in"):
            await desk.requests.send("incident.note", target="i1")
        await platform.welcome(platform.session, "of-li")
        platform.no_second_welcome = False
        with pytest.raises(RequestRefused, match="kept for when its giver"):
            await given
        assert (await desk.requests.send("incident.note", target="i1")).ok
        assert platform.order == ["incident.note"]
        desk.console.access.change_person(ScriptedBearer(token("of-zhang")))
        await until(lambda: platform.order == ["incident.note", "incident.accept"])
        assert set(platform.executed.values()) == {1}
        assert len(platform.sessions) == 1


async def test_ids_follow_the_platforms_clock(platform: ScriptedPlatform, tmp_path: Path) -> None:
    platform.clock_ahead_s = 10 * 86400.0
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.send("incident.accept", target="i1")).ok
        (cmd_id,) = platform.executed
        made_at = (UUID(cmd_id).int >> 80) / 1000
        assert made_at == pytest.approx(platform.now(), abs=10.0)


async def test_a_command_that_became_too_large_does_not_break_every_connection(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        platform.close_with = (1012, "")
        platform.session.cut()
        await until(lambda: len(platform.sessions) > 1)
        given = desk.tasks.spawn(
            desk.requests.send("incident.reject", target="i1", args=Reason(reason="x" * 3000)), name="large"
        )
        await until(lambda: desk.states() == [CommandState.UNSENT])
        platform.frame_bytes = 2000
        platform.close_with = None
        result = await given
        assert result.error is not None
        assert result.error.code == "bad_request"
        assert (await desk.requests.send("incident.note", target="i1")).ok
        assert platform.order == ["incident.note"]


async def test_a_momentary_command_is_sent_once_and_kept_nowhere(
    platform: ScriptedPlatform, tmp_path: Path
) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.send_momentary("camera.ptz", target="c1", args=Ptz(pan=1.0))).ok
        assert desk.requests.pending() == ()
        assert await desk.outbox.load("zhang") == ()
        with pytest.raises(ValueError, match="send_momentary"):
            await desk.requests.send("camera.ptz", target="c1", args=Ptz(pan=1.0))


async def test_a_command_that_is_never_answered_is_asked_after(
    platform: ScriptedPlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests_module, "_ANSWER_WITHIN_S", 0.1)
    platform.swallow_results = 1
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        given = [desk.give("incident.accept"), desk.give("incident.assign")]
        assert all(result.ok for result in await asyncio.gather(*given))
        assert [m for m in platform.session.received if isinstance(m, CommandStatus)]
        assert platform.order == ["incident.accept", "incident.assign"]
        assert set(platform.executed.values()) == {1}
        assert len(platform.sessions) == 1
