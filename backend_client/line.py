"""The connection to the platform, as those who ask over it need it."""

from __future__ import annotations

from typing import Protocol

from backend_client.feed import FeedListener
from backend_client.protocol.messages import ClientMessage


class Line(Protocol):
    """What requests need of a feed."""

    def listen(self, listener: FeedListener) -> None:
        """Tell `listener` of answers and of connections."""

    def now(self) -> float:
        """The platform's time."""

    @property
    def rate(self) -> float:
        """How fast the platform's time runs: so many of its seconds are one in which people wait."""

    async def send(self, message: ClientMessage) -> None:
        """Send one message. Raises NotConnected."""
