"""Rules on signs of life, clocks, and consoles that do not keep up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time

from websockets.exceptions import ConnectionClosed

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Broken, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Wire
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.times import parse_time

#: Long enough for 45 s of silence and the platform's slack.
_SILENCE_WITHIN_S = 80.0
_LONG_AGO = "2000-01-01T00:00:00.5Z"
#: What no platform holds for one console, in bytes of answers.
_TOO_MUCH = 64_000_000
#: We ask in turns, wait until all must have been answered, and read in the end, before we say: nobody cut us.
_QUERIES_A_TURN = 32
_TURN_S = 0.5
_SETTLE_S = 3.0
_DRAIN_S = 5.0
_SMALL_BUFFER = 65536


@rule(
    "L-1",
    "Each `ping {at, cursors}` MUST be answered by one `pong {at, time, rate}` with `at` exactly as it came.",
)
async def pongs_echo(site: Site) -> None:
    async with console(site) as one:
        await one.wire.send("ping", at=_LONG_AGO, cursors={})
        pong = await one.wire.of_type("pong")
        expect(pong.get("at") == _LONG_AGO, f"at {_LONG_AGO}", pong)
        await one.wire.ping()
        pongs = [frame for frame in one.wire.frames if frame["type"] == "pong"]
        expect(len(pongs) == 2, "two pongs to two pings", len(pongs))


@rule(
    "L-2",
    "`pong.time` MUST be the platform's clock at that moment, running at `pong.rate`.",
)
async def pongs_tell_the_time(site: Site) -> None:
    async with console(site) as one:
        first, begun = await one.wire.ping(), time.monotonic()
        await one.wire.listen(1.5)
        second, took = await one.wire.ping(), time.monotonic() - begun
        passed = parse_time(second["time"]) - parse_time(first["time"])
        wanted = took * second["rate"]
        expect(abs(passed - wanted) < 0.5 * second["rate"], f"{wanted:.1f} s later", f"{passed:.1f} s later")


@rule(
    "L-3",
    "`pong.rate` MUST be 1, except where `welcome.simulated` says that the platform's time may run faster.",
)
async def time_runs_as_usual(site: Site) -> None:
    async with console(site) as one:
        rate = (await one.wire.ping()).get("rate")
        if one.welcome.get("simulated"):
            expect(isinstance(rate, int | float) and rate > 0, "a rate above 0", rate)
        else:
            expect(rate == 1, "rate 1", rate)


@rule(
    "L-4",
    "A connection on which no frame has come for 45 s MUST be closed with 4411.",
    within_s=_SILENCE_WITHIN_S,
)
async def silence_closes(site: Site) -> None:
    tempo = site.tempo
    async with console(site) as one:
        begun = time.monotonic()
        await one.wire.closed_with(CloseCode.SILENT, within_s=tempo.silence_s + tempo.slack_s)
        lasted = time.monotonic() - begun
        expect(lasted > 0.9 * tempo.silence_s, f"{tempo.silence_s:g} s of patience", f"{lasted:.1f} s")


@rule(
    "L-5",
    "The platform MUST take any frame, not pings alone, for a sign of life.",
    within_s=_SILENCE_WITHIN_S,
)
async def any_frame_is_a_sign_of_life(site: Site) -> None:
    tempo = site.tempo
    async with console(site) as one:
        for _ in range(4):
            await one.wire.listen(0.3 * tempo.silence_s)
            await one.wire.send("from.the.future")
        await one.wire.ping()


@rule(
    "L-6",
    "A console that asks and does not read MUST be closed with 4413 before 64 MB wait for it, or cut when "
    "it does not take the close within 2 s.",
    within_s=_SILENCE_WITHIN_S,
)
async def slow_consoles_are_cut(site: Site) -> None:
    async with console(site, max_queue=1) as one:
        wire = one.wire
        with contextlib.suppress(OSError, AttributeError):
            wire.socket.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER
            )
        await _ask_without_reading(one)
        close = await _drained(wire)
        expect(close in (CloseCode.TOO_SLOW, 1006), "a close with 4413 or a cut", f"a close with {close}")


async def _ask_without_reading(one: Console) -> None:
    """Ask for lists worth `_TOO_MUCH` without taking them, or until no more questions are taken."""
    wire = one.wire
    await one.found("incidents.search", limit=500)
    size = max(arrival.size for arrival in wire.arrivals)
    for number in range(_TOO_MUCH // size):
        if wire.socket.close_code is not None:
            return
        try:
            async with asyncio.timeout(1.0):
                await wire.send("query", id=str(number), name="incidents.search", args={"limit": 500})
        except TimeoutError:
            # By now the platform has closed us, or waits for us to read.
            return
        if number % _QUERIES_A_TURN == _QUERIES_A_TURN - 1:
            await asyncio.sleep(_TURN_S)
    await asyncio.sleep(_SETTLE_S)


async def _drained(wire: Wire) -> int:
    """Read at last; the code with which the connection ends."""
    try:
        async with asyncio.timeout(_DRAIN_S):
            while True:
                await wire.socket.recv()
    except TimeoutError:
        raise Broken("a close with 4413 or a cut", "the connection stayed open") from None
    except ConnectionClosed as end:
        return 1006 if end.rcvd is None else end.rcvd.code
