from __future__ import annotations

import pytest

from platform_backend.tally import BOUNDS_S, Durations, Tally


@pytest.mark.parametrize(
    ("seconds", "index"),
    [(0.0, 0), (BOUNDS_S[0], 0), (0.0011, 1), (BOUNDS_S[-1], len(BOUNDS_S) - 1), (1e6, len(BOUNDS_S))],
)
def test_a_duration_belongs_to_the_class_it_does_not_exceed(seconds: float, index: int) -> None:
    durations = Durations()
    durations.add(seconds)
    assert durations.classes[index] == 1
    assert sum(durations.classes) == 1
    assert durations.total_s == seconds


def test_commands_are_kept_apart_by_name_and_outcome() -> None:
    tally = Tally()
    for outcome in ("ok", "ok", "forbidden"):
        tally.command("incident.accept", outcome, 0.5)
    assert {key: sum(each.classes) for key, each in tally.commands.items()} == {
        ("incident.accept", "ok"): 2,
        ("incident.accept", "forbidden"): 1,
    }
