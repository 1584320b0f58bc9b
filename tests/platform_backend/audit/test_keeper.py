from __future__ import annotations

import shutil
from pathlib import Path

from platform_backend.administration.audit import main
from platform_backend.audit.anchors import Anchor
from tests.platform_backend.conftest import StartPlatform
from tests.platform_backend.trails import Trail


def column(data: Path, name: str, where: str = "1") -> list[str]:
    """One column of the trail, from its beginning."""
    return [str(row[0]) for row in Trail(data).sql(f"SELECT {name} FROM audit WHERE {where} ORDER BY number")]


def put_back(earlier: Path, data: Path) -> None:
    """What somebody does who wants the last hours forgotten."""
    for path in data.glob("platform.sqlite3*"):
        path.unlink()
    for path in earlier.glob("platform.sqlite3*"):
        shutil.copy(path, data)


async def test_a_run_stands_in_the_trail_and_is_anchored(start: StartPlatform, data: Path) -> None:
    before = len(column(data, "what"))
    async with start():
        pass
    assert column(data, "what")[before:] == ["platform.start", "platform.stop"]
    anchors = [line.kind for line in Trail(data).anchors.read() if isinstance(line, Anchor)]
    assert anchors[-2:] == ["start", "stop"]
    assert Trail(data).check().problem is None


def test_the_first_accounts_are_noted(data: Path) -> None:
    assert column(data, "target", "what = 'account.add' AND who = 'platform'") == ["desk", "admin"]


async def test_a_database_put_back_is_noted_at_the_next_start(start: StartPlatform, data: Path) -> None:
    earlier = Path(shutil.copytree(data, data.with_name("earlier")))
    async with start():
        pass
    put_back(earlier, data)
    async with start():
        pass
    assert column(data, "what")[-3:] == ["audit.broken", "platform.start", "platform.stop"]
    assert main(["verify", "--data", str(data)]) == 1
