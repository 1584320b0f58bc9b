from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from tests.fuzz.children import fuzz_both_ends

#: Inputs to each end; the other parts of the 100,000 are in the tests beside this one.
RUNS = 32_000
_WITHIN_S = 240.0


@pytest.mark.timeout(_WITHIN_S + 30)
@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="there is no atheris for this machine"
)
def test_coverage_guided_inputs_harm_neither_end(tmp_path: Path) -> None:
    for end, fuzzed in fuzz_both_ends(runs=RUNS, folder=tmp_path, within_s=_WITHIN_S).items():
        assert fuzzed.code == 0, fuzzed.said[-4000:]
        assert fuzzed.runs >= RUNS, end
        # It was guided: much more of the code was reached than by the good frames alone.
        assert fuzzed.covered > 300, end
