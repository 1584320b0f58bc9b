"""The conference that this console is in, and those that it could be in.

One at a time: coming into another leaves the one before. The page carries pictures and voices; without the
platform they go on, and when it is back the person is put into the roster again if it had thought him gone.

On a covered desk the call goes on unseen: microphone and camera are off until somebody turns them on again,
since who has gone away must not be overheard; the others are still heard, since who only listens has not.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.conference import Conference, Party, PartyState
from backend_client.protocol.conference_args import ConferenceOpen
from backend_client.protocol.conference_rules import party
from backend_client.protocol.messages import Signal as Heard
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.actions.keys import HELD
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.conference.board import ConferenceBoard, Standing
from console.conference.call import LOST, NO_PLACE, ConferenceCall, Sender
from console.conference.matter import Matter, conference_about, open_conferences
from console.conference.place import CallPlace
from console.conference.provider import ConferenceProvider
from console.conference.stay import Stay
from console.conference.talk_key import TalkKey
from console.conference.watch import CallWatch
from console.situation import Situation
from console.wall.camera_tiles import CameraTiles
from console.windows import DeskWindow

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate

#: A conference that could not be opened for so long is not opened any more, in seconds.
_OPEN_WITHIN_S: Final = 15.0
#: Nobody who leaves waits longer for the platform to know it.
_LEAVE_WITHIN_S: Final = 2.0


class ConferenceRoom(QObject):
    """Signals: `changed()` when a conference, or how this console stands to it, is another; `told(str)` with
    a sentence in passing; `entered(id)` when this console has opened, or come into, a conference.
    """

    changed = Signal()
    told = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        *,
        desk: DeskWindow,
        cameras: CameraTiles,
        picture: Picture,
        situation: Situation,
        requests: Sender,
        dispatching: Dispatching,
        tasks: TaskSet,
        providers: Sequence[ConferenceProvider],
        seat: str,
        folder: Path,
        now: Callable[[], float],
        rate: Callable[[], float] = lambda: 1.0,
        parent: QObject | None = None,
    ) -> None:
        """`seat` is this workstation's; `folder` keeps what it is in; `now` is the platform's time, which
        passes `rate` times as fast as people's.
        """
        super().__init__(parent)
        self._desk = desk
        self._situation = situation
        self._conferences = picture.of(Conference)
        self._requests = requests
        self._dispatching = dispatching
        self._tasks = tasks
        self._providers = tuple(providers)
        self._seat = seat
        self._stay = Stay(folder=folder)
        self.place = CallPlace(desk=desk, cameras=cameras, parent=self)
        self.place.sheet.join_requested.connect(self.join)
        self.talk = TalkKey(key=HELD["conference.talk"], parent=self)
        self.talk.held.connect(self._talk)
        self._call: ConferenceCall | None = None
        self._provider: ConferenceProvider | None = None
        self._watch: CallWatch | None = None
        self._opening = ""
        self._awaited = ""
        self._is_live = False
        self._locked = True
        self._returned = ""
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)
        situation.changed.connect(self._on_person)
        self._board = ConferenceBoard(
            place=self.place, strip=desk.status, standing=self._standing, now=now, rate=rate, parent=self
        )

    # How it stands.

    @property
    def me(self) -> str:
        """Id of the person here; empty for nobody."""
        user = self._situation.user
        return "" if user is None else user.id

    @property
    def here(self) -> str:
        """Id of the conference that this console is in; empty for none."""
        return "" if self._call is None else self._call.id

    @property
    def call(self) -> ConferenceCall | None:
        """The call itself."""
        return self._call

    @property
    def conference(self) -> Conference | None:
        """The conference that this console is in."""
        entry = self._conferences.get(self.here)
        return None if entry is None else entry.data

    @property
    def mine(self) -> Party | None:
        """This person in its roster, while he is in the room."""
        conference = self.conference
        found = None if conference is None else party(conference, self.me)
        return found if found is not None and found.state is PartyState.JOINED else None

    def open_conferences(self) -> tuple[tuple[str, Conference], ...]:
        """All that go on, with their ids."""
        return open_conferences(self._conferences)

    # What the person does.

    def confer(self, matter: Matter) -> None:
        """Come into the conference about a matter, or open one."""
        going_on = conference_about(matter, self.open_conferences())
        if going_on:
            self.join(going_on)
        elif not self._opening:
            args = ConferenceOpen(
                title=matter.title,
                incident=matter.incident,
                alarm=matter.alarm,
                plan=matter.plan,
                seat=self._seat,
            )
            self._opening = self._dispatching.give(
                "conference.open", target=None, args=args, not_after_s=_OPEN_WITHIN_S
            )

    def join(self, id_: str) -> None:
        """Come into a conference, or bring it to the front when this console is in it."""
        if id_ == self.here:
            self.place.show()
        elif id_ in self._conferences:
            self.leave()
            self._enter(id_, self._conferences[id_].data)

    def leave(self) -> None:
        """Go out of the conference."""
        call = self._call
        if call is not None:
            self._end()
            self._tasks.spawn(call.leave(), name="leave a conference")

    async def take_leave(self) -> None:
        """The person is about to go, or the console to end: leave, waiting a moment for the platform."""
        call = self._call
        if call is None:
            return
        self._end()
        try:
            async with asyncio.timeout(_LEAVE_WITHIN_S):
                await call.leave()
        except TimeoutError:
            _log.warning("the conference %s was left without the platform's answer", call.id)

    def order(self, name: str, **more: bool) -> None:
        """Do in the call what one of its buttons does."""
        if self._call is not None:
            self._call.view.order(name, **more)

    def put_beside(self, camera: str) -> None:
        """Show a camera beside the call, or none where that one stands there already."""
        self.place.put_beside("" if camera == self.place.beside else camera)
        self.place.show()

    # What others tell.

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("conference"):
            self._look()

    def on_feed(self, status: FeedStatus) -> None:
        """Take in how the connection is."""
        was_live, self._is_live = self._is_live, status.state is FeedState.LIVE and status.acting
        if self._is_live == was_live:
            return
        if self._call is not None:
            self._call.view.set_platform(there=self._is_live)
            if self._is_live:
                self._call.try_again()
        self._look()

    def on_signal(self, signal: Heard) -> None:
        """Take in what another participant's page says."""
        if self._call is not None and signal.conference == self._call.id:
            self._call.hear(signal)

    def set_locked(self, locked: bool) -> None:
        """The desk is covered, or can be used again."""
        self._locked = locked
        self.talk.set_on(not locked and self._call is not None)
        if locked:
            self._be_quiet()
            return
        if self._call is not None:
            self.told.emit(
                translate("Conferences", "You are muted in the conference since the desk was locked")
            )
        self._return()

    def stop(self) -> None:
        """The desk is about to go."""
        self._board.stop()
        self.talk.set_on(False)

    # Inside

    def _on_done(self, done: CommandDone) -> None:
        if done.key == self._opening:
            self._opening, self._awaited = "", done.target
            self._look()

    def _on_refused(self, refused: CommandRefused) -> None:
        if refused.key == self._opening:
            self._opening = ""

    def _on_person(self) -> None:
        if self._call is not None and self.me not in ("", self._call.me):
            # Somebody else sits here now; who sat here has left already, or lives elsewhere.
            self._end()
        self._return()
        self._look()

    def _look(self) -> None:
        if self._awaited and self._awaited in self._conferences:
            # The roster may come after the result.
            awaited, self._awaited = self._awaited, ""
            self.leave()
            self._enter(awaited, self._conferences[awaited].data)
        if self._call is not None and (entry := self._conferences.get(self._call.id)) is not None:
            self._follow(self._call, entry.data)
        self._return()
        self._show()
        self.changed.emit()

    def _follow(self, call: ConferenceCall, conference: Conference) -> None:
        if conference.closed_at is not None:
            self._end(translate("Conferences", "The conference has ended."))
            return
        if self._provider is not None and not self._provider.holds(conference.provider):
            self._enter(call.id, conference)
            return
        was_in = call.is_in
        mine = call.take(conference)
        match None if mine is None else mine.state:
            case PartyState.REMOVED:
                self._end(translate("Conferences", "The moderator has removed you from the conference."))
            case PartyState.LEFT if was_in and mine is not None and mine.reason == LOST:
                call.come_back()
            case PartyState.LEFT | PartyState.CALLED_OFF if was_in and mine is not None:
                if mine.reason == NO_PLACE:
                    told = translate("Conferences", "There is no place for you in the conference: telephone.")
                else:
                    told = translate("Conferences", "You have left the conference at another seat.")
                self._end(told)
            case PartyState.JOINED if mine is not None and call.is_taken_over(mine):
                self._end(translate("Conferences", "You have come into the conference at another seat."))
        if call.is_in and self._call is call:
            self._stay.keep(call.me, call.id)

    def _enter(self, id_: str, conference: Conference) -> None:
        provider = next((each for each in self._providers if each.holds(conference.provider)), None)
        if provider is None or not self.me:
            return
        self._end()
        view = provider.open(conference, me=self.me, parent=self.place.dock)
        call = self._call = ConferenceCall(
            id_=id_,
            me=self.me,
            seat=self._seat,
            view=view,
            requests=self._requests,
            tasks=self._tasks,
            parent=self,
        )
        self._provider = provider
        self._watch = CallWatch(view=view, name_of=self._name_of, parent=call)
        self._watch.changed.connect(self._board.show_strip)
        call.told.connect(self.told)
        call.barred.connect(lambda why: self._end(why) if call is self._call else None)
        call.left.connect(lambda: self.leave() if call is self._call else None)
        view.asking.connect(self.place.show)
        view.joining.connect(lambda _session: self._came_anew(call))
        call.take(conference)
        view.set_platform(there=self._is_live)
        self.place.put(view)
        self.talk.set_on(not self._locked)
        self._show()
        self.entered.emit(id_)
        self.changed.emit()

    def _came_anew(self, call: ConferenceCall) -> None:
        """A page that was loaded again knows nothing of what its person had turned off."""
        mine = self.mine
        if call is self._call and mine is not None and mine.muted and mine.muted_by in ("", call.me):
            call.view.order("mute", on=True)
        if self._locked:
            self._be_quiet()

    def _end(self, told: str = "") -> None:
        call, self._call = self._call, None
        if call is None:
            return
        self._provider = None
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        self.talk.set_on(False)
        self._stay.keep(call.me, "")
        self.place.clear()
        call.deleteLater()
        if told:
            # Nobody asked for it: it stands until it is seen.
            self._desk.banners.show_notice(told)
        self._show()
        self.changed.emit()

    def _return(self) -> None:
        """Go back to where this console was before it was started again."""
        if self._call is not None or self._locked or not self._is_live or not self.me:
            return
        if self._returned == self.me:
            return
        self._returned = self.me
        id_ = self._stay.of(self.me)
        entry = self._conferences.get(id_)
        mine = None if entry is None else party(entry.data, self.me)
        if entry is None or mine is None or entry.data.closed_at is not None:
            return
        if mine.state is PartyState.JOINED or (mine.state is PartyState.LEFT and mine.reason == LOST):
            self.told.emit(translate("Conferences", "You are back in the conference"))
            self._enter(id_, entry.data)

    def _name_of(self, id_: str) -> str:
        conference = self.conference
        found = None if conference is None else party(conference, id_)
        return id_ if found is None else found.name

    def _be_quiet(self) -> None:
        self.order("mute", on=True)
        self.order("camera", on=False)

    def _talk(self, on: bool) -> None:
        self.order("talk", on=on)
        self._board.show_strip()

    def _show(self) -> None:
        self._board.show(self.open_conferences(), me=self.me, here=self.here)

    def _standing(self) -> Standing | None:
        conference, mine = self.conference, self.mine
        if conference is None or mine is None:
            return None
        poor = self._watch is not None and self._watch.is_poor
        return Standing(conference, mine, talking=self.talk.is_held, poor=poor)
