"""Limits in force: made on first use, taken over when they change, kept when the file is bad."""

from __future__ import annotations

import errno
import logging
import os
import stat
from pathlib import Path

import pytest

from backend_client.protocol.incident_parts import Clock
from platform_backend.limits.book import LimitsBook, install
from platform_backend.limits.limits import Matter, packaged

MATTER = Matter(type_code="0101", severity=3)


def seconds(limits: LimitsBook) -> float:
    found = limits.current.limit(Clock.HANDLE, MATTER)
    assert found is not None
    return found.span.seconds


def refreshed(limits: LimitsBook) -> bool:
    found = limits.look()
    return found is not None and limits.adopt(found)


def changed(limit: str) -> bytes:
    return packaged().replace(b'of = "handle"\nlimit = "8 h"', f'of = "handle"\nlimit = "{limit}"'.encode())


def test_without_a_file_those_that_come_along_are_in_force() -> None:
    assert seconds(LimitsBook()) == 8 * 3600.0
    assert refreshed(LimitsBook()) is False


def test_a_missing_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    assert seconds(LimitsBook(path)) == 8 * 3600.0
    assert path.read_bytes() == packaged()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_file_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    limits = LimitsBook(path)
    assert refreshed(limits) is False
    install(path, changed("5 h"))
    assert refreshed(limits) is True
    assert seconds(limits) == 5 * 3600.0
    assert refreshed(limits) is False


def test_a_bad_file_is_told_of_once_and_the_former_limits_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "limits.toml"
    install(path, changed("5 h"))
    limits = LimitsBook(path)
    install(path, changed("5 weeks"))
    with caplog.at_level(logging.ERROR):
        assert refreshed(limits) is False
        assert refreshed(limits) is False
    assert len(caplog.records) == 1
    assert "no length of time" in caplog.text
    assert seconds(limits) == 5 * 3600.0


def test_a_huge_file_is_not_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "limits.toml"
    limits = LimitsBook(path)
    path.write_bytes(b"#" * 2_000_000)
    assert refreshed(limits) is False
    assert "larger than 1 MB" in caplog.text


def test_a_bad_file_at_the_start_leaves_those_that_come_along(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    path.write_text("format = 'limits/1'", encoding="utf-8")
    assert seconds(LimitsBook(path)) == 8 * 3600.0
    assert path.read_text(encoding="utf-8") == "format = 'limits/1'"


def test_a_file_that_went_away_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    limits = LimitsBook(path)
    path.unlink()
    assert refreshed(limits) is False


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    assert seconds(LimitsBook(tmp_path / "missing" / "limits.toml")) == 8 * 3600.0


def test_a_full_disk_leaves_the_former_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "limits.toml"
    install(path, packaged())

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        install(path, changed("5 h"))
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == packaged()
