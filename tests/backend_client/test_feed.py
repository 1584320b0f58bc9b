from __future__ import annotations

import asyncio
import socket

import msgspec
import pytest

from backend_client.feed import NotConnected
from backend_client.feed_connection import Timing
from backend_client.protocol.errors import FINAL_CLOSES, CloseCode, Error, encode_close_reason
from backend_client.protocol.messages import Ping
from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.status import FeedState
from tests.backend_client.consoles import following, token
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World, incident
from tests.waiting import until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_it_connects_takes_the_snapshot_and_follows(platform: ScriptedPlatform) -> None:
    platform.world.put("incident", "a", incident())
    async with following(platform) as console:
        await console.live()
        assert set(console.picture.entries("incident")) == {"a"}
        await platform.put("incident", "b", incident())
        await console.has("a", "b")
        assert console.states == [FeedState.CONNECTING, FeedState.SYNCING, FeedState.LIVE]
        status = console.feed.status
        assert status.user is not None
        assert status.user.id == "zhang"
        assert status.last_frame_age is not None
        assert status.last_frame_age < 5.0
    assert console.state is FeedState.STOPPED


async def test_before_the_platform_is_there_it_says_why_and_keeps_trying() -> None:
    port = free_port()
    async with following(f"ws://127.0.0.1:{port}/feed") as console:
        await until(lambda: console.feed.status.attempt > 2)
        assert console.state is FeedState.CONNECTING
        assert console.feed.status.why == "unreachable"
        assert "cannot be reached" in console.feed.status.detail
        async with ScriptedPlatform(World()).running(port):
            await console.live()
        assert FeedState.RECONNECTING not in console.states[: console.states.index(FeedState.LIVE)]


async def test_what_was_missed_in_a_break_arrives_without_a_new_snapshot(platform: ScriptedPlatform) -> None:
    platform.world.put("incident", "a", incident())
    async with following(platform) as console:
        await console.live()
        platform.session.cut()
        await until(lambda: FeedState.RECONNECTING in console.states)
        platform.world.put("incident", "b", incident())
        await console.has("a", "b")
        await console.live()
        assert console.feed.status.counters.resyncs == 0
        assert console.feed.status.counters.connections == 2
        assert not any("incident" in changes.reset for changes in console.changes[1:])


async def test_a_restored_database_is_taken_over_whole() -> None:
    port = free_port()
    old, new = World(), World(epoch="epoch-2")
    old.put("incident", "old", incident())
    new.put("incident", "new", incident())
    async with following(f"ws://127.0.0.1:{port}/feed") as console:
        async with ScriptedPlatform(old).running(port):
            await console.has("old")
        async with ScriptedPlatform(new).running(port):
            await console.has("new")
            await console.live()
            assert console.feed.status.counters.resyncs == 1


async def test_a_gap_is_closed_on_the_same_connection(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        await console.live()
        platform.world.put("incident", "lost", incident())
        assert platform.session.view is not None
        platform.session.view.pull()
        await platform.put("incident", "next", incident())
        await console.has("lost", "next")
        await console.live()
        assert len(platform.sessions) == 1
        assert console.feed.status.counters.resyncs == 1


async def test_frames_of_an_older_subscription_are_dropped(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        await console.live()
        old = platform.session.view
        assert old is not None
        platform.world.put("incident", "lost", incident())
        old.pull()
        await platform.put("incident", "next", incident())
        await console.has("lost", "next")
        platform.world.put("incident", "late", incident())
        for frame in old.pull():
            await platform.session.send(frame)
        await platform.tell()
        await console.has("lost", "next", "late")
        assert console.feed.status.counters.resyncs == 1


async def test_a_damaged_snapshot_is_asked_for_again(platform: ScriptedPlatform) -> None:
    platform.world.put("incident", "a", incident())
    platform.world.digest_faults = 1
    async with following(platform) as console:
        await console.live()
        assert set(console.picture.entries("incident")) == {"a"}
        assert console.feed.status.counters.resyncs == 1


async def test_snapshots_that_never_match_end_in_waiting_not_in_a_storm(platform: ScriptedPlatform) -> None:
    platform.world.put("incident", "a", incident())
    platform.world.digest_faults = 10**9
    async with following(platform) as console:
        await until(lambda: len(console.backoff.asked) >= 2)
        assert FeedState.LIVE not in console.states
        assert console.feed.status.counters.resyncs <= 5 * len(platform.sessions)
        assert not console.picture.entries("incident")


@pytest.mark.parametrize(
    "frame", ["nonsense", "[]", '{"type": 7}', '{"type": "event", "seq": "x"}', "\ud7ff{"]
)
async def test_a_malformed_frame_is_counted_and_the_feed_comes_back(
    platform: ScriptedPlatform, frame: str
) -> None:
    async with following(platform) as console:
        await console.live()
        first = platform.session
        await first.send_raw(frame)
        await until(lambda: len(platform.sessions) == 2)
        await console.live()
        await first.socket.wait_closed()
        assert first.socket.close_code == CloseCode.BAD_FRAME
        assert console.feed.status.counters.bad == 1


async def test_a_frame_of_unknown_type_is_skipped(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        await console.live()
        await platform.session.send_raw('{"type": "weather.forecast", "rain": true}')
        await platform.put("incident", "a", incident())
        await console.has("a")
        assert console.feed.status.counters.unknown == 1
        assert len(platform.sessions) == 1


async def test_an_entity_that_cannot_be_read_is_skipped_once_and_for_all(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        await console.live()
        await platform.put("incident", "bad", msgspec.Raw(b'{"severity": []}'))
        await platform.put("incident", "good", incident())
        await console.has("good")
        assert console.feed.status.counters.undecodable == 1
        assert console.feed.status.counters.resyncs == 0
        assert len(platform.sessions) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (CloseCode.NOT_AUTHENTICATED, "Sign in again"),
        (CloseCode.FORBIDDEN, "administrator"),
        (CloseCode.PROTOCOL, "different versions"),
        (CloseCode.REPLACED, "taken the place"),
    ],
)
async def test_a_platform_that_says_stay_away_is_obeyed(
    platform: ScriptedPlatform, code: CloseCode, words: str
) -> None:
    platform.close_with = (code, encode_close_reason(code, "because"))
    async with following(platform) as console:
        await until(lambda: console.state is FeedState.REFUSED)
        assert words in console.feed.status.detail
    assert len(platform.sessions) == 1
    assert console.state is FeedState.REFUSED


@pytest.mark.parametrize("code", [*(code for code in CloseCode if code not in FINAL_CLOSES), 1011, 1012])
async def test_a_platform_that_says_come_back_is_come_back_to(platform: ScriptedPlatform, code: int) -> None:
    reason = encode_close_reason(CloseCode(code), "because") if code in list(CloseCode) else ""
    platform.close_with = (code, reason)
    async with following(platform) as console:
        await console.outages(3)
        # Each attempt has waited its turn with the backoff.
        assert len(platform.sessions) == 3
        platform.close_with = None
        await console.live()
        assert FeedState.REFUSED not in console.states


@pytest.mark.parametrize("code", list(CloseCode))
async def test_the_reason_outranks_the_code(platform: ScriptedPlatform, code: CloseCode) -> None:
    comes_back = code in FINAL_CLOSES
    reason = f'{{"reconnect": {"true" if comes_back else "false"}, "why": "because"}}'
    platform.close_with = (code, reason)
    async with following(platform) as console:
        if comes_back:
            await console.outages(2)
            platform.close_with = None
            await console.live()
        else:
            await until(lambda: console.state is FeedState.REFUSED)
            assert len(platform.sessions) == 1


async def test_a_platform_that_asks_for_time_gets_it(platform: ScriptedPlatform) -> None:
    platform.close_with = (CloseCode.TOO_MANY, encode_close_reason(CloseCode.TOO_MANY, "busy", 7.0))
    async with following(platform) as console:
        await until(lambda: console.backoff.asked)
        platform.close_with = None
        await console.live()
        assert console.backoff.asked[0] == pytest.approx(7.0, abs=0.5)


async def test_connections_that_do_not_last_do_not_reset_the_backoff(platform: ScriptedPlatform) -> None:
    async with following(platform, timing=Timing(healthy_s=3600.0, close_s=0.2)) as console:
        for number in range(1, 4):
            await console.live()
            platform.session.cut()
            await console.outages(number)
        assert console.backoff.resets == 0


async def test_a_healthy_connection_resets_the_backoff(platform: ScriptedPlatform) -> None:
    async with following(platform, timing=Timing(healthy_s=0.0, close_s=0.2)) as console:
        await console.live()
        platform.session.cut()
        await until(lambda: console.backoff.resets == 1)


async def test_silence_ends_a_connection(platform: ScriptedPlatform) -> None:
    async with following(platform, timing=Timing(silence_s=0.2, close_s=0.2)) as console:
        await console.live()
        platform.mute = True
        first = platform.session
        await until(lambda: console.feed.status.why == "silent")
        platform.mute = False
        await console.live()
        await first.socket.wait_closed()
        assert first.socket.close_code == CloseCode.SILENT


async def test_a_platform_that_accepts_and_says_nothing_is_given_up(platform: ScriptedPlatform) -> None:
    platform.mute = True
    async with following(platform, timing=Timing(open_s=0.2, close_s=0.2)) as console:
        await until(lambda: console.feed.status.why == "no_hello")
        platform.mute = False
        await console.live()


async def test_pings_set_the_clock_by_the_platforms(platform: ScriptedPlatform) -> None:
    platform.clock_ahead_s = 5000.0
    platform.heartbeat_s = 0.05
    async with following(platform) as console:
        await console.live()
        await until(lambda: platform.session.pings() >= 3)
        assert console.feed.status.offset_s == pytest.approx(5000.0, abs=2.0)


async def test_a_token_is_renewed_on_the_open_connection(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        console.tokens = [token("first", 1.2), token("second")]
        await until(lambda: platform.sessions and platform.session.tokens() == ["first", "second"])
        await console.live()
        assert len(platform.sessions) == 1


async def test_a_sign_in_that_ended_is_said_and_not_tried_again(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        console.tokens = [SignInRefused("The account is locked.")]
        await until(lambda: console.state is FeedState.REFUSED)
        assert console.status.detail == "The account is locked."
        assert console.status.needs_sign_in


async def test_a_token_that_cannot_be_had_now_is_tried_again(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        console.tokens = [PlatformUnreachable("No answer."), token()]
        await console.live()
        assert len(console.backoff.asked) == 1


async def test_a_refused_topic_is_forgotten_and_does_not_hold_up_the_rest(platform: ScriptedPlatform) -> None:
    platform.world.put("incident", "a", incident())
    async with following(platform) as console:
        await console.has("a")
        platform.world.refused = {"incidents": Error(code="forbidden", message="not yours")}
        platform.session.cut()
        await console.has()
        await console.live()
        assert console.feed.status.refused_topics == ("incidents",)


async def test_nothing_can_be_sent_without_a_connection() -> None:
    async with following(f"ws://127.0.0.1:{free_port()}/feed") as console:
        with pytest.raises(NotConnected):
            await console.feed.send(Ping(at="2026-01-31T08:00:00.000Z"))


async def test_an_address_that_is_none_is_refused() -> None:
    async with following("http://127.0.0.1/feed") as console:
        await until(lambda: console.state is FeedState.REFUSED)
        assert console.status.why == "bad_address"
        assert not console.status.needs_sign_in


async def test_a_flood_leaves_the_loop_its_turns(platform: ScriptedPlatform) -> None:
    async with following(platform, timing=Timing(turn_s=0.001, close_s=0.2)) as console:
        await console.live()
        for number in range(4000):
            platform.world.put("incident", f"i{number}", incident())
        assert platform.session.view is not None
        frames = platform.session.view.pull()
        loop = asyncio.get_running_loop()
        turns = 0

        def turn() -> None:
            nonlocal turns
            turns += 1
            loop.call_soon(turn)

        loop.call_soon(turn)
        for frame in frames:
            await platform.session.send(frame)
        before = turns
        await until(lambda: len(console.picture.entries("incident")) == 4000)
        assert turns - before > 10
