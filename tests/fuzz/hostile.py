"""Values that nobody expects, put into good frames: structure-aware mutation for both fuzzers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import msgspec

from backend_client.protocol.codec import Wire

Path = tuple[str | int, ...]


def _nested(depth: int, *, dicts: bool) -> Any:
    value: Any = None
    for _ in range(depth):
        value = {"a": value} if dicts else [value]
    return value


#: What is put in place of a good value. Every one can be written in both encodings.
HOSTILE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1,
    2**31,
    2**53 + 1,
    2**63 - 1,
    2**63,
    2**64 - 1,
    -(2**63),
    0.5,
    -0.0,
    1e308,
    -1e308,
    5e-324,
    "",
    "\0",
    "x",
    "e0",
    "s1",
    "directory",
    "\u202e\ufeff\U0001f4a5",
    "9999-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00Z",
    "2026-13-45T99:99:99Z",
    "%s%n{0}' OR 1=1 --",
    [],
    {},
    [[]],
    _nested(90, dicts=False),
    _nested(90, dicts=True),
)
#: The same by sheer size; too slow for millions of runs.
BULKY: tuple[Any, ...] = (
    "x" * 70_000,
    "事" * 5_000,
    list(range(3_000)),
    ["directory"] * 2_000,
    [f"t{number}" for number in range(2_000)],
    {f"k{number}": number for number in range(2_000)},
    _nested(900, dicts=False),
)
#: Deeper places, and more of them, are not looked for.
_DEEPEST = 6
_MOST_PLACES = 200


def paths(value: Any, deepest: int = _DEEPEST) -> list[Path]:
    """Where values stand in a frame, the frame itself excepted."""
    found: list[Path] = []
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, each in items:
        if len(found) >= _MOST_PLACES:
            break
        found.append((key,))
        if deepest > 1:
            found += [(key, *rest) for rest in paths(each, deepest - 1)]
    return found


def spoil(frame: Any, path: Path, hostile: Any) -> Any:
    """The frame with another value at one place."""
    if not path:
        return hostile
    copy: Any = frame.copy()
    copy[path[0]] = spoil(copy[path[0]], path[1:], hostile)
    return copy


def without(frame: Any, path: Path) -> Any:
    """The frame with one place missing."""
    copy: Any = frame.copy()
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = without(copy[path[0]], path[1:])
    return copy


def plain(wire: Wire, frame: bytes) -> Any:
    """A frame as plain values. Raises msgspec.MsgspecError and others for bytes that are none."""
    return msgspec.msgpack.decode(frame) if wire.binary else msgspec.json.decode(frame)


def encoded(wire: Wire, frame: Any) -> bytes:
    """Plain values as a frame."""
    return msgspec.msgpack.encode(frame) if wire.binary else msgspec.json.encode(frame)


def mutated(wire: Wire, frame: bytes, rng: random.Random, values: Sequence[Any] = HOSTILE) -> bytes:
    """A frame with something changed in it; one that is no frame stays as it is."""
    try:
        value = plain(wire, frame)
        found = paths(value)
        if not found:
            return frame
        path = rng.choice(found)
        cut = rng.random() < 0.15
        value = without(value, path) if cut else spoil(value, path, rng.choice(values))
        return encoded(wire, value)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError, TypeError, ValueError):
        return frame
