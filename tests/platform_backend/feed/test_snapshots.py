from __future__ import annotations

import json

import msgspec
import pytest

from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import ServerMessage, SnapshotBegin, SnapshotEnd, SnapshotPage
from platform_backend.feed.snapshots import PAGE_BYTES, PAGE_ITEMS, Snapshot
from platform_backend.frames import JSON_LAYOUT, MSGPACK_LAYOUT, Layout
from platform_backend.log_types import Held
from tests.platform_backend.websocket_frames import payload


def held(number: int, size: int = 2) -> Held:
    return Held("grid", f"g{number}", number, json.dumps("x" * size).encode(), "", 0.0)


def told(snapshot: Snapshot, layout: Layout, *, sub: str = "s") -> list[ServerMessage]:
    decoder = layout.wire.server_frames()
    frames = snapshot.frames(layout, sub=sub, topic="walls", epoch="e", as_of=9)
    return [decoder.decode(payload(frame)) for frame in frames]


def pages(snapshot: Snapshot, layout: Layout) -> list[SnapshotPage]:
    return [message for message in told(snapshot, layout) if isinstance(message, SnapshotPage)]


@pytest.fixture(params=[JSON_LAYOUT, MSGPACK_LAYOUT], ids=["json", "msgpack"])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


def test_pages_are_bounded_in_items_and_size(layout: Layout) -> None:
    many = Snapshot([held(number) for number in range(PAGE_ITEMS * 2 + 1)])
    assert [len(page.items) for page in pages(many, layout)] == [PAGE_ITEMS, PAGE_ITEMS, 1]
    large = Snapshot([held(number, 60_000) for number in range(10)])
    sizes = [sum(len(item.data) for item in page.items) for page in pages(large, layout)]
    assert max(sizes) <= PAGE_BYTES
    assert sum(len(page.items) for page in pages(large, layout)) == 10


def test_one_item_larger_than_a_page_gets_a_page_of_its_own(layout: Layout) -> None:
    snapshot = Snapshot([held(1), held(2, PAGE_BYTES * 2), held(3)])
    assert [[item.id for item in page.items] for page in pages(snapshot, layout)] == [["g1"], ["g2"], ["g3"]]


def test_frames_of_a_subscription(layout: Layout) -> None:
    snapshot = Snapshot([held(1), held(2)])
    begin, page, end = told(snapshot, layout, sub='s"')
    assert begin == SnapshotBegin(sub='s"', topic="walls", epoch="e", as_of=9)
    assert isinstance(page, SnapshotPage)
    assert [item.id for item in page.items] == ["g1", "g2"]
    digest = snapshot_digest([("g1", 1), ("g2", 2)])
    assert end == SnapshotEnd(sub='s"', topic="walls", count=2, digest=digest)


def test_both_encodings_come_from_one_snapshot() -> None:
    snapshot = Snapshot([held(1)])
    texts = [
        msgspec.json.decode(pages(snapshot, JSON_LAYOUT)[0].items[0].data),
        msgspec.msgpack.decode(pages(snapshot, MSGPACK_LAYOUT)[0].items[0].data),
    ]
    assert texts == ["xx", "xx"]


def test_nothing_is_a_snapshot_too(layout: Layout) -> None:
    begin, end = told(Snapshot([]), layout)
    assert isinstance(begin, SnapshotBegin)
    assert isinstance(end, SnapshotEnd)
    assert list(Snapshot([held(1)]).entities()) == [held(1)]
