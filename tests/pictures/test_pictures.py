"""Every picture of the manuals can be taken: it shows what it is called, in both languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QImage

from backend_client.protocol.entities import IncidentState
from console.translations import CATALOGUE, read_catalogue
from console.virtual_screen import HEIGHT, WIDTH
from tests.pictures.matters import title_of
from widgets import words

ROOT = Path(__file__).resolve().parents[2]
MANUALS = ROOT / "docs" / "manual"
LANGUAGES: Final = ("en", "zh_CN")
STATES: Final = {state: f"state-{state.value.replace('_', '-')}" for state in IncidentState}
#: Together they are to stay small enough for a repository.
_MOST_BYTES: Final = 4_000_000
#: What each of the other pictures says somewhere, in English as in the sources, with its context there.
SAID: Final = {
    "desk": ("Words", "Handling"),
    "lanes": ("LaneBar", "To verify"),
    "assign": ("AssignDialog", "Note to them (optional)"),
    "merge": ("MergeDialog", "This one ends, the other goes on"),
    "palette": ("", title_of(IncidentState.TO_DISPATCH)),
    "export": ("PaperDialog", "Cancel"),
    "handover": ("DutyRoom", "Hand the shift over"),
    "keys": ("KeySheet", "All keys"),
    "directory": ("ContactSheet", "Directory"),
    "layouts": ("LayoutPanel", "Shape"),
    "duty-log": ("DutyLogSheet", "Write…"),
    "turning": ("", "席位2"),
    "wall-layouts": ("TileContents", "Map"),
    "wall-alarm": ("AlarmTiles", "[Alarm]"),
    "replay": ("Tile", "replay"),
    "preview": ("PreviewSheet", "Scene…"),
    "tour": ("TimesPane", "Runs by itself"),
    "evidence": ("EvidenceSheet", "Approve…"),
    "recording": ("PlaybackWindow", "Export evidence…"),
    "alarm-flood": ("", "15"),
    "alarms": ("", "15"),
    "muted": ("", "设备检修"),
    "task-page": ("", title_of(IncidentState.HANDLING)),
    "text-150": ("Words", "Handling"),
}


def taken(language: str, folder: Path) -> dict[str, list[str]]:
    """Take all pictures in a process of their own; what stood in each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.pictures", language, str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=100,
    )
    said: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return said


def in_language(language: str) -> Callable[[str, str], str]:
    """Translates words of the sources."""
    catalogue = read_catalogue(CATALOGUE) if language != "en" else {}
    return lambda context, text: catalogue.get((context, text), text)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_shows_what_it_is_called(language: str, tmp_path: Path) -> None:
    said = taken(language, tmp_path)
    translated = in_language(language)
    expected: dict[str, tuple[str, ...]] = {
        name: (translated("Words", words.incident_state(state)), title_of(state))
        for state, name in STATES.items()
    }
    expected |= {name: (translated(*each),) for name, each in SAID.items()}
    expected["wall-alarm"] += (translated("AlarmTiles", "+{n} waiting").format(n=1),)
    assert said.keys() == expected.keys()
    for name, texts in expected.items():
        together = "\n".join(said[name])
        assert [text for text in texts if text not in together] == [], name
        image = QImage(str(tmp_path / f"{name}.png"))
        assert image.format() is QImage.Format.Format_Indexed8, name
        assert 200 <= image.width() <= WIDTH, name
        assert 20 <= image.height() <= HEIGHT, name
        assert len(set(bytes(image.constBits()))) > 8, f"{name} is blank"
    desk = QImage(str(tmp_path / "desk.png"))
    assert (desk.width(), desk.height()) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_shows_every_state_and_nothing_that_is_not_there(language: str) -> None:
    folder = MANUALS / "pictures" / language
    text = (MANUALS / f"{language}.md").read_text(encoding="utf-8")
    shown = re.findall(rf"\]\(pictures/{language}/([\w-]+)\.png\)", text)
    kept = {path.stem for path in folder.iterdir()}
    translated = in_language(language)
    named = [f"**{translated('Words', words.incident_state(state))}**" for state in IncidentState]
    assert [name for name in named if name not in text] == []
    assert set(STATES.values()) <= set(shown) <= kept
    assert kept == {*STATES.values(), *SAID}


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in MANUALS.rglob("*.png")) < _MOST_BYTES
