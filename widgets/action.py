"""Values that widgets draw: an operator's action, and how a sent command fares."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an operator can do now.

    `shortcut` is a key sequence in Qt's portable text (``"A"``, ``"Ctrl+K"``) or empty; widgets show it, the
    console binds it. `why_not` says in words why the action is not `enabled`. `theme` is what it has in
    common with the others of its group, in words.
    """

    id: str
    text: str
    shortcut: str
    enabled: bool
    why_not: str
    run: Callable[[], None]
    theme: str = ""


class CommandPhase(enum.Enum):
    """How far a command has come."""

    UNSENT = enum.auto()  # on disk here, waiting for the connection
    PENDING = enum.auto()  # sent, no answer yet
    DONE = enum.auto()
    REFUSED = enum.auto()
    EXPIRED = enum.auto()  # too old to be sent: telephone


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody was first: `by` changed it at `at` (the platform's time; None when it was not told).

    `changes` says in words what reads differently now. `why_not` says why the command cannot be given again
    on the new version; it is empty when it can.
    """

    by: str = ""
    at: float | None = None
    changes: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CommandView:
    """A command as the operator sees it: its words, its phase and, when refused, the reason in words.

    `key` names it for redoing and dismissing, `target` is the id of what it was given for and `about` the
    same in words. Times are the platform's, in seconds since the epoch; past `not_after` it is not sent.
    """

    text: str
    phase: CommandPhase
    reason: str = ""
    key: str = ""
    target: str = ""
    about: str = ""
    given_at: float = 0.0
    not_after: float | None = None
    conflict: Conflict | None = None
