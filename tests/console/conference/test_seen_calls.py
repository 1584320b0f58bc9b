"""Missed calls that were seen are told once, whatever the console does meanwhile."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from console.conference.seen_calls import SeenCalls


def test_they_are_remembered_by_person_and_the_oldest_go(tmp_path: Path) -> None:
    seen = SeenCalls(folder=tmp_path)
    seen.add("li", ["k1 a", "k2 b"])
    seen.add("bo", ["k9 z"])
    again = SeenCalls(folder=tmp_path)
    assert again.of("li") == ("k1 a", "k2 b")
    assert again.of("bo") == ("k9 z",)
    again.add("li", [f"k{number}" for number in range(150)])
    assert len(SeenCalls(folder=tmp_path).of("li")) == 100
    again.add("", ["nobody"])
    assert again.of("") == ()


def test_a_disk_that_refuses_is_told_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "li.json").write_text("{")
    file = tmp_path / "file"
    file.write_text("")
    with caplog.at_level(logging.WARNING):
        assert SeenCalls(folder=tmp_path).of("li") == ()
        blocked = SeenCalls(folder=file)
        blocked.add("li", ["k1"])
    assert blocked.of("li") == ("k1",)
    assert "not known" in caplog.text
    assert "cannot be remembered" in caplog.text
