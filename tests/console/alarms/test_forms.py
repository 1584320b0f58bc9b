"""What is asked before acts on alarms."""

from __future__ import annotations

from backend_client.protocol.alarm_args import AlarmToIncident
from console.alarms.forms import alarm_args, alarm_form, mute_form
from console.alarms.muting import MUTE_MINUTES
from tests.widgets.district import alarm
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import ChoiceField


def choices(field: object) -> list[str]:
    assert isinstance(field, ChoiceField)
    return [id_ for id_, _ in field.choices]


def test_what_closes_says_so_and_what_silences_says_for_whom() -> None:
    assert "closes" in alarm_form("alarm.false_alarm", alarm()).warning
    assert "every desk" in alarm_form("alarm.shelve", alarm()).warning
    assert "closes" in alarm_form("alarm.to_incident", alarm()).warning


def test_times_are_those_that_are_allowed() -> None:
    (minutes,) = alarm_form("alarm.shelve", alarm()).fields
    assert {int(each) for each in choices(minutes)} <= set(range(5, 481))
    (minutes,) = mute_form().fields
    assert tuple(int(each) for each in choices(minutes)) == MUTE_MINUTES


def test_another_type_and_severity_can_be_chosen() -> None:
    form = alarm_form("alarm.to_incident", alarm(1), types=[("0303", "火情")])
    assert choices(form.fields[2]) == ["-", "0303"]
    answer = FormAnswer(text="", values={"title": "示范火情", "severity": "2", "type": "0303"})
    made = AlarmToIncident(severity=2, type_code="0303", title="示范火情")
    assert alarm_args("alarm.to_incident", answer) == made
