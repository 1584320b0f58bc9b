"""The desk's command palette: what it finds and does, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera, Incident
from console.actions.operator_actions import OperatorActions
from console.browsing import Browsing
from console.palette.dispatcher_line import DispatcherLine, LineActs, WallHands
from console.palette.line_incidents import IncidentNumbers
from console.palette.line_recipients import Answerable, Orgs, Recipients
from console.palette.line_tiles import Lines, TileLine
from console.palette.sources import BookmarkHands, Directory, PaletteHands, PictureSources
from console.situation import Situation
from console.wall.room import WallRoom
from console.wall.tile_hands import TileHands
from console.windows import DeskWindow
from widgets.action import Action
from widgets.alphabet import Alphabet
from widgets.help.sections import Section, tell_of
from widgets.incident_history import Archive
from widgets.initials import Initials
from widgets.palette.action_source import ActionSource
from widgets.palette.frame import Palette
from widgets.palette.history_source import HistorySource

translate = QCoreApplication.translate

#: Changes to these may change what an open palette says.
_SHOWN = (
    *("incident", "alarm", "contact", "unit", "camera", "grid", "department", "org", "device", "scene"),
    "recording_bookmark",
)


@dataclass(frozen=True, slots=True)
class PaletteActs:
    """What the palette does: `all` actions as they stand, `run` one by its id, and the acts on incidents."""

    all: Callable[[], Iterable[Action]]
    run: Callable[[str], None]
    on_incident: LineActs


def desk_palette(
    *,
    desk: DeskWindow,
    picture: Picture,
    initials: Initials,
    now: Callable[[], float],
    situation: Situation,
    actions: OperatorActions,
    incident_actions: LineActs,
    browsing: Browsing,
    put_on_wall: Callable[[str], None],
    walls: WallRoom,
    recordings: BookmarkHands,
    archive: Archive,
    directory: Directory,
) -> DeskPalette:
    """The palette over a workstation's desk."""
    palette = DeskPalette(
        over=desk.desk,
        below=desk.alarms,
        picture=picture,
        initials=initials,
        now=now,
        situation=situation,
        acts=PaletteActs(all=actions.all, run=actions.trigger, on_incident=incident_actions),
        hands=PaletteHands(
            show_incident=browsing.show_incident,
            show_past=browsing.show_past,
            show_alarm=browsing.show_alarm,
            show_unit=browsing.show_unit,
            show_grid=browsing.show_grid,
            show_camera=browsing.show_camera,
            put_camera_on_wall=put_on_wall,
            put_scene_on_wall=walls.scenes.put,
            why_no_scene=walls.scenes.why_not_put,
            play_bookmark=recordings.play_bookmark,
            why_no_bookmark=recordings.why_no_bookmark,
        ),
        archive=archive,
        directory=directory,
        tiles=walls.tiles,
        row=lambda number: None if desk.table.rows is None else desk.table.rows.id_at(number - 1),
        marked=lambda: desk.table.selected_ids,
    )
    tell_of(palette.widget, Section.PALETTE)
    return palette


class DeskPalette:
    """Owns the palette over a desk, which leaves `below` free.

    `row` gives the id in a row of the desk's table, counted from 1, `marked` those of all marked rows.
    """

    def __init__(
        self,
        *,
        over: QWidget,
        below: QWidget | None = None,
        picture: Picture,
        initials: Initials,
        now: Callable[[], float],
        situation: Situation,
        acts: PaletteActs,
        hands: PaletteHands,
        archive: Archive,
        directory: Directory,
        tiles: TileHands,
        row: Callable[[int], str | None],
        marked: Callable[[], Sequence[str]],
    ) -> None:
        self._situation = situation
        self._acts = acts
        self._hands = hands
        alphabet = Alphabet()
        self._sources = PictureSources(
            picture=picture, alphabet=alphabet, hands=hands, directory=directory, now=now
        )
        numbers = IncidentNumbers(picture=picture, chosen=lambda: situation.incident, row=row, marked=marked)
        self._past = HistorySource(
            archive=archive,
            incidents=picture.of(Incident),
            has=numbers.has,
            choose=hands.show_past,
            on_answer=lambda: self.widget.show_answer(),
            parent=over,
        )
        self._tile_line = TileLine(cameras=picture.of(Camera), hands=tiles, alphabet=alphabet)
        self._line = DispatcherLine(
            picture=picture,
            numbers=numbers,
            recipients=Recipients(picture=picture, initials=initials, alphabet=alphabet),
            orgs=Orgs(picture=picture, alphabet=alphabet),
            answerable=Answerable(picture=picture, alphabet=alphabet),
            acts=acts.on_incident,
            wall=WallHands(why_not=self._why_not_on_wall, put=self._put_on_wall),
            now=now,
        )
        self.widget = Palette(
            over=over,
            below=below,
            sources=(ActionSource(actions=acts.all, alphabet=alphabet), *self._sources.all, self._past),
            line=Lines(self._tile_line, self._line),
        )

    def forget(self) -> None:
        """Another person sits here now: what the former one chose and found is not his."""
        self.widget.forget()
        self._past.forget()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._sources.on_changes(changes)
        self._line.on_changes(changes)
        self._tile_line.on_changes(changes)
        if changes.reset:
            self.widget.prepare()
        if changes.touches(*_SHOWN):
            self.widget.refresh()

    def _why_not_on_wall(self, entry: Entry[Incident]) -> str:
        if not permissions.may_send("wall.show", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        return "" if entry.data.position is not None else translate("OperatorActions", "No camera near")

    def _put_on_wall(self, incident: str) -> None:
        # As by hand: the incident is chosen, which finds its cameras, and these are lent the wall.
        self._hands.show_incident(incident)
        self._acts.run("wall.put")
