"""Everybody in and around a conference, put together: calls that ring, people, guests, and their actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.questions import Questions
from backend_client.tasks import TaskSet
from console.alarms.sound import Sound
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.conference.guest_links import GuestLinks
from console.conference.people import PeopleRoom
from console.conference.people_actions import PeopleActions
from console.conference.rings import CallRings, Clock
from console.conference.room import ConferenceRoom
from console.situation import Situation
from console.windows import DeskWindow
from widgets.initials import Initials


class ConferenceCompany(QObject):
    """Signals: `changed()` when an action may read differently."""

    changed = Signal()

    def __init__(
        self,
        *,
        room: ConferenceRoom,
        desk: DeskWindow,
        picture: Picture,
        situation: Situation,
        questions: Questions,
        tasks: TaskSet,
        dispatching: Dispatching,
        dialogs: Dialogs,
        initials: Initials,
        sound: Sound,
        folder: Path,
        address: Callable[[], str],
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`folder` keeps which missed calls were seen; `address` is the platform's own, before every path;
        `now` is the platform's time, which passes `rate` times as fast as people's.
        """
        super().__init__(parent)
        clock = Clock(now=now, rate=rate)
        self.rings = CallRings(
            room=room,
            desk=desk,
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            sound=sound,
            folder=folder,
            clock=clock,
            parent=self,
        )
        self.links = GuestLinks(
            room=room,
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            dialogs=dialogs,
            address=address,
            now=now,
            parent=self,
        )
        self.people = PeopleRoom(
            room=room,
            desk=desk,
            links=self.links,
            picture=picture,
            situation=situation,
            questions=questions,
            tasks=tasks,
            dispatching=dispatching,
            dialogs=dialogs,
            initials=initials,
            clock=clock,
            parent=self,
        )
        self.actions = PeopleActions(room=room, rings=self.rings, people=self.people, situation=situation)
        self.rings.changed.connect(self.changed)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture, after the room has."""
        self.people.on_changes(changes)

    def stop(self) -> None:
        """Ring no more."""
        self.rings.stop()
        self.people.stop()
