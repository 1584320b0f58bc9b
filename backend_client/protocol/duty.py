"""The entities of the room's own work: whom to call, what was said, and how a shift is handed over.

Times are RFC 3339 UTC strings.
"""

from __future__ import annotations

import enum

import msgspec

from backend_client.protocol.entity import EntityData


class DutyLogKind(enum.StrEnum):
    """What an entry of the duty log tells of."""

    CALL = "call"
    INSTRUCTION = "instruction"
    EVENT = "event"
    NOTE = "note"


class Phone(EntityData, frozen=True, kw_only=True):
    """A number to call: `kind` is ``office``, ``mobile``, ``fax``, ``radio`` or ``sip``."""

    kind: str
    number: str


class Shift(EntityData, frozen=True, kw_only=True):
    """When a contact is on duty, and as what."""

    since: str
    until: str
    duty: str = ""


class Contact(EntityData, frozen=True, kw_only=True):
    """Somebody who can be called: `org` an org's or department's id, `post` what he does there.

    `unit` is the unit he is reached for, `shifts` are his turns in the duty roster.
    """

    name: str
    org: str
    post: str = ""
    phones: tuple[Phone, ...] = ()
    unit: str | None = None
    shifts: tuple[Shift, ...] = ()


class DutyLogEntry(EntityData, frozen=True, kw_only=True):
    """A line of the duty log (值班日志): a call, an instruction, an event or a note.

    With `due_at` something was promised by then; `settled_at` ends that.
    """

    at: str
    by: str
    org: str
    kind: DutyLogKind
    text: str
    seat: str = ""
    incident: str | None = None
    contact: str | None = None
    number: str = ""
    outcome: str = ""
    due_at: str | None = None
    settled_at: str | None = None
    settled_by: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether something was promised that is not done."""
        return self.due_at is not None and self.settled_at is None


class HandoverItem(EntityData, frozen=True, kw_only=True):
    """An incident as it is handed over."""

    incident: str
    serial_no: str
    title: str
    state: str
    severity: int
    due_at: str | None = None


class Handover(EntityData, frozen=True, kw_only=True):
    """A shift handed over (交接班) at a seat: what is open, silenced and promised; both sign.

    `giver` has signed by writing it (`written_at`); `signed_at` is when `taker` did.
    """

    seat: str
    org: str
    giver: str
    giver_name: str
    written_at: str
    since: str
    text: str = ""
    open: tuple[HandoverItem, ...] = ()
    counts: dict[str, int] = msgspec.field(default_factory=dict)
    silenced: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    taker: str | None = None
    taker_name: str = ""
    signed_at: str | None = None
    remark: str = ""


class ExportRecord(EntityData, frozen=True, kw_only=True):
    """Data that left the console: what, in which form, how many rows, and why people's data were in it.

    `camera` is whose picture it was, where it was one.
    """

    at: str
    by: str
    org: str
    what: str
    format: str
    rows: int
    people: bool = False
    reason: str = ""
    camera: str | None = None
