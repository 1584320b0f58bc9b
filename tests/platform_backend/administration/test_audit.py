from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from platform_backend.administration.audit import main
from tests.platform_backend import processes
from tests.platform_backend.trails import Trail


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    trail = Trail(tmp_path)
    trail.write("session.login", "incident.accept", "session.login\x1b[31m")
    trail.anchor()
    return trail


def run(trail: Trail, *arguments: str) -> int:
    return main([arguments[0], "--data", str(trail.folder), *arguments[1:]])


def test_a_whole_trail_ends_with_0_and_its_anchor(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(trail, "verify") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        "The audit trail is whole: 3 entries, from 2027-01-15T08:00:00.000Z to 2027-01-15T08:00:02.000Z."
    )
    anchor = second.removeprefix("anchor ")
    trail.write("later")
    assert run(trail, "verify", "--anchor", anchor) == 0


def test_a_bad_trail_ends_with_1_and_a_sentence(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    trail.sql("UPDATE audit SET result = 'ok ' WHERE number = 2")
    assert run(trail, "verify") == 1
    assert capsys.readouterr().out == "Entry 2 is not what was written: it was changed, put in or moved.\n"


def test_an_anchor_from_elsewhere_must_hold(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(trail, "verify", "--anchor", f"4:{'0' * 64}") == 1
    assert capsys.readouterr().out.startswith("Entry 4 is missing")
    assert run(trail, "verify", "--anchor", f"2:{'0' * 64}") == 1
    assert capsys.readouterr().out.startswith("Entry 2 is another one")
    with pytest.raises(SystemExit) as end:
        run(trail, "verify", "--anchor", "2:xyz")
    assert end.value.code == 2


def test_what_cannot_be_checked_ends_with_2(
    trail: Trail, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--data", str(tmp_path / "none")]) == 2
    assert "name its folder with --data" in capsys.readouterr().err
    (trail.folder / "audit.key").unlink()
    assert run(trail, "verify") == 2
    assert "audit.key" in capsys.readouterr().err


def test_listing_filters_and_notes_itself(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(trail, "list", "--who", "bob") == 0
    assert capsys.readouterr().out == ("2 2027-01-15T08:00:01.000Z bob [10.0.0.1 w1] incident.accept - ok\n")
    assert run(trail, "list", "--what", "session.*", "--since", "2027-01-15", "--until", "2027-01-16") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "3"]
    assert "\x1b" not in lines[1]
    assert run(trail, "list", "--limit", "2") == 0
    assert [line.split()[4] for line in capsys.readouterr().out.splitlines()] == ["audit.list", "audit.list"]
    assert trail.check().problem is None


def test_what_somebody_meddled_with_is_listed_all_the_same(
    trail: Trail, capsys: pytest.CaptureFixture[str]
) -> None:
    trail.sql("UPDATE audit SET at = 9e300, who = CAST(x'ff' AS TEXT) WHERE number = 2")
    assert run(trail, "list") == 0
    assert "2 9e+300" in capsys.readouterr().out


def test_an_export_is_whole_private_and_noted(
    trail: Trail, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "trail.jsonl"
    assert run(trail, "export", str(target)) == 0
    entries = [json.loads(line) for line in target.read_text().splitlines()]
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4]
    assert entries[0]["at"] == "2027-01-15T08:00:00.000Z"
    assert len(entries[0]["mac"]) == 64
    assert entries[3]["what"] == "audit.export"
    assert os.stat(target).st_mode & 0o077 == 0
    assert run(trail, "export", str(target)) == 2
    assert str(target) in capsys.readouterr().err


def test_it_works_beside_a_running_platform(data: Path) -> None:
    with processes.platform(data):
        done = processes.run("audit", "verify", "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert "The audit trail is whole" in done.stdout
