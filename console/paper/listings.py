"""The desk's lists as tables: incidents, units, contacts.

A table is made at once and its rows later, in another thread: what they need of the desk is taken along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.deadlines import most_pressing
from backend_client.protocol.duty import Contact
from backend_client.protocol.entities import AssigneeKind, Department, Incident, IncidentState, Org, Unit
from console.paper.table import Column, Privacy, Row, Table, local
from widgets import words
from widgets.duty import duty_words
from widgets.names import OrgNames

translate = QCoreApplication.translate

_SEVERITIES = (1, 2, 3, 4)
_PHONES = ("mobile", "office", "sip", "radio", "fax")


class Listings:
    """Makes tables of what is in a picture."""

    def __init__(self, *, picture: Picture) -> None:
        self._orgs = picture.of(Org)
        self._departments = picture.of(Department)

    def incidents(self, incidents: Sequence[Incident]) -> Table:
        """Incidents in this order."""
        # One look at each is all that the desk is held up for.
        found = {(each.owner_org, each.source, each.exercise) for each in incidents}
        streets = self._streets({org for org, _, _ in found})
        sources = {source: words.source(source) for _, source, _ in found}
        exercise = any(drill for _, _, drill in found)
        states = {state: words.incident_state(state) for state in IncidentState}
        severities = {level: words.severity(level) for level in _SEVERITIES}
        yes = translate("Listings", "yes")

        def rows() -> Iterator[Row]:
            for each in incidents:
                lead = next((task for task in each.tasks if task.lead), None)
                due = most_pressing(each)
                is_unit = lead is not None and lead.kind is AssigneeKind.UNIT
                name = "" if lead is None else lead.name
                yield (
                    each.serial_no,
                    severities.get(each.severity, each.severity),
                    states[each.state],
                    each.title,
                    each.type_name,
                    each.type_code,
                    each.place,
                    each.grid_code,
                    streets[each.owner_org],
                    sources[each.source],
                    local(each.reported_at),
                    local(each.accepted_at),
                    None if due is None else local(due.due_at),
                    local(each.closed_at),
                    name if is_unit else "",
                    "" if is_unit else name,
                    len(each.tasks),
                    yes if each.urgent else "",
                    yes if each.supervisions else "",
                    yes if each.exercise else "",
                    each.description,
                )

        title = translate("Listings", "Incidents")
        return Table(title, _incident_columns(), len(incidents), rows, exercise)

    def units(self, units: Sequence[Unit]) -> Table:
        """Units in this order; where they are is not told: no list of people's places leaves the desk."""
        streets = self._streets({unit.org for unit in units})
        statuses = {status: words.unit_status(status) for status in {unit.status for unit in units}}

        def rows() -> Iterator[Row]:
            for each in units:
                yield (
                    statuses[each.status],
                    each.name,
                    each.code,
                    each.kind,
                    streets[each.org],
                    each.load,
                    local(each.position_at),
                )

        columns = (
            Column(translate("Listings", "Status"), 1.0),
            Column(translate("Listings", "Name"), 1.5, Privacy.NAME),
            Column(translate("Listings", "Code"), 1.2),
            Column(translate("Listings", "Kind"), 1.2),
            Column(translate("Listings", "Street"), 1.4),
            Column(translate("Listings", "Tasks"), 0.7, right=True),
            Column(translate("Listings", "Seen at"), 1.4),
        )
        return Table(translate("Listings", "Units"), columns, len(units), rows)

    def contacts(self, contacts: Sequence[Contact]) -> Table:
        """The directory in this order, one row for each number."""
        names = self._named({contact.org for contact in contacts})
        kinds = {kind: duty_words.phone_kind(kind) for kind in _PHONES}
        lines = [(each, phone) for each in contacts for phone in each.phones or (None,)]

        def rows() -> Iterator[Row]:
            for contact, phone in lines:
                number = "" if phone is None else phone.number
                kind = "" if phone is None else kinds.get(phone.kind, phone.kind)
                yield names[contact.org], contact.post, contact.name, kind, number

        columns = (
            Column(translate("Listings", "Organisation"), 1.6),
            Column(translate("Listings", "Post"), 1.4),
            Column(translate("Listings", "Name"), 1.2, Privacy.NAME),
            Column(translate("Listings", "Kind"), 0.8),
            Column(translate("Listings", "Telephone"), 1.4, Privacy.PHONE),
        )
        return Table(translate("Listings", "Directory"), columns, len(lines), rows)

    def _streets(self, ids: set[str]) -> Mapping[str, str]:
        names = OrgNames(orgs=self._orgs)
        return {id_: names.street(id_) for id_ in ids}

    def _named(self, ids: set[str]) -> Mapping[str, str]:
        names = OrgNames(orgs=self._orgs)
        departments = {id_: entry.data.name for id_, entry in self._departments.items()}
        return {id_: departments.get(id_) or names.name(id_) for id_ in ids}


def _incident_columns() -> tuple[Column, ...]:
    return (
        Column(translate("Listings", "Number"), 2.55),
        Column(translate("Listings", "Severity"), 1.3),
        Column(translate("Listings", "State"), 1.0),
        Column(translate("Listings", "Title"), 2.8, Privacy.PROSE),
        Column(translate("Listings", "Type"), 1.3),
        Column(translate("Listings", "Type code"), 0.0),
        Column(translate("Listings", "Place"), 2.0),
        Column(translate("Listings", "Grid code"), 0.0),
        Column(translate("Listings", "Street"), 1.2),
        Column(translate("Listings", "Source"), 0.0),
        Column(translate("Listings", "Reported"), 1.75),
        Column(translate("Listings", "Accepted"), 0.0),
        Column(translate("Listings", "Due"), 1.75),
        Column(translate("Listings", "Closed"), 0.0),
        Column(translate("Listings", "Lead unit"), 1.1, Privacy.NAME),
        Column(translate("Listings", "Lead department"), 0.0),
        Column(translate("Listings", "Tasks"), 0.0, right=True),
        Column(translate("Listings", "Urgent"), 0.0),
        Column(translate("Listings", "Supervised"), 0.0),
        Column(translate("Listings", "Drill"), 0.6),
        Column(translate("Listings", "Description"), 0.0, Privacy.PROSE),
    )
