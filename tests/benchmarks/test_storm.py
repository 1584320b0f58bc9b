from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.storm import figures_of
from tests.storm.outage import Outcome, Return

BACK = Return(
    outage_s=5.5,
    current_after_s=[0.5, 1.5, 3.0, 4.0],
    attempts_s=[0.1, 0.3, 0.4, 0.9, 2.0, 5.6],
    rss_mb=100,
    connections=8,
)
OUTCOME = Outcome(
    consoles=4,
    killed=BACK,
    cut=replace(BACK, connections=12),
    first_current_s=1.0,
    rss_mb=98,
    peak_mb=140,
    sessions=(5, 5),
    sign_ins=(5, 5),
    hashes=2,
    starts=2,
    resyncs=0,
    equal=True,
    platform_log="",
)


def test_a_quiet_return() -> None:
    figures = figures_of(OUTCOME)
    assert (figures["current_p50_s"], figures["current_max_s"]) == (3.0, 4.0)
    assert (figures["attempts"], figures["attempts_peak_per_s"]) == (6, 4)
    assert (figures["sound"], figures["wrong"]) == (True, [])


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("current_after_s", {"killed": replace(BACK, current_after_s=[1.0, 2.0, 3.0, 10.1])}),
        ("current_after_s", {"killed": replace(BACK, current_after_s=[1.0, 2.0, 3.0])}),
        ("cut_current_after_s", {"cut": replace(BACK, current_after_s=[10.1])}),
        ("attempts_peak_per_s", {"killed": replace(BACK, attempts_s=[0.5] * 40)}),
        ("memory", {"killed": replace(BACK, rss_mb=140)}),
        ("memory", {"peak_mb": 300}),
        ("sessions", {"sessions": (5, 6)}),
        ("sign_ins", {"sign_ins": (5, 9)}),
        ("hashes", {"hashes": 6}),
        ("connections", {"killed": replace(BACK, connections=9)}),
        ("pictures", {"equal": False}),
        ("resyncs", {"resyncs": 1}),
        ("platform_errors", {"platform_log": "Traceback (most recent call last):"}),
    ],
)
def test_whatever_is_out_of_bounds_is_named(name: str, changes: dict[str, Any]) -> None:
    assert figures_of(replace(OUTCOME, **changes))["wrong"] == [name]
