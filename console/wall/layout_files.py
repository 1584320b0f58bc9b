"""Layouts and scenes from files and into files, for the editor that is open."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.protocol.entities import Camera
from backend_client.tasks import TaskSet
from console.files import proposed_name, why_unwritten, write_whole
from console.wall.scene_drafts import with_devices
from layouts import drafts
from layouts.drafts import Draft
from layouts.faults import LayoutUnusable
from layouts.files import MOST_BYTES, LayoutFile, match_cameras, read, write_layout, write_scene
from widgets.file_dialogs import ask_file, ask_new_file
from widgets.wall.layout_editor import LayoutEditor
from widgets.wall.layout_words import fault

translate = QCoreApplication.translate

_ENDING: Final = ".json"


class _CameraEntry(Protocol):
    @property
    def data(self) -> Camera: ...


class LayoutFiles(QObject):
    """Asks for a file, reads or writes it beside the event loop, and tells the editor what became of it."""

    def __init__(
        self,
        *,
        editor: LayoutEditor,
        cameras: Mapping[str, _CameraEntry],
        tasks: TaskSet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._cameras = cameras
        self._tasks = tasks

    def take_in(self) -> None:
        """Ask for a file and go on with what stands in it."""
        ask_file(
            parent=self._editor,
            title=translate("LayoutFiles", "Layout or scene from a file"),
            filters=_filters(),
            then=lambda path: self.read(path),
        )

    def write(self, name: str, draft: Draft) -> None:
        """Ask where to, and write the scene there, or its layout alone."""
        alone = self._editor.layout_only
        usual = translate("LayoutFiles", "layout") if alone else translate("LayoutFiles", "scene")
        title = translate("LayoutFiles", "Scene into a file")
        if alone:
            title = translate("LayoutFiles", "Layout into a file")
        proposed = proposed_name(name) or usual
        ask_new_file(
            parent=self._editor,
            title=title,
            name=proposed + _ENDING,
            filters=_filters(),
            then=lambda path: self.write_to(path, name, draft, layout_only=alone),
        )

    def read(self, path: Path) -> None:
        """Go on with what stands in this file."""
        self._tasks.spawn(self._read(path), name="read a layout")

    def write_to(self, path: Path, name: str, draft: Draft, *, layout_only: bool = False) -> None:
        """Write the scene into this file, or its layout alone."""
        if layout_only:
            text = write_layout(name, draft.layout)
        else:
            text = write_scene(name, with_devices(draft, device_of=self._device_of))
        self._tasks.spawn(self._write(path, text), name="write a layout")

    async def _read(self, path: Path) -> None:
        try:
            file = await asyncio.to_thread(_read_file, path)
        except LayoutUnusable as why:
            self._editor.tell(fault(why), bad=True)
        except OSError as error:
            told = translate("LayoutFiles", "The file cannot be read: {detail}")
            self._editor.tell(told.format(detail=error.strerror or str(error)), bad=True)
        else:
            self._take(file)

    def _take(self, file: LayoutFile) -> None:
        if not file.scene:
            self._editor.take_in(drafts.with_shape(self._editor.draft, file.draft.layout), name=file.name)
            return
        devices = {id_: entry.data.device_id for id_, entry in self._cameras.items()}
        matched = match_cameras(file.draft, devices=devices)
        self._editor.take_in(matched.draft, name=file.name)
        told = [fault(why) for why in file.faults]
        if matched.missing:
            tiles = ", ".join(str(number) for number in sorted(matched.missing))
            text = translate("LayoutFiles", "Cameras that are not known here were left out, of tiles {tiles}")
            told.append(text.format(tiles=tiles))
        self._editor.tell("   ".join(told), bad=bool(told))

    async def _write(self, path: Path, text: str) -> None:
        try:
            await asyncio.to_thread(write_whole, path, lambda beside: beside.write_text(text, "utf-8"))
        except OSError as error:
            self._editor.tell(why_unwritten(error), bad=True)
        else:
            self._editor.tell(translate("LayoutFiles", "Saved: {file}").format(file=path))

    def _device_of(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return "" if entry is None else entry.data.device_id


def _read_file(path: Path) -> LayoutFile:
    with path.open("rb") as file:
        return read(file.read(MOST_BYTES + 1))


def _filters() -> tuple[str, ...]:
    return (translate("LayoutFiles", "Layouts and scenes (*.json)"),)
