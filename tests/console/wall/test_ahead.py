"""Streams that are read for tiles which are not there yet."""

from __future__ import annotations

from console.video.messages import Source
from console.wall.ahead import ReadAhead
from tests.console.desk import NotedStreams


def test_what_comes_next_is_read_until_nobody_needs_it(streams: NotedStreams) -> None:
    host = ["one"]
    ahead = ReadAhead(
        supervisor=streams,
        source=lambda camera: Source(url=f"http://{host[0]}/{camera}") if camera != "unknown" else None,
    )
    ahead.want("wall-1", ["a", "b", "unknown"])
    ahead.want("wall-2", ["b"])
    assert streams.playing == {"ahead-a": "http://one/a", "ahead-b": "http://one/b"}
    ahead.want("wall-1", ["b"])
    assert list(streams.playing) == ["ahead-b"]
    assert streams.opened == 2
    host[0] = "two"
    ahead.settle()
    assert streams.playing == {"ahead-b": "http://two/b"}
    ahead.want("wall-1", [])
    ahead.want("wall-2", [])
    assert streams.playing == {}


def test_it_is_read_until_the_tile_that_begins_with_it_has_a_picture(streams: NotedStreams) -> None:
    ahead = ReadAhead(supervisor=streams, source=lambda camera: Source(url=f"http://one/{camera}"))
    ahead.begin("tile", "a")
    assert not ahead.begins("tile", "a"), "nothing was read"
    ahead.want("wall", ["a"])
    ahead.begin("tile", "a")
    assert ahead.begins("tile", "a")
    assert not ahead.begins("tile", "b")
    ahead.want("wall", [])
    assert list(streams.playing) == ["ahead-a"]
    assert ahead.end("tile")
    assert not ahead.end("tile")
    assert streams.playing == {}
