"""A whole import: a file, a real reading process, a platform on a real socket, the dialog."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.outbox import Outbox
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.messages import Scope, User
from backend_client.requests import Requests
from backend_client.status import FeedState
from console.intake.importing import Importing
from console.intake.journal import ImportJournal
from console.situation import Situation
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.console.intake.books import workbook
from tests.waiting import until
from tests.widgets.district import District, district
from widgets.intake.dialog import ImportDialog
from widgets.intake.values import Fate, Field

LINES = "类型,地点\n暴露垃圾,江边\n外星人,街口\n暴露垃圾,江边\n暴露垃圾,桥下\n"


@dataclass
class Desk:
    """An open dialog with everything behind it."""

    importing: Importing
    dialog: ImportDialog
    platform: ScriptedPlatform

    async def choose(self, path: Path) -> None:
        """Choose a file and wait until its rows are there."""
        self.dialog.file_chosen.emit(path)
        await until(lambda: self.dialog.model.counts.total() or self.dialog.error_text)

    async def send(self) -> None:
        """Import what is good and wait until all of it has its answer."""
        self.dialog.start.click()
        await until(lambda: not self.dialog.model.counts[Fate.READY] and not self.dialog.stop.isVisible())


@asynccontextmanager
async def desk_at(qtbot: QtBot, folder: Path, platform: ScriptedPlatform) -> AsyncIterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    outbox = Outbox(path=folder / "outbox.sqlite")
    await outbox.open()
    async with platform.running(), following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await until(lambda: console.state is FeedState.LIVE)
        picture = directory().picture
        situation = Situation(picture=picture)
        situation.set_user(User(id="zhang", name="张", roles=("dispatcher",), scope=Scope()))
        importing = Importing(
            window=window,
            picture=picture,
            commands=requests,
            journal=ImportJournal(path=folder / "imports.sqlite"),
            situation=situation,
            now=console.feed.now,
            language="en",
        )
        try:
            yield Desk(importing, importing.open(), platform)
        finally:
            await importing.close()
            await requests.close()
            await outbox.close()


def directory() -> District:
    made = district()
    kind = IncidentType(code="0102", name="暴露垃圾", category="", version="1", severity=3)
    made.put("incident_type", "type-0102", kind)
    return made


async def test_good_rows_go_bad_ones_are_told_and_nothing_goes_twice(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(LINES, encoding="gb18030")
    platform = ScriptedPlatform(World())
    async with desk_at(qtbot, tmp_path, platform) as desk:
        await desk.choose(tmp_path / "t.csv")
        counts = desk.dialog.model.counts
        assert (counts[Fate.READY], counts[Fate.BAD], counts[Fate.TWICE]) == (2, 1, 1)
        await desk.send()
        assert desk.dialog.told_text.startswith("Rows that were sent and have their answer: 2 of 2")
        assert len(platform.executed) == 2
        desk.dialog.file_chosen.emit(tmp_path / "t.csv")
        await until(lambda: desk.dialog.model.counts[Fate.BEFORE] == 2)
        assert not desk.dialog.start.isEnabled()
        desk.dialog.columns.again.click()
        await until(lambda: desk.dialog.model.counts[Fate.READY] == 2)


async def test_what_was_refused_is_saved_to_be_mended(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(workbook(("s", [line.split(",") for line in LINES.splitlines()])))
    platform = ScriptedPlatform(World())
    platform.refusals += [Error(code="forbidden", message="elsewhere")]
    async with desk_at(qtbot, tmp_path, platform) as desk:
        await desk.choose(tmp_path / "t.xlsx")
        await desk.send()
        assert desk.dialog.model.counts[Fate.REFUSED] == 1
        rest = tmp_path / "rest.csv"
        desk.dialog.rest_requested.emit(rest)
        await until(lambda: "rest.csv" in desk.dialog.told_text)
        lines = rest.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 3
        assert lines[2].startswith("外星人,街口,")
        desk.dialog.template_requested.emit(tmp_path / "none" / "t.csv")
        await until(lambda: "no such folder" in desk.dialog.error_text)


async def test_columns_matched_by_hand_are_checked_anew(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("甲,乙\n暴露垃圾,江边\n", encoding="utf-8")
    async with desk_at(qtbot, tmp_path, ScriptedPlatform(World())) as desk:
        await desk.choose(tmp_path / "t.csv")
        assert desk.dialog.model.counts[Fate.BAD] == 1
        box = desk.dialog.columns.fields[Field.TYPE]
        box.setCurrentIndex(1)
        box.activated.emit(1)
        await until(lambda: desk.dialog.model.counts[Fate.READY] == 1)


async def test_what_is_no_table_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("类型,地点\n")
    async with desk_at(qtbot, tmp_path, ScriptedPlatform(World())) as desk:
        await desk.choose(tmp_path / "t.csv")
        assert desk.dialog.error_text == "There is nothing in this file."
        desk.dialog.file_chosen.emit(tmp_path / "none.csv")
        await until(lambda: desk.dialog.error_text.startswith("The file cannot be opened"))


async def test_who_leaves_ends_it_and_the_lock_only_hides_it(qtbot: QtBot, tmp_path: Path) -> None:
    rows = "".join(f"暴露垃圾,{number}\n" for number in range(300))
    (tmp_path / "t.csv").write_text(f"类型,地点\n{rows}", encoding="utf-8")
    platform = ScriptedPlatform(World())
    async with desk_at(qtbot, tmp_path, platform) as desk:
        await desk.choose(tmp_path / "t.csv")
        desk.dialog.start.click()
        desk.importing.hide()
        await until(lambda: len(platform.executed) > 20)
        assert not desk.dialog.isVisible()
        desk.importing.show()
        assert desk.dialog.isVisible()
        desk.importing.discard()
        assert desk.importing.dialog is None
    assert len(platform.executed) < 300


async def test_who_cannot_wait_closes_it_and_the_rest_goes_out_later(qtbot: QtBot, tmp_path: Path) -> None:
    rows = "".join(f"暴露垃圾,{number}\n" for number in range(30))
    (tmp_path / "t.csv").write_text(f"类型,地点\n{rows}", encoding="utf-8")
    platform = ScriptedPlatform(World())
    platform.swallow_results = 1000
    async with desk_at(qtbot, tmp_path, platform) as desk:
        await desk.choose(tmp_path / "t.csv")
        desk.dialog.start.click()
        await until(lambda: platform.executed)
        desk.dialog.stop.click()
        assert desk.dialog.stop.text() == "Do not wait"
        desk.dialog.stop.click()
        await until(lambda: "when the platform can be reached" in desk.dialog.told_text)
        assert desk.dialog.close_button.isVisible()
