"""Settings are read whole or refused with a sentence, and the file is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.faults import StartRefused
from console.settings import Settings, WallSettings, load, system_language


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('district = "gulou"\nlanguage = "en"\n[wall]\ntiles = 9\nmonitor = "DELL/U2720Q/123"\n')
    settings = load(path)
    assert settings.district == "gulou"
    assert settings.interface_language == "en"
    assert settings.wall == WallSettings(tiles=9, monitor="DELL/U2720Q/123")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"district = ", "not TOML"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"colour = 1", "wrong value"),
        (b"[wall]\ntiles = 0", "wrong value"),
        (b'language = "fr"', "fr"),
    ],
)
def test_a_bad_file_is_refused_and_kept(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(StartRefused) as refused:
        load(path)
    assert word in str(refused.value)
    assert str(path) in str(refused.value)
    assert refused.value.exit_code != 0
    assert path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_followed(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language
