from __future__ import annotations

import asyncio

import pytest

from benchmarks import feed_fanout


@pytest.mark.parametrize("encoding", ["json", "msgpack"])
def test_every_contender_is_read_to_the_last_frame(encoding: str) -> None:
    options = feed_fanout.Options(consoles=3, seconds=0.05, rounds=1, encoding=encoding, processes=2)
    figures = asyncio.run(feed_fanout.measure(options))
    assert figures["consoles"] == 3
    rates = [figures["events_per_second"], figures["limit_events_per_second"]]
    rates += [figures["starlette_events_per_second"], figures["websockets_events_per_second"]]
    assert min(rates) > 0
    assert figures["deliveries_per_second"] == pytest.approx(3 * figures["events_per_second"], abs=3)
    assert figures["ratio"] > 0.0
    assert figures["event_bytes"] > 1000
