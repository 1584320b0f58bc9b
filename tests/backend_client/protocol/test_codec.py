"""Frames: what is decoded, what is unknown, what breaks the contract."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.codec import BadFrame, UnknownType, client_frames, encode, server_frames
from backend_client.protocol.messages import Ping, Pong, ReplayBegin


def test_a_message_comes_back_as_it_went() -> None:
    ping = Ping(at="2026-01-01T00:00:00.000Z", cursors={"incidents": 7})
    assert client_frames().decode(encode(ping)) == ping


def test_a_reserved_word_keeps_its_name_on_the_wire() -> None:
    frame = encode(ReplayBegin(sub="s", topic="incidents", from_=3))
    assert msgspec.json.decode(frame)["from"] == 3


def test_unknown_fields_are_ignored() -> None:
    frame = b'{"type":"pong","at":"a","time":"t","rate":1,"mood":"fine"}'
    assert server_frames().decode(frame) == Pong(at="a", time="t", rate=1)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnknownType) as unknown:
        server_frames().decode(b'{"type":"horoscope"}')
    assert unknown.value.name == "horoscope"


@pytest.mark.parametrize(
    "frame", [b"", b"[]", b"{}", b'{"type":1}', b'{"type":"ping","at":5}', b"\xff", b'{"type":"ping"']
)
def test_what_breaks_the_contract_is_a_bad_frame(frame: bytes) -> None:
    with pytest.raises(BadFrame):
        client_frames().decode(frame)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else(frame: bytes) -> None:
    with contextlib.suppress(BadFrame, UnknownType):
        server_frames().decode(frame)
