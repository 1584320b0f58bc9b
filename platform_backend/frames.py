"""Frames put together from parts that many consoles share, in either encoding, WebSocket header included.

An object is spliced from fields: JSON separates them with commas and closes the object, MessagePack says
beforehand how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from backend_client.protocol.codec import JSON, MSGPACK, Wire
from backend_client.protocol.messages import ServerMessage

#: Fields of an event, `type` included.
_EVENT_FIELDS: Final = 11
_PAGE_FIELDS: Final = 4
_TEXT, _BINARY = 0x81, 0x82


class Layout:
    """How one encoding is laid out; there is one of each: `JSON_LAYOUT` and `MSGPACK_LAYOUT`."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._first_byte = _BINARY if wire.binary else _TEXT
        self._close = b"" if wire.binary else b"}"
        # Bounded, as consoles choose the names of their subscriptions.
        self.event_head = lru_cache(maxsize=256)(self._event_head)

    def message(self, message: ServerMessage) -> bytes:
        """A frame of one console's own."""
        return self.frame((self.wire.encode(message),))

    def event(self, head: bytes, prev: int, *rest: bytes) -> bytes:
        """An event's frame from its head, the cursor before it and everything after that."""
        return self.frame((head, self.wire.value(prev), *rest, self._close))

    def field(self, name: str, value: object) -> bytes:
        """A field that is not the first."""
        return self.key(name) + self.wire.value(value)

    def key(self, name: str) -> bytes:
        """The same without its value."""
        return self.wire.value(name) if self.wire.binary else f',"{name}":'.encode()

    def page(self, *, sub: str, topic: str, items: bytes) -> bytes:
        """A page of a snapshot; `items` as from `array`."""
        head = self._open("snapshot.page", _PAGE_FIELDS) + self.field("sub", sub) + self.field("topic", topic)
        return self.frame((head, self.key("items"), items, self._close))

    def array(self, items: Sequence[bytes]) -> bytes:
        """Encoded values as one list."""
        if not self.wire.binary:
            return b"[" + b",".join(items) + b"]"
        return b"\xdc" + len(items).to_bytes(2) + b"".join(items)

    def frame(self, parts: Sequence[bytes]) -> bytes:
        """An unmasked, unfragmented WebSocket frame (RFC 6455, 5.2)."""
        size = sum(map(len, parts))
        if size < 126:
            header = bytes((self._first_byte, size))
        elif size < 1 << 16:
            header = bytes((self._first_byte, 126)) + size.to_bytes(2)
        else:
            header = bytes((self._first_byte, 127)) + size.to_bytes(8)
        return b"".join((header, *parts))

    def _event_head(self, sub: str) -> bytes:
        """The part of an event before the value of its `prev`."""
        return self._open("event", _EVENT_FIELDS) + self.field("sub", sub) + self.key("prev")

    def _open(self, kind: str, fields: int) -> bytes:
        if self.wire.binary:
            return bytes((0x80 | fields,)) + self.wire.value("type") + self.wire.value(kind)
        return f'{{"type":"{kind}"'.encode()


JSON_LAYOUT: Final = Layout(JSON)
MSGPACK_LAYOUT: Final = Layout(MSGPACK)


def layout_of(wire: Wire) -> Layout:
    """The layout of an encoding."""
    return MSGPACK_LAYOUT if wire.binary else JSON_LAYOUT
