"""All connections of the platform: what happens is passed on to each, and no instance has two."""

from __future__ import annotations

from backend_client.protocol.errors import CloseCode
from platform_backend.connection import Connection
from platform_backend.log_types import LogEvent
from platform_backend.state_hub import Key

#: Consoles of one platform at a time; source: a district's room, its streets' rooms and their walls.
MAX_CONNECTIONS = 256


class Connections:
    """The signed-in connections, at most `limit`."""

    def __init__(self, *, limit: int = MAX_CONNECTIONS) -> None:
        self.limit = limit
        self._joined: dict[tuple[str, str], Connection] = {}

    @property
    def count(self) -> int:
        """How many consoles are signed in."""
        return len(self._joined)

    def joined(self, connection: Connection) -> None:
        """Take in a signed-in connection; it replaces one of the same user and instance."""
        key = _key(connection)
        former = self._joined.pop(key, None)
        if former is not None:
            former.end(CloseCode.REPLACED, "replaced")
        if len(self._joined) >= self.limit:
            connection.end(CloseCode.TOO_MANY, "too_many_connections")
            return
        self._joined[key] = connection

    def left(self, connection: Connection) -> None:
        """Forget a connection that has ended."""
        if connection.session is not None and self._joined.get(_key(connection)) is connection:
            del self._joined[_key(connection)]

    def on_event(self, event: LogEvent) -> None:
        """Pass a log event on."""
        for connection in tuple(self._joined.values()):
            if connection.subscriptions is not None:
                connection.subscriptions.on_event(event)

    def on_state(self, topic: str, key: Key) -> None:
        """Pass a changed state on."""
        for connection in self._joined.values():
            if connection.subscriptions is not None:
                connection.subscriptions.on_state(topic, key)


def _key(connection: Connection) -> tuple[str, str]:
    assert connection.session is not None
    assert connection.client is not None
    return connection.session.user.id, connection.client.instance
