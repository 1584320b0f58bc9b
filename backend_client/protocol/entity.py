"""What all entities of the feed have in common as values."""

from __future__ import annotations

import msgspec


class EntityData(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The data of an entity.

    Values that hold only values cannot form cycles: the collector need not look at 50,000 of them.
    """
