"""Tours (轮巡): starting one, letting it rest or go on, stepping it, ending it, making and changing one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.wall import RunningTour, Scene, Tour, Wall
from backend_client.protocol.wall_args import LEAST_DWELL_S, TourAct, WallTour
from backend_client.protocol.wall_rules import of_scenes
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.programme import programme
from console.wall.target import WallTarget
from console.wall.tour_editing import TourEditing
from layouts.layout import MOST_NUMBER
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import LineField
from widgets.initials import Initials
from widgets.wall.pick_dialog import Choice, PickDialog

translate = QCoreApplication.translate

_IDS: Final = (
    "wall.tour",
    "wall.tour_pause",
    "wall.tour_next",
    "wall.tour_previous",
    "wall.tour_stop",
    "wall.save_tour",
    "wall.edit_tour",
    "wall.delete_tour",
)
#: A step that is told later than so many seconds is not what was seen when the key was pressed.
_STEP_WITHIN_S: Final = 10.0


class TourActions(QObject):
    """An action group for the tours of the site, on the wall that commands are for.

    Signals: `told(str)` with a sentence in passing.
    """

    told = Signal(str)

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        initials: Initials,
        favourites: Callable[[], tuple[str, ...]],
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`favourites` are the ids of the cameras that the person here marked; `now` is the platform's time,
        which passes `rate` times as fast as people's.
        """
        super().__init__(parent)
        self._situation = situation
        self._tours: Mapping[str, Entry[Tour]] = picture.of(Tour)
        self._scenes: Mapping[str, Entry[Scene]] = picture.of(Scene)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._target = target
        self._initials = initials
        self._walls: Mapping[str, Entry[Wall]] = picture.of(Wall)
        self._now = now
        self._rate = rate
        #: The wall and the tour on it that was stepped from here last, as it ran when that was told.
        self._stepping: tuple[str, RunningTour] | None = None
        self._editing = TourEditing(
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            target=target,
            initials=initials,
            favourites=favourites,
            now=now,
        )

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
            case "wall.tour_next":
                return translate("TourActions", "The tour's next step")
            case "wall.tour_previous":
                return translate("TourActions", "The tour's step before")
            case "wall.tour_stop":
                return translate("TourActions", "End the tour")
            case "wall.save_tour":
                return translate("TourActions", "Make a tour")
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
                self._editing.make()
            case "wall.edit_tour":
                self._pick(translate("TourActions", "Change"), self._editing.edit)
            case "wall.delete_tour":
                self._pick(translate("TourActions", "Delete"), self._delete)
            case "wall.tour_pause" if running is not None:
                act = TourAct.PAUSE if running.paused_at is None else TourAct.RESUME
                self._give(WallTour(tour=running.tour, act=act))
            case "wall.tour_next" if running is not None:
                self._step(running, TourAct.NEXT)
            case "wall.tour_previous" if running is not None:
                self._step(running, TourAct.PREVIOUS)
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

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture: a tour that was stepped from here may stand elsewhere."""
        if self._stepping is None or not changes.touches("wall"):
            return
        wall, before = self._stepping
        entry = self._walls.get(wall)
        tours = () if entry is None else entry.data.tours
        after = next((each for each in tours if each.tour == before.tour), None)
        if entry is None or after is None:
            self._stepping = None
        elif after.started_at != before.started_at:
            self._stepping = (wall, after)
            self._tell_step(entry.data, after)

    def _step(self, running: RunningTour, act: TourAct) -> None:
        self._stepping = (self._target.id, running)
        self._dispatching.give(
            "wall.tour",
            target=self._target.id,
            args=WallTour(tour=running.tour, act=act),
            not_after_s=_STEP_WITHIN_S,
        )

    def _tell_step(self, wall: Wall, running: RunningTour) -> None:
        """Which step it is now: the wall may be out of sight of this desk."""
        alone = replace(wall, tours=(running,))
        rate = self._rate()
        # The step has just begun, by a clock that may differ from this one: its middle is not mistaken.
        moment = self._now() + LEAST_DWELL_S / 2 * rate
        shown = programme(alone, scenes=self._scenes, tours=self._tours, now=moment, rate=rate)
        for tour in shown.tours:
            sentence = translate("TourActions", "{tour}: step {n} of {m}")
            self.told.emit(sentence.format(tour=tour.name, n=tour.page, m=tour.pages))

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


def tile_numbers(text: str) -> tuple[int, ...]:
    """The tiles that were written, such as ``1-4, 7``, in their order; what is none is left out."""
    found: dict[int, None] = {}
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", text, re.ASCII):
        begin, end = int(first), min(int(last or first), MOST_NUMBER)
        found |= dict.fromkeys(range(max(1, begin), end + 1))
    return tuple(found)
