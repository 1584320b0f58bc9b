"""A rule of the contract: its number, its sentence, and the check that tells whether a platform keeps it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias

from backend_client.conformance.site import Site

Check: TypeAlias = Callable[[Site], Awaitable[None]]

#: Seconds a check may take; those that wait out one of the contract's long times say so.
WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `text` holds the word MUST once; a `last` rule runs by itself when all others are done."""

    id: str
    text: str
    check: Check
    within_s: float
    last: bool


def rule(id_: str, text: str, *, within_s: float = WITHIN_S, last: bool = False) -> Callable[[Check], Rule]:
    """Make the decorated check the rule `id_`. The check raises `Broken`, `NotRun` or `Vacuous`."""

    def make(check: Check) -> Rule:
        return Rule(id_, text, check, within_s, last)

    return make


def rules_of(chapter: ModuleType) -> tuple[Rule, ...]:
    """The rules of a chapter in the order in which they stand there."""
    return tuple(value for value in vars(chapter).values() if isinstance(value, Rule))
