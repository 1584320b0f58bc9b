from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from platform_backend.recordings import reading
from platform_backend.recordings.reading import Part, cuts, parts
from platform_backend.recordings.segments import ALARM, CONTINUOUS, Segment, find, part_name
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0


def piece(since: float, until: float, why: str = CONTINUOUS) -> Segment:
    return Segment(NOON + since, NOON + until, why, 100, Path("x"))


def test_pieces_that_follow_one_another_are_one_part() -> None:
    found = parts([piece(0, 10), piece(10.04, 20), piece(20, 30, ALARM), piece(35, 40, ALARM)])
    assert found == [
        Part(NOON, NOON + 20, 200, CONTINUOUS),
        Part(NOON + 20, NOON + 30, 100, ALARM),
        Part(NOON + 35, NOON + 40, 100, ALARM),
    ]


def test_a_range_comes_piece_by_piece(tmp_path: Path) -> None:
    for start in (0.0, 4.0, 8.0):
        make_piece(tmp_path, "cam-1", NOON + start)
    found = list(cuts(tmp_path, "cam-1", since=NOON + 2.5, until=NOON + 5))
    assert [(each.since - NOON, each.until - NOON) for each in found] == [(2, 4), (4, 5)]
    assert list(cuts(tmp_path, "cam-1", since=NOON + 20, until=NOON + 30)) == []


def test_a_piece_that_becomes_whole_meanwhile_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_piece(tmp_path, "cam-1", NOON)
    (one,) = find(tmp_path, "cam-1", since=NOON, until=NOON + 1)
    # As it was found a moment ago.
    part = replace(one, path=one.path.with_name(part_name(NOON, CONTINUOUS)), whole=False)
    monkeypatch.setattr(reading, "find", lambda *_args, **_options: [part])
    (cut,) = cuts(tmp_path, "cam-1", since=NOON, until=NOON + 9)
    assert cut.data == one.path.read_bytes()
    one.path.unlink()
    assert list(cuts(tmp_path, "cam-1", since=NOON, until=NOON + 9)) == []
