"""Conferences on this machine's walls: each tile's page looks on, as a party that sends nothing.

The wall says which conference stands where; its display takes part by `conference.watch` for as long as it
does, and nobody is asked for a microphone or a camera.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import isValid

from backend_client.changes import Changes
from backend_client.momentary import AtOnce
from backend_client.picture import Entry, Picture
from backend_client.protocol.commands import ConferenceSignal
from backend_client.protocol.conference import Conference, Party, PartyState, Provider
from backend_client.protocol.conference_args import ConferenceWatch
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.messages import Signal
from backend_client.tasks import TaskSet
from widgets import refusal_words
from widgets.conference.call_view import CallView
from widgets.wall.tile import Tile

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate

_WATCH: Final = "conference.watch"
#: A display that was not taken in asks again so soon, in seconds.
_AGAIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class WatchLine:
    """By what walls take part in conferences; `make` makes a page that looks on for the wall of an id."""

    requests: AtOnce
    tasks: TaskSet
    make: Callable[[str], CallView]


def watching_pages(
    *, heard: Iterable[str] = (), prepare: Callable[[], None] = lambda: None
) -> Callable[[str], CallView]:
    """Makes pages that look on; people are heard on the walls `heard`. `prepare` is called before each."""
    loud = frozenset(heard)

    def make(wall: str) -> CallView:
        prepare()
        # Only here: a wall without a conference is to be without its browser.
        from widgets.conference.view import ConferenceView

        return ConferenceView(me="", watches=True, sound=wall in loud)

    return make


class WatchedConference(QObject):
    """One conference on one tile of the wall `wall`."""

    def __init__(
        self, *, id_: str, wall: str, view: CallView, line: WatchLine, tile: Tile, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.id = id_
        self.view = view
        self._wall = wall
        self._line = line
        self._tile = tile
        #: What the page calls its life; empty until it is ready.
        self._session = ""
        self._me = ""
        self._asked = False
        view.joining.connect(self._begin)
        view.signalled.connect(self._signal)

    def take(self, conference: Conference) -> None:
        """Show who is in now; come in again where the platform had thought this display gone."""
        mine = next(
            (each for each in conference.parties if self._session and each.session == self._session), None
        )
        was_in, self._me = bool(self._me), _id_in(mine)
        self.view.set_roster({"parties": [], **msgspec.to_builtins(conference)})
        self._tile.set_camera(
            translate("ConferencesOnWalls", "Conference: {title}").format(title=conference.title)
        )
        if was_in and not self._me and not self._asked:
            self._watch()

    def hear(self, signal: Signal) -> None:
        """What another participant's page says to this one."""
        if self._me and signal.to == self._me:
            self.view.take_signal(signal.from_, bytes(signal.data))

    def close(self, *, tell: bool) -> None:
        """Look on no more, and `tell` the platform."""
        if self._session and tell:
            args = ConferenceWatch(wall=self._wall, session="")
            send = self._line.requests.send_momentary(_WATCH, target=self.id, args=args)
            self._line.tasks.spawn(send, name="look away from a conference")
        self._session = self._me = ""

    def _begin(self, session: str) -> None:
        self._session, self._me = session, ""
        self._watch()

    def _watch(self) -> None:
        if self._session:
            self._asked = True
            self._line.tasks.spawn(self._come_in(self._session), name="look on a conference")

    async def _come_in(self, session: str) -> None:
        args = ConferenceWatch(wall=self._wall, session=session)
        while session == self._session:
            result = await self._line.requests.send_momentary(_WATCH, target=self.id, args=args)
            if result.error is None or session != self._session:
                break
            _log.info("the conference %s is not shown: %s", self.id, result.error.message)
            if isValid(self._tile) and result.error.code is not ErrorCode.UNAVAILABLE:
                self._tile.set_camera(refusal_words.refusal(result.error))
            # The roster may be about to change, or the platform to come back.
            await asyncio.sleep(_AGAIN_S)
        self._asked = False

    def _signal(self, to: str, data: bytes) -> None:
        if self._me:
            args = ConferenceSignal(to=to, data=msgspec.Raw(data), party=self._me)
            self._line.tasks.spawn(self._hand_on(to, args), name="signal of a wall")

    async def _hand_on(self, to: str, args: ConferenceSignal) -> None:
        result = await self._line.requests.send_momentary("conference.signal", target=self.id, args=args)
        if result.error is not None and self._session:
            self.view.refused(to, result.error.code)


class ConferencesOnWalls(QObject):
    """Puts conferences on tiles and takes part in them; `wall_of` says on which wall a tile is."""

    def __init__(
        self, *, picture: Picture, line: WatchLine, wall_of: Callable[[Tile], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._known: Mapping[str, Entry[Conference]] = picture.of(Conference)
        self._line = line
        self._wall_of = wall_of
        self._watched: dict[Tile, WatchedConference] = {}
        self._wanted: dict[Tile, str] = {}

    def put(self, tile: Tile, conference: str) -> None:
        """Let the tile show a conference; an empty id leaves it to others."""
        if self._wanted.get(tile, "") == conference:
            return
        self._leave(tile)
        if conference:
            self._wanted[tile] = conference
            self._look(tile)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("conference"):
            for tile in tuple(self._wanted):
                self._look(tile)

    def on_signal(self, signal: Signal) -> None:
        """What a participant's page says; it may be for one of these."""
        for each in self._watched.values():
            if each.id == signal.conference:
                each.hear(signal)

    def close(self) -> None:
        """Look on no more: the console ends, which the platform sees by itself."""
        for tile in tuple(self._wanted):
            self._leave(tile, tell=False)

    def _look(self, tile: Tile) -> None:
        id_ = self._wanted[tile]
        entry = self._known.get(id_)
        if entry is None or entry.data.closed_at is not None or entry.data.provider is Provider.EXTERNAL:
            self._leave(tile)
            self._wanted[tile] = id_
            tile.set_camera(translate("TileContents", "Conference"))
            tile.say_when_empty(_sentence(None if entry is None else entry.data))
            return
        if tile not in self._watched:
            wall = self._wall_of(tile)
            view = self._line.make(wall)
            self._watched[tile] = WatchedConference(
                id_=id_, wall=wall, view=view, line=self._line, tile=tile, parent=self
            )
            tile.set_content(view)
        self._watched[tile].take(entry.data)

    def _leave(self, tile: Tile, *, tell: bool = True) -> None:
        if self._wanted.pop(tile, "") and isValid(tile):
            tile.say_when_empty("")
            tile.set_camera("")
        watched = self._watched.pop(tile, None)
        if watched is not None:
            watched.close(tell=tell)
            watched.deleteLater()
            if isValid(tile):
                tile.set_content(None)


def _id_in(mine: Party | None) -> str:
    return mine.id if mine is not None and mine.state is PartyState.JOINED else ""


def _sentence(conference: Conference | None) -> str:
    """Why nothing is seen of it, in words."""
    if conference is None:
        return translate("ConferencesOnWalls", "Nobody here may see this conference")
    if conference.closed_at is not None:
        return translate("ConferencesOnWalls", "The conference has ended")
    return translate("ConferencesOnWalls", "It is held at another server: open it there")
