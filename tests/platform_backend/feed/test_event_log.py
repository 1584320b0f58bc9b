from __future__ import annotations

import pytest

from backend_client.protocol.messages import Scope
from platform_backend.feed.event_log import MAX_REPLAY, EventLog, TopicLog
from platform_backend.log_types import Burst, Held, LogEvent


def event(seq: int, *, id_: str = "w", body: bytes | None = b"{}") -> LogEvent:
    return LogEvent("walls", seq, 1.0, "wall", id_, seq, body, "", "")


def filled(count: int) -> TopicLog:
    log = TopicLog(head=1, floor=1, view={}, recent=())
    for seq in range(2, 2 + count):
        log.append(event(seq))
    return log


def test_events_change_the_view() -> None:
    log = TopicLog(head=1, floor=1, view={}, recent=())
    log.append(event(2, id_="a"))
    log.append(event(3, id_="b"))
    log.append(event(4, id_="a", body=None))
    assert list(log.view) == [("wall", "b")]
    assert log.head == 4


@pytest.mark.parametrize(
    ("cursor", "reason"), [(0, "expired"), (1, None), (5, None), (11, None), (12, "epoch_changed")]
)
def test_when_a_cursor_can_be_replayed(cursor: int, reason: str | None) -> None:
    log = filled(10)
    assert log.cannot_replay(cursor) == reason
    if reason is None:
        assert [each.seq for each in log.after(cursor)] == list(range(cursor + 1, 12))


def test_more_than_is_kept_in_memory_is_too_many() -> None:
    log = filled(MAX_REPLAY + 3)
    assert log.cannot_replay(1) == "too_many"
    oldest = log.head - MAX_REPLAY
    assert log.cannot_replay(oldest) is None
    assert len(log.after(oldest)) == MAX_REPLAY


def test_what_is_gone_from_the_disk_is_gone_from_memory() -> None:
    log = filled(10)
    log.forget(7)
    assert log.cannot_replay(6) == "expired"
    assert log.cannot_replay(7) is None
    assert [each.seq for each in log.after(0)] == [8, 9, 10, 11]
    log.forget(11)
    assert log.cannot_replay(11) is None
    assert log.after(0) == []


def test_a_topic_without_events_replays_nothing_from_its_head() -> None:
    log = TopicLog(head=7, floor=1, view={}, recent=())
    assert log.cannot_replay(7) is None
    assert log.after(7) == []
    assert log.cannot_replay(6) == "too_many"


def test_a_snapshot_is_shared_until_the_next_event() -> None:
    log = filled(3)
    first = log.snapshot(Scope())
    assert log.snapshot(Scope()) is first
    log.append(event(5, id_="new"))
    assert log.snapshot(Scope()).count == first.count + 1


def test_a_scoped_snapshot_holds_what_the_scope_sees() -> None:
    view = {
        ("wall", code): Held("wall", code, 1, b"{}", code, 0.0) for code in ("330104001", "330104002", "")
    }
    log = TopicLog(head=1, floor=1, view=view, recent=())
    street = log.snapshot(Scope(division="330104001"))
    assert street.count == 2
    assert log.snapshot(Scope(division="330104001")) is street
    assert log.snapshot(Scope()).count == 3
    assert log.snapshot(Scope(division="330104001")) is street


def test_listeners_see_the_events_of_a_commit_in_the_view() -> None:
    seen: list[tuple[list[int], int]] = []

    def listen(burst: Burst) -> None:
        seen.append(([each.seq for each, _ in burst.events], log.topics["walls"].head))

    log = EventLog(topics={"walls": filled(0)}, on_events=listen)
    log.publish([event(2), event(3)])
    log.publish([event(4)])
    assert seen == [([2, 3], 3), ([4], 4)]
