"""Each act's form, and the arguments that come of its answer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol import incident_args as args
from backend_client.protocol.commands import ARGS
from backend_client.protocol.entities import Incident, IncidentState, Task, TaskState
from backend_client.protocol.incident_parts import (
    Clock,
    Deadline,
    ReportKind,
    Request,
    RequestKind,
    Supervision,
)
from backend_client.protocol.lifecycle import ACTS
from backend_client.protocol.times import format_time
from console.commands.incident_forms import IncidentForms, args_of, tasks_for
from tests.widgets.district import District, ago, district, incident, task
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, FlagField, LineField, MomentField, PickField, Value
from widgets.initials import Initials

#: Acts that are given without a form, or by another group.
WITHOUT = {"incident.accept", "incident.assign", "incident.merge", "task.sign", "task.arrive", "task.link"}
DOCUMENT = Supervision(
    number="督办〔2026〕1号",
    at="2026-01-31T08:00:00Z",
    by="甲",
    org="o",
    demand="限期",
    due_at="2026-02-01T08:00:00Z",
)


def full(made: District) -> Incident:
    """An incident on which every act has something to act on."""
    tasks = (task(1), task(2, lead=False, state=TaskState.SIGNED))
    return replace(made.picture.of(Incident)["i1"].data, tasks=tasks, supervisions=(DOCUMENT,))


@pytest.fixture
def made() -> District:
    return district(incidents=[incident()], units=2)


@pytest.fixture
def forms(made: District) -> IncidentForms:
    return IncidentForms(picture=made.picture, initials=Initials(), now=made.now)


def filled(form: Form) -> FormAnswer:
    """The form as sent with what stands in it and the first of what can be picked."""
    values: dict[str, Value] = {}
    for field in form.fields:
        match field:
            case ChoiceField():
                values[field.id] = field.chosen or field.choices[0][0]
            case MomentField():
                values[field.id] = field.value
            case FlagField():
                values[field.id] = field.checked
            case LineField():
                values[field.id] = field.text or "甲"
            case PickField():
                values[field.id] = (field.choices[0][0],)
    return FormAnswer(text="words", values=values)


@pytest.mark.parametrize("act", sorted(set(ACTS) - WITHOUT))
def test_a_filled_form_gives_the_arguments_of_its_act(act: str, made: District, forms: IncidentForms) -> None:
    form = forms.form(act, full(made))
    given = args_of(act, filled(form))
    assert type(given) is ARGS[act]
    assert form.words is ACTS[act].text


def test_answers_become_what_they_say(made: District, forms: IncidentForms) -> None:
    until = made.now() + 7200.0

    def answer(**values: Value) -> FormAnswer:
        return FormAnswer(text="words", values=values)

    assert args_of("incident.verify", answer(outcome="fail", on_call="")) == args.Verify(
        passed=False, text="words"
    )
    assert args_of("incident.verify", answer(outcome="pass", on_call="甲")) == args.Verify(
        passed=True, text="words", on_call="甲"
    )
    assert args_of("incident.strike", answer(outcome="settled")) == args.Strike(text="words", settled=True)
    assert args_of("incident.decide_extension", answer(outcome="refused")) == args.DecideRequest(
        granted=False, text="words"
    )
    assert args_of("incident.recall", answer(task="all")) == args.Recall(reason="words")
    assert args_of("incident.recall", answer(task="t2")) == args.Recall(tasks=("t2",), reason="words")
    assert args_of("incident.suspend", answer(until=until)) == args.Suspend(
        until=format_time(until), reason="words"
    )
    assert args_of("incident.file_report", answer(kind="final", to="市局")) == args.FileReport(
        kind=ReportKind.FINAL, text="words", to="市局"
    )


def test_a_task_is_offered_only_where_the_act_is_possible_on_it(made: District) -> None:
    found = [id_ for id_, _ in tasks_for("task.done", full(made))]
    assert found == ["task-2"]


def test_who_cannot_approve_is_told_that_another_has_to(made: District, forms: IncidentForms) -> None:
    asked = forms.form("incident.suspend", full(made), asks_only=True)
    assert "duty leader" in asked.warning
    assert not forms.form("incident.suspend", full(made)).warning


def test_whoever_decides_reads_what_was_asked(made: District, forms: IncidentForms) -> None:
    request = Request(
        kind=RequestKind.SUSPENSION,
        by="u",
        name="李",
        at=ago(60),
        reason="等料",
        until="2026-03-03T10:00:00Z",
    )
    form = forms.form("incident.decide_extension", replace(full(made), request=request))
    assert "李 asks to suspend it" in form.about
    assert "等料" in form.about


def test_more_time_is_asked_for_beyond_what_is_given(made: District, forms: IncidentForms) -> None:
    due = made.now() + 8 * 3600.0
    handle = Deadline(
        id="handle-1",
        clock=Clock.HANDLE,
        started_at=ago(60),
        due_at=format_time(due),
        warn_at=format_time(due),
        limit_s=28_800.0,
        rule="handle",
    )
    clocked = replace(full(made), deadlines=(handle,))
    (until,) = forms.form("incident.request_extension", clocked).fields
    assert isinstance(until, MomentField)
    assert until.value > until.earliest >= due
    assert all(moment > due for _, moment in until.presets)
    (rest,) = forms.form("incident.suspend", clocked).fields
    assert isinstance(rest, MomentField)
    assert rest.earliest < due


def test_it_is_passed_on_beside_and_below_never_above(made: District, forms: IncidentForms) -> None:
    (to,) = forms.form("incident.transfer", full(made)).fields
    assert isinstance(to, ChoiceField)
    assert [id_ for id_, _ in to.choices] == ["jingfang", "qiutao"]


def test_a_level_is_passed_over_only_where_there_is_one_and_only_when_that_is_said(
    made: District, forms: IncidentForms
) -> None:
    street = forms.form("incident.report_up", full(made))
    assert [field.id for field in street.fields] == ["org"]
    of_community = forms.form("incident.report_up", replace(full(made), owner_org="jingfang"))
    assert [field.id for field in of_community.fields] == ["org", "emergency"]
    values: dict[str, Value] = {"org": "jianggan", "emergency": True}
    given = args_of("incident.report_up", FormAnswer(text="words", values=values))
    assert given == args.ReportUp(reason="words", to="jianggan", emergency=True)


@pytest.mark.parametrize(
    ("tasks", "asks"),
    [
        ((), False),
        ((task(1),), True),
        ((task(1, state=TaskState.ON_SCENE), task(2, lead=False)), True),
        ((task(1, state=TaskState.DONE), task(2, lead=False)), False),
        ((task(1, state=TaskState.RETURNED),), False),
    ],
)
def test_finishing_asks_who_reported_it_done_only_while_the_lead_has_not(
    forms: IncidentForms, tasks: tuple[Task, ...], asks: bool
) -> None:
    form = forms.form("incident.finish", incident(state=IncidentState.HANDLING, tasks=tasks))
    assert [(field.id, isinstance(field, LineField) and field.required) for field in form.fields] == [
        ("on_call", True)
    ] * asks
    assert ("示范员0001" in form.warning) is asks
    assert args_of("incident.finish", filled(form)) == args.Finish(
        text="words", on_call="甲" if asks else None
    )
