"""Tours (轮巡) being made and changed: what the form is handed, and what becomes of its answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Org
from backend_client.protocol.wall import LayoutData, Scene, TileKind, Tour, Wall
from backend_client.protocol.wall_args import TourSave
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.wall.guarded_saving import GuardedSaving, GuardWords
from console.wall.numbers import wall_numbers
from console.wall.target import WallTarget
from layouts.document import decode
from layouts.faults import LayoutUnusable
from widgets.camera_model import CameraSearch
from widgets.initials import Initials
from widgets.names import OrgNames
from widgets.wall.step_source import SceneOffer, StepOffers
from widgets.wall.times_pane import WallOffer
from widgets.wall.tour_dialog import TourDialog
from widgets.wall.tour_draft import StepDraft, TourDraft, draft_of

translate = QCoreApplication.translate

#: The tiles of a wall without a layout, as the platform takes them: how many it has, its display says.
_EQUAL: Final = range(1, 257)


@dataclass(frozen=True, slots=True)
class _Edited:
    """What is being written: under which id, empty for a new one, on which version, and over which title."""

    id: str
    ver: int
    title: str


class TourEditing:
    """One form for new tours and for those that are kept. What the platform refuses is asked again, with the
    reason over it: nothing that was written is lost.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        initials: Initials,
        favourites: Callable[[], tuple[str, ...]],
        now: Callable[[], float],
    ) -> None:
        """`favourites` are ids of the cameras that the person here marked; `now` is the platform's time."""
        self._tours = picture.of(Tour)
        self._walls = picture.of(Wall)
        self._cameras = picture.of(Camera)
        self._scenes = picture.of(Scene)
        self._orgs = OrgNames(orgs=picture.of(Org))
        self._dialogs = dialogs
        self._target = target
        self._initials = initials
        self._favourites = favourites
        self._saving: GuardedSaving[TourSave] = GuardedSaving(
            command="tour.save",
            kept=self._tours,
            words=GuardWords(
                title=translate("TourEditing", "Somebody changed the tour first"),
                as_new=translate("TourEditing", "Keep it as a new tour"),
            ),
            dispatching=dispatching,
            dialogs=dialogs,
            now=now,
        )

    def make(self) -> None:
        """Ask for a new tour."""
        self._ask(_Edited("", 0, translate("TourEditing", "A new tour")), TourDraft())

    def edit(self, id_: str) -> None:
        """Ask what is to become of a tour."""
        entry = self._tours.get(id_)
        if entry is not None:
            edited = _Edited(id_, entry.ver, translate("TourEditing", "Change a tour"))
            self._ask(edited, draft_of(entry.data))

    def _ask(self, edited: _Edited, draft: TourDraft, told: str = "") -> None:
        def made(parent: QWidget) -> TourDialog:
            dialog = TourDialog(
                title=edited.title,
                draft=draft,
                offers=self._offers(),
                walls=self._wall_offers(),
                name_of=self._name_of,
                presets_of=self._presets_of,
                told=told,
                parent=parent,
            )
            dialog.kept.connect(lambda args: self._save(edited, args))
            return dialog

        self._dialogs.show_dialog(made)

    def _save(self, edited: _Edited, args: TourSave) -> None:
        self._saving.save(
            id_=edited.id,
            ver=edited.ver,
            args=args,
            refused=lambda reason: self._ask(edited, draft_of(args), reason),
        )

    def _offers(self) -> StepOffers:
        names = sorted((entry.data.name, id_) for id_, entry in self._scenes.items() if entry.data.tiles)
        return StepOffers(
            search=CameraSearch(cameras=self._cameras, initials=self._initials),
            line_of=self._camera_line,
            marked=tuple(id_ for id_ in self._favourites() if id_ in self._cameras),
            on_wall=self._on_wall(),
            scenes=tuple(SceneOffer(id_, name, self._initials.search_text(name)) for name, id_ in names),
        )

    def _on_wall(self) -> tuple[str, ...]:
        """The cameras on the tiles of the wall that commands are for, by the tiles' numbers, each once."""
        wall, display = self._target.wall, self._target.display
        tiles = () if wall is None else wall.tiles
        if display is not None:
            tiles = tuple(display.programme.tiles.values())
        cameras = dict.fromkeys(
            tile.camera
            for tile in sorted(tiles, key=lambda tile: tile.tile)
            if tile.kind is TileKind.CAMERA and tile.camera in self._cameras
        )
        return tuple(cameras)

    def _wall_offers(self) -> tuple[WallOffer, ...]:
        """All walls, that which commands are for first."""
        numbers = wall_numbers(self._walls)
        ordered = sorted(self._walls.items(), key=lambda item: (item[0] != self._target.id, numbers[item[0]]))
        return tuple(
            WallOffer(id_, f"{numbers[id_]}  {wall.data.name}", _tiles_of(wall.data.layout))
            for id_, wall in ordered
        )

    def _name_of(self, step: StepDraft) -> str:
        entry = self._scenes.get(step.scene) if step.scene else self._cameras.get(step.camera)
        return (step.scene or step.camera) if entry is None else entry.data.name

    def _camera_line(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return camera if entry is None else f"{entry.data.name}   {self._orgs.street(entry.data.org)}"

    def _presets_of(self, camera: str) -> Sequence[tuple[int, str]]:
        entry = self._cameras.get(camera)
        return () if entry is None else [(preset.number, preset.name) for preset in entry.data.presets]


def _tiles_of(layout: LayoutData | None) -> Collection[int]:
    if layout is None:
        return _EQUAL
    try:
        return decode(layout).by_number.keys()
    except LayoutUnusable:
        # A newer console made it: the platform knows what it has.
        return _EQUAL
