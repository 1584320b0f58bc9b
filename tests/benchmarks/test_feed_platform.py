from __future__ import annotations

import itertools
import struct

from backend_client.picture import Picture
from backend_client.protocol.codec import server_frames
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import Event, SnapshotBegin, SnapshotEnd, SnapshotPage
from benchmarks.feed_platform import EventSource


def payload(frame: bytes) -> bytes:
    opcode, length, size = struct.unpack("!BBH", frame[:4])
    assert (opcode, length, size) == (0x81, 126, len(frame) - 4)
    return frame[4:]


def test_events_follow_each_other_and_are_over_a_kilobyte() -> None:
    source = EventSource(entities=20)
    decoder = server_frames()
    frames = [payload(frame) for frame in itertools.islice(source.frames("s1"), 100)]
    events = [decoder.decode(frame) for frame in frames]
    assert min(map(len, frames)) > 1024
    items = tuple(source.snapshot())
    picture = Picture()
    picture.begin(("incidents",))
    picture.take(SnapshotBegin(sub="s1", topic="incidents", epoch="e", as_of=1))
    picture.take(SnapshotPage(sub="s1", topic="incidents", items=items))
    digest = snapshot_digest((item.id, item.ver) for item in items)
    picture.take(SnapshotEnd(sub="s1", topic="incidents", count=len(items), digest=digest))
    for event in events:
        assert isinstance(event, Event)
        assert picture.apply(event).ids("incident") == {event.id}
    assert picture.cursors == {"incidents": 101}
    assert {entry.ver for entry in picture.entries("incident").values()} == {6}
