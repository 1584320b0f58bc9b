from __future__ import annotations

from pathlib import Path

import pytest

from console.conference.stay import Stay


def test_what_a_person_is_in_is_remembered_until_he_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "conferences"
    stay = Stay(folder=folder)
    assert stay.of("wang") == ""
    stay.keep("wang", "")
    assert not folder.exists(), "nothing is written for nothing"
    stay.keep("wang", "k1")
    assert Stay(folder=folder).of("wang") == "k1"
    assert Stay(folder=folder).of("li") == ""
    stay.keep("wang", "")
    assert Stay(folder=folder).of("wang") == ""


def test_a_disk_that_refuses_ends_no_call(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    stay = Stay(folder=tmp_path / "file")
    stay.keep("wang", "k1")
    assert "cannot be remembered" in caplog.text
    (tmp_path / "wang.json").write_text("{")
    assert Stay(folder=tmp_path).of("wang") == ""
