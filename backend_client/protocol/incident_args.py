"""Arguments of the commands on incidents and their tasks."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from backend_client.protocol.entities import AssigneeKind, Position
from backend_client.protocol.incident_parts import ReportKind

#: Words that say something: blanks alone would close a matter without a word.
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"\S")]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
Severity: TypeAlias = Annotated[int, Meta(ge=1, le=4)]
#: Words that may be left out.
Remark: TypeAlias = Annotated[str, Meta(max_length=4000)]
#: Who told the dispatcher so on the telephone, when it is not the recipient himself who acts.
OnCall: TypeAlias = Annotated[str, Meta(max_length=200)]
#: The same where an act stands on it: blanks name nobody.
Caller: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]


class CommandArgs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The arguments of a command."""


class Empty(CommandArgs, frozen=True, kw_only=True):
    """No arguments."""


class ReporterWhole(CommandArgs, frozen=True, kw_only=True):
    """Who reports, as he may be called back; everybody else reads him masked."""

    name: OnCall = ""
    phone: Annotated[str, Meta(max_length=40)] = ""


class IncidentCreate(CommandArgs, frozen=True, kw_only=True):
    """Open an incident; without `grid_code` it gets the grid its position lies in."""

    type_code: Line
    severity: Severity
    title: Line
    source: Line
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    description: str = ""
    occurred_at: str | None = None
    exercise: bool = False
    urgent: bool = False
    reporter: ReporterWhole | None = None


class Reason(CommandArgs, frozen=True, kw_only=True):
    """A reason in words."""

    reason: Text


class Words(CommandArgs, frozen=True, kw_only=True):
    """A text."""

    text: Text


class Finish(CommandArgs, frozen=True, kw_only=True):
    """What came of it (办结); while the lead's task is open, who reported that done on the telephone."""

    text: Text
    on_call: Caller | None = None


class Assignee(CommandArgs, frozen=True, kw_only=True):
    """One recipient; the first is lead when none says so."""

    kind: AssigneeKind
    id: str
    lead: bool | None = None


class Assign(CommandArgs, frozen=True, kw_only=True):
    """Give tasks to recipients."""

    assignees: Annotated[tuple[Assignee, ...], Meta(min_length=1, max_length=50)]
    note: str = ""


class Transfer(CommandArgs, frozen=True, kw_only=True):
    """Hand the incident to another org."""

    org: str
    reason: Text


class Verify(CommandArgs, frozen=True, kw_only=True):
    """Outcome of a check on the result: passed closes the incident, failed sends it back.

    `on_call` is who said so when called back (回访); without it somebody was on the site (核查).
    """

    passed: bool = msgspec.field(name="pass")
    text: Text
    on_call: OnCall = ""


class TaskRef(CommandArgs, frozen=True, kw_only=True):
    """One task of the incident; `on_call` when the recipient said so on the telephone."""

    task: str
    on_call: OnCall = ""


class TaskDone(CommandArgs, frozen=True, kw_only=True):
    """A task is done, with what came of it."""

    task: str
    text: Text
    on_call: OnCall = ""


class TaskReturn(CommandArgs, frozen=True, kw_only=True):
    """A task is sent back (退单) for a reason."""

    task: str
    reason: Text
    on_call: OnCall = ""


class Merge(CommandArgs, frozen=True, kw_only=True):
    """This incident is the same as another, which goes on for both (并案)."""

    into: str


class Recall(CommandArgs, frozen=True, kw_only=True):
    """Take tasks back (撤回): those named, or all that are open."""

    tasks: Annotated[tuple[str, ...], Meta(max_length=50)] = ()
    reason: Remark = ""


class ReportUp(CommandArgs, frozen=True, kw_only=True):
    """Hand the incident to the org above (上报).

    With `to` and `emergency` to one further up (越级): those passed over get a copy.
    """

    reason: Text
    to: str | None = None
    emergency: bool = False


class RequestExtension(CommandArgs, frozen=True, kw_only=True):
    """Ask for more time (延期): `until` is the moment asked for."""

    until: str
    reason: Text


class DecideRequest(CommandArgs, frozen=True, kw_only=True):
    """An approver's word on what was asked for: an extension, a suspension or the ledger."""

    granted: bool
    text: Remark = ""


class Suspend(CommandArgs, frozen=True, kw_only=True):
    """Let work and clocks rest (挂起) until a stated time."""

    until: str
    reason: Text


class PutOnLedger(CommandArgs, frozen=True, kw_only=True):
    """Put it on the ledger (挂账), with who answers for it and when it is looked at again."""

    reason: Text
    owner: Line
    review_at: str


class Strike(CommandArgs, frozen=True, kw_only=True):
    """Strike it off the ledger (销号): settled, or to be handled now."""

    text: Text
    settled: bool = False


class Comment(CommandArgs, frozen=True, kw_only=True):
    """Comment (催办)."""

    text: Remark = ""


class Supervise(CommandArgs, frozen=True, kw_only=True):
    """Issue a supervision document (督办; `listed`: 挂牌督办)."""

    demand: Text
    due_at: str
    listed: bool = False


class OnSupervision(CommandArgs, frozen=True, kw_only=True):
    """Words on the supervision document of this number: a reply, or its release."""

    number: Line
    text: Text


class Copy(CommandArgs, frozen=True, kw_only=True):
    """Tell orgs and departments of it (抄告); they may read it from then on."""

    to: Annotated[tuple[str, ...], Meta(min_length=1, max_length=50)]
    text: Remark = ""


class Rate(CommandArgs, frozen=True, kw_only=True):
    """What the citizen thinks of it (评价)."""

    score: Annotated[int, Meta(ge=1, le=5)]
    text: Remark = ""


class FileReport(CommandArgs, frozen=True, kw_only=True):
    """A report on a major incident was sent (信息报送: 初报, 续报, 终报), to whom in words."""

    kind: ReportKind
    text: Text
    to: OnCall = ""
