"""Names, arguments and answers of the queries."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from backend_client.protocol.conference_args import ConferenceProposals, ProposalsFound
from backend_client.protocol.entities import Position, Step
from backend_client.protocol.messages import Item
from backend_client.protocol.recording_args import (
    ApproversFound,
    EvidenceApprovers,
    EvidenceSearch,
    RecordingsFound,
    RecordingsSearch,
)

Search: TypeAlias = Annotated[str, Meta(max_length=200)]
Offset: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Limit: TypeAlias = Annotated[int, Meta(ge=1, le=500)]


class IncidentsSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find incidents, open and past, newest first. `text` matches serial number, title and place.

    `near` asks for those within `within_m` metres of a position, `exercise` for drills only or none of them,
    `merged_into` for those that were merged into one.
    """

    text: Search = ""
    states: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()
    type_codes: tuple[str, ...] = ()
    org: str | None = None
    near: Position | None = None
    within_m: Annotated[float, Meta(gt=0.0, le=50_000.0)] = 200.0
    exercise: bool | None = None
    merged_into: str | None = None
    since: str | None = None
    until: str | None = None
    offset: Offset = 0
    limit: Limit = 100


class CamerasSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find cameras by name, device id, pinyin initials or org."""

    text: Search = ""
    org: str | None = None
    offset: Offset = 0
    limit: Limit = 100


class IncidentHistory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an incident came to be what it is. `before_ver` asks for versions older than that one."""

    incident: str
    before_ver: int | None = None
    limit: Limit = 100


class AuditSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find entries of the audit trail, newest first: by user id, act, target and time, each exactly."""

    who: str | None = None
    what: str | None = None
    target: str | None = None
    since: str | None = None
    until: str | None = None
    offset: Offset = 0
    limit: Limit = 100


class Contacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find whom to call: `text` matches name, post and number."""

    text: Search = ""
    org: str | None = None
    offset: Offset = 0
    limit: Limit = 100


class DutyLogSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find lines of the duty log, also past ones, newest first."""

    text: Search = ""
    since: str | None = None
    until: str | None = None
    offset: Offset = 0
    limit: Limit = 100


class HandoversSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find handed-over shifts, also past ones, newest first."""

    seat: str | None = None
    since: str | None = None
    until: str | None = None
    offset: Offset = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 10


class IncidentReporter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who reported an incident, in full; the reason for asking goes into the audit trail."""

    incident: str
    reason: Annotated[str, Meta(min_length=1, max_length=4000)]


class Statistics(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Figures on what was reported from `since` on and before `until`, of an org and all below it.

    Drills never count.
    """

    since: str
    until: str
    org: str | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of matches and how many there are in all."""

    total: int
    items: tuple[Item, ...]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as it was from `at` on, with event `seq`; `data` is null where it left the view."""

    ver: int
    seq: int
    at: str
    data: msgspec.Raw


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All steps of an incident, and those earlier versions that are still kept, newest first.

    `more`: there are older ones; ask again with `before_ver`.
    """

    incident: str
    ver: int
    steps: tuple[Step, ...]
    versions: tuple[Version, ...]
    more: bool


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the audit trail: `who` is a user's id, `result` ``ok`` or an error code."""

    number: int
    at: str
    who: str
    origin: str
    what: str
    target: str | None
    detail: str
    result: str


class AuditFound(msgspec.Struct, frozen=True, kw_only=True):
    """A page of entries and how many there are in all."""

    total: int
    entries: tuple[AuditEntry, ...]


class ReporterFound(msgspec.Struct, frozen=True, kw_only=True):
    """Who reported, as he may be called back."""

    name: str
    phone: str


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How many incidents there were, by type code, severity, state and owner's id, and how they went.

    `closing_rate` is the part that is closed of those that count: not the rejected, merged and void.
    `on_time_rate` is the part of the closed ones of which no clock was breached; of those without clocks
    nobody knows. Both are null where there is nothing to divide by. `reworks` counts all that had to be done
    once more.
    """

    total: int
    by_type: dict[str, int]
    by_severity: dict[str, int]
    by_state: dict[str, int]
    by_org: dict[str, int]
    closing_rate: float | None
    on_time_rate: float | None
    reworks: int


#: Queries that are answered by a page of what they found.
Searches: TypeAlias = (
    IncidentsSearch | CamerasSearch | Contacts | DutyLogSearch | HandoversSearch | EvidenceSearch
)
Args: TypeAlias = (
    IncidentsSearch
    | CamerasSearch
    | IncidentHistory
    | AuditSearch
    | Contacts
    | DutyLogSearch
    | HandoversSearch
    | IncidentReporter
    | Statistics
    | RecordingsSearch
    | EvidenceSearch
    | EvidenceApprovers
    | ConferenceProposals
)
Answer: TypeAlias = (
    Found | History | AuditFound | ReporterFound | Figures | RecordingsFound | ApproversFound | ProposalsFound
)

#: query name -> type of its arguments.
ARGS: dict[str, type[Args]] = {
    "incidents.search": IncidentsSearch,
    "cameras.search": CamerasSearch,
    "incident.history": IncidentHistory,
    "incident.reporter": IncidentReporter,
    "statistics": Statistics,
    "contacts": Contacts,
    "duty_log.search": DutyLogSearch,
    "handovers.search": HandoversSearch,
    "audit.search": AuditSearch,
    "recordings.search": RecordingsSearch,
    "evidence.search": EvidenceSearch,
    "evidence.approvers": EvidenceApprovers,
    "conference.proposals": ConferenceProposals,
}
#: query name -> type of its answer's `data`.
ANSWERS: dict[str, type[Answer]] = {
    "incidents.search": Found,
    "cameras.search": Found,
    "incident.history": History,
    "incident.reporter": ReporterFound,
    "statistics": Figures,
    "contacts": Found,
    "duty_log.search": Found,
    "handovers.search": Found,
    "audit.search": AuditFound,
    "recordings.search": RecordingsFound,
    "evidence.search": Found,
    "evidence.approvers": ApproversFound,
    "conference.proposals": ProposalsFound,
}
