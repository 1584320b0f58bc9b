"""Changing a tour that is kept: its form, and what is asked when somebody else changed it first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Scene, Tour, TourStep, TourTimes, Wall
from backend_client.protocol.wall_args import LEAST_DWELL_S, MOST_DWELL_S, TourSave
from backend_client.protocol.wall_rules import of_scenes
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.wall.numbers import wall_numbers
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField

translate = QCoreApplication.translate

#: So many steps are told by name above the form.
_TOLD: Final = 12
_NEVER, _NEW, _OVER = "never", "new", "over"
_USUAL: Final = TourTimes(wall="", days=(1, 2, 3, 4, 5, 6, 7), since="08:00", until="18:00")


@dataclass(frozen=True, slots=True)
class _Saving:
    """A tour on its way to the platform: under which id, and on which version."""

    id: str
    ver: int
    args: TourSave


class TourEditing:
    """What somebody else changed meanwhile is not overwritten: one more question decides."""

    def __init__(self, *, picture: Picture, dispatching: Dispatching, dialogs: Dialogs) -> None:
        self._tours = picture.of(Tour)
        self._walls = picture.of(Wall)
        self._names: tuple[Mapping[str, Entry[Camera]], Mapping[str, Entry[Scene]]] = (
            picture.of(Camera),
            picture.of(Scene),
        )
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._saving: dict[str, _Saving] = {}
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)

    def edit(self, id_: str) -> None:
        """Ask what is to become of a tour."""
        entry = self._tours.get(id_)
        if entry is None:
            return
        tour, ver = entry.data, entry.ver
        form = Form(
            title=translate("TourEditing", "Change a tour"),
            about=self._steps(tour),
            send=translate("TourEditing", "Keep"),
            fields=self._fields(tour),
            words=None,
        )
        self._dialogs.ask(form, lambda answer: self._save(id_, ver, changed(tour, answer)))

    def _steps(self, tour: Tour) -> str:
        told = [f"{number} {self._name(step)}" for number, step in enumerate(tour.steps[:_TOLD], start=1)]
        return "   ".join([*told, "…"] if len(tour.steps) > _TOLD else told)

    def _name(self, step: TourStep) -> str:
        cameras, scenes = self._names
        entry = scenes.get(step.scene) if step.scene else cameras.get(step.camera)
        return (step.scene or step.camera) if entry is None else entry.data.name

    def _fields(self, tour: Tour) -> tuple[Field, ...]:
        numbers = wall_numbers(self._walls)
        walls = sorted(self._walls.items(), key=lambda item: numbers[item[0]])
        times = tour.times[0] if tour.times else _USUAL
        choices = [(id_, f"{numbers[id_]}  {wall.data.name}") for id_, wall in walls]
        if times.wall and times.wall not in numbers:
            choices.append((times.wall, times.wall))
        fields: list[Field] = [
            LineField("name", translate("TourEditing", "Name"), text=tour.name, required=True),
            LineField(
                "dwell", translate("TourEditing", "Seconds each"), text=f"{tour.dwell_s:g}", required=True
            ),
            LineField(
                "order",
                translate("TourEditing", "Order of the steps; those left out go"),
                text=_all(tour),
                required=True,
                placeholder=translate("TourEditing", "such as 3, 1-2"),
            ),
            FlagField(
                "pause",
                translate("TourEditing", "Rest while an alarm needs looking at"),
                checked=tour.pause_on_alarm,
            ),
            ChoiceField(
                "wall",
                translate("TourEditing", "Runs by itself"),
                ((_NEVER, translate("TourEditing", "Never")), *choices),
                chosen=times.wall,
            ),
            LineField(
                "days",
                translate("TourEditing", "On the days, 1 is Monday"),
                text=written(times.days),
            ),
            LineField("since", translate("TourEditing", "From"), text=times.since),
            LineField("until", translate("TourEditing", "Until"), text=times.until),
        ]
        if not of_scenes(tour):
            tiles = written(times.tiles) or "1"
            fields.append(LineField("tiles", translate("TourEditing", "On the tiles"), text=tiles))
        return tuple(fields)

    def _save(self, id_: str, ver: int, args: TourSave) -> None:
        """Save it on the version that was looked at; an empty id makes a new one."""
        key = self._dispatching.give(
            "tour.save", target=id_ or None, args=args, expect_ver=ver if id_ else None
        )
        self._saving[key] = _Saving(id_, ver, args)

    def _on_done(self, done: CommandDone) -> None:
        self._saving.pop(done.key, None)

    def _on_refused(self, refused: CommandRefused) -> None:
        saving = self._saving.pop(refused.key, None)
        entry = None if saving is None else self._tours.get(saving.id)
        if saving is None or entry is None or entry.ver == saving.ver:
            return  # for another reason, which the list of commands tells
        ver = entry.ver
        form = Form(
            title=translate("TourEditing", "Somebody changed the tour first"),
            about=translate("TourEditing", "{name} was changed by {by}").format(
                name=entry.data.name, by=entry.data.by
            ),
            send=translate("TourEditing", "Keep"),
            fields=(
                ChoiceField(
                    "as",
                    translate("TourEditing", "What is to become of mine"),
                    (
                        (_NEW, translate("TourEditing", "Keep it as a new tour")),
                        (_OVER, translate("TourEditing", "Put mine in its place")),
                    ),
                ),
                LineField("name", translate("TourEditing", "Name"), text=saving.args.name, required=True),
            ),
            words=None,
        )

        def decided(answer: FormAnswer) -> None:
            self._dispatching.dismiss(refused.key)
            args = replace(saving.args, name=answer.word("name"))
            self._save("" if answer.word("as") == _NEW else saving.id, ver, args)

        self._dialogs.ask(form, decided)


def changed(tour: Tour, answer: FormAnswer) -> TourSave:
    """The tour as the form has it; steps keep their own dwell and preset, further times stay."""
    first, rest = (tour.times[0] if tour.times else _USUAL), tour.times[1:]
    times: tuple[TourTimes, ...] = ()
    if (wall := answer.word("wall")) != _NEVER:
        tiles = first.tiles if of_scenes(tour) else numbers_in(answer.word("tiles"))
        since, until = (_plain(answer.word(id_)) for id_ in ("since", "until"))
        times = (
            TourTimes(wall=wall, days=numbers_in(answer.word("days")), since=since, until=until, tiles=tiles),
        )
    steps = tour.steps
    if (order := answer.word("order")) != _all(tour):
        steps = tuple(steps[number - 1] for number in numbers_in(order) if number <= len(steps)) or steps
    return TourSave(
        name=answer.word("name"),
        dwell_s=_dwell(answer.word("dwell"), tour.dwell_s),
        steps=steps,
        pause_on_alarm=answer.flag("pause"),
        times=(*times, *rest),
    )


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers from 1 to 999 that were written, such as ``3, 1-2``, in their order, each once."""
    found: dict[int, None] = {}
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", _plain(text), re.ASCII):
        found |= dict.fromkeys(range(max(1, int(first)), int(last or first) + 1))
    return tuple(found)


def written(numbers: Iterable[int]) -> str:
    """The numbers as `numbers_in` reads them."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _all(tour: Tour) -> str:
    return f"1-{len(tour.steps)}" if len(tour.steps) > 1 else "1"


def _plain(text: str) -> str:
    """What an input method made of digits and signs, in ASCII."""
    return unicodedata.normalize("NFKC", text).strip()


def _dwell(text: str, former: float) -> float:
    try:
        return min(max(float(_plain(text).replace(",", ".")), LEAST_DWELL_S), MOST_DWELL_S)
    except ValueError:
        return former
