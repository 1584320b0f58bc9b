from __future__ import annotations

import json

from backend_client.protocol.digest import snapshot_digest
from platform_backend.log_types import Held
from platform_backend.snapshots import PAGE_CHARACTERS, PAGE_ITEMS, build_snapshot


def held(number: int, size: int = 2) -> Held:
    return Held("grid", f"g{number}", number, json.dumps("x" * size), "", 0.0)


def test_pages_are_bounded_in_items_and_size() -> None:
    many = build_snapshot([held(number) for number in range(PAGE_ITEMS * 2 + 1)])
    assert [len(json.loads(f"[{page}]")) for page in many.pages] == [PAGE_ITEMS, PAGE_ITEMS, 1]
    large = build_snapshot([held(number, 60_000) for number in range(10)])
    assert all(len(page) <= PAGE_CHARACTERS for page in large.pages)
    assert sum(len(json.loads(f"[{page}]")) for page in large.pages) == 10


def test_one_item_larger_than_a_page_gets_a_page_of_its_own() -> None:
    snapshot = build_snapshot([held(1), held(2, PAGE_CHARACTERS * 2), held(3)])
    assert len(snapshot.pages) == 3


def test_frames_of_a_subscription() -> None:
    snapshot = build_snapshot([held(1), held(2)])
    begin, page, end = (json.loads(f) for f in snapshot.frames(sub='s"', topic="walls", epoch="e", as_of=9))
    assert begin == {"type": "snapshot.begin", "sub": 's"', "topic": "walls", "epoch": "e", "as_of": 9}
    assert [item["id"] for item in page["items"]] == ["g1", "g2"]
    assert (end["count"], end["digest"]) == (2, snapshot_digest([("g1", 1), ("g2", 2)]))


def test_nothing_is_a_snapshot_too() -> None:
    frames = list(build_snapshot([]).frames(sub="s", topic="conferences", epoch="e", as_of=1))
    assert [json.loads(frame)["type"] for frame in frames] == ["snapshot.begin", "snapshot.end"]
