"""Scenes go into files and come back from them, also from another platform's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Camera
from backend_client.tasks import TaskSet
from console.wall.layout_files import LayoutFiles
from layouts.drafts import Content, Draft, Kind
from layouts.files import read, write_layout, write_scene
from layouts.shapes import usual
from tests.console.desk import camera_at, street
from tests.waiting import until
from widgets.wall.layout_editor import LayoutEditor

SCENE = Draft(usual("4"), {1: Content(camera="c1"), 2: Content(Kind.CLOCK)})


@asynccontextmanager
async def _files(qtbot: QtBot) -> AsyncIterator[tuple[LayoutFiles, LayoutEditor]]:
    editor = LayoutEditor(camera_name=lambda camera: camera)
    qtbot.addWidget(editor)
    editor.load(SCENE, name="Morning")
    tasks = TaskSet()
    yield LayoutFiles(editor=editor, cameras=street().picture.of(Camera), tasks=tasks, parent=editor), editor
    await tasks.close()


async def test_a_scene_is_written_with_device_ids_and_read_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "morning.json"
    async with _files(qtbot) as (files, editor):
        files.write_to(path, "Morning", editor.draft)
        await until(lambda: editor.line.text() == f"Saved: {path}")
        assert read(path.read_bytes()).draft.contents[1].device == camera_at(1).device_id
        editor.load(Draft(usual("1")))
        files.read(path)
        await until(lambda: editor.name == "Morning")
        assert editor.draft.contents[1].camera == "c1"
        editor.buttons["undo"].click()
        assert editor.draft == Draft(usual("1"))


async def test_cameras_of_another_platform_are_found_by_device_or_left_out(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.json"
    known = Content(camera="k-77", device=camera_at(5).device_id)
    unknown = Content(camera="k-78", device="99999999991310000001")
    path.write_text(write_scene("Elsewhere", Draft(usual("4"), {1: known, 2: unknown, 4: unknown})), "utf-8")
    async with _files(qtbot) as (files, editor):
        files.read(path)
        await until(lambda: editor.name == "Elsewhere")
        assert {n: each.camera for n, each in editor.draft.contents.items()} == {1: "c5"}
        assert editor.line.text() == "Cameras that are not known here were left out, of tiles 2, 4"


async def test_a_layout_alone_keeps_what_the_tiles_show(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "layout.json"
    path.write_text(write_layout("Large", usual("1+5")), "utf-8")
    async with _files(qtbot) as (files, editor):
        files.read(path)
        await until(lambda: len(editor.draft.layout.tiles) == 6)
        assert editor.draft.contents == SCENE.contents


async def test_a_layout_alone_is_written_as_one(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "four.json"
    async with _files(qtbot) as (files, editor):
        editor.panel.alone.click()
        files.write("Four", editor.draft)
        (asking,) = editor.findChildren(QFileDialog)
        assert asking.windowTitle() == "Layout into a file"
        asking.fileSelected.emit(str(path))
        await until(lambda: editor.line.text() == f"Saved: {path}")
        assert path.read_text("utf-8") == write_layout("Four", SCENE.layout)
        asking.reject()


async def test_what_cannot_be_read_or_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(b"{")
    async with _files(qtbot) as (files, editor):
        files.read(path)
        await until(lambda: editor.line.text() == "This is not a file of a layout or a scene")
        files.read(tmp_path / "missing.json")
        await until(lambda: "cannot be read" in editor.line.text())
        files.write_to(tmp_path / "nowhere" / "x.json", "x", editor.draft)
        await until(lambda: "no such folder" in editor.line.text())
        assert editor.draft == SCENE


async def test_the_files_are_asked_for_over_the_editor(qtbot: QtBot) -> None:
    async with _files(qtbot) as (files, editor):
        files.take_in()
        files.write("早高峰/东", editor.draft)
        asking = editor.findChildren(QFileDialog)
        assert [dialog.acceptMode() for dialog in asking] == [
            QFileDialog.AcceptMode.AcceptOpen,
            QFileDialog.AcceptMode.AcceptSave,
        ]
        assert asking[1].selectedFiles()[0].endswith("早高峰-东.json")
        for dialog in asking:
            dialog.reject()
