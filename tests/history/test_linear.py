from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from tests.history.linear import Operation, check

#: (kind, value): ``("put", 3)``, ``("get", 3)``, ``("add", 4)`` answers what the value is afterwards.
Call = tuple[str, int]


def register(state: int, call: Call) -> int | None:
    match call:
        case ("put", value):
            return value
        case ("get", value):
            return state if state == value else None
        case ("add", value):
            return state + 1 if state + 1 == value else None
    raise AssertionError(call)


def ops(*told: tuple[str, int, float, float]) -> list[Operation[Call]]:
    return [Operation((kind, value), begin, end) for kind, value, begin, end in told]


FOREVER = float("inf")

GOOD = {
    "one after the other": ops(("put", 1, 0, 1), ("get", 1, 2, 3)),
    "a read beside a write sees the old value": ops(("put", 1, 0, 5), ("get", 0, 1, 2)),
    "or the new one": ops(("put", 1, 0, 5), ("get", 1, 1, 2)),
    "two reads beside a write, old before new": ops(("put", 1, 0, 9), ("get", 0, 1, 2), ("get", 1, 3, 4)),
    "an unseen write may have happened": ops(("put", 1, 0, FOREVER), ("get", 1, 5, 6)),
    "much later": ops(("put", 1, 0, FOREVER), ("get", 0, 5, 6), ("get", 1, 7, 8)),
    "or not at all": ops(("put", 1, 0, FOREVER), ("get", 0, 5, 6)),
    "increments at once": ops(("add", 2, 0, 5), ("add", 1, 0, 5), ("add", 3, 0, 5)),
    "nothing": [],
}

BAD = {
    "lost update": ops(("add", 1, 0, 1), ("add", 1, 2, 3)),
    "lost update at once": ops(("add", 1, 0, 5), ("add", 1, 0, 5)),
    "double application": ops(("add", 1, 0, 1), ("get", 2, 2, 3)),
    "an unseen one applied twice": ops(("add", 1, 0, FOREVER), ("get", 2, 2, 3)),
    "stale read": ops(("put", 1, 0, 1), ("get", 0, 2, 3)),
    "new before old": ops(("put", 1, 0, 9), ("get", 1, 1, 2), ("get", 0, 3, 4)),
    "reordered": ops(("add", 2, 0, 1), ("add", 1, 2, 3)),
    "undone": ops(("put", 1, 0, 1), ("put", 2, 2, 3), ("get", 1, 4, 5)),
    "seen before it was asked for": ops(("get", 1, 0, 1), ("put", 1, 2, FOREVER)),
}


@pytest.mark.parametrize("history", GOOD.values(), ids=GOOD)
def test_histories_that_can_be_explained(history: list[Operation[Call]]) -> None:
    verdict = check(history, initial=0, step=register)
    assert verdict.linearizable
    assert explains(verdict.order, history)


@pytest.mark.parametrize("history", BAD.values(), ids=BAD)
def test_histories_that_cannot(history: list[Operation[Call]]) -> None:
    verdict = check(history, initial=0, step=register)
    assert not verdict.linearizable
    assert verdict.stuck in history


def test_the_verdict_is_that_of_trying_every_order() -> None:
    rng = random.Random(7)
    verdicts = []
    for _ in range(600):
        history = [random_operation(rng) for _ in range(rng.randint(1, 5))]
        verdict = check(history, initial=0, step=register)
        assert verdict.linearizable == brute_force(history), history
        verdicts.append(verdict.linearizable)
    assert 100 < sum(verdicts) < 500


def test_a_long_history_with_much_at_once_is_no_burden() -> None:
    rng = random.Random(3)
    history = []
    for number in range(1, 2000):
        begin = number + rng.uniform(-4.0, 0.0)
        history.append(Operation(("add", number), begin, number + rng.uniform(0.0, 4.0)))
    for number in range(4):
        history.append(Operation(("put", -number - 1), number * 500.0))
    assert check(history, initial=0, step=register).linearizable
    broken = [*history, Operation(("get", 5), 1990.0, 1991.0)]
    assert not check(broken, initial=0, step=register).linearizable


def random_operation(rng: random.Random) -> Operation[Call]:
    begin = float(rng.randint(0, 6))
    end = FOREVER if rng.random() < 0.15 else begin + rng.randint(0, 4)
    return Operation((rng.choice(("put", "get", "add")), rng.randint(0, 2)), begin, end)


def brute_force(history: Sequence[Operation[Call]]) -> bool:
    finished = [one for one in history if one.returned != FOREVER]
    unseen = [one for one in history if one.returned == FOREVER]
    return any(
        explains(order, history)
        for some in range(len(unseen) + 1)
        for chosen in itertools.combinations(unseen, some)
        for order in itertools.permutations([*finished, *chosen])
    )


def explains(order: Sequence[Operation[Call]], history: Sequence[Operation[Call]]) -> bool:
    state: int | None = 0
    for place, one in enumerate(order):
        if any(later.returned < one.invoked for later in order[place + 1 :]):
            return False
        state = None if state is None else register(state, one.call)
    missing = [one for one in history if one.returned != FOREVER and one not in order]
    return state is not None and not missing
