"""Every rule of the contract, in the order of docs/protocol.md."""

from __future__ import annotations

from typing import Final

from backend_client.conformance import (
    addresses,
    bookmarks,
    closes,
    commands,
    conferences,
    dispatching,
    effects,
    events,
    frames,
    handshake,
    liveness,
    momentary,
    queries,
    recordings,
    replays,
    seats,
    snapshots,
    topics,
    tours,
    turning,
    wall_recordings,
    walls,
)
from backend_client.conformance.rule import Rule, rules_of

_CHAPTERS = (
    frames,
    handshake,
    topics,
    snapshots,
    replays,
    events,
    liveness,
    commands,
    effects,
    dispatching,
    momentary,
    turning,
    seats,
    walls,
    tours,
    wall_recordings,
    conferences,
    queries,
    recordings,
    bookmarks,
    closes,
    addresses,
)

RULES: Final[tuple[Rule, ...]] = tuple(rule for chapter in _CHAPTERS for rule in rules_of(chapter))
