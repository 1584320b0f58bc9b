"""Who sits at this desk: signing in, going away for a moment, changing, leaving. The wall goes on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from backend_client.protocol.messages import User
from backend_client.protocol.roles import DEVICE
from backend_client.status import FeedStatus
from backend_client.tasks import TaskSet
from console.people.lock import Cover, Entry, cover_of, entry_of, is_due
from console.people.seat_keeping import SeatKeeping
from console.people.session import Session
from console.people.signing_in import admitted, may_keep_device
from widgets.dispatch.coverable import Coverable
from widgets.dispatch.sign_in_dialog import SignInDialog
from widgets.dispatch.sign_in_form import SignInForm

_log = logging.getLogger(__name__)

#: A desk is uncovered after so many seconds although the feed has not followed yet: the password was right.
_FEED_WITHIN_S: Final = 5.0


async def _nothing() -> None:
    """Nobody has to hear that somebody goes."""


@dataclass(frozen=True, slots=True)
class DeskCover:
    """What covering a desk does to its other parts; `take_leave` is told before the person's account goes."""

    set_locked: Callable[[bool], None]
    has_draft: Callable[[], bool]
    has_unsent: Callable[[], bool]
    hide_dialogs: Callable[[], None]
    show_dialogs: Callable[[], None]
    discard_dialogs: Callable[[], None]
    forget_commands: Callable[[], None]
    take_leave: Callable[[], Awaitable[None]] = _nothing


class People(QObject):
    """Covers and uncovers the desk, and lets people change on the connection that there is.

    Signals: `changed()` when the person or the cover is another; `told(str)` with a sentence in passing,
    `warned(str)` with one that must be seen, empty when it no longer holds.
    """

    changed = Signal()
    told = Signal(str)
    warned = Signal(str)

    def __init__(
        self,
        *,
        session: Session,
        desk: Coverable,
        cover: DeskCover,
        seat: SeatKeeping,
        idle_limit_s: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._cover = cover
        self._seat = seat
        self._idle_limit_s = idle_limit_s
        self._tasks = TaskSet()
        self._locked = not (session.attended or session.embedded)
        self._left = False
        self._to_seat = True
        self._user: User | None = None
        self._acting = asyncio.Event()
        self._shown: Cover | None = None
        self._dialog: SignInDialog | None = None
        desk.lock_screen.sign_in_requested.connect(self._enter_from_lock_screen)

    @property
    def cover(self) -> Cover:
        """Whether the desk can be used."""
        return cover_of(person=self._person, locked=self._locked)

    @property
    def name(self) -> str:
        """How people call whoever sits here; empty for nobody."""
        return "" if not self._person else self._user.name if self._user is not None else self._person

    @property
    def user(self) -> User | None:
        """The person who acts here now; None for nobody, or while that is not known yet."""
        return self._user if self._person else None

    def start(self) -> None:
        """Show how the desk stands."""
        self._show()
        credentials = self._session.credentials
        if credentials is not None and credentials.unusable:
            text = self.tr("This workstation has no usable keyring: sign-ins last until the console ends.")
            self._desk.lock_screen.show_notice(text)
            self.told.emit(text)

    async def close(self) -> None:
        """Stop what is under way; whoever sat here sits here no longer."""
        if self._dialog is not None:
            self._dialog.reject()
        await self._tasks.close()
        await self._leave_seat()

    def lock(self) -> None:
        """Cover the desk; the person comes back with the password."""
        if self._at_home:
            self.told.emit(self.tr("No password was typed at this desk, so it is not locked: sign in first."))
        elif not self._locked and self._person:
            self._locked = True
            self._show()

    def look(self, idle_s: float) -> None:
        """Cover a desk that was not used for too long."""
        if not self._at_home and is_due(idle_s=idle_s, limit_s=self._idle_limit_s, cover=self.cover):
            _log.info("the desk was not used for %.0f s: locked", idle_s)
            self.lock()

    def on_feed(self, status: FeedStatus) -> None:
        """The feed's state changed: perhaps somebody else acts now."""
        acts = self._session.access.person
        if status.acting and not self._acting.is_set():
            self._desk.lock_screen.form.forget_error()
        if not status.acting:
            self._acting.clear()
            if status.needs_sign_in or acts is None:
                self._user = None if acts is None else self._user
                self._locked = self._locked or status.needs_sign_in
                self._show()
            return
        self._acting.set()
        is_new = status.user != self._user
        self._user = status.user
        device = acts is None and self._session.access.device is not None
        if device and status.user is not None and DEVICE not in status.user.roles:
            self._tasks.spawn(self._refuse_device(status.user.name), name="not a device")
        if is_new:
            self._show()
            self.changed.emit()
        if self._to_seat and self.cover is Cover.OPEN and self._user is not None:
            self._to_seat = False
            self._tasks.spawn(self._take_seat(), name="take the seat")

    def change(self) -> None:
        """Ask who takes over from the person who sits here, or whether he only leaves."""
        if self._dialog is not None or self.cover is not Cover.OPEN:
            return
        unsent = self.tr("What {name} gave and was not sent yet stays here until that person signs in again.")
        dialog = SignInDialog(
            address=self._session.http_base,
            title=self.tr("Change person"),
            about=unsent.format(name=self.name) if self._cover.has_unsent() else "",
            leave=self.tr("Cancel"),
            may_sign_off=not self._at_home,
            may_keep_device=self._may_enrol,
            parent=self._desk.window(),
        )
        dialog.sign_in_requested.connect(
            lambda *given: self._tasks.spawn(self._enter(dialog.form, *given), name="change person")
        )
        dialog.sign_off_requested.connect(self.sign_off)
        dialog.finished.connect(self._dialog_gone)
        self._dialog = dialog
        dialog.open()

    def sign_off(self) -> None:
        """The person leaves; the wall goes on as the workstation's own account, or as long as it may."""
        self._tasks.spawn(self._sign_off(), name="sign off")

    # Inside

    @property
    def _person(self) -> str:
        """Whoever sits here, by the name that he signed in by; empty for nobody."""
        person = self._session.access.person
        if person is None or self._left:
            return ""
        return person.user or "desk"

    @property
    def _at_home(self) -> bool:
        """Whether this is an embedded platform's desk that nobody has signed in at."""
        access = self._session.access
        return access.home is not None and access.person is access.home

    @property
    def _may_enrol(self) -> bool:
        """Whether this workstation has a keyring, and no account of its own in it yet."""
        return self._session.access.device is None and may_keep_device(self._session)

    def _enter_from_lock_screen(self, user: str, password: str, code: str, device: bool) -> None:
        form = self._desk.lock_screen.form
        self._tasks.spawn(self._enter(form, user, password, code, device), name="sign in")

    async def _enter(self, form: SignInForm, user: str, password: str, code: str, device: bool) -> None:
        away = self.tr("The platform does not answer, and unlocking needs it. Try again when it is back.")
        bearer = await admitted(
            self._session,
            form,
            user=user,
            password=password,
            code=code,
            unreachable=away if self.cover is not Cover.OPEN else "",
        )
        if bearer is None:
            return
        if device:
            await self._leave_seat()
            await self._session.enrol(user=user, secret=password)
            self._begin_anew()
            self._show()
            return
        entry = entry_of(person=self._person, came=user)
        if entry is Entry.CHANGE:
            await self._leave_seat()
        if entry is not Entry.RETURN:
            self._begin_anew()
        self._left = False
        self._acting.clear()
        self._session.attended = True
        self._session.change_bearer(bearer)
        try:
            async with asyncio.timeout(_FEED_WITHIN_S):
                await self._acting.wait()
        except TimeoutError:
            _log.warning("the feed has not followed %s yet", user)
        self._locked = False
        self._close_dialog()
        self._show()
        self.changed.emit()

    async def _sign_off(self) -> None:
        self._close_dialog()
        await self._leave_seat()
        self._begin_anew()
        if self._session.access.home is not None:
            self._session.change_bearer(self._session.access.home)
        elif self._session.access.device is not None:
            self._session.change_bearer(None)
        else:
            # Without an account of its own the wall lives on the person's token, as long as that is good.
            self._left = True
            if self._session.credentials is not None:
                self._session.credentials.forget_session()
        self._locked = False
        self._show()
        self.changed.emit()

    async def _take_seat(self) -> None:
        await self._seat.take()
        if self._seat.refusal:
            self.warned.emit(self._seat.refusal)

    async def _leave_seat(self) -> None:
        if self._person:
            # Also when the platform is away: nothing that is the person's goes on without him.
            await self._cover.take_leave()
        if self._person and self._user is not None and self._acting.is_set():
            await self._seat.hand_over(self._user.id)

    async def _refuse_device(self, name: str) -> None:
        _log.error("%s is a person's account, not a device's: it is not kept", name)
        await self._session.forget_device()
        self._desk.lock_screen.show_notice(
            self.tr("{name} is not a device account, so it was not kept on this workstation.").format(
                name=name
            )
        )

    def _begin_anew(self) -> None:
        """Nothing that the former person had begun is the next one's."""
        self._cover.discard_dialogs()
        self._cover.forget_commands()
        self.warned.emit("")
        self._user = None
        self._to_seat = True

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    def _dialog_gone(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _show(self) -> None:
        cover = self.cover
        screen = self._desk.lock_screen
        covered = cover is not Cover.OPEN
        if covered and self._dialog is not None:
            self._dialog.reject()
        if cover is self._shown and not (covered and screen.person != self.name):
            return
        was_covered = self._shown not in (None, Cover.OPEN)
        self._shown = cover
        self._cover.set_locked(covered)
        if covered:
            user = self._person if cover is Cover.LOCKED else ""
            screen.show_person(self.name, user=user, draft=self._cover.has_draft())
            screen.form.offer_device(cover is Cover.VACANT and self._may_enrol)
            self._cover.hide_dialogs()
            self._desk.cover()
        else:
            self._desk.uncover()
            if was_covered:
                self._cover.show_dialogs()
        self.changed.emit()
