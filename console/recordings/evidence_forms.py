"""What is asked before pictures leave as evidence, and before somebody lets them leave or does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.recording_args import Approver, EvidenceExport
from backend_client.protocol.times import format_time
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField
from widgets.moments import clock_text, day_text

translate = QCoreApplication.translate

#: The choice that names nobody: a field has to say something.
_ANYBODY: Final = "-"


def evidence_form(
    *, camera: str, since: float, until: float, alone: bool, approvers: Sequence[Approver] = ()
) -> Form:
    """What the pictures are taken out for. `alone`: nobody has to approve it."""
    kinds = (
        (
            EvidenceKind.CLIP.value,
            translate("Recordings", "Clip of {n} s").format(n=round(until - since)),
        ),
        (EvidenceKind.STILL.value, translate("Recordings", "Still of its beginning")),
    )
    return Form(
        title=translate("Recordings", "Export evidence"),
        about=f"{camera}  {day_text(since)[:5]} {clock_text(since)} – {clock_text(until)}",
        send=translate("Recordings", "Export evidence") if alone else _ask(),
        fields=(
            ChoiceField("kind", translate("Recordings", "Pictures"), kinds),
            *_case(alone=alone, approvers=approvers),
        ),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        warning=_warning(alone=alone),
    )


def evidence_args(answer: FormAnswer, *, camera: str, since: float, until: float) -> EvidenceExport:
    """The command that an answered `evidence_form` stands for."""
    return EvidenceExport(
        camera=camera,
        since=format_time(since),
        until=format_time(until),
        kind=EvidenceKind(answer.word("kind")),
        reason=answer.text,
        case_number=answer.word("case_number"),
        approver=approver_of(answer),
    )


def approver_of(answer: FormAnswer) -> str | None:
    """Who is asked by name; None for anybody who may approve."""
    chosen = answer.word("approver") if "approver" in answer.values else _ANYBODY
    return None if chosen in ("", _ANYBODY) else chosen


def ring_form(*, camera: str, kept_s: float, alone: bool, approvers: Sequence[Approver] = ()) -> Form:
    """What the last minute of a tile is taken out for, or the `kept_s` that are kept of it."""
    kept = translate("Recordings", "the last {n} s are kept").format(n=round(kept_s))
    return Form(
        title=translate("Recordings", "Export the last minute"),
        about=f"{camera}\n{kept}",
        send=translate("Recordings", "Export evidence") if alone else _ask(),
        fields=tuple(_case(alone=alone, approvers=approvers)),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        warning=_warning(alone=alone),
    )


def save_form(*, ready: Sequence[tuple[str, str]], chosen: str = "") -> Form:
    """Which export's files to fetch; `ready` are ids and how each is called."""
    return Form(
        title=translate("Recordings", "Save evidence files"),
        about=translate("Recordings", "Pictures, manifest, signature and the key to check them with"),
        send=translate("Recordings", "Save"),
        fields=(
            ChoiceField("id", translate("Recordings", "Export"), tuple(ready), chosen),
            FlagField("review", translate("Recordings", "with a marked copy for looking at")),
        ),
        words=None,
        warning=translate("Recordings", "That they are fetched is noted in the audit trail."),
    )


def approve_form(*, about: str, seen: bool) -> Form:
    """A duty leader's yes to somebody else's export; `seen`: he has looked at its marked copy."""
    unseen = translate("Recordings", "You have not looked at its pictures: this releases them.")
    released = translate("Recordings", "It releases the pictures, and is noted in the audit trail.")
    return Form(
        title=translate("Recordings", "Approve an export of evidence"),
        about=about,
        send=translate("Recordings", "Approve it"),
        words=False,
        words_caption=translate("Recordings", "Remark (may be left out)"),
        warning=released if seen else unseen,
    )


def refuse_form(*, about: str) -> Form:
    """His no, and why."""
    return Form(
        title=translate("Recordings", "Refuse an export of evidence"),
        about=about,
        send=translate("Recordings", "Refuse it"),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        presets=(
            translate("Recordings", "The reason does not carry it"),
            translate("Recordings", "The case number is not right"),
            translate("Recordings", "It shows more than is needed: ask for a shorter part"),
        ),
        warning=translate("Recordings", "The pictures are deleted, and who asked reads the reason."),
    )


def _ask() -> str:
    return translate("Recordings", "Ask for approval")


def _warning(*, alone: bool) -> str:
    if alone:
        return translate("Recordings", "It is signed and noted in the audit trail.")
    return translate("Recordings", "A duty leader has to approve it before its files can be fetched.")


def _case(*, alone: bool, approvers: Sequence[Approver]) -> list[Field]:
    fields: list[Field] = [
        LineField("case_number", translate("Recordings", "Case number"), required=True),
    ]
    if not alone and approvers:
        anybody = (_ANYBODY, translate("Recordings", "any duty leader"))
        named = ((each.id, _name(each)) for each in approvers)
        fields.append(ChoiceField("approver", translate("Recordings", "Approval by"), (anybody, *named)))
    return fields


def _name(approver: Approver) -> str:
    if approver.signed_in:
        return translate("Recordings", "{name} (signed in)").format(name=approver.name)
    return approver.name
