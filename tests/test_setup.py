"""Pins, commands and documents agree with the product they stand beside."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from console.actions.keys import HELD, KEYS, keys_of
from console.help.windows import INSTALLED
from console.translations import CATALOGUE, read_catalogue
from widgets.wall.tile_state import TileState
from widgets.wall.tile_words import sign_of, word_of

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.+!]*)")
TARGETS = (
    "help",
    "run",
    "setup",
    "test",
    "lint",
    "unit",
    "bench",
    "replay-day",
    "translations",
    "contract",
    "pictures",
)
DOCUMENTS = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = "console|widgets|layouts|backend_client|platform_backend|resources|tests|benchmarks|docs|scripts"


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    found = [PIN.fullmatch(line) for line in lines if not line.startswith("#")]
    assert all(found), "a line of constraints.txt is no plain pin"
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def needed() -> dict[str, str]:
    """Name and installed version of everything that the product and its tests stand on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(text, frozenset({""})) for text in project["dependencies"]]
    waiting += [(text, frozenset({""})) for text in project["optional-dependencies"]["dev"]]
    while waiting:
        text, extras = waiting.pop()
        wanted = Requirement(text)
        step = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        applies = wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras)
        if step in seen or not applies:
            continue
        seen.add(step)
        distribution = importlib.metadata.distribution(wanted.name)
        versions[step[0]] = distribution.version
        waiting += [(each, step[1] | {""}) for each in distribution.requires or []]
    return versions


def test_every_package_is_pinned_to_the_version_in_use() -> None:
    pinned = pins()
    assert {name: pinned.get(name) for name in needed()} == needed()


def test_nothing_is_pinned_that_nobody_needs() -> None:
    assert sorted(pins().keys() - needed().keys()) == []


def test_no_set_up_file_names_an_address() -> None:
    files = ["constraints.txt", "Makefile", "pyproject.toml", ".ci/run", "scripts/setup.sh"]
    assert [name for name in files if "://" in (ROOT / name).read_text()] == []


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_target_and_says_what_it_does(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)
    assert re.search(rf"^{target}:.*## \S", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("script", ["scripts/setup.sh", "scripts/tests.sh", ".ci/run"])
def test_scripts_are_well_formed_and_may_be_run(script: str) -> None:
    subprocess.run(["sh", "-n", script], cwd=ROOT, check=True)
    assert (ROOT / script).stat().st_mode & 0o111


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_point_only_at_what_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (document.parent / link).exists()] == []

    named = re.findall(rf"`((?:{FOLDERS})/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []

    targets = re.findall(r"\bmake ([a-z-]+)`|^make ([a-z-]+)", text, re.MULTILINE)
    assert {first or second for first, second in targets} <= {*TARGETS, "setup-test"}

    modules = set(re.findall(r"-m ((?:console|platform_backend|benchmarks)[\w.]*)", text))
    assert [name for name in sorted(modules) if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_manual_names_every_key(language: str) -> None:
    text = (ROOT / "docs" / "manual" / f"{language}.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert named == {*HELD.values(), *(key for id_ in KEYS for key in keys_of(id_))}


def test_an_installation_brings_the_manuals_to_where_the_console_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    named = project["tool"]["setuptools"]["data-files"]
    manuals = ROOT / "docs" / "manual"
    for folder in (manuals, *(path for path in manuals.rglob("*") if path.is_dir())):
        target = Path(INSTALLED, folder.relative_to(manuals)).as_posix()
        brought = {path for pattern in named.get(target, ()) for path in ROOT.glob(pattern)}
        assert {path for path in folder.iterdir() if path.is_file()} == brought


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_manual_explains_every_state_of_a_tile(language: str) -> None:
    text = (ROOT / "docs" / "manual" / f"{language}.md").read_text(encoding="utf-8")
    words = read_catalogue(CATALOGUE) if language == "zh_CN" else {}
    states = [state for state in TileState if state is not TileState.EMPTY]
    said = [f"{sign_of(state)} {words.get(('Tile', word_of(state)), word_of(state))}" for state in states]
    assert [line for line in said if line not in text] == []
