"""Writes on the desk how conferences stand: the list of all, the heading of the call, the status strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from backend_client.protocol.conference import Conference, Party
from backend_client.protocol.conference_rules import people
from backend_client.protocol.times import parse_time
from console.conference.place import CallPlace
from console.conference.words import others_words, people_words, roster_words, standing_words, strip_words
from widgets.conference.sheet import ConferenceRow
from widgets.dispatch.status_strip import StatusStrip
from widgets.moments import minute_text


@dataclass(frozen=True, slots=True)
class Standing:
    """How this console stands in a call: `mine` is its person in the roster, `talking` whether the key opens
    the microphone, `poor` whether somebody hardly arrives.
    """

    conference: Conference
    mine: Party
    talking: bool
    poor: bool


class ConferenceBoard(QObject):
    """`standing` answers how it is now; the strip's clock goes on by itself while there is a call."""

    def __init__(
        self,
        *,
        place: CallPlace,
        strip: StatusStrip,
        standing: Callable[[], Standing | None],
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time, which passes `rate` times as fast as people's."""
        super().__init__(parent)
        self._place = place
        self._strip = strip
        self._standing = standing
        self._now, self._rate = now, rate
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self.show_strip)

    def show(self, going_on: Sequence[tuple[str, Conference]], *, me: str, here: str) -> None:
        """Write all of it; `going_on` are the open conferences, `here` the id of the one that is on here."""
        rows = [
            ConferenceRow(
                id=id_,
                title=each.title,
                people=len(people(each)),
                since=minute_text(parse_time(each.opened_at)),
                state=standing_words(each, me, here=id_ == here),
            )
            for id_, each in going_on
        ]
        self._place.sheet.show_conferences(rows)
        self._place.show_count(len(rows))
        mine = dict(going_on).get(here)
        if mine is not None:
            others = [each for id_, each in going_on if id_ != here]
            self._place.dock.show_head(
                title=mine.title, about=people_words(mine), others=others_words(others)
            )
            self._place.dock.show_people(roster_words(mine))
        self.show_strip()

    def show_strip(self) -> None:
        """Write how the call stands; nothing without one."""
        standing = self._standing()
        if standing is None:
            self._clock.stop()
            self._strip.show_conference("")
            return
        if not self._clock.isActive():
            self._clock.start()
        self._place.show_time(self._now())
        since = parse_time(standing.mine.joined_at or standing.conference.opened_at)
        text = strip_words(
            standing.conference,
            mine=standing.mine,
            seconds=(self._now() - since) / self._rate(),
            talking=standing.talking,
            poor=standing.poor,
        )
        self._strip.show_conference(text, muted=standing.mine.muted and not standing.talking)

    def stop(self) -> None:
        """The desk is about to go."""
        self._clock.stop()
