"""What is asked for when something is written into the duty log, a call is made, or a shift handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.commands import DutyLogAdd
from backend_client.protocol.duty import DutyLogKind, Handover, HandoverItem
from backend_client.protocol.times import format_time
from widgets import words
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, MomentField
from widgets.duty import duty_words
from widgets.duty.numbers import Callee
from widgets.moments import moment_text
from widgets.phrases import captioned, listed, remarked

translate = QCoreApplication.translate

_HOUR: Final = 3600.0


def callee_line(callee: Callee) -> str:
    """Who somebody is in the incident, his name, his number."""
    told = (duty_words.part(callee.part), callee.name, callee.phone.number)
    return "  ".join(part for part in told if part)


def dial_form(*, about: str, callees: Sequence[Callee]) -> Form:
    """Whom to call."""
    choices = tuple((str(number), callee_line(each)) for number, each in enumerate(callees))
    return Form(
        title=translate("DutyForms", "Telephone"),
        about=about,
        send=translate("DutyForms", "Dial"),
        fields=(ChoiceField("callee", translate("DutyForms", "Call"), choices),),
        words=None,
    )


def call_form(*, about: str, callee: Callee, dialled: bool, now: float) -> Form:
    """How a call ended, and what was promised. `dialled`: a telephone program has taken the number."""
    who = callee_line(callee)
    by_hand = translate("DutyForms", "No telephone program here: dial by hand.")
    outcomes = tuple((each, duty_words.outcome(each)) for each in duty_words.OUTCOMES)
    return Form(
        title=translate("DutyForms", "Telephone"),
        about=f"{who}\n{about}" if about else who,
        send=translate("DutyForms", "Write into the duty log"),
        fields=(ChoiceField("outcome", translate("DutyForms", "Outcome"), outcomes), *_promise(now)),
        words=False,
        words_caption=translate("DutyForms", "What was said (may be left out)"),
        warning="" if dialled else by_hand,
    )


def call_args(answer: FormAnswer, callee: Callee, *, incident: str | None, seat: str) -> DutyLogAdd:
    """The line of the duty log that an answered `call_form` stands for."""
    return DutyLogAdd(
        kind=DutyLogKind.CALL,
        text=f"{callee.name}  {answer.text}".strip(),
        seat=seat,
        incident=incident,
        contact=callee.contact,
        number=callee.phone.number,
        outcome=answer.word("outcome"),
        due_at=_due(answer),
    )


def log_form(*, about: str, now: float) -> Form:
    """A line of the duty log."""
    kinds = (DutyLogKind.NOTE, DutyLogKind.INSTRUCTION, DutyLogKind.EVENT, DutyLogKind.CALL)
    return Form(
        title=translate("DutyForms", "Write into the duty log"),
        about=about,
        send=translate("DutyForms", "Write"),
        fields=(
            ChoiceField(
                "kind", translate("DutyForms", "Kind"), tuple((k.value, duty_words.kind(k)) for k in kinds)
            ),
            *_promise(now),
        ),
    )


def log_args(answer: FormAnswer, *, incident: str | None, seat: str) -> DutyLogAdd:
    """The line that an answered `log_form` stands for."""
    return DutyLogAdd(
        kind=DutyLogKind(answer.word("kind")),
        text=answer.text,
        seat=seat,
        incident=incident,
        due_at=_due(answer),
    )


def hand_over_form(*, seat: str, open_count: int, promised: int, silenced: Sequence[str]) -> Form:
    """The first signature under a shift."""
    about = translate("DutyForms", "{seat}: incidents open {open}, promises not kept yet {promised}").format(
        seat=seat, open=open_count, promised=promised
    )
    if silenced:
        about += "\n" + translate("DutyForms", "Silenced: {what}").format(what=listed(silenced))
    return Form(
        title=translate("DutyForms", "Hand the shift over"),
        about=about,
        send=translate("DutyForms", "Sign and hand over"),
        words=False,
        words_caption=translate("DutyForms", "What the next one has to know (may be left out)"),
        warning=translate("DutyForms", "What is open and promised is put down by the platform as it stands."),
    )


def take_over_form(handover: Handover, *, now: float) -> Form:
    """The second signature: what is handed over stands above it."""
    lines = [
        translate("DutyForms", "{name} hands over since {time}").format(
            name=handover.giver_name, time=moment_text(handover.since, now=now)
        )
    ]
    if handover.text:
        lines.append(handover.text)
    lines.append(
        listed(
            captioned(words.incident_state(each), count) for each, count in sorted(handover.counts.items())
        )
    )
    if handover.silenced:
        lines.append(translate("DutyForms", "Silenced: {what}").format(what=listed(handover.silenced)))
    lines += [
        translate("DutyForms", "Promised: {what}").format(what=duty_words.promise(each, now=now))
        for each in handover.promised
    ]
    lines += [translate("DutyForms", "Open:")] if handover.open else []
    lines += [_open_line(each, now=now) for each in handover.open]
    return Form(
        title=translate("DutyForms", "Take the shift over"),
        about="\n".join(lines),
        send=translate("DutyForms", "Sign and take over"),
        words=False,
        words_caption=translate("DutyForms", "Remark (may be left out)"),
    )


def _open_line(item: HandoverItem, *, now: float) -> str:
    due = "" if item.due_at is None else moment_text(item.due_at, now=now)
    told = f"{item.severity}  {item.serial_no}  {item.title}"
    about = listed(
        (words.incident_state(item.state), due and translate("DutyForms", "due {time}").format(time=due))
    )
    return remarked(told, about)


def _promise(now: float) -> tuple[Field, ...]:
    return (
        FlagField("promised", translate("DutyForms", "Something was promised by then"), opens="due"),
        MomentField(
            id="due",
            caption=translate("DutyForms", "By"),
            value=now + _HOUR,
            earliest=now,
            presets=(
                (translate("DutyForms", "+30 min"), now + _HOUR / 2),
                (translate("DutyForms", "+1 h"), now + _HOUR),
                (translate("DutyForms", "+4 h"), now + 4 * _HOUR),
            ),
        ),
    )


def _due(answer: FormAnswer) -> str | None:
    return format_time(answer.moment("due")) if answer.flag("promised") else None
