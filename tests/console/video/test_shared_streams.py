from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from console.video.messages import Source, Trouble
from console.video.reader import StreamTrouble
from console.video.shared_streams import SharedStream, SharedStreams
from console.video.unit import Unit
from tests.clips import Clips
from tests.web import Web


def wait(condition: Callable[[], object], timeout_s: float = 10.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "in vain"
        time.sleep(0.005)


class Tile:
    """Notes what it is handed."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.ended = threading.Event()

    def take(self, unit: Unit) -> None:
        self.units.append(unit)

    def over(self) -> None:
        self.ended.set()


def follow(stream: SharedStream, tile: Tile) -> None:
    """As a tile does: from the last key frame in the ring on."""
    units, number = stream.since_key()
    tile.units += units
    while not stream.attach(tile, number):
        units, number = stream.since(number)
        tile.units += units


def test_tiles_of_one_address_share_one_connection_and_the_last_one_closes_it(web: Web, clips: Clips) -> None:
    streams = SharedStreams()
    source = Source(url=web.live(clips.h264))
    before = web.connections
    tiles = [Tile() for _ in range(3)]
    shared = [streams.join(source, tile) for tile in tiles]
    stream = shared[0]
    assert all(each is stream for each in shared)
    info = stream.info(given_up=lambda: False)
    assert info is not None
    assert info.codec == "h264"
    wait(lambda: stream.since_key()[0])
    for tile in tiles:
        follow(stream, tile)
    wait(lambda: all(len(tile.units) > 30 for tile in tiles))
    for tile in tiles:
        assert tile.units[0].key
        steps = [after.dts - one.dts for one, after in zip(tile.units, tile.units[1:], strict=False)]
        assert min(steps) > 0  # nothing twice, nothing out of order
        assert max(steps) == 3_600  # nothing left out
    assert web.connections == before + 1
    assert stream.ring_bytes > 0
    assert 0 < stream.age_s < 1
    for tile in tiles[:2]:
        stream.detach(tile)
        streams.leave(stream, tile)
    assert streams.running() == [stream]
    seen = len(tiles[2].units)
    wait(lambda: len(tiles[2].units) > seen)
    streams.leave(stream, tiles[2])
    streams.leave(stream, tiles[2])
    assert streams.running() == []


def test_the_end_is_told_to_all_and_the_next_one_connects_anew(web: Web, clips: Clips) -> None:
    streams = SharedStreams()
    source = Source(url=web.file(clips.h264))
    tiles = [Tile(), Tile()]
    stream = streams.join(source, tiles[0])
    assert streams.join(source, tiles[1]) is stream
    wait(lambda: all(tile.ended.is_set() for tile in tiles))
    with pytest.raises(StreamTrouble) as caught:
        stream.check()
    assert caught.value.trouble is Trouble.ENDED
    assert stream.tally.packets == 100
    later = Tile()
    assert streams.join(source, later) is not stream


def test_a_connection_that_fails_fails_for_whoever_waits(unused_tcp_port: int) -> None:
    streams = SharedStreams()
    tile = Tile()
    stream = streams.join(Source(url=f"rtsp://127.0.0.1:{unused_tcp_port}/x"), tile)
    with pytest.raises(StreamTrouble) as caught:
        stream.info(given_up=lambda: False)
    assert caught.value.trouble is Trouble.UNREACHABLE
    wait(tile.ended.is_set)
    assert streams.running() == []


def test_who_gave_up_waits_no_longer(web: Web) -> None:
    streams = SharedStreams()
    tile = Tile()
    gone = threading.Event()
    stream = streams.join(Source(url=f"{web.base}/silent"), tile)
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(stream.info(given_up=gone.is_set)))
    thread.start()
    gone.set()
    stream.wake()
    thread.join(timeout=5)
    assert answers == [None]
    streams.leave(stream, tile)


def test_the_latest_streams_of_a_camera_can_be_looked_back_at_from_its_next(web: Web, clips: Clips) -> None:
    streams = SharedStreams()
    former, now, other = Tile(), Tile(), Tile()
    sub = streams.join(Source(url=web.live(clips.h264), subject="camera"), former)
    wait(lambda: len(sub.kept()[0]) > 30)
    main = streams.join(Source(url=web.live(clips.larger), subject="camera"), now)
    stranger = streams.join(Source(url=web.live(clips.other), subject="another"), other)
    wait(lambda: main.kept()[0] and stranger.kept()[0])
    assert streams.kept(main)[0] == main.kept()[0], "not while the former one is still read"
    streams.leave(sub, former)
    assert streams.past_bytes() == sub.ring_bytes > 0
    units, end = streams.kept(main)
    own, _ = main.kept()
    assert units[0].at == sub.kept()[0][0].at
    assert units[0].key
    assert len(units) > len(own[:end]) + 20
    assert all(one.dts < after.dts and one.at <= after.at for one, after in pairwise(units))
    assert streams.kept_s(main) > main.held_s + 1
    assert streams.kept_s(stranger) == pytest.approx(stranger.held_s, abs=0.2)
    streams.leave(main, now)
    streams.leave(stranger, other)


def test_all_together_keep_no_more_than_they_may(web: Web, clips: Clips) -> None:
    streams = SharedStreams()
    former, now = Tile(), Tile()
    left = streams.join(Source(url=web.live(clips.h264), subject="camera"), former)
    wait(lambda: len(left.kept()[0]) > 30)
    streams.leave(left, former)
    stream = streams.join(Source(url=web.live(clips.other)), now)
    wait(lambda: len(stream.kept()[0]) > 30)
    assert streams.past_bytes() > 0
    most = stream.ring_bytes
    streams.keep_at_most(min(most, streams.past_bytes()))
    assert streams.past_bytes() == 0, "what is no longer read goes first"
    seen = stream.newest_at
    wait(lambda: stream.newest_at != seen and stream.ring_bytes <= most)
    streams.keep_at_most(100 * most)
    wait(lambda: stream.ring_bytes > most)
    streams.leave(stream, now)
