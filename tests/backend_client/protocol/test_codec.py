"""Frames in both encodings: what is decoded, what is unknown, what breaks the contract."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.codec import (
    JSON,
    MSGPACK,
    BadFrame,
    UnknownType,
    Wire,
    choose,
    client_frames,
    encode,
    server_frames,
)
from backend_client.protocol.messages import (
    NULL,
    ClientMessage,
    Command,
    Event,
    Item,
    Ping,
    Pong,
    Query,
    ReplayBegin,
    Reply,
    ServerMessage,
    Signal,
    SnapshotPage,
)

WIRES = pytest.mark.parametrize("wire", [JSON, MSGPACK], ids=["json", "msgpack"])
RAW = msgspec.Raw('{"text":"积水","numbers":[1,-2.5,null,true]}'.encode())
VALUE = {"text": "积水", "numbers": [1, -2.5, None, True]}


def written(wire: Wire, value: object) -> bytes:
    """Anything at all in an encoding."""
    return msgspec.msgpack.encode(value) if wire.binary else msgspec.json.encode(value)


def read(wire: Wire, data: bytes | msgspec.Raw) -> Any:
    """The same backwards."""
    return msgspec.msgpack.decode(data) if wire.binary else msgspec.json.decode(data)


@WIRES
def test_a_message_comes_back_as_it_went(wire: Wire) -> None:
    ping = Ping(at="2026-01-01T00:00:00.000Z", cursors={"incidents": 7})
    assert wire.client_frames().decode(wire.encode(ping)) == ping


def test_the_short_names_are_for_json() -> None:
    ping = Ping(at="a")
    assert encode(ping) == JSON.encode(ping)
    assert client_frames().decode(encode(ping)) == ping
    assert server_frames().decode(b'{"type":"pong","at":"a","time":"t"}') == Pong(at="a", time="t")


@WIRES
@pytest.mark.parametrize(
    "message", [Command(cmd_id="c", name="n", args=RAW), Query(id="q", name="n", args=RAW)], ids=repr
)
def test_what_a_console_asks_is_json_on_the_inside(wire: Wire, message: Command | Query) -> None:
    frame = wire.encode(message)
    assert read(wire, frame)["args"] == VALUE
    back = wire.client_frames().decode(frame)
    assert isinstance(back, Command | Query)
    assert bytes(back.args) == bytes(RAW)


@WIRES
def test_defaults_stay_json(wire: Wire) -> None:
    command = wire.client_frames().decode(written(wire, {"type": "command", "cmd_id": "c", "name": "n"}))
    query = wire.client_frames().decode(written(wire, {"type": "query", "id": "q", "name": "n"}))
    reply = wire.server_frames().decode(written(wire, {"type": "reply", "id": "q", "ok": False}))
    assert isinstance(command, Command)
    assert isinstance(query, Query)
    assert isinstance(reply, Reply)
    assert (bytes(command.args), bytes(query.args), reply.data) == (b"{}", b"{}", NULL)


@WIRES
@pytest.mark.parametrize(
    "message",
    [Reply(id="q", ok=True, data=RAW), Signal(conference="c", from_="a", to="b", data=RAW)],
    ids=["reply", "signal"],
)
def test_answers_and_signals_are_json_on_the_inside(wire: Wire, message: ServerMessage) -> None:
    frame = wire.encode(message)
    assert read(wire, frame)["data"] == VALUE
    assert wire.server_frames().decode(frame) == message


@WIRES
def test_a_refused_query_carries_no_data(wire: Wire) -> None:
    assert "data" not in read(wire, wire.encode(Reply(id="q", ok=False)))


@WIRES
def test_the_data_of_entities_stay_in_the_frames_encoding(wire: Wire) -> None:
    fields: dict[str, Any] = {"sub": "s", "topic": "incidents"}
    event = Event(**fields, seq=2, prev=1, at="t", entity="incident", id="i", ver=1, op="put", data=RAW)
    back = wire.server_frames().decode(wire.encode(event))
    assert isinstance(back, Event)
    assert read(wire, back.data) == VALUE
    page = SnapshotPage(**fields, items=(Item(entity="incident", id="i", ver=1, data=RAW),))
    pages = wire.server_frames().decode(wire.encode(page))
    assert isinstance(pages, SnapshotPage)
    assert read(wire, pages.items[0].data) == VALUE


@WIRES
def test_a_reserved_word_keeps_its_name_on_the_wire(wire: Wire) -> None:
    frame = wire.encode(ReplayBegin(sub="s", topic="incidents", from_=3))
    assert read(wire, frame)["from"] == 3


@WIRES
def test_unknown_fields_are_ignored(wire: Wire) -> None:
    frame = written(wire, {"type": "pong", "at": "a", "time": "t", "rate": 1, "mood": "fine"})
    assert wire.server_frames().decode(frame) == Pong(at="a", time="t", rate=1)


@WIRES
def test_an_unknown_type_is_named(wire: Wire) -> None:
    with pytest.raises(UnknownType) as unknown:
        wire.server_frames().decode(written(wire, {"type": "horoscope"}))
    assert unknown.value.name == "horoscope"


@WIRES
@pytest.mark.parametrize("value", [[], {}, 7, None, {"type": 1}, {"type": "ping", "at": 5}])
def test_what_breaks_the_contract_is_a_bad_frame(wire: Wire, value: object) -> None:
    with pytest.raises(BadFrame):
        wire.client_frames().decode(written(wire, value))


@pytest.mark.parametrize("frame", [b"", b"\xff", b'{"type":"ping"', b"[" * 100_000])
def test_what_is_no_json_is_a_bad_frame(frame: bytes) -> None:
    with pytest.raises(BadFrame):
        JSON.client_frames().decode(frame)


@pytest.mark.parametrize("frame", [b"", b"\xc1", b"\x81\xa4type", b"\x91" * 100_000, b"\xdf\xff\xff\xff\xff"])
def test_what_is_no_messagepack_is_a_bad_frame(frame: bytes) -> None:
    with pytest.raises(BadFrame):
        MSGPACK.client_frames().decode(frame)


@pytest.mark.parametrize("value", [msgspec.msgpack.Ext(5, b"x"), b"bytes", float("nan"), {1: 2}])
def test_what_json_lacks_is_refused_where_it_would_travel_on(value: object) -> None:
    with pytest.raises(BadFrame):
        MSGPACK.client_frames().decode(
            written(MSGPACK, {"type": "query", "id": "q", "name": "n", "args": [value]})
        )


@pytest.mark.parametrize("body", [b'"\\ud800"', b"1" + b"0" * 40, b"{", b"[" * 100_000])
def test_what_messagepack_cannot_write_is_said(body: bytes) -> None:
    with pytest.raises(ValueError, match="MessagePack"):
        MSGPACK.from_json(body)


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["ccc.v1"], JSON),
        (["ccc.v1+msgpack", "ccc.v1"], MSGPACK),
        (["ccc.v9", "ccc.v1", "ccc.v1+msgpack"], JSON),
        (["ccc.v9"], None),
        ([], None),
    ],
)
def test_the_first_offer_that_is_known_is_taken(offered: list[str], chosen: Wire | None) -> None:
    assert choose(offered) is chosen


_JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(_JSON_VALUES)
def test_a_value_is_the_same_in_both_encodings(value: object) -> None:
    body = msgspec.json.encode(value)
    query = Query(id="q", name="n", args=msgspec.Raw(body))
    back = MSGPACK.client_frames().decode(MSGPACK.encode(query))
    assert isinstance(back, Query)
    assert msgspec.json.decode(back.args) == value


@WIRES
@given(frame=st.binary(max_size=200))
def test_no_bytes_do_anything_else(wire: Wire, frame: bytes) -> None:
    messages: list[ClientMessage | ServerMessage] = []
    with contextlib.suppress(BadFrame, UnknownType):
        messages.append(wire.server_frames().decode(frame))
    with contextlib.suppress(BadFrame, UnknownType):
        messages.append(wire.client_frames().decode(frame))
