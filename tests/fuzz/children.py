"""Coverage-guided fuzzing in processes of their own, one for each end, side by side."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.platform_process import ROOT

ENDS = ("console", "platform")
_LONGEST_INPUT = 4096
_ONE_INPUT_WITHIN_S = 10
#: The instrumented interpreter with everything in it takes about 150 MB.
_MOST_MEMORY_MB = 600


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What became of one end: `code` 0 is nothing found, `covered` counts the edges of its code reached."""

    code: int
    runs: int
    covered: int
    peak_mb: int
    said: str


def fuzz_both_ends(*, runs: int, folder: Path, within_s: float, seed: int = 1) -> dict[str, Fuzzed]:
    """Send `runs` inputs to each end. Inputs that found something are kept in `folder`."""
    children = {end: _start(end, runs=runs, folder=folder, seed=seed) for end in ENDS}
    try:
        return {end: _read(child, within_s=within_s) for end, child in children.items()}
    finally:
        for child in children.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _start(end: str, *, runs: int, folder: Path, seed: int) -> subprocess.Popen[str]:
    options = {
        "runs": runs,
        "seed": seed,
        "max_len": _LONGEST_INPUT,
        "timeout": _ONE_INPUT_WITHIN_S,
        "rss_limit_mb": _MOST_MEMORY_MB,
        "print_final_stats": 1,
        "artifact_prefix": f"{folder}/{end}-",
    }
    return subprocess.Popen(
        [
            # A shell in between: libFuzzer reads its peak of memory from a counter that a process inherits
            # from whoever started it, so that a long test run's size would count as its own.
            *("sh", "-c", '"$@"; exit $?', "sh"),
            *(sys.executable, "-m", "tests.fuzz.guided", end, str(folder / end)),
            *(f"-{name}={value}" for name, value in options.items()),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _read(child: subprocess.Popen[str], *, within_s: float) -> Fuzzed:
    said = child.communicate(timeout=within_s)[0]
    return Fuzzed(
        code=child.returncode,
        runs=_last(r"stat::number_of_executed_units:\s*(\d+)", said),
        covered=_last(r" cov: (\d+)", said),
        peak_mb=_last(r"stat::peak_rss_mb:\s*(\d+)", said),
        said=said,
    )


def _last(pattern: str, said: str) -> int:
    return int(["0", *re.findall(pattern, said)][-1])
