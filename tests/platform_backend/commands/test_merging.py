from __future__ import annotations

import pytest

from backend_client.protocol.entities import IncidentState
from tests.platform_backend.commands.hall import A, B, Hall, person

S = IncidentState
STREET = person("甲")


def test_one_goes_on_for_both_and_both_trails_say_so(room: Hall) -> None:
    first, second = room.incident(S.HANDLING), room.incident()
    merged = room.done(STREET, "incident.merge", second, into=first)
    assert (merged.state, merged.merged_into, merged.closed_at is not None) == (S.MERGED, first, True)
    other = room.read(first)
    assert (other.state, other.merged) == (S.HANDLING, (second,))
    assert first in merged.steps[-1].text
    assert second in other.steps[-1].text
    assert merged.steps[-1].action == other.steps[-1].action == "incident.merge"
    # It stays readable, and may be added to.
    room.done(STREET, "incident.note", second, text="同一处")


def test_what_was_merged_before_moves_along(room: Hall) -> None:
    first, second, third = room.incident(), room.incident(), room.incident()
    room.done(STREET, "incident.merge", third, into=second)
    room.done(STREET, "incident.merge", second, into=first)
    assert room.read(first).merged == (second, third)
    assert room.read(second).merged == ()
    assert {room.read(each).merged_into for each in (second, third)} == {first}


def test_taking_it_back_parts_them(room: Hall) -> None:
    first, second = room.incident(), room.incident()
    room.done(STREET, "incident.merge", second, into=first)
    back = room.done(STREET, "incident.reopen", second, reason="不是同一处")
    assert (back.state, back.merged_into, back.closed_at) == (S.PENDING, None, None)
    other = room.read(first)
    assert other.merged == ()
    assert second in other.steps[-1].text


def test_what_moved_along_comes_back_with_it(room: Hall) -> None:
    first, second, third, fourth = (room.incident() for _ in range(4))
    room.done(STREET, "incident.merge", fourth, into=first)
    room.done(STREET, "incident.merge", third, into=second)
    for _ in range(2):
        room.done(STREET, "incident.merge", second, into=first)
        assert room.read(first).merged == (fourth, second, third)
        back = room.done(STREET, "incident.reopen", second, reason="不是同一处")
        assert (back.merged, back.merged_into) == ((third,), None)
        assert room.read(third).merged_into == second
        assert room.read(third).state is S.MERGED
        assert room.read(first).merged == (fourth,)


@pytest.mark.parametrize("state", [S.CLOSED, S.REJECTED, S.MERGED, S.VOID])
def test_nothing_is_merged_into_what_is_over(room: Hall, state: IncidentState) -> None:
    over, id_ = room.incident(state), room.incident()
    assert room.code(STREET, "incident.merge", id_, into=over) == "illegal_transition"


def test_nor_into_itself_a_drill_or_what_one_does_not_see(room: Hall) -> None:
    id_ = room.incident()
    assert room.code(STREET, "incident.merge", id_, into=id_) == "bad_request"
    drill = room.incident(exercise=True)
    assert room.code(STREET, "incident.merge", id_, into=drill) == "bad_request"
    assert room.code(STREET, "incident.merge", drill, into=id_) == "bad_request"
    hidden = room.incident(owner_org=B)
    assert room.code(STREET, "incident.merge", id_, into=hidden) == "forbidden"
    assert room.code(STREET, "incident.merge", id_, into="i99") == "forbidden"
    assert room.read(id_).owner_org == A
