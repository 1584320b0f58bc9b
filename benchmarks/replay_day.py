"""Does a day of a real call log go by, 600 times as fast, without a loss and with every clock right?

    python -m benchmarks.replay_day [--log FILE.csv --rate 600 --hours 21]

Prints one JSON line and fails when anything was lost or any clock is wrong by an independent reckoning. The
log is Montgomery County's (Kaggle "montcoalert", ODbL), which is not part of this repository; three hours
more are worked after its last call. `late_*_ms` is real time from a clock's due moment to its being found.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.replay_day.day import run_day
from tests.replay_day.judge import judge

_LOG = Path(__file__).parents[2] / "shared" / "data" / "calls_montgomery_2016.csv"
_AFTER_HOURS = 3.0


def main() -> int:
    """Run one day and print what came of it."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.replay_day", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--log", type=Path, default=_LOG)
    parser.add_argument("--rate", type=float, default=600.0, help="simulated seconds in a real one")
    parser.add_argument("--hours", type=float, default=24.0 - _AFTER_HOURS, help="of the log")
    options = parser.parse_args()
    if not options.log.exists():
        print(f"There is no call log {options.log}: name one with --log.", file=sys.stderr)
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="replay-day-") as folder:
        day = asyncio.run(
            run_day(
                options.log,
                Path(folder),
                rate=options.rate,
                hours=options.hours,
                after_hours=_AFTER_HOURS,
            )
        )
    verdict = judge(day, slack_s=options.rate * 2.5)
    for words in verdict.wrong[:20]:
        print(words, file=sys.stderr)
    late = sorted(each / options.rate * 1000.0 for each in verdict.late)
    figures = {
        "rate": options.rate,
        "simulated_h": options.hours + _AFTER_HOURS,
        "seconds": round(time.monotonic() - began, 1),
        "rows": day.rows,
        "incidents": len(day.reported),
        "commands": len(day.diary.did),
        "refused": len(day.diary.refused),
        "clocks": sum(verdict.clocks.values()),
        "rests": verdict.rests,
        "breaches": verdict.breached,
        "urged": verdict.urged,
        "supervised": verdict.supervised,
        "late_p50_ms": round(late[len(late) // 2], 1) if late else None,
        "late_p99_ms": round(late[len(late) * 99 // 100], 1) if late else None,
        "wrong": len(verdict.wrong),
    }
    print(json.dumps(figures))
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
