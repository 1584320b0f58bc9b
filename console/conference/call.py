"""What passes between the view of a call and the platform: coming in, marks, signals, going."""

from __future__ import annotations

import logging
from typing import Final, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.commands import Args, ConferenceSignal
from backend_client.protocol.conference import Conference, Party, PartyState
from backend_client.protocol.conference_args import ConferenceJoin, ConferenceMark
from backend_client.protocol.conference_rules import party
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import Result
from backend_client.protocol.messages import Signal as Heard
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from widgets import refusal_words
from widgets.conference.call_view import CallView
from widgets.conference.said import Mark

_log = logging.getLogger(__name__)

#: A command about a call that could not be sent for so long is not sent any more, in seconds.
_WITHIN_S: Final = 10.0
#: Why the platform took somebody out whose console it did not see any more.
LOST: Final = "lost"
#: Why it took somebody out for whom a room without its server has no place.
NO_PLACE: Final = "mesh"


class Sender(Protocol):
    """What gives commands."""

    async def send(
        self,
        name: str,
        *,
        target: str | None = None,
        args: Args | None = None,
        not_after_s: float | None = None,
    ) -> Result:
        """Give a command and return its result. Raises RequestRefused, OutboxUnusable."""
        ...

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        """Give a command that is about this very moment."""
        ...


class ConferenceCall(QObject):
    """One person's call in the conference `id`, as this console has it.

    Signals: `told(str)` when something came to nothing, in words; `barred(str)` when the platform did not
    let the person in, with its reason; `left()` when the person wants to go.
    """

    told = Signal(str)
    barred = Signal(str)
    left = Signal()

    def __init__(
        self,
        *,
        id_: str,
        me: str,
        seat: str,
        view: CallView,
        requests: Sender,
        tasks: TaskSet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.id = id_
        self.me = me
        self.view = view
        self._seat = seat
        self._requests = requests
        self._tasks = tasks
        #: What the page calls its life; empty until its devices are settled.
        self._session = ""
        #: Whether the roster has shown this life, so that another one there is somebody else's doing.
        self._settled = False
        view.joining.connect(self._join)
        view.signalled.connect(self._signal)
        view.marked.connect(self._mark)
        view.left.connect(self.left)

    @property
    def is_in(self) -> bool:
        """Whether the roster shows this call."""
        return self._settled

    def take(self, conference: Conference) -> Party | None:
        """Show who is in now; what the roster has of this person."""
        mine = party(conference, self.me)
        body = msgspec.to_builtins(conference)
        self.view.set_roster({"parties": [], **body})
        if mine is None or mine.state is not PartyState.JOINED:
            return mine
        if self._session and mine.session == self._session:
            self._settled = True
        return mine

    def is_taken_over(self, mine: Party) -> bool:
        """Whether the person has come in elsewhere meanwhile."""
        return self._settled and mine.state is PartyState.JOINED and mine.session != self._session

    def come_back(self) -> None:
        """Come in again, as the same page: the platform had thought this console gone."""
        if self._session and self._settled:
            self._join(self._session)

    def hear(self, signal: Heard) -> None:
        """Take in what another participant's page says to this one."""
        if signal.to == self.me:
            self.view.take_signal(signal.from_, bytes(signal.data))

    async def leave(self) -> None:
        """Say that the person goes. What the platform answers to it changes nothing here."""
        await self._give("conference.leave", Empty())

    def _join(self, session: str) -> None:
        self._session, self._settled = session, False
        self._tasks.spawn(self._come_in(session), name="join a conference")

    async def _come_in(self, session: str) -> None:
        error = await self._give("conference.join", ConferenceJoin(session=session, seat=self._seat))
        if error is None or session != self._session:
            return
        if error.code in (ErrorCode.UNAVAILABLE, ErrorCode.EXPIRED):
            # Nobody said no: it is tried again when the platform is back.
            self.told.emit(refusal_words.refusal(error))
        else:
            self.barred.emit(refusal_words.refusal(error))

    def try_again(self) -> None:
        """The platform is back: come in, if that could not be said before."""
        if self._session and not self._settled:
            self._join(self._session)

    def _mark(self, mark: Mark) -> None:
        args = ConferenceMark(hand=mark.hand, sharing=mark.sharing, muted=mark.muted)
        self._tasks.spawn(self._say(args), name="mark oneself")

    async def _say(self, args: ConferenceMark) -> None:
        error = await self._give("conference.mark", args)
        if error is not None:
            self.told.emit(refusal_words.refusal(error))

    def _signal(self, to: str, data: bytes) -> None:
        self._tasks.spawn(self._hand_on(to, data), name="signal of a conference")

    async def _hand_on(self, to: str, data: bytes) -> None:
        args = ConferenceSignal(to=to, data=msgspec.Raw(data))
        result = await self._requests.send_momentary("conference.signal", target=self.id, args=args)
        if result.error is not None:
            _log.info("a signal to %s was not delivered: %s", to, result.error.message)
            self.view.refused(to, result.error.code)

    async def _give(self, name: str, args: Args) -> Error | None:
        try:
            result = await self._requests.send(name, target=self.id, args=args, not_after_s=_WITHIN_S)
        except RequestRefused as refused:
            return refused.error
        except OutboxUnusable as error:
            return Error(code=ErrorCode.UNAVAILABLE, message=str(error))
        if result.error is not None:
            _log.info("%s was refused: %s", name, result.error.message)
        return result.error
