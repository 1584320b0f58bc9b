"""One console's first start for the whole run; tests that need a district take a copy of its data."""

from __future__ import annotations

import asyncio
import gc
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.end_to_end.family import Relative, family, working_as
from tests.end_to_end.film import AllMove
from tests.end_to_end.processes import ConsoleProcess
from tests.end_to_end.regions import wall_regions
from tests.end_to_end.watching import seen

#: It is told to end as soon as it shows everything.
_SECONDS = "300"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What a hands-free run in an empty folder, on a machine without a display, left behind."""

    folder: Path
    code: int
    report: dict[str, Any]
    password: str
    children: tuple[Relative, ...]
    lines: tuple[str, ...]

    def copy(self, target: Path) -> Path:
        """Its whole data folder, for a console."""
        return Path(shutil.copytree(self.folder, target))

    def copy_platform(self, target: Path) -> Path:
        """The platform's data alone, without the camera site's scenes."""
        without = shutil.ignore_patterns("camera-site", "*.lock", "*.log")
        return Path(shutil.copytree(self.folder / "platform-gulou", target, ignore=without))


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """What a test leaves open is found after that test, not in whichever the collector next runs."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> FirstRun:
    """``main.py --screenshots DIR --exit-after N`` in an empty folder, ended when its whole wall moves."""
    tiles = wall_regions(qapp)
    folder = tmp_path_factory.mktemp("first")
    console = ConsoleProcess(
        *("--district", "gulou", "--lang", "en", "--exit-after", _SECONDS),
        *("--screenshots", str(folder / "pictures")),
        display=None,
        data=folder / "data",
    )

    def everybody_works() -> bool:
        below = family(console.pid)
        return all(working_as(below, word) for word in ("console.video.worker", "QtWebEngineProcess"))

    try:
        asyncio.run(seen(everybody_works, within_s=60))
        children = family(console.pid)
        # The virtual screen is its own: its workers know where it is.
        display = working_as(children, "console.video.worker")[0].process.environ()["DISPLAY"]
        asyncio.run(seen(AllMove(display, tiles), within_s=60))
        console.tell(signal.SIGTERM)
        code = console.wait(60)
    finally:
        console.stop()
    return FirstRun(
        folder=folder / "data",
        code=code,
        report=console.report(),
        password=console.line_with("account admin").split()[-1],
        children=children,
        lines=tuple(console.lines),
    )
