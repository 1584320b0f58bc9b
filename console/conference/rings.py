"""Conferences that call this person: heard and seen at the desk, covered or not, until it is answered here,
elsewhere, or by nobody.

The tone is not that of an alarm and no mute of alarms silences it: it lasts half a minute and is for one
person. In a call it sounds once, since the others hear it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence

from backend_client.picture import Picture
from backend_client.protocol.conference import Conference
from backend_client.protocol.conference_args import ConferenceDecline, ConferenceHandOn
from backend_client.protocol.entities import Seat
from console.actions.keys import KEYS
from console.alarms.sound import CALL, Sound
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.conference.forms import decline_form, hand_on_form
from console.conference.ringing import End, EndedRing, MissedCall, Ring, ended, missed, rings
from console.conference.room import ConferenceRoom
from console.conference.seen_calls import SeenCalls
from console.windows import DeskWindow
from widgets.conference import ring_words
from widgets.conference.ring_bar import RingBar, RingView
from widgets.dispatch.form_dialog import FormAnswer

#: From tone to tone.
_AGAIN_MS: Final = 3000
#: How long it is told that a ring has ended elsewhere.
_TOLD_MS: Final = 15_000
#: What one answers to a ring is worth nothing when the ring is over, in seconds.
_WITHIN_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Clock:
    """The platform's time, in seconds since the epoch, which passes `rate` times as fast as people's."""

    now: Callable[[], float]
    rate: Callable[[], float]


class CallRings(QObject):
    """What rings for the person here, and what he has missed. Signals: `changed()` when that is another."""

    changed = Signal()

    def __init__(
        self,
        *,
        room: ConferenceRoom,
        desk: DeskWindow,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        sound: Sound,
        folder: Path,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """`folder` keeps which missed calls were seen."""
        super().__init__(parent)
        self._room = room
        self._desk = desk
        self._conferences = picture.of(Conference)
        self._seats = picture.of(Seat)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._sound = sound
        self._seen = SeenCalls(folder=folder)
        self._clock = clock
        self._rings: tuple[Ring, ...] = ()
        self._missed: tuple[MissedCall, ...] = ()
        self._heard: set[str] = set()
        #: Rings that were answered, declined or handed on here: nobody has to be told of their end.
        self._settled: set[str] = set()
        self._me = ""
        key = QKeySequence(KEYS["conference.answer"]).toString(QKeySequence.SequenceFormat.NativeText)
        self.bar = RingBar(answer_key=key)
        desk.desk.add_above_corner(self.bar)
        self.bar.answer_requested.connect(self.answer)
        self.bar.decline_requested.connect(self.decline)
        self.bar.hand_on_requested.connect(self.hand_on)
        self.bar.join_requested.connect(self._join_missed)
        self.bar.seen_requested.connect(self.see)
        self.bar.left.connect(desk.desk.focus_table)
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self.look)
        self._tone = QTimer(self, interval=_AGAIN_MS)
        self._tone.timeout.connect(self._ring)
        self._told_end = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._told_end.timeout.connect(lambda: self.bar.show_told(""))
        self._changed = room.changed.connect(self.look)

    @property
    def now_ringing(self) -> tuple[Ring, ...]:
        """The conferences that ring, the one that ends first being first."""
        return self._rings

    @property
    def missed(self) -> tuple[MissedCall, ...]:
        """The calls that were missed and not seen, the newest first."""
        return self._missed

    def answer(self, id_: str = "") -> None:
        """Come into a conference that rings: the uppermost in the bar unless one is named."""
        wanted = id_ or self.bar.first
        self._settled.add(wanted)
        self._room.join(wanted)

    def decline(self, id_: str = "") -> None:
        """Ask why one does not come, and say so."""
        ring = self._find(id_)
        if ring is not None:

            def declined(answer: FormAnswer) -> None:
                self._settle(ring, "conference.decline", ConferenceDecline(reason=answer.text))

            self._dialogs.ask(decline_form(ring), declined)

    def hand_on(self, id_: str = "") -> None:
        """Ask at which seat it shall ring instead."""
        ring = self._find(id_)
        seats = self.seats()
        if ring is None or not seats:
            return

        def chosen(answer: FormAnswer) -> None:
            self._settle(ring, "conference.hand_on", ConferenceHandOn(seat=answer.word("seat")))

        self._dialogs.ask(hand_on_form(ring, seats), chosen)

    def seats(self) -> tuple[tuple[str, str], ...]:
        """Seats that somebody else holds: id, and in words which and by whom."""
        found = [
            (id_, f"{entry.data.name}   {entry.data.holder_name}".rstrip())
            for id_, entry in self._seats.items()
            if entry.data.holder not in (None, self._room.me)
        ]
        return tuple(sorted(found, key=lambda each: each[1]))

    def see(self) -> None:
        """The missed calls have been seen."""
        self._seen.add(self._room.me, (each.key for each in self._missed))
        self.look()

    def stop(self) -> None:
        """Ring no more."""
        self._seconds.stop()
        self._tone.stop()
        self._told_end.stop()
        QObject.disconnect(self._changed)

    def look(self) -> None:
        """Take in how the conferences stand."""
        me = self._room.me
        if me != self._me:
            # Somebody else's rings end without a word here.
            self._me, self._rings = me, ()
            self._heard.clear()
            self.bar.show_told("")
        everything = [(id_, entry.data) for id_, entry in self._conferences.items()]
        former = self._rings
        self._rings = rings(everything, me, now=self._clock.now())
        still = {each.id for each in self._rings}
        over = ended([each for each in former if each.id not in still], dict(everything), me)
        self._missed = missed(everything, me, self._seen.of(me))
        self._tell(over)
        self._show()
        self._sound_them(still)
        if former != self._rings:
            self.changed.emit()

    # Inside

    def _find(self, id_: str) -> Ring | None:
        wanted = id_ or self.bar.first
        return next((each for each in self._rings if each.id == wanted), None)

    def _settle(self, ring: Ring, act: str, args: ConferenceDecline | ConferenceHandOn) -> None:
        self._settled.add(ring.id)
        self._dispatching.give(act, target=ring.id, args=args, not_after_s=_WITHIN_S)

    def _join_missed(self) -> None:
        last = next(iter(self._missed), None)
        if last is not None:
            self.see()
            self._room.join(last.id)

    def _sound_them(self, ringing: set[str]) -> None:
        fresh = ringing - self._heard
        self._heard &= ringing
        if fresh:
            self._ring()
        self._heard |= fresh
        if ringing:
            self._seconds.start()
            if not self._tone.isActive():
                self._tone.start()
        else:
            self._seconds.stop()
            self._tone.stop()

    def _ring(self) -> None:
        fresh = {each.id for each in self._rings} - self._heard
        if fresh or not self._room.here:
            self._sound.play(CALL)

    def _show(self) -> None:
        in_call = bool(self._room.here)
        self.bar.show_rings(
            [
                RingView(
                    id=each.id,
                    head=ring_words.ring_head(by=each.by, title=each.title),
                    about=ring_words.ring_about(
                        role=each.role,
                        left_s=self._left_s(each),
                        has_line=each.has_line,
                        leaves=in_call and each.id != self._room.here,
                    ),
                )
                for each in self._rings
            ]
        )
        last = next(iter(self._missed), None)
        text = ""
        if last is not None:
            text = ring_words.missed_words(
                count=len(self._missed),
                by=last.by,
                title=last.title,
                at=last.at,
                following=last.following,
            )
        self.bar.show_missed(text, joins=last is not None and last.is_open)
        self._desk.lock_screen.show_call(self._locked_words())

    def _locked_words(self) -> str:
        if not self._rings:
            return ""
        name = self._desk.lock_screen.person
        return ring_words.locked_words(
            person=name, count=len(self._rings), left_s=self._left_s(self._rings[0])
        )

    def _left_s(self, ring: Ring) -> float:
        return (ring.until - self._clock.now()) / self._clock.rate()

    def _tell(self, over: tuple[EndedRing, ...]) -> None:
        told = [text for each in over if (text := self._words(each))]
        self._settled -= {each.ring.id for each in over}
        if told:
            self.bar.show_told("\n".join(told))
            self._told_end.start()

    def _words(self, over: EndedRing) -> str:
        """How a ring ended; empty where the person knows, or is told of a missed call."""
        by = over.ring.by
        if over.ring.id in self._settled:
            return ""
        match over.end:
            case End.ANSWERED if over.ring.id != self._room.here:
                seat = self._seats.get(over.word)
                return ring_words.answered_elsewhere(by=by, seat="" if seat is None else seat.data.name)
            case End.DECLINED:
                return ring_words.declined_elsewhere(by=by, reason=over.word)
            case End.HANDED_ON:
                return ring_words.handed_elsewhere(by=by, seat=over.word)
            case End.TAKEN_BACK:
                return ring_words.taken_back(by=by, reason=over.word)
        return ""
