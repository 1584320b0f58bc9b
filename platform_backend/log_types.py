"""What has happened, as frozen values shared by the writer and by every connection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import msgspec

from backend_client.protocol.times import format_time


def json_text(value: object) -> str:
    """Encode a plain value as JSON text."""
    return msgspec.json.encode(value).decode()


@dataclass(frozen=True)
class Held:
    """An entity as consoles see it now: `body` is the JSON of its data, `codes` as in `scope`."""

    entity: str
    id: str
    ver: int
    body: str
    codes: str
    at: float

    @cached_property
    def item(self) -> str:
        """The entity as an item of a snapshot page."""
        return f'{{"entity":"{self.entity}","id":{json_text(self.id)},"ver":{self.ver},"data":{self.body}}}'

    @cached_property
    def state_tail(self) -> str:
        """The part of a state event that all connections share: everything after its `prev`."""
        return (
            f',"at":"{format_time(self.at)}","entity":"{self.entity}","id":{json_text(self.id)},'
            f'"ver":{self.ver},"op":"put","data":{self.body}}}'
        )


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
    body: str | None
    codes: str
    former_codes: str

    @cached_property
    def put_tail(self) -> str:
        """The part of the frame that all connections share: everything after its `prev`."""
        return self._tail("put", self.body) if self.body is not None else self.delete_tail

    @cached_property
    def delete_tail(self) -> str:
        """The same for a console out of whose view the entity goes."""
        return self._tail("delete", None)

    def held(self) -> Held | None:
        """What consoles hold after this event, or None when the entity has left the view."""
        if self.body is None:
            return None
        return Held(self.entity, self.id, self.ver, self.body, self.codes, self.at)

    def _tail(self, op: str, body: str | None) -> str:
        return (
            f',"topic":"{self.topic}","seq":{self.seq},"at":"{format_time(self.at)}","entity":"{self.entity}",'
            f'"id":{json_text(self.id)},"ver":{self.ver},"op":"{op}","data":{body or "null"}}}'
        )
