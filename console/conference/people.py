"""The people of a conference at one desk: who is proposed, who is there, what the moderator does with them.

The rows are those of the conference that this console is in, else of the one that is chosen on the sheet.
"""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.commands import Args
from backend_client.protocol.conference import Conference, PartyState
from backend_client.protocol.conference_args import (
    ConferenceInvite,
    ConferenceLock,
    ConferenceMute,
    ConferenceProposals,
    ConferenceRemove,
    ProposalsFound,
)
from backend_client.protocol.conference_rules import decide
from backend_client.protocol.duty import Contact
from backend_client.protocol.entities import Seat
from backend_client.protocol.incident_args import Empty
from backend_client.questions import Questions, RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.conference import people_rows
from console.conference.actions import why_words
from console.conference.forms import close_form, remove_form
from console.conference.guest_links import GuestLinks
from console.conference.people_rows import Placed, Seen, found_rows, room_rows
from console.conference.rings import Clock
from console.conference.room import ConferenceRoom
from console.situation import Situation
from console.windows import DeskWindow
from widgets import refusal_words
from widgets.conference.people_list import RowAct
from widgets.conference.people_sheet import PeopleSheet
from widgets.dispatch.form_dialog import FormAnswer
from widgets.duty.numbers import first_phone
from widgets.initials import Initials

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate

GUEST: Final = "guest"
LOCK: Final = "lock"
CLOSE: Final = "close"
#: An act that could not be sent for so long is not sent any more, in seconds.
_WITHIN_S: Final = 15.0
#: What is asked anew when the matter changes waits for the end of a burst.
_BURST_MS: Final = 1000


class PeopleRoom(QObject):
    """Owns the sheet of people; it hangs on the room's own sheet."""

    def __init__(
        self,
        *,
        room: ConferenceRoom,
        desk: DeskWindow,
        links: GuestLinks,
        picture: Picture,
        situation: Situation,
        questions: Questions,
        tasks: TaskSet,
        dispatching: Dispatching,
        dialogs: Dialogs,
        initials: Initials,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._desk = desk
        self._links = links
        self._conferences = picture.of(Conference)
        self._seats = picture.of(Seat)
        self._contacts = picture.of(Contact)
        self._situation = situation
        self._questions = questions
        self._tasks = tasks
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._initials = initials
        self._clock = clock
        self._placed: dict[str, Placed] = {}
        self._found: ProposalsFound | None = None
        self._told = ""
        #: For which conference `_found` is.
        self._found_for = ""
        self.sheet = PeopleSheet()
        self.sheet.hide()
        room.place.sheet.add_part(self.sheet)
        # Qt says so, too, while it takes the list apart: then nobody is to look.
        self._chosen = room.place.sheet.rows.currentItemChanged.connect(lambda *_: self.look())
        self.sheet.searched.connect(lambda _needle: self.look())
        self.sheet.act_requested.connect(self.act)
        self.sheet.room_act_requested.connect(self.act_on_room)
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self.look)
        self._burst = QTimer(self, singleShot=True, interval=_BURST_MS)
        self._burst.timeout.connect(self._ask)
        self._changed = room.changed.connect(self.look)
        room.entered.connect(self._on_entered)

    # What others ask.

    @property
    def shown(self) -> str:
        """The id of the conference whose people are shown; empty for none."""
        return self._room.here or self._room.place.sheet.current

    def focus(self) -> None:
        """Bring the people to the front, with the keyboard among them."""
        self._room.place.show_sheet()
        self.sheet.focus()

    def focus_search(self) -> None:
        """Bring the people to the front, with the keyboard in the search."""
        self._room.place.show_sheet()
        self.sheet.search.setFocus()

    def why_not(self, act: str) -> str:
        """Why an act on the room is not possible now, in words; empty when it is."""
        conference = self._room.conference
        if conference is None:
            return translate("Conferences", "You are in no conference")
        name = {GUEST: "conference.guest", LOCK: "conference.lock", CLOSE: "conference.close"}[act]
        why = decide(name, conference, self._room.me, self._situation.roles)
        return "" if why is None else why_words(why)

    def act_on_room(self, act: str) -> None:
        """Invite a guest, lock or open the room, end the conference for all."""
        id_, conference = self._room.here, self._room.conference
        if conference is None or self.why_not(act):
            return
        match act:
            case "guest":
                self._links.ask()
            case "lock":
                self._give("conference.lock", id_, ConferenceLock(locked=not conference.locked))
            case "close":
                form = close_form(conference.title)
                self._dialogs.ask(form, lambda _answer: self._give("conference.close", id_, Empty()))

    def act(self, act: str, key: str) -> None:
        """Do what a row's button says."""
        placed, id_ = self._placed.get(key), self._room.here
        if placed is None or not id_:
            return
        match act:
            case people_rows.ASK if placed.invitee is not None:
                self._give("conference.invite", id_, ConferenceInvite(people=(placed.invitee,)))
                self.sheet.search.clear()
            case people_rows.LINK:
                self._links.ask(placed.name)
            case people_rows.TAKE_BACK:
                self._give("conference.remove", id_, ConferenceRemove(user=placed.party))
            case people_rows.MUTE | people_rows.UNMUTE:
                muted = act == people_rows.MUTE
                self._give("conference.mute", id_, ConferenceMute(user=placed.party, muted=muted))
            case people_rows.REMOVE:

                def removed(answer: FormAnswer) -> None:
                    args = ConferenceRemove(user=placed.party, reason=answer.text)
                    self._give("conference.remove", id_, args)

                self._dialogs.ask(remove_form(placed.name), removed)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture; conferences are the room's to tell of."""
        conference = self._room.conference
        if conference is None:
            return
        matter = conference.incident
        if changes.touches("seat") or (matter is not None and matter in changes.ids("incident")):
            self._burst.start()

    def stop(self) -> None:
        """The desk is about to go."""
        self._seconds.stop()
        self._burst.stop()
        for each in (self._chosen, self._changed):
            QObject.disconnect(each)

    def look(self) -> None:
        """Show how the people stand now."""
        entry = self._conferences.get(self.shown)
        if entry is None or entry.data.closed_at is not None:
            self._placed = {}
            self.sheet.hide()
            self._seconds.stop()
            return
        conference, is_in = entry.data, self._room.here == entry.id
        found = self._found if self._found_for == entry.id else None
        seen = self._seen(is_in=is_in)
        needle = self.sheet.search.needle if is_in else ""
        if needle and found is not None:
            rows = found_rows(conference, found.others, lambda name: self._matches(name, needle), seen)
        else:
            rows = room_rows(conference, found, seen)
        self._placed = {each.row.key: each for each in rows}
        self.sheet.show_room(self._room_acts(conference) if is_in else (), told=self._told if is_in else "")
        self.sheet.show_people([each.row for each in rows])
        self.sheet.show()
        if any(each.state is PartyState.RINGING for each in conference.parties):
            self._seconds.start()
        else:
            self._seconds.stop()

    # Inside

    def _on_entered(self, id_: str) -> None:
        self.sheet.search.clear()
        self._ask()
        entry = self._conferences.get(id_)
        if entry is None or entry.data.opened_by != self._room.me or len(entry.data.parties) > 1:
            return
        # Who has just opened one asks people next; what he is writing meanwhile is not torn from him.
        writes = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if writes or self._dialogs.is_open or self._desk.sheets.is_covered:
            self._room.place.show_sheet(moves=False)
        else:
            self.focus()

    def _ask(self) -> None:
        id_, conference = self._room.here, self._room.conference
        if conference is None:
            return
        about = ConferenceProposals()
        if conference.incident is not None:
            about = ConferenceProposals(incident=conference.incident)
        elif conference.alarm is not None:
            about = ConferenceProposals(alarm=conference.alarm)
        self._tasks.spawn(self._find(id_, about), name="whom to ask to a conference")

    async def _find(self, id_: str, about: ConferenceProposals) -> None:
        try:
            found = await self._questions.ask("conference.proposals", about, answer=ProposalsFound)
        except RequestRefused as refused:
            _log.info("whom to ask is not known: %s", refused)
            self._told = translate("ConferencePeople", "Whom to ask is not known: {why}").format(
                why=refusal_words.refusal(refused.error)
            )
        else:
            self._found, self._found_for, self._told = found, id_, ""
        self.look()

    def _seen(self, *, is_in: bool) -> Seen:
        return Seen(
            me=self._room.me,
            roles=self._situation.roles,
            now=self._clock.now(),
            rate=self._clock.rate(),
            seat_name=self._seat_name,
            contact=self._contact,
            is_in=is_in,
        )

    def _seat_name(self, id_: str) -> str:
        entry = self._seats.get(id_)
        return "" if entry is None else entry.data.name

    def _contact(self, id_: str) -> str:
        entry = self._contacts.get(id_)
        if entry is None:
            return ""
        phone = first_phone(entry.data)
        return entry.data.name if phone is None else f"{entry.data.name} {phone.number}"

    def _matches(self, name: str, needle: str) -> bool:
        return needle in self._initials.search_text(name)

    def _room_acts(self, conference: Conference) -> tuple[RowAct, ...]:
        lock = (
            translate("ConferencePeople", "Unlock the room")
            if conference.locked
            else translate("ConferencePeople", "Lock the room")
        )
        return (
            RowAct(GUEST, translate("ConferencePeople", "Guest link …"), self.why_not(GUEST)),
            RowAct(LOCK, lock, self.why_not(LOCK)),
            RowAct(CLOSE, translate("ConferencePeople", "End for all …"), self.why_not(CLOSE)),
        )

    def _give(self, name: str, target: str, args: Args) -> None:
        self._dispatching.give(name, target=target, args=args, not_after_s=_WITHIN_S)
