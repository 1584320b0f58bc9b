"""The editor of layouts and scenes, put to work: what is edited, where it is kept, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Org
from backend_client.protocol.lanes import Lane
from backend_client.protocol.wall import LayoutData, Scene, WallTile
from backend_client.protocol.wall_args import SceneSave, WallShow
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.situation import Situation
from console.wall.layout_files import LayoutFiles
from console.wall.reasons import Reasons
from console.wall.recording_forms import tile_content, tile_form
from console.wall.scene_drafts import all_tiles_of, draft_of, is_layout_only, tiles_of
from console.wall.scenes import SceneActions
from console.wall.target import WallTarget
from layouts.document import encode
from layouts.drafts import Content, Draft, Kind
from layouts.faults import LayoutUnusable
from widgets.camera_model import CameraSearch
from widgets.dispatch.form_dialog import FormDialog
from widgets.dispatch.incident_lanes import lane_name
from widgets.initials import Initials
from widgets.names import OrgNames
from widgets.wall.camera_pick import CameraPickDialog
from widgets.wall.layout_editor import LayoutEditor
from widgets.wall.layout_panel import Offer
from widgets.wall.layout_window import LayoutWindow
from widgets.wall.layout_words import fault, kind_word

translate = QCoreApplication.translate

_IDS: Final = ("wall.edit", "wall.edit_scene")


class _Put(Protocol):
    """Puts something of a camera on a tile of the editor."""

    def __call__(self, camera: str, *, number: int) -> None: ...


class LayoutDesk(QObject):
    """An action group, and a companion of the desk's dialogs: one editor in a window of its own.

    It works on what stands on the wall, or on a scene; what is saved is a scene. Signals:
    `preview_wanted(name, Draft)`.
    """

    preview_wanted = Signal(str, object)

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        scenes: SceneActions,
        reasons: Reasons,
        initials: Initials,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._orgs = OrgNames(orgs=picture.of(Org))
        self._known = picture.of(Scene)
        self._situation = situation
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._target = target
        self._scenes = scenes
        self._reasons = reasons
        self._initials = initials
        self._now = now
        self._tasks = TaskSet()
        self._open: LayoutWindow | None = None
        self._scene, self._ver = "", 0
        self._sent: SceneSave | None = None
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)
        target.changed.connect(self._tell_target)
        dialogs.keep_with(self)

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return _IDS

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "wall.edit":
            return translate("LayoutDesk", "Edit layout and tiles")
        return translate("LayoutDesk", "Edit a scene")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        why_not = self._target.may("scene.save", self._situation.user)
        if not why_not and id_ == "wall.edit" and self._target.wall is None:
            return translate("WallActions", "The platform knows no such wall")
        return why_not

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if self._open is not None:
            self._bring_forward(self._open)
        elif id_ == "wall.edit":
            self._edit_wall()
        else:
            self._scenes.pick(self.text(id_), translate("LayoutDesk", "Edit"), self._edit_scene)

    # As `Companion`.

    @property
    def is_open(self) -> bool:
        """As `Companion`."""
        return self._open is not None and self._open.editor.changed_since_load

    def hide(self) -> None:
        """As `Companion`."""
        if self._open is not None:
            for asking in self._open.findChildren(QDialog):
                asking.reject()
            self._open.hide()

    def show(self) -> None:
        """As `Companion`."""
        if self._open is not None:
            self._open.show()

    def discard(self) -> None:
        """As `Companion`."""
        if self._open is not None:
            self._open.done(0)

    @property
    def editor(self) -> LayoutEditor | None:
        """The editor while it is open."""
        return None if self._open is None else self._open.editor

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture: somebody may have saved the scene that is edited here."""
        editor = self.editor
        if editor is None:
            return
        if changes.touches("wall"):
            self._tell_target()
        if not self._scene or self._scene not in changes.ids("scene"):
            return
        entry = self._known.get(self._scene)
        if entry is None:
            self._scene = ""
            editor.tell(
                translate("LayoutDesk", "Somebody deleted this scene: saving makes a new one"), bad=True
            )
        elif entry.ver > self._ver and not self._is_mine(entry.data):
            told = translate("LayoutDesk", "{by} has changed this scene meanwhile")
            editor.tell(told.format(by=entry.data.by), bad=True)

    async def close(self) -> None:
        """Give up what is being read or written."""
        await self._tasks.close()

    def _edit_wall(self) -> None:
        wall, display = self._target.wall, self._target.display
        if wall is None:
            return
        layout, tiles, scene = self._target.layout(wall), wall.tiles, wall.scene
        if display is not None:
            programme = display.programme
            tiles, scene = tuple(programme.tiles.values()), programme.scene
            layout = layout if programme.layout is None else programme.layout
        entry = self._known.get(scene or "")
        if entry is not None:
            self._edit(entry.id, entry.ver, entry.data.name, layout, tiles)
        else:
            self._edit("", 0, "", layout, tiles)

    def _edit_scene(self, scene: str) -> None:
        entry = self._known.get(scene)
        if entry is not None:
            self._edit(scene, entry.ver, entry.data.name, entry.data.layout, entry.data.tiles)

    def _edit(self, scene: str, ver: int, name: str, layout: LayoutData, tiles: Iterable[WallTile]) -> None:
        window = self._make()
        self._scene, self._ver = scene, ver
        try:
            draft = draft_of(layout, tiles, device_of=self._device_of)
        except LayoutUnusable as why:
            # A newer console made it: there is nothing here that could be edited.
            window.editor.tell(fault(why), bad=True)
        else:
            entry = self._known.get(scene)
            alone = entry is not None and is_layout_only(entry.data)
            window.editor.load(draft, name=name, layout_only=alone)
        self._tell_target()
        self._bring_forward(window)

    def _make(self) -> LayoutWindow:
        editor = LayoutEditor(camera_name=self._camera_name, offers=_offers())
        window = LayoutWindow(
            editor=editor, title=translate("LayoutDesk", "Layout and tiles"), parent=self._dialogs.window
        )
        files = LayoutFiles(editor=editor, cameras=self._cameras, tasks=self._tasks, parent=window)
        editor.import_requested.connect(files.take_in)
        editor.export_requested.connect(files.write)
        editor.save_requested.connect(self._save)
        editor.put_requested.connect(self._put)
        editor.preview_requested.connect(self.preview_wanted)
        editor.camera_wanted.connect(lambda: self._ask_camera(editor.put_camera))
        editor.recording_wanted.connect(self._ask_recording)
        window.finished.connect(lambda _result: self._closed(window))
        self._open = window
        self._dialogs.announce(window)
        return window

    def _bring_forward(self, window: LayoutWindow) -> None:
        window.show()
        window.raise_()
        window.activateWindow()

    def _closed(self, window: LayoutWindow) -> None:
        window.deleteLater()
        if self._open is window:
            self._open, self._scene, self._ver, self._sent = None, "", 0, None

    def _tell_target(self) -> None:
        if self.editor is not None:
            why_not = self._target.why_not("wall.show", self._situation.user)
            self.editor.set_put(self._target.title, why_not)

    def _save(self, name: str, draft: Draft) -> None:
        args = self._saved_as(name, draft)
        if args == self._sent:
            return  # It is on its way: a second time it would be based on a version that is no more.
        entry, scene, ver = self._known.get(self._scene), self._scene, self._ver
        if self.editor is not None and self.editor.layout_only and entry is not None and entry.data.tiles:
            # No scene loses its contents by keeping its layout: that is a new one.
            if name == entry.data.name:
                told = translate("LayoutDesk", "“{name}” has contents: give the layout another name")
                self.editor.tell(told.format(name=name), bad=True)
                return
            scene, ver = "", 0
        self._sent = args
        self._scenes.save(scene=scene, ver=ver, args=args, done=self._kept)

    def _kept(self, scene: str) -> None:
        self._scene = scene

    def _on_done(self, done: CommandDone) -> None:
        """After `_kept`, as the scenes hear of it first."""
        if done.name != "scene.save" or done.target != self._scene or self.editor is None:
            return
        self._ver, sent, self._sent = done.ver, self._sent, None
        if sent is not None and self._is_as(sent):
            self.editor.saved()
        told = translate("LayoutDesk", "Saved as “{name}”")
        if sent is not None and not sent.tiles:
            told = translate("LayoutDesk", "Saved as “{name}”, a layout without contents")
        self.editor.tell(told.format(name=self.editor.name))

    def _on_refused(self, refused: CommandRefused) -> None:
        if refused.name == "scene.save":
            self._sent = None

    def _is_mine(self, scene: Scene) -> bool:
        """Whether the scene is what was sent from here, or stands in the editor: it only comes back."""
        saved = SceneSave(name=scene.name, layout=scene.layout, tiles=scene.tiles)
        return saved == self._sent or self._is_as(saved)

    def _is_as(self, saved: SceneSave) -> bool:
        """Whether this is what stands in the editor."""
        if self.editor is None:
            return False
        return saved == self._saved_as(self.editor.name, self.editor.draft)

    def _saved_as(self, name: str, draft: Draft) -> SceneSave:
        alone = self.editor is not None and self.editor.layout_only
        return SceneSave(name=name, layout=encode(draft.layout), tiles=() if alone else tiles_of(draft))

    def _put(self, draft: Draft) -> None:
        alone = self.editor is not None and self.editor.layout_only
        args = WallShow(tiles=() if alone else all_tiles_of(draft), layout=encode(draft.layout))
        wall = self._target.id
        self._reasons.first(
            args.tiles,
            lambda: self._dispatching.give("wall.show", target=wall, args=args),
            wall=wall,
        )

    def _ask_recording(self) -> None:
        """Of the camera that stands on the tile, of another where none does."""
        editor = self.editor
        if editor is None:
            return
        number = editor.canvas.choice.current
        content = editor.draft.contents.get(number)
        if content is not None and content.camera in self._cameras:
            self._ask_range(content.camera, number=number)
        else:
            self._ask_camera(self._ask_range)

    def _ask_range(self, camera: str, *, number: int) -> None:
        window, editor, now = self._open, self.editor, self._now()
        if window is None or editor is None:
            return
        form = tile_form(camera=self._camera_name(camera), tile=number, now=now)
        dialog = FormDialog(form=form, parent=window)
        dialog.answered.connect(
            lambda answer: editor.put_content(tile_content(answer, camera=camera, now=now), number=number)
        )
        dialog.open()

    def _ask_camera(self, then: _Put) -> None:
        window, editor = self._open, self.editor
        if window is None or editor is None:
            return
        number = editor.canvas.choice.current
        dialog = CameraPickDialog(
            title=translate("LayoutDesk", "Camera for tile {n}").format(n=number),
            search=CameraSearch(cameras=self._cameras, initials=self._initials),
            line_of=self._camera_line,
            parent=window,
        )
        dialog.picked.connect(lambda camera: then(camera, number=number))
        dialog.open()

    def _camera_name(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return "" if entry is None else entry.data.name

    def _camera_line(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return camera if entry is None else f"{entry.data.name}   {self._orgs.street(entry.data.org)}"

    def _device_of(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return "" if entry is None else entry.data.device_id


def _offers() -> tuple[Offer, ...]:
    """What a tile may hold besides cameras."""
    plain = (Offer(kind_word(kind), Content(kind)) for kind in (Kind.MAP, Kind.COUNTERS, Kind.CLOCK))
    lists = (
        Offer(f"{kind_word(Kind.LIST)}  {lane_name(lane)}", Content(Kind.LIST, about=lane.value))
        for lane in Lane
        if lane is not Lane.MY_APPROVAL
    )
    recording = translate("LayoutDesk", "Recording…")
    return (Offer(recording, Content(Kind.RECORDING)), *plain, *lists)
