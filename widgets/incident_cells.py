"""What stands in the columns of a list of incidents, whether they are in view or found in the past."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.deadlines import Stage, most_pressing, stage
from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState, TaskState
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.drills import titled
from widgets.moments import day_text, moment_text
from widgets.names import OrgNames
from widgets.row_model import Cell, Column
from widgets.signs import Look

translate = QCoreApplication.translate

#: The columns.
SEVERITY, SERIAL, TITLE, TYPE, PLACE, STATE, CLOCK, ASSIGNEE, STREET = range(9)

_COLOUR = {
    Stage.FRESH: theme.TEXT,
    Stage.WARNED: theme.WARNING,
    Stage.OVERDUE: theme.DANGER,
    Stage.FAR_OVERDUE: theme.DANGER,
}


def columns(*, past: bool = False) -> tuple[Column, ...]:
    """The headings; of the past the moment of the report is told in the place of the clock."""
    clock = Column(translate("IncidentTableModel", "Clock"), ages=True, right=True)
    if past:
        clock = Column(translate("IncidentTableModel", "Reported"), right=True)
    return (
        Column(translate("IncidentTableModel", "Lv")),
        Column(translate("IncidentTableModel", "Number")),
        Column(translate("IncidentTableModel", "Title")),
        Column(translate("IncidentTableModel", "Type")),
        Column(translate("IncidentTableModel", "Place")),
        Column(translate("IncidentTableModel", "State")),
        clock,
        Column(translate("IncidentTableModel", "Assigned to")),
        Column(translate("IncidentTableModel", "Street")),
    )


def cells(incident: Incident, *, names: OrgNames) -> tuple[Cell, ...]:
    """The cells of one row; that of the clock is made by `clock_cell`."""
    quiet = theme.TEXT_QUIET
    waits = incident.state in (IncidentState.PENDING, IncidentState.TO_DISPATCH)
    look = signs.INCIDENT_STATE.get(incident.state, signs.UNKNOWN)
    return (
        Cell("", signs.SEVERITY.get(incident.severity, signs.UNKNOWN)),
        Cell(incident.serial_no, None, quiet),
        Cell(titled(incident), None, theme.TEXT, waits, marks(incident)),
        Cell(incident.type_name, None, quiet),
        Cell(incident.place),
        Cell(words.incident_state(incident.state), look, look.colour),
        Cell(),
        Cell(assignees(incident)),
        Cell(names.street(incident.owner_org), None, quiet),
    )


def marks(incident: Incident) -> tuple[Look, ...]:
    """The signs before a title: a drill, under supervision, urgent."""
    found: list[Look] = []
    if incident.exercise:
        found.append(signs.DRILL)
    standing = [each for each in incident.supervisions if each.stands]
    if standing:
        found.append(signs.LISTED if any(each.listed for each in standing) else signs.SUPERVISED)
    if incident.urgent:
        found.append(signs.URGENT)
    return tuple(found)


def clock_cell(incident: Incident, *, now: float) -> Cell:
    """The time that is left until the most pressing clock runs out, or by which it is over.

    Without a clock that runs it is the age: since the report, until the close.
    """
    deadline = most_pressing(incident)
    if deadline is None or incident.state in CLOSED_STATES:
        over = incident.state in CLOSED_STATES
        ends = parse_time(incident.closed_at) if over and incident.closed_at is not None else now
        text = words.age(ends - parse_time(incident.reported_at))
        return Cell(text, None, theme.TEXT_QUIET if over else theme.TEXT)
    left = parse_time(deadline.due_at) - now
    how = stage(deadline, now)
    text = words.age(abs(left))
    if left < 0:
        text = translate("IncidentTableModel", "{time} over").format(time=text)
    else:
        text = translate("IncidentTableModel", "{time} left").format(time=text)
    return Cell(text, signs.STAGE.get(how), _COLOUR[how], how is Stage.FAR_OVERDUE)


def reported_cell(incident: Incident, *, now: float) -> Cell:
    """When it was reported."""
    return Cell(moment_text(incident.reported_at, now=now), None, theme.TEXT)


def clock_told(incident: Incident, *, now: float) -> str:
    """What the clock's cell stands for, in words."""
    age = words.age(now - parse_time(incident.reported_at))
    told = translate("IncidentTableModel", "Reported {age} ago").format(age=age)
    deadline = most_pressing(incident)
    if deadline is None or incident.state in CLOSED_STATES:
        return told
    due = day_text(parse_time(deadline.due_at))
    limit = translate("IncidentTableModel", "{clock}: due {due}, limit {limit}").format(
        clock=words.clock(deadline.clock), due=due, limit=words.age(deadline.limit_s)
    )
    return f"{limit}\n{told}"


def title_told(incident: Incident) -> str:
    """A title in full, and what its marks stand for."""
    lines = [incident.title]
    if incident.exercise:
        lines.append(translate("IncidentTableModel", "A drill"))
    for each in incident.supervisions:
        if each.stands:
            what = translate("IncidentTableModel", "Supervised, {number}: {demand}")
            if each.listed:
                what = translate("IncidentTableModel", "Listed supervision, {number}: {demand}")
            lines.append(what.format(number=each.number, demand=each.demand))
    if incident.urgent:
        lines.append(translate("IncidentTableModel", "Urgent"))
    if incident.urged is not None:
        lines.append(translate("IncidentTableModel", "Urged, {n} in all").format(n=incident.urged.count))
    return "\n".join(lines)


def assignees(incident: Incident) -> str:
    """Who handles it: the lead, and how many support; who was called back or sent it back does not."""
    stands = (task for task in incident.tasks if task.state not in (TaskState.RECALLED, TaskState.RETURNED))
    names = sorted(stands, key=lambda task: not task.lead)
    if not names:
        return ""
    return names[0].name if len(names) == 1 else f"{names[0].name} +{len(names) - 1}"
