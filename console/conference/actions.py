"""The acts on conferences that one person does for himself, as actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.conference_rules import Why, decide
from backend_client.protocol.entities import Alarm, Incident
from console.actions.keys import KEYS
from console.conference.matter import Matter, conference_about, of_alarm, of_incident
from console.conference.room import ConferenceRoom
from console.situation import Situation
from widgets.action import Action

translate = QCoreApplication.translate

_OPEN, _PLAIN, _SHEET = "conference.open", "conference.plain", "conference.sheet"
#: What can be done while this console is in a conference, by the order that the page has for it.
_ORDERS: Final = {
    "conference.mute": "mute",
    "conference.camera": "camera",
    "conference.hand": "hand",
    "conference.share": "share",
}
_TALK, _ALLOW, _SHOW = "conference.talk", "conference.allow", "conference.show"
_BESIDE, _LEAVE = "conference.beside", "conference.leave"


class ConferenceActions:
    """Confers about what is before the officer, and speaks for him in the call."""

    def __init__(
        self,
        *,
        room: ConferenceRoom,
        picture: Picture,
        situation: Situation,
        chosen_alarm: Callable[[], str],
        chosen_camera: Callable[[], str],
    ) -> None:
        """`chosen_alarm` is the id of the alarm that has the keyboard, `chosen_camera` of the camera on the
        chosen tile; empty for none.
        """
        self._room = room
        self._incidents = picture.of(Incident)
        self._alarms = picture.of(Alarm)
        self._situation = situation
        self._chosen_alarm = chosen_alarm
        self._chosen_camera = chosen_camera

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Conferences", "Conferences")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_OPEN, _PLAIN, _SHEET, _SHOW, _TALK, *_ORDERS, _BESIDE, _ALLOW, _LEAVE)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "conference.open":
                return self._open_text(self.matter())
            case "conference.plain":
                return translate("Conferences", "Open a conference about nothing in particular")
            case "conference.sheet":
                return translate("Conferences", "Open conferences")
            case "conference.show":
                return translate("Conferences", "Show the call, or the cameras again")
            case "conference.talk":
                return translate("Conferences", "Speak while the key is held")
            case "conference.mute":
                return translate("Conferences", "Mute yourself, or speak again")
            case "conference.camera":
                return translate("Conferences", "Your camera on or off")
            case "conference.hand":
                return translate("Conferences", "Raise or lower your hand")
            case "conference.share":
                return translate("Conferences", "Share the screen, or stop")
            case "conference.beside":
                return translate("Conferences", "The chosen camera beside the call")
            case "conference.allow":
                return translate("Conferences", "Allow what the call asks for")
        return translate("Conferences", "Leave the conference")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if not self._may:
            return translate("OperatorActions", "Not your role")
        match id_:
            case "conference.sheet":
                return ""
            case "conference.open":
                return self._why_not_open(self.matter())
            case "conference.plain":
                return ""
        if not self._room.here:
            return translate("Conferences", "You are in no conference")
        if id_ == _BESIDE and not (self._chosen_camera() or self._room.place.beside):
            return translate("Conferences", "No tile with a camera is chosen")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        room = self._room
        match id_:
            case "conference.open":
                matter = self.matter()
                if matter is not None:
                    room.confer(matter)
                elif room.here:
                    room.place.show()
            case "conference.plain":
                name = "" if self._situation.user is None else self._situation.user.name
                title = translate("Conferences", "Conference of {name}").format(name=name)
                room.confer(Matter(title=title))
            case "conference.sheet":
                room.place.show_sheet()
            case "conference.show":
                if room.place.is_shown:
                    room.place.hide()
                else:
                    room.place.show()
            case "conference.talk":
                room.told.emit(translate("Conferences", "Hold the key for as long as you speak"))
            case "conference.beside":
                room.put_beside(self._chosen_camera())
            case "conference.allow":
                if room.call is not None and not room.call.view.answer(yes=True):
                    room.told.emit(translate("Conferences", "The call asks for nothing now"))
            case "conference.leave":
                room.leave()
            case _:
                room.order(_ORDERS[id_])

    def put_nearest(self, cameras: Sequence[str]) -> None:
        """Of the cameras nearest to the incident, whose place the call has taken, leave the first beside it.

        They are of another place when the call is about something else.
        """
        conference = self._room.conference
        if cameras and conference is not None and conference.incident == self._situation.incident:
            self._room.place.put_beside(cameras[0])

    def matter(self) -> Matter | None:
        """What is before the officer: the alarm that has the keyboard, else the incident."""
        alarm = self._alarms.get(self._chosen_alarm())
        if alarm is not None:
            return of_alarm(alarm.id, alarm.data)
        incident = self._incidents.get(self._situation.incident)
        return None if incident is None else of_incident(incident.id, incident.data)

    def on_alarm(self, alarm: str) -> Action:
        """The act of conferring about one alarm, as it stands under the list."""
        entry = self._alarms.get(alarm)
        matter = None if entry is None else of_alarm(alarm, entry.data)
        if not self._may:
            why_not = translate("OperatorActions", "Not your role")
        elif matter is None:
            why_not = translate("Conferences", "No incident and no alarm is chosen")
        else:
            why_not = self._why_not_open(matter)
        return Action(
            id=_OPEN,
            text=self._open_text(matter),
            shortcut=KEYS[_OPEN],
            enabled=not why_not,
            why_not=why_not,
            run=lambda: None if matter is None else self._room.confer(matter),
        )

    @property
    def _may(self) -> bool:
        return permissions.may_send("conference.open", self._situation.roles)

    def _open_text(self, matter: Matter | None = None) -> str:
        going_on = "" if matter is None else conference_about(matter, self._room.open_conferences())
        if not going_on:
            return translate("Conferences", "Confer")
        if going_on == self._room.here:
            return translate("Conferences", "To the call")
        return translate("Conferences", "Join the call")

    def _why_not_open(self, matter: Matter | None) -> str:
        if matter is None:
            if self._room.here:
                return ""
            return translate("Conferences", "No incident and no alarm is chosen")
        going_on = dict(self._room.open_conferences())
        id_ = conference_about(matter, going_on.items())
        if not id_ or id_ == self._room.here:
            return ""
        why = decide("conference.join", going_on[id_], self._room.me, self._situation.roles)
        return "" if why is None else why_words(why)


def why_words(why: Why) -> str:
    """What stands against an act in a conference, in words."""
    match why:
        case Why.CLOSED:
            return translate("Conferences", "The conference has ended")
        case Why.NOT_IN:
            return translate("Conferences", "You are not in the conference")
        case Why.NOT_RUNG:
            return translate("Conferences", "It does not ring for you")
        case Why.LOCKED:
            return translate("Conferences", "The conference is locked")
        case Why.FULL:
            return translate("Conferences", "The conference is full")
        case Why.REMOVED:
            return translate("Conferences", "You were removed from the conference")
        case Why.NOT_MODERATOR:
            return translate("Conferences", "Only its moderator can")
        case Why.ELSEWHERE:
            return translate("Conferences", "It is held at another server")
    return translate("Conferences", "There is no room server")
