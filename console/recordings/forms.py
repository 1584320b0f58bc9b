"""What is asked before somebody looks back, and before pictures are taken out as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.recording_args import EvidenceApprove, EvidenceExport, RecordingLook
from backend_client.protocol.times import format_time
from console.wall.reasons import reasons
from console.wall.recording_forms import range_fields, range_of
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField
from widgets.moments import clock_text, day_text

translate = QCoreApplication.translate

_GRANTED, _REFUSED = "granted", "refused"


def look_form(*, camera: str, now: float) -> Form:
    """From when on, for how long, and why."""
    return Form(
        title=translate("Recordings", "Look back at a recording"),
        about=camera,
        send=translate("Recordings", "Look back"),
        fields=range_fields(now=now),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        presets=reasons(),
        warning=translate("Recordings", "The reason is written into the audit trail."),
    )


def look_args(answer: FormAnswer, *, camera: str, now: float) -> RecordingLook:
    """The command that an answered `look_form` stands for."""
    since, until = range_of(answer, now=now)
    return RecordingLook(camera=camera, since=since, until=until, reason=answer.text)


def evidence_form(
    *, camera: str, since: float, until: float, alone: bool, approvers: Sequence[tuple[str, str]] = ()
) -> Form:
    """What the pictures are taken out for. `alone`: nobody has to approve it."""
    kinds = (
        (
            EvidenceKind.CLIP.value,
            translate("Recordings", "Clip of {n} s").format(n=round(until - since)),
        ),
        (EvidenceKind.STILL.value, translate("Recordings", "Still of its beginning")),
    )
    waits = translate("Recordings", "A duty leader has to approve it before its files can be fetched.")
    fields: list[Field] = [
        ChoiceField("kind", translate("Recordings", "Pictures"), kinds),
        LineField("case_number", translate("Recordings", "Case number"), required=True),
    ]
    if not alone and approvers:
        anybody = ("", translate("Recordings", "any duty leader"))
        fields.append(ChoiceField("approver", translate("Recordings", "Approval by"), (*approvers, anybody)))
    return Form(
        title=translate("Recordings", "Export evidence"),
        about=f"{camera}  {day_text(since)[:5]} {clock_text(since)} – {clock_text(until)}",
        send=translate("Recordings", "Export evidence"),
        fields=tuple(fields),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        warning=translate("Recordings", "It is signed and noted in the audit trail.") if alone else waits,
    )


def evidence_args(answer: FormAnswer, *, camera: str, since: float, until: float) -> EvidenceExport:
    """The command that an answered `evidence_form` stands for."""
    kind = EvidenceKind(answer.word("kind"))
    return EvidenceExport(
        camera=camera,
        since=format_time(since),
        until=format_time(until),
        kind=kind,
        reason=answer.text,
        case_number=answer.word("case_number"),
        approver=(answer.word("approver") or None) if "approver" in answer.values else None,
    )


def ring_form(*, camera: str, alone: bool) -> Form:
    """What the last minute of a tile is taken out for."""
    waits = translate("Recordings", "A duty leader has to approve it before its files can be fetched.")
    return Form(
        title=translate("Recordings", "Export the last minute"),
        about=camera,
        send=translate("Recordings", "Export evidence"),
        fields=(LineField("case_number", translate("Recordings", "Case number"), required=True),),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        warning=translate("Recordings", "It is signed and noted in the audit trail.") if alone else waits,
    )


def save_form(*, ready: Sequence[tuple[str, str]]) -> Form:
    """Which export's files to fetch; `ready` are ids and how each is called."""
    return Form(
        title=translate("Recordings", "Save evidence files"),
        about=translate("Recordings", "Pictures, manifest, signature and the key to check them with"),
        send=translate("Recordings", "Save"),
        fields=(
            ChoiceField("id", translate("Recordings", "Export"), tuple(ready)),
            FlagField("review", translate("Recordings", "with a marked copy for looking at")),
        ),
        words=None,
        warning=translate("Recordings", "That they are fetched is noted in the audit trail."),
    )


def approval_form(*, about: str) -> Form:
    """A duty leader's word on somebody else's export."""
    return Form(
        title=translate("Recordings", "Decide on an export of evidence"),
        about=about,
        send=translate("Recordings", "Decide"),
        fields=(
            ChoiceField(
                "decision",
                translate("Recordings", "Decision"),
                (
                    (_GRANTED, translate("Recordings", "Approve it")),
                    (_REFUSED, translate("Recordings", "Refuse it")),
                ),
            ),
        ),
        words=False,
        words_caption=translate("Recordings", "Remark (may be left out)"),
    )


def approval_args(answer: FormAnswer) -> EvidenceApprove:
    """The command that an answered `approval_form` stands for."""
    return EvidenceApprove(granted=answer.word("decision") == _GRANTED, text=answer.text)
