"""One-time links for people without a console: asked for, shown with their code, watched, taken back."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from backend_client.protocol.conference import Conference, PartyState
from backend_client.protocol.conference_args import ConferenceGuest, ConferenceRemove
from backend_client.protocol.conference_rules import decide, party
from backend_client.protocol.times import parse_time
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, Dispatching
from console.conference.actions import why_words
from console.conference.room import ConferenceRoom
from console.incidents.link_code import link_code
from console.situation import Situation
from widgets.conference.guest_link import GuestLinkDialog
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import LineField
from widgets.moments import minute_text, moment_text

translate = QCoreApplication.translate

#: As long as a guest's name may be.
_LONGEST: Final = 60
#: A link that could not be made for so long is not made any more, in seconds.
_WITHIN_S: Final = 15.0


class GuestLinks(QObject):
    """Asks for a guest's name, then shows the link. `address` is the platform's own, before every path."""

    def __init__(
        self,
        *,
        room: ConferenceRoom,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        address: Callable[[], str],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._conferences = picture.of(Conference)
        self._situation = situation
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._address = address
        self._now = now
        self._asked: dict[str, str] = {}
        self._dialog: GuestLinkDialog | None = None
        self._conference, self._guest = "", ""
        dispatching.command_done.connect(self._on_done)
        room.changed.connect(self.look)

    @property
    def dialog(self) -> GuestLinkDialog | None:
        """The link that is shown."""
        return self._dialog

    def ask(self, name: str = "") -> None:
        """Ask who the guest is, probably `name`, and make a link into this console's conference."""
        id_ = self._room.here
        conference = self._room.conference
        if conference is None:
            return
        form = Form(
            title=translate("ConferenceGuests", "Invite a guest by a link"),
            about=conference.title,
            send=translate("ConferenceGuests", "Make the link"),
            fields=(
                LineField(
                    "name",
                    translate("ConferenceGuests", "Who is it for"),
                    name[:_LONGEST],
                    required=True,
                    placeholder=translate("ConferenceGuests", "Name, as the others will read it"),
                ),
            ),
            words=None,
        )

        def named(answer: FormAnswer) -> None:
            guest = answer.word("name").strip()[:_LONGEST]
            args = ConferenceGuest(name=guest)
            key = self._dispatching.give("conference.guest", target=id_, args=args, not_after_s=_WITHIN_S)
            self._asked[key] = guest

        self._dialogs.ask(form, named)

    def look(self) -> None:
        """Say how the link stands that is shown."""
        entry = self._conferences.get(self._conference)
        if self._dialog is None or entry is None:
            return
        conference = entry.data
        one = party(conference, self._guest)
        why = decide("conference.remove", conference, self._room.me, self._situation.roles)
        not_back = "" if why is None else why_words(why)
        match None if one is None else one.state:
            case PartyState.INVITED if one is not None and one.opened_at:
                told = translate("ConferenceGuests", "Opened {time}: {name} is about to come in.")
                told = told.format(time=minute_text(parse_time(one.opened_at)), name=one.name)
                self._dialog.show_state(told, is_good=False, can_go_back=True, why_not_back=not_back)
            case PartyState.INVITED:
                waits = translate("ConferenceGuests", "Not used yet.")
                self._dialog.show_state(waits, is_good=True, why_not_back=not_back)
            case PartyState.JOINED if one is not None:
                told = translate("ConferenceGuests", "Used: {name} is in the room since {time}.")
                time = minute_text(parse_time(one.joined_at or one.since))
                self._dialog.show_state(told.format(name=one.name, time=time), is_good=False)
            case PartyState.REMOVED:
                told = translate("ConferenceGuests", "Taken back: it opens nothing any more.")
                self._dialog.show_state(told, is_good=False)
            case PartyState.LEFT if one is not None:
                told = translate("ConferenceGuests", "Used: {name} has left again.")
                self._dialog.show_state(told.format(name=one.name), is_good=False)
            case PartyState.CALLED_OFF:
                told = translate("ConferenceGuests", "The conference is over: it opens nothing any more.")
                self._dialog.show_state(told, is_good=False)

    def _on_done(self, done: CommandDone) -> None:
        if (name := self._asked.pop(done.key, None)) is None:
            return
        entry = self._conferences.get(done.target)
        path, guest = done.data.get("path"), done.data.get("guest")
        if entry is None or not isinstance(path, str) or not isinstance(guest, str):
            return
        address = self._address().rstrip("/") + path
        told = translate("ConferenceGuests", "For {name}: {title}")
        until = moment_text(str(done.data.get("expires_at", "")), now=self._now())
        about = told.format(name=name, title=entry.data.title)
        self._conference, self._guest = done.target, guest

        def make(parent: QWidget) -> GuestLinkDialog:
            dialog = self._dialog = GuestLinkDialog(
                about=about,
                address=address,
                until=until,
                code=link_code(address),
                caution=caution_of(address),
                parent=parent,
            )
            dialog.take_back_requested.connect(self._take_back)
            dialog.finished.connect(self._closed)
            return dialog

        if self._dialogs.show_dialog(make):
            self.look()
        else:
            busy = translate(
                "ConferenceGuests", "A form was open when the guest link came: make another link"
            )
            self._room.told.emit(busy)

    def _take_back(self) -> None:
        args = ConferenceRemove(user=self._guest)
        self._dispatching.give("conference.remove", target=self._conference, args=args, not_after_s=_WITHIN_S)

    def _closed(self) -> None:
        self._dialog = None


def caution_of(address: str) -> str:
    """What keeps a guest from opening a link, or from being seen and heard; empty for nothing."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if here:
        return translate(
            "ConferenceGuests", "This platform serves this machine only: no other device can open the link."
        )
    if parts.scheme != "https":
        return translate(
            "ConferenceGuests",
            "This platform is reached without https, where browsers refuse camera and microphone: the link "
            "does not open. Let the platform serve https first.",
        )
    return ""
