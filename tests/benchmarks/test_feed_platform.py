from __future__ import annotations

import itertools

import pytest

from backend_client.picture import Picture
from backend_client.protocol.codec import JSON, MSGPACK, Wire
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import Event, SnapshotBegin, SnapshotEnd, SnapshotPage
from benchmarks.feed_platform import EventSource
from tests.platform_backend.websocket_frames import payload


@pytest.mark.parametrize("wire", [JSON, MSGPACK], ids=["json", "msgpack"])
def test_events_follow_each_other_and_are_over_a_kilobyte(wire: Wire) -> None:
    source = EventSource(entities=20, wire=wire)
    decoder = wire.server_frames()
    frames = [payload(frame) for frame in itertools.islice(source.frames(), 100)]
    events = [decoder.decode(frame) for frame in frames]
    assert min(map(len, frames)) > 1024
    picture = Picture()
    picture.begin(("incidents",), wire=wire)
    picture.take(SnapshotBegin(sub="s1", topic="incidents", epoch="e", as_of=1))
    for frame in source.snapshot():
        page = decoder.decode(payload(frame))
        assert isinstance(page, SnapshotPage)
        picture.take(page)
    digest = snapshot_digest((id_, 1) for id_ in source.ids)
    picture.take(SnapshotEnd(sub="s1", topic="incidents", count=20, digest=digest))
    for event in events:
        assert isinstance(event, Event)
        assert picture.apply(event).ids("incident") == {event.id}
    assert picture.cursors == {"incidents": 101}
    assert {entry.ver for entry in picture.entries("incident").values()} == {6}
