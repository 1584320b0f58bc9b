"""What is asked before an act on an alarm, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.alarm_args import AlarmShelve, AlarmToIncident
from backend_client.protocol.entities import Alarm
from backend_client.protocol.incident_args import CommandArgs, Words
from console.alarms.muting import MUTE_MINUTES
from widgets import act_words, words
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, LineField
from widgets.drills import titled

translate = QCoreApplication.translate

_SHELVE_MINUTES: Final = (5, 15, 30, 60, 120, 240, 480)
_USUAL_MINUTES: Final = "30"
#: The type that the platform keeps for the kind of alarm.
_AS_KEPT: Final = "-"


def alarm_form(act: str, alarm: Alarm, *, types: Sequence[tuple[str, str]] = ()) -> Form:
    """What to ask for `act`; `types` are (code, name) of the kinds of incident."""
    about = f"{titled(alarm)}   {alarm.place}   {alarm.source}"
    title = act_words.command(act)
    match act:
        case "alarm.false_alarm":
            return Form(
                title=title,
                about=about,
                send=title,
                presets=(
                    translate("AlarmForms", "Nothing found on site"),
                    translate("AlarmForms", "Cleared up on the telephone"),
                    translate("AlarmForms", "Sensor is being serviced"),
                    translate("AlarmForms", "Sensor is faulty"),
                ),
                warning=translate("AlarmForms", "This closes the alarm"),
            )
        case "alarm.shelve":
            return Form(
                title=title,
                about=about,
                send=title,
                fields=(_minutes(_SHELVE_MINUTES, chosen=_USUAL_MINUTES),),
                presets=(
                    translate("AlarmForms", "Source chatters, repair is ordered"),
                    translate("AlarmForms", "Works on site, announced"),
                    translate("AlarmForms", "Fire drill, announced"),
                ),
                warning=translate(
                    "AlarmForms",
                    "Alarms of this source at this place are silent at every desk for that time",
                ),
            )
    return Form(
        title=title,
        about=about,
        send=title,
        words=None,
        fields=_incident_fields(alarm, types),
        warning=translate("AlarmForms", "This closes the alarm; the incident goes on with it"),
    )


def alarm_args(act: str, answer: FormAnswer) -> CommandArgs:
    """The arguments of `act` from what was answered."""
    match act:
        case "alarm.false_alarm":
            return Words(text=answer.text)
        case "alarm.shelve":
            return AlarmShelve(minutes=int(answer.word("minutes")), reason=answer.text)
    kind = answer.word("type")
    return AlarmToIncident(
        severity=int(answer.word("severity")),
        type_code=None if kind == _AS_KEPT else kind,
        title=answer.word("title"),
    )


def mute_form() -> Form:
    """What to ask before the alarm sound is muted."""
    return Form(
        title=translate("AlarmForms", "Mute the alarm sound"),
        about=translate("AlarmForms", "Priority 1 sounds all the same. The mute ends by itself."),
        send=translate("AlarmForms", "Mute"),
        fields=(_minutes(MUTE_MINUTES, chosen=str(MUTE_MINUTES[0])),),
        presets=(
            translate("AlarmForms", "Fire drill, announced"),
            translate("AlarmForms", "On an important call"),
            translate("AlarmForms", "Sensors are being serviced"),
        ),
    )


def _minutes(offered: Sequence[int], *, chosen: str) -> ChoiceField:
    return ChoiceField(
        "minutes",
        translate("AlarmForms", "For"),
        tuple((str(minutes), words.age(minutes * 60.0)) for minutes in offered),
        chosen=chosen,
    )


def _incident_fields(alarm: Alarm, types: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    kept = (_AS_KEPT, translate("AlarmForms", "As usual for this kind of alarm"))
    return (
        LineField("title", translate("AlarmForms", "Title"), alarm.title, required=True),
        ChoiceField(
            "severity",
            translate("AlarmForms", "Severity"),
            tuple((str(level), words.severity(level)) for level in (1, 2, 3, 4)),
            chosen=str(alarm.priority),
        ),
        ChoiceField("type", translate("AlarmForms", "Type"), (kept, *types)),
    )
