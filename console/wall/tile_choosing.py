"""Choosing a tile of a wall that stands elsewhere: nobody here can click it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import TileKind, Wall
from console.commands.dialogs import Dialogs
from console.wall.target import WallTarget
from layouts.addresses import TileAddress
from layouts.drafts import Kind
from widgets.initials import Initials
from widgets.wall.layout_words import kind_word
from widgets.wall.pick_dialog import Choice, PickDialog

translate = QCoreApplication.translate

_ID: Final = "wall.tile"


class TileChoosing(QObject):
    """An action group with one action. Signals: `chosen()` when another tile was chosen."""

    chosen = Signal()

    def __init__(
        self,
        *,
        picture: Picture,
        dialogs: Dialogs,
        target: WallTarget,
        initials: Initials,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._dialogs = dialogs
        self._target = target
        self._initials = initials

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_ID,)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        return translate("TileChoosing", "Choose a tile of a wall that stands elsewhere")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        here = self._target.display is not None
        return translate("TileChoosing", "The wall stands here: click the tile") if here else ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        wall, target = self._target.wall, self._target
        if wall is None:
            return
        number, id_ = target.number, target.id
        choices = [
            Choice(str(tile), str(TileAddress(number, tile)), note=self._content(wall, tile))
            for tile in target.tiles
        ]

        def choose(tile: str) -> None:
            target.choose(int(tile), wall=id_)
            self.chosen.emit()

        def made(parent: QWidget) -> PickDialog:
            dialog = PickDialog(
                title=translate("TileChoosing", "Tile of wall {wall}").format(wall=target.title),
                send=translate("TileChoosing", "Choose"),
                choices=choices,
                initials=self._initials,
                parent=parent,
            )
            dialog.picked.connect(choose)
            return dialog

        self._dialogs.show_dialog(made)

    def _content(self, wall: Wall, number: int) -> str:
        """What somebody put there, in words; empty for nothing."""
        tile = next((tile for tile in wall.tiles if tile.tile == number), None)
        if tile is None:
            return ""
        entry = self._cameras.get(tile.camera)
        name = tile.camera if entry is None else entry.data.name
        return name if tile.kind is TileKind.CAMERA else f"{kind_word(Kind(tile.kind.value))} {name}".strip()
