from __future__ import annotations

from pathlib import Path

from platform_backend.recordings.retention import prune
from platform_backend.recordings.segments import CONTINUOUS, find, hour_folder, part_name, whole_name

NOON = 1_800_000_000.0
DAY = 86_400.0


def put(root: Path, camera: str, start: float, size: int = 1000, *, whole: bool = True) -> Path:
    folder = hour_folder(root, camera, start)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (whole_name(start, start + 10, CONTINUOUS) if whole else part_name(start, CONTINUOUS))
    path.write_bytes(bytes(size))
    return path


def starts(root: Path, camera: str) -> list[float]:
    return [each.since - NOON for each in find(root, camera, since=0, until=NOON * 2)]


def test_what_is_too_old_goes(tmp_path: Path) -> None:
    put(tmp_path, "a", NOON - 3 * DAY)
    put(tmp_path, "a", NOON - DAY)
    stock = prune(tmp_path, now=NOON, keep_s=2 * DAY, keep_bytes=10**9)
    assert (stock.removed, stock.pieces, stock.bytes, stock.oldest) == (1, 1, 1000, NOON - DAY)
    assert starts(tmp_path, "a") == [-DAY]
    # The hour that has become empty is gone as well.
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_of_too_much_the_oldest_goes_whichever_camera_it_is_of(tmp_path: Path) -> None:
    for start in (0, 20, 40):
        put(tmp_path, "a", NOON + start)
        put(tmp_path, "b", NOON + start + 10)
    stock = prune(tmp_path, now=NOON + 60, keep_s=DAY, keep_bytes=3500)
    assert (stock.removed, stock.pieces, stock.bytes) == (3, 3, 3000)
    assert (starts(tmp_path, "a"), starts(tmp_path, "b")) == ([40], [30, 50])


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    put(tmp_path, "a", NOON, 5000, whole=False)
    assert prune(tmp_path, now=NOON + 10, keep_s=DAY, keep_bytes=1).removed == 0


def test_what_lies_elsewhere_is_not_touched(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence" / "clip.ts"
    evidence.parent.mkdir()
    evidence.write_bytes(bytes(10_000))
    root = tmp_path / "recordings"
    put(root, "a", NOON - 9 * DAY)
    prune(root, now=NOON, keep_s=DAY, keep_bytes=1)
    assert evidence.stat().st_size == 10_000
    assert not (root / "a").exists()


def test_nothing_recorded_is_nothing_kept(tmp_path: Path) -> None:
    stock = prune(tmp_path / "none", now=NOON, keep_s=DAY, keep_bytes=1)
    assert (stock.pieces, stock.bytes, stock.oldest) == (0, 0, None)
