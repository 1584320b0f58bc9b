"""Is what consoles are told true while everything breaks? A race for incidents, proved from its history.

    python -m benchmarks.history [--seconds 60 --clients 50 --incidents 20 --kills 3 --seed 1]

Prints one JSON line and fails when something was lost, applied twice or cannot be explained. The consoles are
real (feed, picture, requests, outbox on disk) in processes of ten; between them and a real platform process
stands a proxy with Toxiproxy's faults. The platform is killed -9 `kills` times, ten of the consoles once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.history.race import Outcome, Terms, run_race
from tests.history.verdict import judge


def main() -> int:
    """Run one race and print what it proves."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.history", description=(__doc__ or "").partition("\n")[0]
    )
    usual = Terms()
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--clients", type=int, default=usual.clients)
    parser.add_argument("--incidents", type=int, default=usual.incidents)
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--seed", type=int, default=usual.seed)
    terms = Terms(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory(prefix="history-") as folder:
        figures = figures_of(asyncio.run(run_race(terms, Path(folder))))
    print(json.dumps(figures | {"seed": terms.seed}, ensure_ascii=False))
    return 0 if figures["sound"] else 1


def figures_of(outcome: Outcome) -> dict[str, Any]:
    """What a race proves. `sound`: nothing is wrong; what is wrong is listed."""
    findings = judge(outcome.history, outcome.before, outcome.after)
    calls = [operation.call for operation in outcome.history]
    commands = [call for call in calls if call.name != "read"]
    refused = Counter(call.answer.code for call in commands if call.answer and not call.answer.ok)
    differing = {name: what for told in outcome.told for name, what in told["differing"].items()}
    wrong = {
        "not_linearizable": findings.broken,
        "lost_commands": [repr(call) for call in findings.lost],
        "applied_twice": findings.twice,
        "from_nowhere": findings.from_nowhere,
        "task_counts": findings.loads,
        "pictures": differing,
        "bad_frames": sum(told["bad"] for told in outcome.told),
        "platform_errors": outcome.platform_log.count("Traceback"),
    }
    return {
        "commands": len(commands),
        "reads": len(calls) - len(commands),
        "acknowledged": sum(call.answer is not None and call.answer.ok for call in commands),
        "refused": dict(refused),
        "unknown": sum(call.answer is None for call in commands),
        "with_expect_ver": sum(call.expect_ver is not None for call in commands),
        "linearizable": findings.linearizable,
        "lost": len(findings.lost),
        "twice": len(findings.twice),
        "pictures_equal": sum(told["same"] for told in outcome.told),
        "faults": outcome.suffered,
        "kills": outcome.kills,
        "console_kills": outcome.console_kills,
        "connections": sum(told["connections"] for told in outcome.told),
        "resyncs": sum(told["resyncs"] for told in outcome.told),
        "longest_trail": max(ver for ver, _ in outcome.after.incidents.values()),
        "seconds": round(outcome.seconds, 1),
        "sound": not any(wrong.values()),
        "wrong": {name: what for name, what in wrong.items() if what},
    }


if __name__ == "__main__":
    sys.exit(main())
