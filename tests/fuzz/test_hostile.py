from __future__ import annotations

import random

import pytest

from backend_client.protocol.codec import BadFrame, UnknownType, Wire
from tests.fuzz.hostile import BULKY, HOSTILE, encoded, mutated, paths, plain, spoil, without
from tests.fuzz.seeds import WIRES, client_frames, server_frames


@pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
def test_seeds_are_good_frames_that_hold_no_parting(wire: Wire) -> None:
    for frame in client_frames(wire):
        wire.client_frames().decode(frame)
    for frame in server_frames(wire):
        wire.server_frames().decode(frame)


@pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
def test_every_hostile_value_can_be_sent(wire: Wire) -> None:
    for value in (*HOSTILE, *BULKY):
        encoded(wire, {"type": "ping", "at": value})


def test_places_and_what_is_put_there() -> None:
    frame = {"a": [1, {"b": 2}]}
    assert paths(frame) == [("a",), ("a", 0), ("a", 1), ("a", 1, "b")]
    assert spoil(frame, ("a", 1, "b"), None) == {"a": [1, {"b": None}]}
    assert without(frame, ("a", 0)) == {"a": [{"b": 2}]}
    assert frame == {"a": [1, {"b": 2}]}


@pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
def test_some_mutated_frames_are_still_read_and_some_are_not(wire: Wire) -> None:
    rng = random.Random(1)
    read = 0
    for _ in range(300):
        frame = mutated(wire, rng.choice(client_frames(wire)), rng)
        plain(wire, frame)
        try:
            wire.client_frames().decode(frame)
            read += 1
        except (BadFrame, UnknownType):
            pass
    assert 30 < read < 270
