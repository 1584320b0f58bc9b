"""When a movement is sent, and when it is sent again: pure, with the time handed in."""

from __future__ import annotations

import math
from typing import Final

from backend_client.protocol.camera_args import Ptz

#: A movement ends by itself after a second; it is renewed twice within that.
RENEW_S: Final = 0.4
#: A hand that goes on moving the mouse is followed so often at most.
LEAST_S: Final = 0.1

STILL: Final = Ptz()


class PtzPace:
    """One movement after another of one camera. Times are seconds on a steady clock."""

    def __init__(self) -> None:
        self._wanted = STILL
        self._sent = STILL
        self._sent_at = -math.inf
        self._barred = False

    @property
    def is_moving(self) -> bool:
        """Whether somebody holds a key or the mouse."""
        return self._wanted != STILL

    @property
    def is_barred(self) -> bool:
        """Whether the movement that is wanted was refused."""
        return self._barred

    def want(self, move: Ptz, *, now: float) -> Ptz | None:
        """Somebody wants another movement, or none; what is to be sent at once."""
        self._wanted = move
        if move != STILL:
            return self.beat(now=now)
        was, self._sent, self._sent_at = self._sent, STILL, -math.inf
        self._barred = False
        return STILL if was != STILL else None

    def beat(self, *, now: float) -> Ptz | None:
        """Time goes on; what is to be sent now."""
        if self._barred or not self.is_moving:
            return None
        if now - self._sent_at < (RENEW_S if self._wanted == self._sent else LEAST_S):
            return None
        self._sent, self._sent_at = self._wanted, now
        return self._wanted

    def bar(self) -> None:
        """It was refused: nothing more is sent until whoever holds the key has let it go."""
        self._sent = STILL
        self._barred = self.is_moving
