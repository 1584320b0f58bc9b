"""A console for properties: the real picture and decoder, and the few rules of a connection around them."""

from __future__ import annotations

from typing import Any

import msgspec

from backend_client.picture import OutOfStep, Picture
from backend_client.protocol.codec import Wire
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import Event, Scope, Subscribe, Subscribed, Welcome
from tests.properties.site import TOPICS, Line, Site, user_with

_ENTITIES = ("seat", "wall", "unit", "device")


class Replica:
    """Follows a site over one line after another. `lost_steps` counts how often it had to ask anew."""

    def __init__(self, *, wire: Wire, picture: Picture | None = None) -> None:
        self.wire = wire
        self.picture = picture or Picture()
        self.line: Line | None = None
        self.lost_steps = 0
        self._decoder = wire.server_frames()
        self._sub = ""
        self._subscriptions = 0

    def connect(self, site: Site, scope: Scope) -> None:
        """A new connection, welcomed with the account as it is now; what the old one still had is lost."""
        if self.line is not None and self.line in site.lines:
            self.line.close()
            site.lines.remove(self.line)
        self.line = Line(site, scope=scope, wire=self.wire)
        site.lines.append(self.line)
        self._subscriptions = 0
        self.picture.show_to(user_with(scope))
        self.subscribe()

    def subscribe(self) -> None:
        """Ask for everything, from where this console is."""
        assert self.line is not None
        self._subscriptions += 1
        self._sub = f"s{self._subscriptions}"
        self.picture.begin(TOPICS, wire=self.wire)
        self.line.asked.append(Subscribe(id=self._sub, topics=TOPICS, resume=self.picture.resume(TOPICS)))

    def take(self, frames: int) -> None:
        """Take in so many of the frames on the line."""
        assert self.line is not None
        for _ in range(min(frames, len(self.line.frames))):
            self._take(self.line.frames.popleft())

    def held(self) -> dict[tuple[str, str], tuple[int, Any]]:
        """Version and data by entity and id."""
        return {
            (name, id_): (entry.ver, entry.data)
            for name in _ENTITIES
            for id_, entry in self.picture.entries(name).items()
        }

    def _take(self, frame: bytes) -> None:
        message: Any = self._decoder.decode(frame)
        match message:
            case Welcome(user=user):
                self.picture.show_to(user)
            case Subscribed():
                pass
            case _ if message.sub == self._sub:
                try:
                    if type(message) is Event:
                        self.picture.apply(message)
                    else:
                        self.picture.take(message)
                except OutOfStep:
                    self.lost_steps += 1
                    self.subscribe()


def digest(held: dict[tuple[str, str], tuple[int, Any]]) -> str:
    """The contract's digest of what is held."""
    return snapshot_digest((id_, ver) for (_, id_), (ver, _) in held.items())


def plain(held: dict[tuple[str, str], tuple[int, Any]]) -> dict[tuple[str, str], tuple[int, Any]]:
    """The same with data as the JSON they are stored as."""
    return {key: (ver, msgspec.json.encode(data)) for key, (ver, data) in held.items()}
