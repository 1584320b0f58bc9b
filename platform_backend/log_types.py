"""What has happened, as frozen values shared by the writer and by every connection.

Bodies are kept as the JSON they are stored as. What else is made of them for consoles is made once and shared
by all consoles to which the very same bytes go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Raw

from backend_client.protocol.messages import Item
from backend_client.protocol.times import format_time
from platform_backend.frames import Layout

#: Different frames of one event that are shared: consoles are mostly at the same cursor.
MAX_VARIANTS = 32


@dataclass(frozen=True, slots=True)
class PresetOrder:
    """What a camera is to be told once a command is on disk: store or forget a preset."""

    camera: str
    number: int
    keep: bool


@dataclass(frozen=True)
class Held:
    """An entity as consoles see it now: `body` is the JSON of its data, `codes` as in `scope`."""

    entity: str
    id: str
    ver: int
    body: bytes
    codes: str
    at: float
    _tails: dict[Layout, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def item(self, layout: Layout) -> bytes:
        """The entity as an item of a snapshot page."""
        data = Raw(layout.wire.from_json(self.body))
        return layout.wire.value(Item(entity=self.entity, id=self.id, ver=self.ver, data=data))

    def state_tail(self, layout: Layout) -> bytes:
        """The part of a state event that all connections share: everything after its `seq`."""
        if (tail := self._tails.get(layout)) is None:
            body = layout.wire.from_json(self.body)
            tail = self._tails[layout] = _tail(layout, self.at, self.entity, self.id, self.ver, "put", body)
        return tail

    def gone_tail(self, layout: Layout) -> bytes:
        """The same for a console out of whose view the entity has gone."""
        nothing = layout.wire.value(None)
        return _tail(layout, self.at, self.entity, self.id, self.ver, "delete", nothing)


@dataclass(frozen=True)
class LogEvent:
    """One entry of a log topic. `body` None means that the entity has left the view.

    `former_codes` says where the entity belonged before, so that consoles it leaves are told.
    """

    topic: str
    seq: int
    at: float
    entity: str
    id: str
    ver: int
    body: bytes | None
    codes: str
    former_codes: str

    def frame(self, layout: Layout, head: bytes, prev: int, visible: bool) -> bytes:
        """The whole frame for consoles with one subscription's `head` and one cursor `prev`.

        `visible` is False for a console out of whose view the entity goes.
        """
        body = self.body if visible else None
        op, data = ("delete", b"null") if body is None else ("put", body)
        return layout.event(
            head,
            prev,
            layout.field("topic", self.topic),
            layout.field("seq", self.seq),
            _tail(layout, self.at, self.entity, self.id, self.ver, op, layout.wire.from_json(data)),
        )

    def held(self) -> Held | None:
        """What consoles hold after this event, or None when the entity has left the view."""
        if self.body is None:
            return None
        return Held(self.entity, self.id, self.ver, self.body, self.codes, self.at)


Variant = tuple[bytes, int, bool]


class Burst:
    """Events of one commit on their way to all consoles.

    Each is made into a frame once for all consoles at the same cursor with the same subscription: they are
    sent the very same bytes. `events` pairs each event with its frames by `head`, `prev` and visibility.
    """

    def __init__(self, events: Iterable[LogEvent]) -> None:
        self.events: list[tuple[LogEvent, dict[Variant, bytes]]] = [(event, {}) for event in events]
        self._joined: dict[tuple[int, ...], tuple[list[bytes], bytes]] = {}

    def joined(self, frames: list[bytes]) -> bytes:
        """Frames of this burst as one piece."""
        if len(frames) == 1:
            return frames[0]
        key = tuple(map(id, frames))
        if (known := self._joined.get(key)) is None:
            # The frames are kept beside it, so that no other object can come to have their ids.
            known = (frames, b"".join(frames))
            if len(self._joined) < MAX_VARIANTS:
                self._joined[key] = known
        return known[1]


def _tail(layout: Layout, at: float, entity: str, id_: str, ver: int, op: str, data: bytes) -> bytes:
    return b"".join(
        (
            layout.field("at", format_time(at)),
            layout.field("entity", entity),
            layout.field("id", id_),
            layout.field("ver", ver),
            layout.field("op", op),
            layout.key("data"),
            data,
        )
    )
