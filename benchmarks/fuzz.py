"""Does anything that is sent harm either end of the feed? Coverage-guided fuzzing for as long as wanted.

    python -m benchmarks.fuzz [--runs 100000] [--seed 1] [--keep FOLDER]

Sends `runs` inputs to the console's end and as many to the platform's, side by side, prints one JSON line and
fails when one of them raised, logged an error, hung for 10 s or grew past 600 MB. FOLDER keeps what was
learned for the next run, and the inputs that found something.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.children import fuzz_both_ends

#: Slower than any machine that is worth fuzzing on, in inputs a second.
_SLOWEST = 50


def main() -> int:
    """Fuzz and print what came of it."""
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=100_000, help="inputs to each end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        kept = options.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        ends = fuzz_both_ends(
            runs=options.runs, folder=kept, within_s=options.runs / _SLOWEST + 60.0, seed=options.seed
        )
    seconds = time.monotonic() - begun
    runs = sum(fuzzed.runs for fuzzed in ends.values())
    figures = {
        "inputs": runs,
        "seconds": round(seconds, 1),
        "inputs_per_s": round(runs / seconds),
        "covered": {end: fuzzed.covered for end, fuzzed in ends.items()},
        "peak_mb": {end: fuzzed.peak_mb for end, fuzzed in ends.items()},
        "found": [end for end, fuzzed in ends.items() if fuzzed.code != 0],
    }
    for fuzzed in ends.values():
        if fuzzed.code != 0:
            print(fuzzed.said[-4000:], file=sys.stderr)
    print(json.dumps(figures))
    return 1 if figures["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
