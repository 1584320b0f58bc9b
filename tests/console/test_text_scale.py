"""The size of all text: in steps, within its limits, kept for the next start, never a reason not to start."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import text_scale
from console.text_scale import FILE, TextScale, remember, remembered, step
from tests.widgets.scales import themed
from widgets import theme


@pytest.mark.parametrize(
    ("percent", "steps", "after"),
    [
        (100, 1, 110),
        (100, -1, 90),
        (200, 1, 200),
        (80, -1, 80),
        (95, 1, 100),
        (95, -1, 90),
        (199, 1, 200),
    ],
)
def test_a_step_leads_to_the_next_multiple_of_ten_within_the_limits(
    percent: int, steps: int, after: int
) -> None:
    assert step(percent, steps) == after


def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    assert remembered(tmp_path) is None
    remember(tmp_path, 150)
    assert remembered(tmp_path) == 150
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    remember(tmp_path, None)
    remember(tmp_path, None)
    assert remembered(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"text_scale = ",
        b"text_scale = 1000",
        b'text_scale = "big"',
        b"other = 1",
        pytest.param(b"text_scale = " + b"[" * 100_000, id="deep"),
    ],
)
def test_a_broken_file_is_told_of_and_left_alone_until_the_next_choice(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert remembered(tmp_path) is None
    assert FILE in caplog.text
    assert (tmp_path / FILE).read_bytes() == content
    remember(tmp_path, 120)
    assert remembered(tmp_path) == 120


class Desk:
    """Takes sizes and notices."""

    def __init__(self, app: QApplication, folder: Path, usual: int = 100) -> None:
        self.told: list[str] = []
        self.scale = TextScale(
            usual=usual,
            folder=folder,
            apply=lambda percent: theme.apply(app, scale=percent),
            tell=self.told.append,
        )


def test_keys_change_it_at_once_and_say_so(tmp_path: Path, qtbot: QtBot) -> None:
    with themed(120) as app:
        desk = Desk(app, tmp_path, usual=120)
        desk.scale.larger()
        desk.scale.larger()
        desk.scale.smaller()
        assert theme.scale() == remembered(tmp_path) == 130
        desk.scale.reset()
        assert theme.scale() == 120
        assert remembered(tmp_path) is None, "the settings decide again, whatever they will say"
    assert desk.told == [f"Text size {n} %" for n in (130, 140, 130, 120)]


def test_it_stops_at_its_limits(tmp_path: Path, qtbot: QtBot) -> None:
    with themed(200) as app:
        desk = Desk(app, tmp_path)
        desk.scale.larger()
        assert theme.scale() == 200
        for _ in range(30):
            desk.scale.smaller()
        assert theme.scale() == 80


def test_a_disk_that_takes_nothing_changes_the_size_all_the_same(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with themed() as app, caplog.at_level(logging.WARNING, logger=text_scale.__name__):
        desk = Desk(app, tmp_path / "gone")
        desk.scale.larger()
        assert theme.scale() == 110
    assert "cannot be kept" in desk.told[0]
    assert "cannot be kept" in caplog.text
