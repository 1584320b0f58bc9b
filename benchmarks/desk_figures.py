"""What the rounds of the desk benchmark come to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from benchmarks.feed_frames import percentile


def summary(figures: dict[str, Any]) -> dict[str, float]:
    """The figures of one round as percentiles, in milliseconds."""
    return {
        f"{name}_{label}_ms": round(percentile(figures[f"{name}_ms"], share), 1)
        for name in ("filter", "scroll", "scroll_seen")
        for label, share in (("p50", 0.5), ("p99", 0.99))
    }


def figures_of(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The median of the rounds for each figure, and the worst round's p99."""
    each = [summary(told) for told in rounds]
    figures: dict[str, Any] = {
        name: round(statistics.median(one[name] for one in each), 1) for name in each[0]
    }
    figures |= {
        name.replace("p99", "worst"): max(one[name] for one in each) for name in each[0] if "p99" in name
    }
    last = rounds[-1]
    kept = ("rows", "rss_mb", "picture_mb", "built_ms", "changes_per_s")
    return figures | {name: last[name] for name in kept} | {"missed": sum(told["missed"] for told in rounds)}
