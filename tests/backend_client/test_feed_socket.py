"""Opening the socket of a feed: what is there, what is not, and what must not be followed."""

from __future__ import annotations

import pytest

from backend_client.endings import Ending
from backend_client.feed_connection import Timing
from backend_client.feed_socket import NoFeed, open_socket
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.test_sign_in import answering

TIMING = Timing(open_s=5.0, close_s=0.2)


async def ending_at(address: str) -> Ending:
    with pytest.raises(NoFeed) as nothing:
        await open_socket(address, tls=None, timing=TIMING)
    return nothing.value.ending


async def test_a_feed_is_opened(platform: ScriptedPlatform) -> None:
    socket = await open_socket(platform.address, tls=None, timing=TIMING)
    await socket.close()


async def test_what_is_no_address_is_never_tried_again() -> None:
    ending = await ending_at("http://127.0.0.1/feed")
    assert (ending.why, ending.final) == ("bad_address", True)


async def test_nobody_there_may_come_yet() -> None:
    ending = await ending_at("ws://127.0.0.1:9/feed")
    assert (ending.why, ending.final) == ("unreachable", False)


async def test_another_server_is_told_apart() -> None:
    async with answering((404, "")) as server:
        ending = await ending_at(server.base.replace("http", "ws") + "/feed")
        assert (ending.why, ending.final) == ("no_feed", False)
        assert "404" in ending.detail


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_feed_that_points_elsewhere_is_not_followed(platform: ScriptedPlatform, status: int) -> None:
    async with answering((status, "")) as server:
        server.headers = f"Location: {platform.address}\r\n"
        ending = await ending_at(server.base.replace("http", "ws") + "/feed")
        assert ending.why == "no_feed"
        assert not platform.sessions
