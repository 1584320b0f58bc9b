"""MAP files of the replay."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from platform_backend.districts.replay_map import load_map

_BUNDLED = (resources.files("platform_backend.districts") / "montgomery.toml").read_text(encoding="utf-8")


def test_a_map_that_comes_along_is_found_by_its_name() -> None:
    assert load_map(Path("montgomery")) == load_map(Path("montgomery.toml"))
    assert load_map(Path("montgomery")).columns.latitude == "lat"


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_BUNDLED.replace('latitude = "lat"', 'latitude = "y"'), encoding="utf-8")
    assert load_map(path).columns.latitude == "y"


def test_the_first_pattern_that_fits_decides() -> None:
    replay_map = load_map(Path("montgomery"))
    assert replay_map.outcome("Fire: VEHICLE FIRE").type == "0303"
    assert replay_map.outcome("EMS: CARDIAC ARREST").severity == 1
    assert replay_map.outcome("EMS: FEVER").severity == 3
    assert replay_map.outcome("Something else") == replay_map.fallback


@pytest.mark.parametrize(
    ("former", "broken", "sentence"),
    [
        ('latitude = "lat"', "", "missing required field `latitude`"),
        ('format = "replay-map/1"', 'format = "other/1"', "has the format 'other/1'"),
        ("west = -75.70", "west = -70.0", "has an empty box"),
        ('pattern = "ASSAULT"', 'pattern = "(ASSAULT"', "has a bad pattern"),
        ('title = "{address} {type}"', 'title = "{address"', "has a bad text"),
        ("[box]", "[box", "is not as it should be"),
        ("severity = 4", "severity = 9", "is not as it should be"),
    ],
)
def test_a_broken_map_is_one_clear_sentence(tmp_path: Path, former: str, broken: str, sentence: str) -> None:
    assert former in _BUNDLED
    path = tmp_path / "own.toml"
    path.write_text(_BUNDLED.replace(former, broken), encoding="utf-8")
    with pytest.raises(ValueError, match=r"The map .*own") as error:
        load_map(path)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_a_map_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read: No such file"):
        load_map(tmp_path / "nothing.toml")
