"""All connections of the platform: what happens is passed on to each, and no instance has two."""

from __future__ import annotations

import logging
import random
from collections import Counter

from backend_client.protocol.errors import CloseCode
from platform_backend.feed.connection import Connection
from platform_backend.feed.state_hub import Key
from platform_backend.log_types import Burst

#: Consoles of one platform at a time: twice the 500 that a city's rooms, streets and walls come to, so that
#: after a failover nobody is sent away while the connections of the former address are still being missed.
MAX_CONNECTIONS = 1024
#: How long a console that finds no room is asked to stay away, in seconds.
_RETRY_AFTER_S = 5.0

_log = logging.getLogger(__name__)


class Connections:
    """The signed-in connections, at most `limit`."""

    def __init__(self, *, limit: int = MAX_CONNECTIONS) -> None:
        self.limit = limit
        self._joined: dict[tuple[str, str], Connection] = {}
        self._keys: dict[Connection, tuple[str, str]] = {}
        self._strangers: dict[Connection, None] = {}

    @property
    def count(self) -> int:
        """How many consoles are signed in."""
        return len(self._joined)

    @property
    def backlogs(self) -> list[int]:
        """Bytes that wait, for each console."""
        return [connection.backlog for connection in self._keys]

    @property
    def encodings(self) -> Counter[str]:
        """How many consoles speak each encoding."""
        return Counter(connection.encoding for connection in self._keys)

    def opened(self, connection: Connection) -> None:
        """Take in one that has just connected and has not signed in yet.

        Beside as many as may sign in there is room for as many that are about to, who may take their place.
        When there is none the one that has waited longest goes: consoles sign in at once, and who opens
        connections only to have them must not keep those out.
        """
        if self._strangers and len(self._strangers) + len(self._keys) >= 2 * self.limit:
            idle = next(iter(self._strangers))
            del self._strangers[idle]
            _send_away(idle)
        self._strangers[connection] = None

    def joined(self, connection: Connection) -> None:
        """Take in a signed-in connection, or one whose user has changed.

        It replaces another of the same user and instance.
        """
        key = _key(connection)
        if self._keys.get(connection) == key:
            return
        self.left(connection)
        former = self._joined.get(key)
        if former is not None:
            self.left(former)
            former.end(CloseCode.REPLACED, "replaced")
        if len(self._joined) >= self.limit:
            _send_away(connection)
            return
        self._joined[key] = connection
        self._keys[connection] = key

    def left(self, connection: Connection) -> None:
        """Forget a connection that has ended."""
        self._strangers.pop(connection, None)
        key = self._keys.pop(connection, None)
        if key is not None:
            del self._joined[key]

    def of_user(self, user: str) -> list[Connection]:
        """The consoles at which a user is signed in."""
        return [connection for connection, key in self._keys.items() if key[0] == user]

    def at(self, user: str, instance: str) -> list[Connection]:
        """The console that calls itself `instance`, while the user is at it."""
        found = self._joined.get((user, instance))
        return [] if found is None else [found]

    def is_at(self, user: str, instance: str) -> bool:
        """Whether a user is at the console that calls itself `instance`."""
        return (user, instance) in self._joined

    def on_events(self, burst: Burst) -> None:
        """Pass the events of a commit on."""
        for connection in tuple(self._keys):
            if connection.subscriptions is not None:
                try:
                    connection.subscriptions.on_events(burst)
                except Exception:
                    # It has missed an event: only from its cursor on can it be told the truth again. The
                    # others must not miss it as well.
                    _log.exception("an event could not be passed on to a console")
                    connection.end(CloseCode.RESYNC_NEEDED, "step_lost")

    def on_state(self, topic: str, key: Key) -> None:
        """Pass a changed state on."""
        for connection in self._keys:
            if connection.subscriptions is not None:
                connection.subscriptions.on_state(topic, key)


def _send_away(connection: Connection) -> None:
    # Different for each, so that they do not come all at the same moment again.
    wait = round(_RETRY_AFTER_S * random.uniform(1.0, 2.0), 1)
    connection.end(CloseCode.TOO_MANY, "too_many_connections", wait)


def _key(connection: Connection) -> tuple[str, str]:
    assert connection.session is not None
    assert connection.client is not None
    return connection.session.user.id, connection.client.instance
