from __future__ import annotations

import logging

import pytest

from backend_client.protocol.codec import JSON
from tests.fuzz.ends import Misbehaved, no_errors_logged, serve_console, serve_platform
from tests.fuzz.hostile import encoded, plain, spoil
from tests.fuzz.seeds import WIRES, client_frames, server_frames


async def test_a_good_platform_is_understood() -> None:
    for wire in WIRES:
        picture = await serve_console(wire, server_frames(wire))
        assert picture.cursors == {"directory": 8, "units": 2}


async def test_a_good_console_is_served() -> None:
    for wire in WIRES:
        assert await serve_platform(wire, client_frames(wire)) is None


async def test_a_bad_frame_ends_the_platforms_end_in_order() -> None:
    for wire in WIRES:
        assert await serve_platform(wire, [*client_frames(wire), b"\xc1"]) in (None, 4400)
        assert await serve_platform(wire, [encoded(wire, {"type": "ping"})]) == 4400
        assert await serve_platform(wire, [encoded(wire, {"type": "ping", "at": ""})]) == 4401


@pytest.mark.parametrize("rate", [0.0, -1.0, 1e308, -(2**63)])
async def test_no_platform_can_make_a_console_lose_its_clock(rate: float) -> None:
    hello, welcome, *others = server_frames(JSON)
    pong = next(frame for frame in others if b'"pong"' in frame)
    await serve_console(JSON, [hello, welcome, encoded(JSON, spoil(plain(JSON, pong), ("rate",), rate))])
    late = "9999-12-31T23:59:59.999Z"
    await serve_console(JSON, [encoded(JSON, spoil(plain(JSON, hello), ("time",), late)), welcome])


@pytest.mark.parametrize("heartbeat_s", [0.0, -1.0, -1e308])
async def test_no_platform_can_make_a_console_flood_it(heartbeat_s: float) -> None:
    hello, welcome, *_ = server_frames(JSON)
    unknown = [encoded(JSON, {"type": "weather"})] * 300
    restless = encoded(JSON, spoil(plain(JSON, hello), ("heartbeat_s",), heartbeat_s))
    await serve_console(JSON, [restless, welcome, *unknown])


def test_an_error_that_is_only_logged_counts() -> None:
    with pytest.raises(Misbehaved, match="something broke"), no_errors_logged():
        logging.getLogger("anything").error("something %s", "broke")
