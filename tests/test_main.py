"""The command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import Options, part_of_wall
from main import parse_arguments


def test_no_arguments_mean_the_embedded_platform() -> None:
    assert parse_arguments([]) == Options()


def test_every_option_is_taken(tmp_path: Path) -> None:
    options = parse_arguments(
        [
            *("--platform", "wss://example.test/feed", "--district", "gulou", "--data", str(tmp_path)),
            *("--lang", "en", "--screenshots", str(tmp_path / "shots"), "--exit-after", "12.5"),
            *("--wall", "wall-2", "--part", "1/2, 0, 0.5, 1"),
        ]
    )
    assert options == Options(
        platform="wss://example.test/feed",
        district="gulou",
        data=tmp_path,
        language="en",
        screenshots=tmp_path / "shots",
        exit_after_s=12.5,
        wall="wall-2",
        part=part_of_wall("0.5,0,0.5,1"),
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--platform", "http://example.test"],
        ["--lang", "fr"],
        ["--exit-after", "0"],
        ["--exit-after", "soon"],
        ["--part", "0,0,1,1"],
        ["--wall", "wall-1", "--part", "0,0,1"],
        ["--wall", "wall-1", "--part", "1/2,0,2/3,1"],
        ["--wall", "wall-1", "--part", "0,0,1/0,1"],
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_arguments(arguments)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err
