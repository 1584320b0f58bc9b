"""What can be printed and exported now: of the incident on view, of the lists, of the shift."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.duty import Contact, DutyLogEntry, Handover
from backend_client.protocol.entities import Incident, Org, Task, Unit
from backend_client.protocol.incident_parts import Reporter, Supervision
from backend_client.protocol.times import parse_time
from console.files import proposed_name
from console.paper.incident_papers import IncidentPapers
from console.paper.listings import Listings
from console.paper.past import MOST_ROWS, Progress
from console.paper.room_papers import RoomPapers
from console.paper.sheet import Paper, Stamp, table_paper
from console.paper.table import Table
from console.situation import Situation
from widgets.drills import headed
from widgets.moments import day_text
from widgets.paper.sheets import Output, Sheet

translate = QCoreApplication.translate

#: A longer table is for a spreadsheet: on paper it would be some hundred pages.
MOST_ROWS_ON_PAPER: Final = 2000
#: The last handovers of shifts that can be printed.
_HANDOVERS: Final = 3
#: A shift that nobody handed over is taken to be no longer than this, in seconds.
_LONGEST_SHIFT_S: Final = 24 * 3600.0
_LONGEST_WHAT: Final = 200

_PAPER: Final = (Output.PDF, Output.PRINTER)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows: `count` rows, `about` its filter in words; `ids` are read when they are needed."""

    count: int
    about: str
    ids: Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class PastShown:
    """What a list of the past shows: `total` is how many were found, `gather` asks for them all."""

    total: int
    about: str
    gather: Callable[[Progress], Awaitable[list[Incident]]]


class PaperMaker(Protocol):
    """Makes a sheet for printing, people's data in it unmasked or not; `reporter` as `IncidentPapers`."""

    def __call__(self, people: bool, reporter: Reporter | None = None) -> Paper: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """One sheet and how it is made.

    `what` and `rows` are what the platform is told of it. `table` makes its rows, `listed` a paper of them
    (masked, unless they are meant for printing with people's data in them), `paper` one that is no list.
    `reporter_of` is the id of the incident whose reporter stands in it; `about` says by which filter it was
    chosen. `is_asked`: its rows have to be asked of the platform, page by page.
    """

    sheet: Sheet
    what: str
    rows: int
    table: Callable[[Progress], Awaitable[Table]] | None = None
    listed: Callable[[Table, bool], Paper] | None = None
    paper: PaperMaker | None = None
    reporter_of: str = ""
    landscape: bool = True
    about: str = ""
    is_asked: bool = False


class Offers:
    """Looks at the desk.

    `incidents` and `units` say what these lists show, `past` what was found in the past (None for a list that
    is not on view), `simulated` whether the district is not a real one. `log` asks for the duty log, as
    `Past.duty_log`; `now` is the platform's time; `more` are offers that are made elsewhere.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        incidents: Callable[[], Shown | None],
        units: Callable[[], Shown],
        past: Callable[[], PastShown | None],
        log: Callable[[float, float, Progress], Awaitable[Sequence[DutyLogEntry]]],
        simulated: Callable[[], bool],
        now: Callable[[], float],
        more: Callable[[], Sequence[Offer]] = lambda: (),
    ) -> None:
        self._incidents = picture.of(Incident)
        self._units = picture.of(Unit)
        self._orgs = picture.of(Org)
        self._contacts = picture.of(Contact)
        self._log = picture.of(DutyLogEntry)
        self._handovers = picture.of(Handover)
        self._situation = situation
        self._shown_incidents = incidents
        self._shown_units = units
        self._shown_past = past
        self._ask_log = log
        self._simulated = simulated
        self._now = now
        self._more = more
        self._papers = IncidentPapers(picture=picture)
        self._room = RoomPapers(picture=picture)
        self._listings = Listings(picture=picture)

    def all(self) -> tuple[Offer, ...]:
        """Everything that can be had now, that of the incident on view first."""
        return (*self._of_incident(), *self._lists(), *self._more(), *self._of_shifts())

    def stamp(self, *, exercise: bool, people: bool) -> Stamp:
        """What stands on every page."""
        user = self._situation.user
        return Stamp(
            org=self._org(),
            printed_by="" if user is None else user.name,
            printed_at=self._now(),
            simulated=self._simulated(),
            exercise=exercise,
            masked=not people,
        )

    def _of_incident(self) -> Iterator[Offer]:
        entry = self._incidents.get(self._situation.incident)
        if entry is None:
            return
        incident = entry.data
        for task in sorted(incident.tasks, key=lambda task: not task.lead):
            title = translate("Papers", "Task slip")
            yield self._on_paper(
                f"slip:{task.id}",
                translate("Offers", "{paper}: {name}").format(paper=title, name=task.name),
                incident,
                partial(self._slip, incident, task),
                stem=(title, incident.serial_no, task.name if len(incident.tasks) > 1 else ""),
            )
        title = translate("Papers", "Incident record")
        yield self._on_paper(
            "record",
            title,
            incident,
            partial(self._record, incident),
            stem=(title, incident.serial_no),
        )
        for document in reversed(incident.supervisions):
            title = translate("Papers", "Supervision document")
            yield self._on_paper(
                f"supervision:{document.number}",
                translate("Offers", "{paper}: {name}").format(paper=title, name=document.number),
                incident,
                partial(self._supervision, incident, document),
                stem=(title, document.number),
                tells_reporter=False,
            )

    def _slip(self, incident: Incident, task: Task, people: bool, reporter: Reporter | None = None) -> Paper:
        stamp = self.stamp(exercise=incident.exercise, people=people)
        return self._papers.slip(incident, task, stamp=stamp, people=people, reporter=reporter)

    def _record(self, incident: Incident, people: bool, reporter: Reporter | None = None) -> Paper:
        stamp = self.stamp(exercise=incident.exercise, people=people)
        return self._papers.record(incident, stamp=stamp, people=people, reporter=reporter)

    def _supervision(
        self, incident: Incident, document: Supervision, people: bool, reporter: Reporter | None = None
    ) -> Paper:
        stamp = self.stamp(exercise=incident.exercise, people=people)
        return self._papers.supervision(incident, document, stamp=stamp, people=people)

    def _on_paper(
        self,
        id_: str,
        name: str,
        incident: Incident,
        paper: PaperMaker,
        *,
        stem: Sequence[str],
        tells_reporter: bool = True,
    ) -> Offer:
        sheet = Sheet(
            id=id_,
            name=name,
            about=headed(incident),
            outputs=_PAPER,
            people=True,
            stem=proposed_name(self._date(), *stem),
        )
        who = self._situation.incident if tells_reporter and incident.reporter is not None else ""
        about = _what(id_, incident.serial_no)
        return Offer(sheet, about, 1, paper=paper, reporter_of=who, landscape=False)

    def _lists(self) -> Iterator[Offer]:
        past = self._shown_past()
        if past is not None:
            yield self._past(past)
        shown = self._shown_incidents()
        if shown is not None:
            yield self._in_view(shown)
        units = self._shown_units()
        yield self._list(
            "units",
            translate("Listings", "Units"),
            units.about,
            units.count,
            _at_once(
                lambda: self._listings.units([e.data for i in units.ids() if (e := self._units.get(i))])
            ),
        )
        if self._contacts:
            yield self._list(
                "contacts",
                translate("Listings", "Directory"),
                "",
                # As the paper has them: one row for each number.
                sum(max(1, len(entry.data.phones)) for entry in self._contacts.values()),
                _at_once(lambda: self._listings.contacts([entry.data for entry in self._contacts.values()])),
            )

    def _in_view(self, shown: Shown) -> Offer:
        def table() -> Table:
            entries = (self._incidents.get(id_) for id_ in shown.ids())
            return self._listings.incidents([entry.data for entry in entries if entry is not None])

        name = translate("Listings", "Incidents")
        return self._list("list:incidents", name, shown.about, shown.count, _at_once(table))

    def _past(self, past: PastShown) -> Offer:
        async def table(progress: Progress) -> Table:
            return self._listings.incidents(await past.gather(progress))

        rows = min(past.total, MOST_ROWS)
        name = translate("Listings", "Past incidents")
        return replace(self._list("list:past", name, past.about, rows, table), is_asked=True)

    def _list(
        self,
        id_: str,
        name: str,
        about: str,
        rows: int,
        table: Callable[[Progress], Awaitable[Table]],
    ) -> Offer:
        told = translate("Offers", "Rows: {n}").format(n=f"{rows:,}")
        outputs: tuple[Output, ...] = (Output.XLSX, *_PAPER)
        if rows > MOST_ROWS_ON_PAPER:
            outputs = (Output.XLSX,)
            told += "   " + translate("Offers", "too many for paper: filter them first")

        def listed(made: Table, people: bool) -> Paper:
            return table_paper(
                made,
                about="   ".join(part for part in (about, told) if part),
                stamp=self.stamp(exercise=made.exercise, people=people),
                empty=translate("Offers", "Nothing to show"),
            )

        sheet = Sheet(
            id=id_,
            name=name,
            about="   ".join(part for part in (told, about) if part),
            outputs=outputs,
            people=True,
            stem=proposed_name(self._date(), name),
        )
        what = _what(id_.removeprefix("list:"), about)
        return Offer(sheet, what, rows, table, listed, about=about)

    def _of_shifts(self) -> Iterator[Offer]:
        """The log of this shift and of the one before, and the last handovers."""
        handed = sorted(parse_time(entry.data.written_at) for entry in self._handovers.values())
        for number, until in enumerate([self._now(), *reversed(handed)][:2]):
            before = [moment for moment in handed if moment < until][-1:]
            yield self._log_of_shift(number, max(until - _LONGEST_SHIFT_S, *before, 0.0), until)
        recent = sorted(self._handovers.items(), key=lambda item: item[1].data.written_at, reverse=True)
        for id_, entry in recent[:_HANDOVERS]:
            yield self._handover(id_, entry.data)

    def _log_of_shift(self, number: int, since: float, until: float) -> Offer:
        entries = [e.data for e in self._log.values() if since <= parse_time(e.data.at) <= until]
        entries.sort(key=lambda entry: entry.at)

        async def table(progress: Progress) -> Table:
            # Of the shift before, some lines may have left the feed's view, which is a day long.
            lines = entries if number == 0 else await self._ask_log(since, until, progress)
            return self._room.log_table(lines)

        title = translate("RoomPapers", "Duty log")
        period = f"{day_text(since)} - {day_text(until)}"
        id_ = f"duty_log:{number}"
        sheet = Sheet(
            id=id_,
            name=translate("Offers", "{paper}: {name}").format(paper=title, name=period),
            about=translate("Offers", "Rows: {n}").format(n=len(entries)) if number == 0 else "",
            outputs=(Output.XLSX, *_PAPER),
            people=True,
            stem=proposed_name(self._date(), title),
        )
        return Offer(
            sheet,
            _what("duty_log", period),
            len(entries),
            table,
            partial(self._duty_log, since, until),
        )

    def _duty_log(self, since: float, until: float, lines: Table, people: bool) -> Paper:
        stamp = self.stamp(exercise=False, people=people)
        return self._room.duty_log(lines, since=since, until=until, stamp=stamp)

    def _handover(self, id_: str, handover: Handover) -> Offer:
        title = translate("RoomPapers", "Shift handover")
        at = day_text(parse_time(handover.written_at))
        sheet = Sheet(
            id=f"handover:{id_}",
            name=translate("Offers", "{paper}: {name}").format(paper=title, name=at),
            about=f"{handover.giver_name} - {handover.taker_name}",
            outputs=_PAPER,
            people=True,
            stem=proposed_name(self._date(), title, at),
        )
        return Offer(
            sheet,
            _what("handover", id_),
            len(handover.open),
            paper=partial(self._handover_paper, handover),
            landscape=False,
        )

    def _handover_paper(self, handover: Handover, people: bool, reporter: Reporter | None = None) -> Paper:
        stamp = self.stamp(exercise=False, people=people)
        return self._room.handover(handover, stamp=stamp, people=people)

    def _org(self) -> str:
        """The org of whoever prints: that of his scope, else the one above all."""
        user = self._situation.user
        division = None if user is None else user.scope.division
        names = [
            entry.data.name
            for entry in self._orgs.values()
            if (entry.data.code == division if division else entry.data.parent is None)
        ]
        return names[0] if names else ""

    def _date(self) -> str:
        return f"{datetime.fromtimestamp(self._now()):%Y%m%d}"


def _at_once(make: Callable[[], Table]) -> Callable[[Progress], Awaitable[Table]]:
    """A table of what is at hand."""

    async def table(_progress: Progress) -> Table:
        return make()

    return table


def _what(id_: str, about: str) -> str:
    return f"{id_} {about}".strip()[:_LONGEST_WHAT]
