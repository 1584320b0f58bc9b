"""What is it like when a platform comes back to 500 consoles after an outage of 5 s?

    python -m benchmarks.storm [--consoles 500 --outage 5 --district small|gulou]

Prints one JSON line and fails when a figure is out of bounds. The consoles are real feeds with their
pictures, 125 in a process; ``small`` is Gulou with six grids a street and 60 cameras, so that 500 pictures of
every topic fit into 1 GB. The platform is killed -9 and started again, later the line to it is cut.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from platform_backend.districts.spec import DistrictSpec, load_spec
from tests.storm.outage import Outcome, attempts_bound, most_in_a_second, run_outage

CURRENT_WITHIN_S = 10.0
#: How much more memory the platform may hold after an outage than before it, and at its peak (MB, part).
_MORE_MB = 20
_MORE = 0.15
_PEAK = 2.0


def main() -> int:
    """Run one outage and print its figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.storm", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--consoles", type=int, default=500)
    parser.add_argument("--outage", type=float, default=5.0, help="seconds without a platform")
    parser.add_argument("--district", choices=("small", "gulou"), default="small")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storm-") as folder:
        outcome = asyncio.run(
            run_outage(
                consoles=options.consoles,
                outage_s=options.outage,
                spec=small() if options.district == "small" else load_spec("gulou"),
                folder=Path(folder),
            )
        )
    figures = figures_of(outcome)
    print(json.dumps(figures | {"district": options.district}))
    return 0 if figures["sound"] else 1


def small() -> DistrictSpec:
    """A small Gulou."""
    spec = load_spec("gulou")
    streets = tuple(replace(street, communities=2, grids=6) for street in spec.streets)
    return replace(spec, streets=streets, cameras=60, past_incidents=300, open_incidents=8)


def figures_of(outcome: Outcome) -> dict[str, Any]:
    """What the outage was like. `sound`: everything is within its bounds; what is not is listed."""
    killed, cut = outcome.killed, outcome.cut
    current = killed.current_after_s
    peak, bound = most_in_a_second(killed.attempts_s), attempts_bound(outcome.consoles)
    limit_mb = round(outcome.rss_mb * (1 + _MORE) + _MORE_MB)
    wrong = {
        "current_after_s": current[-1] > CURRENT_WITHIN_S or len(current) != outcome.consoles,
        "cut_current_after_s": cut.current_after_s[-1] > CURRENT_WITHIN_S,
        "attempts_peak_per_s": peak > bound,
        "memory": max(killed.rss_mb, cut.rss_mb) > limit_mb or outcome.peak_mb > limit_mb * _PEAK,
        "sessions": outcome.sessions[0] != outcome.sessions[1],
        "sign_ins": outcome.sign_ins[0] != outcome.sign_ins[1],
        "hashes": outcome.hashes != outcome.starts,
        "connections": killed.connections != 2 * outcome.consoles,
        "pictures": not outcome.equal,
        "resyncs": outcome.resyncs > 0,
        "platform_errors": "Traceback" in outcome.platform_log,
    }
    return {
        "consoles": outcome.consoles,
        "outage_s": round(killed.outage_s, 2),
        "current_p50_s": round(current[len(current) // 2], 2),
        "current_max_s": round(current[-1], 2),
        "cut_current_max_s": round(cut.current_after_s[-1], 2),
        "attempts": len(killed.attempts_s),
        "attempts_peak_per_s": peak,
        "attempts_bound_per_s": bound,
        "rss_mb": [outcome.rss_mb, killed.rss_mb, cut.rss_mb],
        "rss_limit_mb": limit_mb,
        "rss_peak_mb": outcome.peak_mb,
        "new_sessions": outcome.sessions[1] - outcome.sessions[0],
        "new_sign_ins": outcome.sign_ins[1] - outcome.sign_ins[0],
        "hashes": outcome.hashes,
        "starts": outcome.starts,
        "resyncs": outcome.resyncs,
        "pictures_equal": outcome.equal,
        "sound": not any(wrong.values()),
        "wrong": [name for name, is_wrong in wrong.items() if is_wrong],
    }


if __name__ == "__main__":
    sys.exit(main())
