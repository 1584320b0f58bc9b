from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from backend_client.protocol.messages import (
    NULL,
    ClientMessage,
    Command,
    Event,
    ReplayBegin,
    Result,
    ServerMessage,
    Signal,
)

_KINDS: tuple[Any, ...] = (*get_args(ClientMessage), *get_args(ServerMessage))


def test_every_type_of_frame_has_a_name_of_its_own() -> None:
    names = [kind.__struct_config__.tag for kind in _KINDS]
    assert len(names) == len(set(names))
    assert {kind.__struct_config__.tag_field for kind in _KINDS} == {"type"}


@pytest.mark.parametrize("kind", _KINDS)
def test_a_frame_cannot_be_changed_and_says_what_it_is(kind: Any) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__doc__


def test_words_that_python_keeps_for_itself_stand_in_frames_as_the_contract_has_them() -> None:
    assert b'"from":2' in msgspec.json.encode(ReplayBegin(sub="s1", topic="incidents", from_=2))
    assert b'"from":"li"' in msgspec.json.encode(Signal(conference="c", from_="li", to="wang"))


def test_what_a_command_does_not_need_is_left_out() -> None:
    frame = msgspec.json.decode(msgspec.json.encode(Command(cmd_id="x", name="incident.accept")))
    assert frame == {"type": "command", "cmd_id": "x", "name": "incident.accept"}
    frame = msgspec.json.decode(msgspec.json.encode(Result(cmd_id="x", ok=True, topic="units", ver=3)))
    assert frame == {"type": "result", "cmd_id": "x", "ok": True, "topic": "units", "ver": 3}


def test_an_event_without_data_is_a_delete_with_null() -> None:
    gone = Event(
        sub="s1",
        topic="units",
        seq=2,
        prev=1,
        at="2026-01-31T08:00:00.000Z",
        entity="unit",
        id="u",
        ver=1,
        op="delete",
    )
    assert gone.data == NULL
    assert msgspec.json.decode(msgspec.json.encode(gone))["data"] is None
