"""Which clock a district lives by: the machine's, or one that is sped up."""

from __future__ import annotations

import logging
import time

from sqlalchemy import func, select

from backend_client.protocol.times import format_time
from platform_backend.simulation.clock import Clock, FastClock, RealClock
from platform_backend.store import schema
from platform_backend.store.store import Store

#: A district whose last event lies ahead by more than this was sped up before.
_AHEAD_S = 60.0

_log = logging.getLogger(__name__)


def district_clock(store: Store, *, rate: float) -> Clock:
    """The district's clock; sped up it goes on from where an earlier, sped up run has left it."""
    now = time.time()
    with store.reading() as connection:
        newest = connection.scalar(select(func.max(schema.events.c.at))) or 0.0
    if rate != 1.0:
        return FastClock(rate=rate, start=max(now, newest))
    if newest > now + _AHEAD_S:
        _log.warning(
            "the last event is from %s, which lies ahead: the clock was wrong then, or sped up",
            format_time(newest),
        )
    return RealClock()
