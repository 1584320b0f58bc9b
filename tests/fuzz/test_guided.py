from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.platform_process import ROOT

#: Inputs to each end; the other parts of the 100,000 are in the tests beside this one.
RUNS = 32_000
_WITHIN_S = 240


@pytest.mark.timeout(_WITHIN_S + 30)
@pytest.mark.skipif(sys.platform != "linux", reason="atheris has wheels for Linux alone")
def test_coverage_guided_inputs_harm_neither_end(tmp_path: Path) -> None:
    ends = ("console", "platform")
    children = {
        end: subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.fuzz.guided", end, str(tmp_path / end)),
                *(f"-runs={RUNS}", "-seed=1", "-max_len=4096", "-timeout=10", "-rss_limit_mb=600"),
                *("-print_final_stats=1", f"-artifact_prefix={tmp_path}/{end}-"),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for end in ends
    }
    try:
        said = {end: child.communicate(timeout=_WITHIN_S)[0] for end, child in children.items()}
    finally:
        for child in children.values():
            child.kill()
            child.wait()
    for end, child in children.items():
        assert child.returncode == 0, said[end][-4000:]
        assert f"stat::number_of_executed_units: {RUNS}" in said[end]
