"""When a desk is covered, and what it takes to uncover it. Pure: no clock, no window."""

from __future__ import annotations

import enum

#: Minutes without a key or a move of the mouse, where passwords are in use.
_REMOTE_MIN = 15.0


class Cover(enum.Enum):
    """Whether the desk can be used."""

    OPEN = enum.auto()
    LOCKED = enum.auto()  # a person sits here and is away for a moment
    VACANT = enum.auto()  # nobody is signed in


class Entry(enum.Enum):
    """What a sign-in at a covered desk means."""

    RETURN = enum.auto()  # the same person: everything stands as it stood
    CHANGE = enum.auto()  # another one: the former one's drafts go
    START = enum.auto()  # nobody sat here


def idle_limit_s(after_min: float | None, *, remote: bool) -> float:
    """Seconds after which an unused desk is covered; 0 for never.

    Without a setting a remote platform's desk is covered after 15 minutes, an embedded one's never: nobody
    there has typed a password.
    """
    if after_min is None:
        after_min = _REMOTE_MIN if remote else 0.0
    return after_min * 60.0


def is_due(*, idle_s: float, limit_s: float, cover: Cover) -> bool:
    """Whether an unused desk is to be covered now."""
    return cover is Cover.OPEN and 0 < limit_s <= idle_s


def cover_of(*, person: str, locked: bool) -> Cover:
    """How the desk stands for the `person` signed in (empty: nobody)."""
    if not person:
        return Cover.VACANT
    return Cover.LOCKED if locked else Cover.OPEN


def entry_of(*, person: str, came: str) -> Entry:
    """What it means that `came` signed in where `person` sat; names as they are signed in by."""
    if not person:
        return Entry.START
    return Entry.RETURN if person == came else Entry.CHANGE
