"""The acts on calls that ring and on the people of a conference, as actions."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol import permissions
from console.conference.people import CLOSE, GUEST, LOCK, PeopleRoom
from console.conference.rings import CallRings
from console.conference.room import ConferenceRoom
from console.situation import Situation

translate = QCoreApplication.translate

_OF_RINGS: Final = ("conference.answer", "conference.decline", "conference.hand_on")
_OF_ROOM: Final = {
    "conference.guest": GUEST,
    "conference.lock": LOCK,
    "conference.close": CLOSE,
}


class PeopleActions:
    """Answers calls, asks people in, keeps order."""

    def __init__(
        self, *, room: ConferenceRoom, rings: CallRings, people: PeopleRoom, situation: Situation
    ) -> None:
        self._room = room
        self._rings = rings
        self._people = people
        self._situation = situation

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Conferences", "Conferences")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (
            *_OF_RINGS,
            "conference.calls",
            "conference.seen",
            "conference.people",
            "conference.ask",
            *_OF_ROOM,
        )

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "conference.answer":
                return translate("Conferences", "Answer the call")
            case "conference.decline":
                return translate("Conferences", "Decline the call")
            case "conference.hand_on":
                return translate("Conferences", "Hand the call on to another seat")
            case "conference.calls":
                return translate("Conferences", "To the calls that ring or were missed")
            case "conference.seen":
                return translate("Conferences", "Missed calls: seen")
            case "conference.people":
                return translate("Conferences", "People of the conference")
            case "conference.ask":
                return translate("Conferences", "Ask somebody else into the conference")
            case "conference.guest":
                return translate("Conferences", "Invite a guest by a link")
            case "conference.lock":
                return translate("Conferences", "Lock the conference's room, or open it")
        return translate("Conferences", "End the conference for all")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if not permissions.may_send("conference.join", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if id_ in _OF_ROOM:
            return self._people.why_not(_OF_ROOM[id_])
        nothing = translate("Conferences", "No conference calls you")
        match id_:
            case "conference.calls" if not (self._rings.now_ringing or self._rings.missed):
                return nothing
            case "conference.seen" if not self._rings.missed:
                return translate("Conferences", "No call was missed")
            case "conference.people" if not self._people.shown:
                return translate("Conferences", "No conference is open")
            case "conference.ask" if not self._room.here:
                return translate("Conferences", "You are in no conference")
        if id_ in _OF_RINGS and not self._rings.now_ringing:
            return nothing
        if id_ == "conference.hand_on" and not self._rings.seats():
            return translate("Conferences", "Nobody sits at another seat")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "conference.answer":
                self._rings.answer()
            case "conference.decline":
                self._rings.decline()
            case "conference.hand_on":
                self._rings.hand_on()
            case "conference.calls":
                self._rings.bar.focus()
            case "conference.seen":
                self._rings.see()
            case "conference.people":
                self._people.focus()
            case "conference.ask":
                self._people.focus_search()
            case _:
                self._people.act_on_room(_OF_ROOM[id_])
