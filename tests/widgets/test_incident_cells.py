"""What stands in the columns: clocks by colour and sign, marks that are no colours."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, Org, Task, TaskState
from backend_client.protocol.incident_parts import Supervision, Urging
from tests.backend_client.protocol.test_lanes import clock
from tests.widgets.district import NOW, ago, district, incident
from widgets import incident_cells, signs, theme
from widgets.names import OrgNames
from widgets.signs import Sign


def with_clock(due: float, *, warn: float, far: float, **fields: object) -> Incident:
    """Moments in seconds from now."""
    deadline = clock(ago(-due), warn_at=ago(-warn), far_at=ago(-far))
    return incident(1, deadlines=(deadline,), **fields)  # type: ignore[arg-type]  # fields of an incident


@pytest.mark.parametrize(
    ("due", "text", "sign", "colour"),
    [
        (7200, "2 h 00 left", None, theme.TEXT),
        (600, "10 min left", Sign.HOURGLASS, theme.WARNING),
        (-600, "10 min over", Sign.LATE, theme.DANGER),
        (-4000, "1 h 06 over", Sign.FAR_LATE, theme.DANGER),
    ],
)
def test_a_clock_is_told_by_text_sign_and_colour(
    qtbot: QtBot, due: float, text: str, sign: Sign | None, colour: str
) -> None:
    cell = incident_cells.clock_cell(with_clock(due, warn=due - 1080, far=due + 3600), now=NOW)
    assert cell.text == text
    assert (cell.look.sign if cell.look is not None else None) is sign
    assert cell.colour == colour


def test_without_a_clock_the_age_stands_there(qtbot: QtBot) -> None:
    assert incident_cells.clock_cell(incident(1, age=3700), now=NOW).text == "1 h 01"
    closed = incident(1, age=3700, state=IncidentState.CLOSED, closed_at=ago(100))
    assert incident_cells.clock_cell(closed, now=NOW).text == "1 h 00"
    assert incident_cells.clock_cell(closed, now=NOW).colour == theme.TEXT_QUIET


def test_the_clock_says_what_it_limits(qtbot: QtBot) -> None:
    told = incident_cells.clock_told(with_clock(600, warn=0, far=4000), now=NOW)
    assert "Handle: due" in told
    assert "limit 1 h 00" in told
    assert "Reported 10 min ago" in told
    assert incident_cells.clock_told(incident(1), now=NOW) == "Reported 10 min ago"


def test_marks_are_shapes_and_are_told_in_words(qtbot: QtBot) -> None:
    document = Supervision(number="督1", at=ago(60), by="a", org="x", demand="速办", due_at=ago(-60))
    marked = incident(
        1, exercise=True, urgent=True, supervisions=(document,), urged=Urging(count=2, at=ago(9), by="b")
    )
    assert incident_cells.marks(marked) == (signs.DRILL, signs.SUPERVISED, signs.URGENT)
    told = incident_cells.title_told(marked)
    for words in ("A drill", "Supervised, 督1: 速办", "Urgent", "Urged, 2 in all"):
        assert words in told
    listed = incident(1, supervisions=(document, replace(document, listed=True)))
    assert incident_cells.marks(listed) == (signs.LISTED,)
    assert "Listed supervision" in incident_cells.title_told(listed)
    assert incident_cells.marks(incident(1)) == ()


def test_there_is_a_cell_for_each_column(qtbot: QtBot) -> None:
    names = OrgNames(orgs=district().picture.of(Org))
    assert len(incident_cells.cells(incident(1), names=names)) == len(incident_cells.columns())


def test_who_was_called_back_or_sent_it_back_is_not_said_to_have_it() -> None:
    def task(name: str, state: TaskState, *, lead: bool = False) -> Task:
        return Task(
            id=name,
            kind=AssigneeKind.UNIT,
            assignee=name,
            name=name,
            lead=lead,
            state=state,
            offered_at=ago(60),
        )

    back = (task("a", TaskState.RECALLED, lead=True), task("b", TaskState.RETURNED))
    assert incident_cells.assignees(incident(1, tasks=back)) == ""
    here = (*back, task("c", TaskState.OFFERED), task("d", TaskState.DONE, lead=True))
    assert incident_cells.assignees(incident(1, tasks=here)) == "d +1"
