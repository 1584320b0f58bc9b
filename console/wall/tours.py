"""Tours (轮巡): starting one, letting it rest or go on, ending it, keeping cameras or scenes as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.picture import Entry, Picture
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.wall import RunningTour, Scene, TileKind, Tour, TourStep, Wall
from backend_client.protocol.wall_args import LEAST_DWELL_S, MOST_DWELL_S, TourAct, TourSave, WallTour
from backend_client.protocol.wall_rules import of_scenes
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.target import WallTarget
from console.wall.tour_editing import TourEditing
from layouts.layout import MOST_NUMBER
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField, PickField
from widgets.initials import Initials
from widgets.wall.pick_dialog import Choice, PickDialog

translate = QCoreApplication.translate

_IDS: Final = (
    "wall.tour",
    "wall.tour_pause",
    "wall.tour_stop",
    "wall.save_tour",
    "wall.edit_tour",
    "wall.delete_tour",
)
_USUAL_DWELL_S: Final = 15
_CAMERAS, _SCENES = "cameras", "scenes"


class TourActions:
    """An action group for the tours of the site, on the wall that commands are for."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        initials: Initials,
    ) -> None:
        self._situation = situation
        self._tours: Mapping[str, Entry[Tour]] = picture.of(Tour)
        self._scenes: Mapping[str, Entry[Scene]] = picture.of(Scene)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._target = target
        self._initials = initials
        self._editing = TourEditing(picture=picture, dispatching=dispatching, dialogs=dialogs)

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
            case "wall.tour":
                return translate("TourActions", "Start a tour")
            case "wall.tour_pause":
                if (running := self._running) is not None and running.paused_at is not None:
                    return translate("TourActions", "Let the tour go on")
                return translate("TourActions", "Let the tour rest")
            case "wall.tour_stop":
                return translate("TourActions", "End the tour")
            case "wall.save_tour":
                return translate("TourActions", "Keep a tour")
            case "wall.edit_tour":
                return translate("TourActions", "Change a tour")
        return translate("TourActions", "Delete a tour")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ in ("wall.save_tour", "wall.edit_tour"):
            return self._target.may("tour.save", self._situation.user)
        if id_ == "wall.delete_tour":
            return self._target.may("tour.delete", self._situation.user)
        if why_not := self._target.why_not("wall.tour", self._situation.user):
            return why_not
        if id_ != "wall.tour" and self._running is None:
            return translate("TourActions", "No tour runs on the wall")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        running = self._running
        match id_:
            case "wall.tour":
                self._pick(translate("TourActions", "Start"), self._start)
            case "wall.save_tour":
                self._ask_tour()
            case "wall.edit_tour":
                self._pick(translate("TourActions", "Change"), self._editing.edit)
            case "wall.delete_tour":
                self._pick(translate("TourActions", "Delete"), self._delete)
            case "wall.tour_pause" if running is not None:
                act = TourAct.PAUSE if running.paused_at is None else TourAct.RESUME
                self._give(WallTour(tour=running.tour, act=act))
            case "wall.tour_stop" if running is not None:
                self._give(WallTour(tour=running.tour, act=TourAct.STOP))

    @property
    def _running(self) -> RunningTour | None:
        """The tour on the chosen tile, else the first one on the wall."""
        wall, display = self._target.wall, self._target.display
        tours = () if wall is None else wall.tours
        chosen = 0 if display is None else display.chosen
        here = (each for each in tours if chosen in each.tiles)
        return next(here, next(iter(tours), None))

    def _give(self, args: WallTour) -> None:
        self._dispatching.give("wall.tour", target=self._target.id, args=args)

    def _pick(self, send: str, then: Callable[[str], None]) -> None:
        choices = [
            Choice(id_, entry.data.name, note=self._note(entry.data)) for id_, entry in self._tours.items()
        ]
        choices.sort(key=lambda choice: choice.name)

        def made(parent: QWidget) -> PickDialog:
            dialog = PickDialog(
                title=translate("TourActions", "Tours: wall {wall}").format(wall=self._target.title),
                send=send,
                choices=choices,
                initials=self._initials,
                nothing=translate("TourActions", "No tour is kept yet"),
                parent=parent,
            )
            dialog.picked.connect(then)
            return dialog

        self._dialogs.show_dialog(made)

    def _note(self, tour: Tour) -> str:
        steps = (
            translate("TourActions", "{n} scenes")
            if of_scenes(tour)
            else translate("TourActions", "{n} cameras")
        )
        each = translate("TourActions", "{s} s each").format(s=f"{tour.dwell_s:g}")
        return f"{steps.format(n=len(tour.steps))}   {each}"

    def _start(self, tour: str) -> None:
        entry = self._tours.get(tour)
        if entry is None:
            return
        if of_scenes(entry.data):
            self._give(WallTour(tour=tour))
            return
        display = self._target.display
        form = Form(
            title=entry.data.name,
            about=self._note(entry.data),
            send=translate("TourActions", "Start"),
            fields=(
                LineField(
                    "tiles",
                    translate("TourActions", "On the tiles"),
                    text="1" if display is None else str(display.chosen),
                    required=True,
                    placeholder=translate("TourActions", "such as 1-4, 7"),
                ),
            ),
            words=None,
        )

        def answered(answer: FormAnswer) -> None:
            self._give(WallTour(tour=tour, tiles=tile_numbers(answer.word("tiles"))))

        self._dialogs.ask(form, answered)

    def _delete(self, tour: str) -> None:
        entry = self._tours.get(tour)
        if entry is not None:
            self._dispatching.give("tour.delete", target=tour, args=Empty(), expect_ver=entry.ver)

    def _ask_tour(self) -> None:
        wall = self._target.wall
        steps = () if wall is None else _cameras_of(wall)
        on_wall = translate("TourActions", "The cameras of the wall, {n}").format(n=len(steps))
        choices = [(_CAMERAS, on_wall)] if steps else []
        fields: list[Field] = [
            LineField("name", translate("TourActions", "Name"), required=True),
            LineField(
                "dwell", translate("TourActions", "Seconds each"), text=str(_USUAL_DWELL_S), required=True
            ),
            FlagField(
                "pause", translate("TourActions", "Rest while an alarm needs looking at"), checked=True
            ),
        ]
        if self._scenes:
            choices.append((_SCENES, translate("TourActions", "Scenes, marked below")))
        if not choices:
            choices.append(("", translate("TourActions", "Neither a camera on the wall nor a scene")))
        fields.append(ChoiceField("of", translate("TourActions", "Of"), tuple(choices)))
        if self._scenes:
            fields.append(
                PickField(
                    "scenes",
                    translate("TourActions", "Scenes"),
                    tuple(
                        (id_, entry.data.name, self._initials.search_text(entry.data.name))
                        for id_, entry in self._scenes.items()
                    ),
                )
            )
        form = Form(
            title=translate("TourActions", "Keep a tour"),
            about=self._target.title,
            send=translate("TourActions", "Keep"),
            fields=tuple(fields),
            words=None,
        )
        self._dialogs.ask(form, lambda answer: self._save(answer, steps))

    def _save(self, answer: FormAnswer, cameras: tuple[TourStep, ...]) -> None:
        steps = cameras
        if answer.word("of") == _SCENES:
            steps = tuple(TourStep(scene=scene) for scene in answer.picked("scenes"))
        args = TourSave(
            name=answer.word("name"),
            dwell_s=seconds(answer.word("dwell")),
            steps=steps,
            pause_on_alarm=answer.flag("pause"),
        )
        self._dispatching.give("tour.save", target=None, args=args)


def _cameras_of(wall: Wall) -> tuple[TourStep, ...]:
    """The cameras that stand on a wall, in the order of their tiles, each once."""
    cameras = dict.fromkeys(
        tile.camera for tile in wall.tiles if tile.kind is TileKind.CAMERA and tile.camera
    )
    return tuple(TourStep(camera=camera) for camera in cameras)


def tile_numbers(text: str) -> tuple[int, ...]:
    """The tiles that were written, such as ``1-4, 7``, in their order; what is none is left out."""
    found: dict[int, None] = {}
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", text, re.ASCII):
        begin, end = int(first), min(int(last or first), MOST_NUMBER)
        found |= dict.fromkeys(range(max(1, begin), end + 1))
    return tuple(found)


def seconds(text: str) -> float:
    """The seconds that were written, within what a tour may have; the usual ones for what is no number."""
    try:
        written = float(text.replace(",", "."))
    except ValueError:
        return _USUAL_DWELL_S
    return min(max(written, LEAST_DWELL_S), MOST_DWELL_S)
