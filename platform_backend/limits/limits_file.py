"""The form of `limits.toml`: a working calendar, limits and what happens when they are not kept."""

from __future__ import annotations

import datetime
import enum
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from backend_client.protocol.incident_parts import Clock

FORMAT = "limits/1"

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=60)]
#: The beginning of a code; ``?`` stands for any one character.
Prefix: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_.?-]+$", max_length=40)]
Severity: TypeAlias = Annotated[int, Meta(ge=1, le=4)]


class Limited(enum.StrEnum):
    """What has a limit: every clock, and what is bounded without one."""

    ACCEPT = Clock.ACCEPT.value
    DISPATCH = Clock.DISPATCH.value
    SIGN = Clock.SIGN.value
    HANDLE = Clock.HANDLE.value
    VERIFY = Clock.VERIFY.value
    FIRST_REPORT = Clock.FIRST_REPORT.value
    FOLLOW_UP_REPORT = Clock.FOLLOW_UP_REPORT.value
    FINAL_REPORT = Clock.FINAL_REPORT.value
    #: How long, and how often, a task may be sent back.
    RETURN = "return"
    #: How long work may rest.
    SUSPENSION = "suspension"
    #: How far ahead the ledger's review may lie.
    LEDGER = "ledger"
    #: How long afterwards a matter may be reopened.
    REOPEN = "reopen"
    #: How long a request waits for a decision.
    REQUEST = "request"


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Hours(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Working periods of each weekday, as ``08:30-12:00``."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()


class Holiday(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days off, the first and the last included."""

    name: str
    first: datetime.date
    last: datetime.date


class Shifted(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that is worked like a weekday (调休)."""

    day: datetime.date
    like: str = "monday"
    name: str = ""


class CalendarPart(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The working calendar; `zone` is an IANA name."""

    zone: str
    hours: Hours
    holidays: tuple[Holiday, ...] = ()
    shifted: tuple[Shifted, ...] = ()


class Criteria(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule is for; what is left out fits everything.

    `types` and `orgs` are beginnings of the incident type's code and of the org's division code, `after` the
    acts that start the clock.
    """

    name: Name
    types: tuple[Prefix, ...] = ()
    severities: tuple[Severity, ...] = ()
    urgent: bool | None = None
    after: tuple[str, ...] = ()
    orgs: tuple[Prefix, ...] = ()
    source: str = ""


class LimitRule(Criteria, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One limit. `since` arrival: dispatching has until so long after the incident came for acceptance.

    `most` is how often something may be done at all.
    """

    of: Limited
    limit: str
    since: Literal["act", "arrival"] = "act"
    most: Annotated[int, Meta(ge=0)] | None = None


class EscalationStep(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done so long `after` the due moment. `text` may name {serial_no} and {title}."""

    act: Literal["urge", "supervise"]
    text: Annotated[str, Meta(min_length=1, max_length=1000)]
    after: str = "0 s"
    due: str = ""
    listed: bool = False


class EscalationRule(Criteria, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happens, step by step, when clocks of these kinds are past due."""

    of: tuple[Clock, ...]
    steps: tuple[EscalationStep, ...]


class LimitsFile(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as a whole."""

    format: Literal["limits/1"]
    calendar: CalendarPart
    limits: tuple[LimitRule, ...] = ()
    escalations: tuple[EscalationRule, ...] = ()
