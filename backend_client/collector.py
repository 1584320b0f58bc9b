"""Keeping the garbage collector out of the way of frames.

Python's cyclic collector stops the thread while it looks at every container it knows of; with a district in
memory a full look takes longer than a frame may. Almost nothing here forms cycles, and what does (Qt objects
of closed windows) is small, so the collector may work seldom.
"""

from __future__ import annotations

import gc
from typing import Final

#: Containers made and not freed again before the youngest, and looks at the younger before the older ones.
THRESHOLDS: Final = (50_000, 20, 50)


def calm_collector() -> None:
    """Collect once, exempt what lives now from further looks, and collect seldom from here on.

    To be called when the first picture stands: what lives then lives as long as the process.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
