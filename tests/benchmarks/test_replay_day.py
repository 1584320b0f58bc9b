"""The benchmark of a replayed day says what it lacks; what it measures is tested in `tests.replay_day`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import replay_day


def test_without_a_log_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["replay_day", "--log", str(tmp_path / "missing.csv")])
    assert replay_day.main() == 2
    assert "There is no call log" in capsys.readouterr().err
