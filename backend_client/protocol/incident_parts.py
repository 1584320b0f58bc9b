"""What an incident is made of besides itself: its clocks, what presses it, what is kept with it.

Times are RFC 3339 UTC strings. All moments of a clock are absolute and reckoned by the platform, which knows
the working calendar; a console only compares them with the platform's time.
"""

from __future__ import annotations

import enum

import msgspec


class _Part(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    pass


class Clock(enum.StrEnum):
    """What a deadline limits; source: the domain's clocks and its reports on a major incident (信息报送)."""

    ACCEPT = "accept"
    DISPATCH = "dispatch"
    SIGN = "sign"
    HANDLE = "handle"
    VERIFY = "verify"
    REVIEW = "review"
    FIRST_REPORT = "first_report"
    FOLLOW_UP_REPORT = "follow_up_report"
    FINAL_REPORT = "final_report"


class Deadline(_Part, frozen=True, kw_only=True):
    """One clock of an incident, or of its `task`.

    It runs from `started_at` to `due_at` and is called urgent from `warn_at` on (70 % of the limit); at
    `far_at` it is past due by once more its limit. `limit_s` is the limit in seconds of natural time, or of
    working time when `working`. While it is paused `paused_at` says since when and `left_s` how many of its
    seconds were left (negative: it was past due). `met_at` ends it; `breached_at` is when the platform found
    it past due, `escalated` how many of its rule's steps (urging, supervision) were taken since. `extended_s`
    is what extensions have added, `rule` the name of the rule that set it.
    """

    id: str
    clock: Clock
    started_at: str
    due_at: str
    warn_at: str
    limit_s: float
    rule: str
    task: str | None = None
    working: bool = False
    paused_at: str | None = None
    left_s: float | None = None
    met_at: str | None = None
    breached_at: str | None = None
    extended_s: float = 0.0
    far_at: str | None = None
    escalated: int = 0

    @property
    def runs(self) -> bool:
        """Whether it is neither met nor paused."""
        return self.met_at is None and self.paused_at is None


class RequestKind(enum.StrEnum):
    """What can wait for an approver."""

    EXTENSION = "extension"
    SUSPENSION = "suspension"
    LEDGER = "ledger"


class Request(_Part, frozen=True, kw_only=True):
    """Something that waits for an approver's word: `until` is the moment asked for."""

    kind: RequestKind
    by: str
    name: str
    at: str
    reason: str
    until: str
    owner: str = ""


class Suspension(_Part, frozen=True, kw_only=True):
    """Work rests (挂起) until a stated time; its clocks are stopped."""

    at: str
    until: str
    reason: str
    by: str


class LedgerEntry(_Part, frozen=True, kw_only=True):
    """A matter that cannot be settled yet (挂账): who answers for it and when it is looked at again."""

    at: str
    review_at: str
    owner: str
    reason: str
    by: str


class Supervision(_Part, frozen=True, kw_only=True):
    """A supervision document (督办; `listed`: 挂牌督办). `org` issued it; it ends by the issuer's release."""

    number: str
    at: str
    by: str
    org: str
    demand: str
    due_at: str
    listed: bool = False
    reply: str = ""
    replied_at: str | None = None
    replied_by: str = ""
    released_at: str | None = None
    released_by: str = ""

    @property
    def stands(self) -> bool:
        """Whether its issuer has not released it."""
        return self.released_at is None


class Urging(_Part, frozen=True, kw_only=True):
    """How often an incident was urged (催办), and the last time."""

    count: int
    at: str
    by: str
    text: str = ""


class Media(_Part, frozen=True, kw_only=True):
    """A picture or file; its bytes are at ``GET /media/{id}``. `task` names the task that it came with."""

    id: str
    name: str
    kind: str
    bytes: int
    sha256: str
    at: str
    by: str
    task: str | None = None


class Reporter(_Part, frozen=True, kw_only=True):
    """Who reported, masked: the whole is answered by the query `incident.reporter`, with a reason."""

    name: str = ""
    phone: str = ""


class Rating(_Part, frozen=True, kw_only=True):
    """What the citizen thinks of it (评价): 1 (bad) to 5 (good)."""

    score: int
    at: str
    text: str = ""


class ReportKind(enum.StrEnum):
    """The reports on a major incident (信息报送): 初报, 续报, 终报."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    FINAL = "final"


class Report(_Part, frozen=True, kw_only=True):
    """One report on a major incident that was filed; `to` in words."""

    kind: ReportKind
    at: str
    by: str
    text: str
    to: str = ""
