"""Is a recorded history linearizable? The search of Wing and Gong, with Lowe's memory of what was tried.

G. Lowe, "Testing for linearizability", Concurrency and Computation 29 (2017): calls are tried in turn as the
next one to take effect; whoever returned before another was called must come first. A set of calls that has
led to the same state once before need not be tried again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

C = TypeVar("C")
S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Operation(Generic[C]):
    """One call with its answer. One whose end nobody saw returns at infinity: it may have happened."""

    call: C
    invoked: float
    returned: float = math.inf


@dataclass(frozen=True, slots=True)
class Verdict(Generic[C]):
    """`order` is a sequence that explains the history, or the longest found; `stuck` could not follow it."""

    linearizable: bool
    order: tuple[Operation[C], ...]
    stuck: Operation[C] | None = None


class _Entry:
    """A call or a return in a doubly linked list by time; `answer` is the return of a finished call."""

    __slots__ = ("after", "answer", "before", "is_call", "number")

    def __init__(self, number: int, *, is_call: bool) -> None:
        self.number = number
        self.is_call = is_call
        self.answer: _Entry | None = None
        self.before: _Entry | None = None
        self.after: _Entry | None = None


def check(history: Sequence[Operation[C]], *, initial: S, step: Callable[[S, C], S | None]) -> Verdict[C]:
    """Look for an order in which every finished call has the answer that it got.

    `step` is the state after a call, or None when the call cannot have had its answer in that state.
    """
    head = _entries(history)
    unfinished = sum(operation.returned == math.inf for operation in history)
    left = len(history) - unfinished
    state: S = initial
    done = 0
    tried: set[tuple[int, S]] = set()
    taken: list[tuple[_Entry, S]] = []
    longest: tuple[int, ...] = ()
    stuck: int | None = None
    entry = head.after
    while left and entry is not None:
        if entry.is_call:
            following = step(state, history[entry.number].call)
            if following is None or (done | 1 << entry.number, following) in tried:
                entry = entry.after
                continue
            done |= 1 << entry.number
            tried.add((done, following))
            taken.append((entry, state))
            state = following
            left -= entry.answer is not None
            _lift(entry)
            entry = head.after
            continue
        # A return: whose it is should have taken effect by now and could not, so what was tried is wrong.
        if stuck is None or len(taken) > len(longest):
            longest, stuck = tuple(one.number for one, _ in taken), entry.number
        if not taken:
            break
        last, state = taken.pop()
        done &= ~(1 << last.number)
        left += last.answer is not None
        _unlift(last)
        entry = last.after
    if left:
        order = tuple(history[number] for number in longest)
        return Verdict(False, order, None if stuck is None else history[stuck])
    return Verdict(True, tuple(history[one.number] for one, _ in taken))


def _entries(history: Sequence[Operation[C]]) -> _Entry:
    """The calls and returns by time; at one moment calls come first, so that they count as concurrent."""
    moments: list[tuple[float, int, _Entry]] = []
    for number, operation in enumerate(history):
        call = _Entry(number, is_call=True)
        moments.append((operation.invoked, 0, call))
        if operation.returned < math.inf:
            call.answer = _Entry(number, is_call=False)
            moments.append((operation.returned, 1, call.answer))
    moments.sort(key=lambda moment: moment[:2])
    head = last = _Entry(-1, is_call=False)
    for _, _, entry in moments:
        last.after, entry.before = entry, last
        last = entry
    return head


def _lift(call: _Entry) -> None:
    """Take a call and its return out of the list."""
    for entry in (call, call.answer):
        if entry is not None:
            assert entry.before is not None
            entry.before.after = entry.after
            if entry.after is not None:
                entry.after.before = entry.before


def _unlift(call: _Entry) -> None:
    """Put them back where they stood, in the opposite order."""
    for entry in (call.answer, call):
        if entry is not None:
            assert entry.before is not None
            entry.before.after = entry
            if entry.after is not None:
                entry.after.before = entry
