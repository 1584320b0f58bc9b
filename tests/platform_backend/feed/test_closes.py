"""Every close code of the contract, sent by the platform to the console's own feed: who comes back by itself.

When each is sent is shown where its reason lies: see `WHERE`.
"""

from __future__ import annotations

import importlib
import time

import msgspec
import pytest

from backend_client.protocol.errors import FINAL_CLOSES, CloseCode
from backend_client.protocol.messages import Signal
from backend_client.status import FeedState
from platform_backend.feed.connection import Timing
from tests.backend_client.consoles import FollowingConsole, following, token
from tests.platform_backend.conftest import Running, StartPlatform
from tests.waiting import one_turn, until

#: The test that shows the moment of each code.
WHERE = {
    CloseCode.BAD_FRAME: ("test_connection", "test_malformed_frames_close"),
    CloseCode.NOT_AUTHENTICATED: ("test_connection", "test_a_revoked_session_closes"),
    CloseCode.FORBIDDEN: ("test_connection", "test_an_account_without_any_role_is_sent_away"),
    CloseCode.PROTOCOL: ("test_connection", "test_no_common_subprotocol"),
    CloseCode.NO_AUTH_IN_TIME: ("test_connection", "test_no_auth_in_time"),
    CloseCode.REPLACED: ("test_connection", "test_second_connection_of_an_instance_replaces_the_first"),
    CloseCode.RESYNC_NEEDED: (
        "test_connections",
        "test_a_console_that_missed_an_event_is_told_to_start_over_and_the_others_go_on",
    ),
    CloseCode.SILENT: ("test_connection", "test_silence_closes"),
    CloseCode.TOO_SLOW: ("test_closes", "test_a_console_that_is_too_slow_is_told_so"),
    CloseCode.TOO_MANY: ("test_connections", "test_one_too_many_is_sent_away_for_a_while"),
}


@pytest.mark.parametrize("code", list(CloseCode))
async def test_who_comes_back_by_itself(running: Running, code: CloseCode) -> None:
    connections = running.platform.connections
    bearer = await running.token()
    async with following(running.feed) as console:
        console.tokens = [token(bearer)]
        await console.live()
        (connection,) = connections.of_user("admin")
        connection.end(code, "because", 3.0 if code is CloseCode.TOO_MANY else None)
        if code in FINAL_CLOSES:
            await until(lambda: console.state is FeedState.REFUSED)
            assert console.backoff.asked == []
            assert connections.count == 0
        else:
            await until(lambda: console.feed.status.counters.connections == 2)
            await console.live()
            asked = 3.0 if code is CloseCode.TOO_MANY else 0.0
            assert console.backoff.asked == [pytest.approx(asked, abs=0.5)]
            assert console.status.needs_sign_in is False


def test_the_moment_of_every_code_is_shown() -> None:
    assert set(WHERE) == set(CloseCode)
    for module, test in WHERE.values():
        assert callable(getattr(importlib.import_module(f"tests.platform_backend.feed.{module}"), test))


async def _fall_behind(running: Running, console: FollowingConsole) -> None:
    """Let the platform have more to say than the console takes, until it gives the console up."""
    mine = console.feed._connection
    assert mine is not None
    mine._socket.transport.pause_reading()
    (connection,) = running.platform.connections.of_user("admin")
    much = Signal(conference="c", from_="a", to="b", data=msgspec.Raw(b'"%s"' % (b"x" * 100_000)))
    for _ in range(1000):
        connection.signal(much)
        await one_turn()
        if not running.platform.connections.count:
            return
    raise AssertionError("the console was never too slow")


async def test_a_console_that_is_too_slow_is_told_so(start: StartPlatform) -> None:
    slow = Timing(watch_s=0.05, close_within_s=5.0, backlog_limit=500_000)
    async with start(timing=slow) as running:
        bearer = await running.token()
        async with following(running.feed) as console:
            console.tokens = [token(bearer)]
            await console.live()
            first = console.feed._connection
            await _fall_behind(running, console)
            assert first is not None
            first._socket.transport.resume_reading()
            await first._socket.wait_closed()
            received = first._socket.protocol.close_rcvd
            assert received is not None
            assert (received.code, received.reason) == (4413, '{"reconnect":true,"why":"too_slow"}')
            await until(lambda: console.feed.status.counters.connections == 2)
            await console.live()


async def test_a_console_that_does_not_even_read_the_farewell_is_cut(start: StartPlatform) -> None:
    slow = Timing(watch_s=0.05, close_within_s=0.3, backlog_limit=500_000)
    async with start(timing=slow) as running:
        bearer = await running.token()
        async with following(running.feed) as console:
            console.tokens = [token(bearer)]
            await console.live()
            (connection,) = running.platform.connections.of_user("admin")
            await _fall_behind(running, console)
            begun = time.monotonic()
            await until(connection._channel._link.lost.is_set)
            assert time.monotonic() - begun < 2.0
            # It comes back when it finds the connection cut, from where it was.
            assert console.feed._connection is not None
            console.feed._connection._socket.transport.resume_reading()
            await until(lambda: console.feed.status.counters.connections == 2)
            await console.live()
