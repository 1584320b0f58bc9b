"""Scenes: putting one on the wall, keeping what stands there as one, and forgetting one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.wall import LayoutData, Scene, WallTile
from backend_client.protocol.wall_args import SceneSave, WallScene, WallShow
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.guarded_saving import GuardedSaving, GuardWords
from console.wall.reasons import Reasons
from console.wall.scene_drafts import is_layout_only
from console.wall.target import WallTarget
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, FlagField, LineField
from widgets.initials import Initials
from widgets.wall.pick_dialog import Choice, PickDialog

translate = QCoreApplication.translate

_IDS: Final = ("wall.scene", "wall.save_scene", "wall.delete_scene")
_NEW: Final = "new"


class SceneActions(QObject):
    """An action group; scenes are saved under a guard."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        reasons: Reasons,
        initials: Initials,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._situation = situation
        self._scenes = picture.of(Scene)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._target = target
        self._reasons = reasons
        self._initials = initials
        self._saving: GuardedSaving[SceneSave] = GuardedSaving(
            command="scene.save",
            kept=self._scenes,
            words=GuardWords(
                title=translate("SceneActions", "Somebody changed the scene first"),
                as_new=translate("SceneActions", "Keep it as a new scene"),
            ),
            dispatching=dispatching,
            dialogs=dialogs,
            now=now,
            parent=self,
        )

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
        match id_:
            case "wall.scene":
                return translate("SceneActions", "Put a scene on the wall")
            case "wall.save_scene":
                return translate("SceneActions", "Keep the wall as a scene")
        return translate("SceneActions", "Delete a scene")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        commands = {"wall.save_scene": "scene.save", "wall.delete_scene": "scene.delete"}
        if id_ == "wall.scene":
            return self._target.why_not("wall.scene", self._situation.user)
        why_not = self._target.may(commands[id_], self._situation.user)
        if not why_not and id_ == "wall.save_scene" and self._target.wall is None:
            return translate("WallActions", "The platform knows no such wall")
        return why_not

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "wall.scene":
                self.pick(
                    translate("SceneActions", "Scene for wall {wall}").format(wall=self._target.title),
                    translate("SceneActions", "To the wall"),
                    self.put,
                )
            case "wall.save_scene":
                self._ask_name()
            case "wall.delete_scene":
                self.pick(
                    translate("SceneActions", "Delete a scene"),
                    translate("SceneActions", "Delete"),
                    self._delete,
                )

    # What others use too.

    def put(self, scene: str) -> None:
        """Put a scene on the wall that commands are for; under a layout alone stays what stands there."""
        wall, entry = self._target.id, self._scenes.get(scene)
        if entry is not None and is_layout_only(entry.data):
            layout = WallShow(tiles=(), layout=entry.data.layout)
            self._dispatching.give("wall.show", target=wall, args=layout)
            return
        self._reasons.first(
            () if entry is None else entry.data.tiles,
            lambda: self._dispatching.give("wall.scene", target=wall, args=WallScene(scene=scene)),
            wall=wall,
        )

    def why_not_put(self) -> str:
        """Why no scene can be put there now, in words; empty when one can."""
        return self._target.why_not("wall.scene", self._situation.user)

    def save(
        self,
        *,
        scene: str,
        ver: int,
        args: SceneSave,
        done: Callable[[str], None] = lambda _id: None,
    ) -> None:
        """Save a scene on the version that was looked at; an empty id makes a new one. `done` gets its id."""
        self._saving.save(id_=scene, ver=ver, args=args, done=done)

    def pick(self, title: str, send: str, then: Callable[[str], None]) -> None:
        """Ask for a scene; `send` stands on the button, `then` gets its id."""
        choices = sorted(
            (
                Choice(id_, entry.data.name, note=self._note(entry.data))
                for id_, entry in self._scenes.items()
            ),
            key=lambda choice: choice.name,
        )

        def made(parent: QWidget) -> PickDialog:
            dialog = PickDialog(
                title=title,
                send=send,
                choices=choices,
                initials=self._initials,
                nothing=translate("SceneActions", "No scene is kept yet"),
                parent=parent,
            )
            dialog.picked.connect(then)
            return dialog

        self._dialogs.show_dialog(made)

    def _note(self, scene: Scene) -> str:
        if is_layout_only(scene):
            count = translate("SceneActions", "Layout only")
        else:
            count = translate("SceneActions", "{n} tiles").format(n=len(scene.tiles))
        return f"{count}   {scene.by}" if scene.by else count

    def _delete(self, scene: str) -> None:
        entry = self._scenes.get(scene)
        if entry is not None:
            self._dispatching.give("scene.delete", target=scene, args=Empty(), expect_ver=entry.ver)

    def _ask_name(self) -> None:
        wall, display = self._target.wall, self._target.display
        if wall is None:
            return
        shown = wall.scene if display is None else display.programme.scene
        entry = self._scenes.get(shown or "")
        tiles = wall.tiles if display is None else tuple(display.programme.tiles.values())
        layout = self._target.layout(wall)
        if display is not None and display.programme.layout is not None:
            layout = display.programme.layout
        choices = [(_NEW, translate("SceneActions", "A new scene"))]
        if entry is not None:
            over = translate("SceneActions", "Instead of “{name}”").format(name=entry.data.name)
            choices.insert(0, (entry.id, over))
        form = Form(
            title=translate("SceneActions", "Keep the wall as a scene"),
            about=self._target.title,
            send=translate("SceneActions", "Keep"),
            fields=(
                ChoiceField("as", translate("SceneActions", "As"), tuple(choices)),
                LineField(
                    "name",
                    translate("SceneActions", "Name"),
                    text="" if entry is None else entry.data.name,
                    required=True,
                ),
                FlagField(
                    "alone",
                    translate("SceneActions", "Layout only, without what the tiles show"),
                ),
            ),
            words=None,
        )
        self._dialogs.ask(form, lambda answer: self._save_as(answer, layout, tiles))

    def _save_as(self, answer: FormAnswer, layout: LayoutData, tiles: tuple[WallTile, ...]) -> None:
        chosen, alone = answer.word("as"), answer.flag("alone")
        # No scene loses its contents by keeping a layout: that is a new one.
        entry = None if alone else self._scenes.get(chosen)
        args = SceneSave(name=answer.word("name"), layout=layout, tiles=() if alone else tiles)
        self.save(scene="" if entry is None else chosen, ver=0 if entry is None else entry.ver, args=args)
