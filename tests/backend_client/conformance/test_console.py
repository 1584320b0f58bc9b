from __future__ import annotations

import pytest

from backend_client.conformance.console import Snapshot, cursor_trail, refusal
from backend_client.conformance.findings import Broken
from backend_client.conformance.wire import Frame


def event(seq: int, prev: int, topic: str = "incidents") -> Frame:
    return {"type": "event", "topic": topic, "seq": seq, "prev": prev}


def test_a_cursor_is_followed_through_events_and_bookmarks() -> None:
    bookmark = {"type": "bookmark", "topic": "incidents", "seq": 7}
    frames: list[Frame] = [event(3, 1), event(9, 9, "walls"), {"type": "pong"}, bookmark, event(8, 7)]
    assert cursor_trail(frames, "incidents", 1) == 8


@pytest.mark.parametrize("frames", [[event(3, 2)], [event(1, 1)], [event(2, 1), event(4, 3)]])
def test_a_gap_is_a_finding(frames: list[Frame]) -> None:
    with pytest.raises(Broken):
        cursor_trail(frames, "incidents", 1)


def test_a_snapshot_holds_the_items_of_all_pages() -> None:
    items: list[Frame] = [
        {"entity": "wall", "id": f"w{number}", "ver": number, "data": {}} for number in (1, 2)
    ]
    snapshot = Snapshot({}, tuple({"items": [item]} for item in items), {})
    assert snapshot.items == items
    assert snapshot.item("w2") == items[1]
    assert snapshot.item("w3") is None
    assert snapshot.versions() == {("wall", "w1"): 1, ("wall", "w2"): 2}


def test_a_refusal_has_to_be_the_right_one() -> None:
    answer = {"ok": False, "error": {"code": "expired", "message": "late"}}
    assert refusal(answer, "expired", "x")["message"] == "late"
    for other in (answer, {"ok": True}):
        with pytest.raises(Broken, match="x refused with forbidden"):
            refusal(other, "forbidden", "x")
