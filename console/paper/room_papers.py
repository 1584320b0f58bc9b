"""The papers of the room's own work: the duty log of a shift, and the shift's handover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.duty import Contact, DutyLogEntry, Handover, HandoverItem
from backend_client.protocol.entities import Incident, Org, Seat
from backend_client.protocol.times import parse_time
from console.paper.masking import Veil
from console.paper.sheet import (
    Field,
    Form,
    Heading,
    List,
    ListColumn,
    Paper,
    Part,
    Stamp,
    signatures,
    table_paper,
)
from console.paper.table import Column, Privacy, Row, Table, local, local_of, moment_told, text_of
from widgets import words
from widgets.duty import duty_words
from widgets.names import OrgNames

translate = QCoreApplication.translate

#: Lines left for remarks by hand.
_REMARK_LINES = 3


class RoomPapers:
    """Makes papers of a picture's duty entries. `people`: whether people's data stand in them unmasked.

    Who gave and who took over a shift is named in any case: both answer for it.
    """

    def __init__(self, *, picture: Picture) -> None:
        self._names = OrgNames(orgs=picture.of(Org))
        self._contacts = picture.of(Contact)
        self._incidents = picture.of(Incident)
        self._seats = picture.of(Seat)

    def log_table(self, entries: Sequence[DutyLogEntry]) -> Table:
        """Lines of the duty log in this order."""
        lines = [self._line(entry) for entry in entries]
        return Table(translate("RoomPapers", "Duty log"), _log_columns(), len(lines), lambda: iter(lines))

    def duty_log(self, lines: Table, *, since: float, until: float, stamp: Stamp) -> Paper:
        """A `log_table` on paper, that from `since` to `until` (seconds since the epoch)."""
        shift = translate("RoomPapers", "{since} to {until}").format(
            since=_moment(since), until=_moment(until)
        )
        listed = table_paper(
            lines,
            about=shift.format(since=_moment(since), until=_moment(until)),
            stamp=stamp,
            empty=translate("RoomPapers", "Nothing was written"),
        )
        signed = signatures((translate("RoomPapers", "Duty leader signs"),), date=translate("Papers", "Date"))
        return replace(listed, parts=(*listed.parts, signed))

    def handover(self, handover: Handover, *, stamp: Stamp, people: bool) -> Paper:
        """A shift's handover with both signatures: as given at the desk, and lines for those by hand."""
        veil = Veil(down=not people)
        # A large district's handover names only the most pressing of them.
        open_count = max(len(handover.open), sum(handover.counts.values()))
        seat = self._seats.get(handover.seat)
        about = (
            (
                Field(translate("RoomPapers", "Seat"), handover.seat if seat is None else seat.data.name),
                Field(translate("RoomPapers", "Organisation"), self._names.name(handover.org)),
            ),
            (
                Field(translate("RoomPapers", "Shift began"), moment_told(handover.since)),
                Field(translate("RoomPapers", "Handed over"), moment_told(handover.written_at)),
            ),
            (
                Field(translate("RoomPapers", "Given by"), handover.giver_name),
                Field(translate("RoomPapers", "Taken by"), handover.taker_name),
            ),
            (
                Field(translate("RoomPapers", "Signed at the desk"), moment_told(handover.signed_at)),
                Field(
                    translate("RoomPapers", "Open incidents"),
                    str(open_count),
                ),
            ),
            (Field(translate("RoomPapers", "Words"), veil.prose(handover.text), _REMARK_LINES),),
            (Field(translate("RoomPapers", "Remark"), veil.prose(handover.remark), _REMARK_LINES),),
        )
        written = parse_time(handover.written_at)
        promised = tuple(duty_words.promise(each, now=written) for each in handover.promised)
        signed = (translate("RoomPapers", "Giver signs"), translate("RoomPapers", "Taker signs"))
        parts: tuple[Part, ...] = (
            Form(about),
            Heading(translate("RoomPapers", "Open incidents")),
            _open(handover.open, veil),
            Heading(translate("RoomPapers", "Promised")),
            _plain(translate("RoomPapers", "Promise"), promised, veil),
            Heading(translate("RoomPapers", "Silenced")),
            _plain(translate("RoomPapers", "What is silent"), handover.silenced, veil),
            signatures(signed, date=translate("Papers", "Date")),
        )
        return Paper(translate("RoomPapers", "Shift handover"), parts, stamp)

    def _line(self, entry: DutyLogEntry) -> Row:
        contact = None if entry.contact is None else self._contacts.get(entry.contact)
        incident = None if entry.incident is None else self._incidents.get(entry.incident)
        return (
            local(entry.at),
            duty_words.kind(entry.kind),
            entry.by,
            "" if contact is None else contact.data.name,
            entry.number,
            entry.text,
            duty_words.outcome(entry.outcome),
            entry.incident or "" if incident is None else incident.data.serial_no,
            local(entry.due_at),
            local(entry.settled_at),
        )


def _log_columns() -> tuple[Column, ...]:
    return (
        Column(translate("RoomPapers", "Time"), 1.3),
        Column(translate("RoomPapers", "Kind"), 0.8),
        Column(translate("RoomPapers", "By"), 1.0, Privacy.NAME),
        Column(translate("RoomPapers", "With"), 1.0, Privacy.NAME),
        Column(translate("RoomPapers", "Telephone"), 1.2, Privacy.PHONE),
        Column(translate("RoomPapers", "Text"), 3.4, Privacy.PROSE),
        Column(translate("RoomPapers", "Outcome"), 1.4, Privacy.PROSE),
        Column(translate("RoomPapers", "Incident"), 2.5),
        Column(translate("RoomPapers", "Promised by"), 1.3),
        Column(translate("RoomPapers", "Kept"), 1.3),
    )


def _open(items: Sequence[HandoverItem], veil: Veil) -> List:
    columns = (
        ListColumn(translate("RoomPapers", "Number"), 2.0),
        ListColumn(translate("RoomPapers", "Severity"), 1.1),
        ListColumn(translate("RoomPapers", "State"), 1.0),
        ListColumn(translate("RoomPapers", "Title"), 3.1),
        ListColumn(translate("RoomPapers", "Due"), 1.3),
    )
    rows = tuple(
        (
            each.serial_no,
            words.severity(each.severity),
            words.incident_state(each.state),
            veil.prose(each.title),
            moment_told(each.due_at),
        )
        for each in items
    )
    return List(columns, rows, empty=translate("RoomPapers", "None"))


def _plain(title: str, lines: Sequence[str], veil: Veil) -> List:
    rows = tuple((veil.prose(line),) for line in lines)
    return List((ListColumn(title),), rows, empty=translate("RoomPapers", "None"))


def _moment(seconds: float) -> str:
    return text_of(local_of(seconds))
