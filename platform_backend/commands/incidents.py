"""The acts on an incident as a whole; each one adds a step to its trail (流转)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.entities import (
    CLOSED_STATES,
    Incident,
    IncidentState,
    Org,
    Step,
    Task,
    TaskState,
)
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty, IncidentCreate, Reason, Transfer, Verify, Words
from backend_client.protocol.lifecycle import UNFINISHED_TASKS, Why, decide, next_state
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.roles import ALL_ROLES
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.context import Context, Done
from platform_backend.commands.units import release

#: How long a closed incident stays before the consoles' eyes, in seconds.
VIEW_AFTER_CLOSE_S = 24 * 3600.0


def create(context: Context, args: IncidentCreate) -> Done:
    """Open an incident; one without a grid gets the grid its position lies in."""
    site = context.site
    grid_code = args.grid_code
    if grid_code is not None and grid_code not in site.grid_orgs:
        raise Refused(ErrorCode.BAD_REQUEST, f"there is no grid {grid_code!r}")
    if args.position is not None:
        _check_position(args.position)
        if grid_code is None:
            grid_code = site.locate(args.position)
    if args.occurred_at is not None:
        _check_time(args.occurred_at)
    owner = site.grid_orgs.get(grid_code or "") or _own_org(context)
    incident = Incident(
        serial_no=_serial_no(context, owner),
        type_code=args.type_code,
        type_name=site.type_names.get(args.type_code, args.type_code),
        severity=args.severity,
        title=args.title,
        source=args.source,
        state=IncidentState.PENDING,
        owner_org=owner,
        reported_at=context.at,
        position=args.position,
        grid_code=grid_code,
        place=args.place,
        description=args.description,
        occurred_at=args.occurred_at,
        exercise=args.exercise,
        steps=(Step(at=context.at, by=context.actor.name, action=context.name),),
    )
    if not sees(context.actor.scope, codes_of(incident, site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope")
    id_ = str(uuid7())
    return Done(context.put(id_, incident), {"id": id_})


def accept(context: Context, _args: Empty) -> Done:
    """Take the incident on (受理)."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, accepted_at=context.at)


def reject(context: Context, args: Reason) -> Done:
    """Decline the incident (不予受理) for a reason."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.reason, closed_at=context.at)


def transfer(context: Context, args: Transfer) -> Done:
    """Hand the incident to another org, whose duty officer has to accept it anew; open tasks are recalled."""
    id_, incident = incident_in_hand(context)
    org = context.draft.get(Org, args.org)
    if org is None:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no org {args.org!r}")
    if args.org == incident.owner_org:
        raise Refused(ErrorCode.BAD_REQUEST, f"the incident is with {org.name} already")
    tasks = end_tasks(context, incident, TaskState.RECALLED)
    text = f"{org.name}: {args.reason}"
    return step(context, id_, incident, text=text, owner_org=args.org, accepted_at=None, tasks=tasks)


def note(context: Context, args: Words) -> Done:
    """Add words to the trail; nothing else changes."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.text)


def finish(context: Context, args: Words) -> Done:
    """Report the matter settled (办结); tasks still open are ended as done on the word of who finishes."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.text, tasks=end_tasks(context, incident, TaskState.DONE))


def verify(context: Context, args: Verify) -> Done:
    """Check the result (核查): passed closes the incident, failed sends it back to be handled again."""
    id_, incident = incident_in_hand(context)
    if args.passed:
        return step(context, id_, incident, text=args.text, closed_at=context.at)
    return step(context, id_, incident, text=args.text, state=IncidentState.HANDLING)


def incident_in_hand(context: Context) -> tuple[str, Incident]:
    """The target incident, in a state that allows the command. Raises Refused otherwise."""
    id_, incident = context.aim(Incident, "incident")
    actor = context.actor
    # The platform's own sources stand in for people of every role; only the state binds them.
    decision = decide(
        context.name,
        incident.state,
        roles=ALL_ROLES if actor.internal else actor.roles,
        relation=Relation.OWN if actor.internal else relation_of(context, incident),
        is_handler=not actor.internal and actor.id in incident.handlers,
    )
    if decision.why is not None:
        raise Refused(*_refusal(decision.why, context, incident))
    return id_, incident


def relation_of(context: Context, incident: Incident) -> Relation:
    """How the actor stands to the incident."""
    return relation(context.actor.scope, incident, context.site.org_codes)


def _refusal(why: Why, context: Context, incident: Incident) -> tuple[ErrorCode, str]:
    match why:
        case Why.STATE:
            return (
                ErrorCode.ILLEGAL_TRANSITION,
                f"{context.name} is not possible in state {incident.state.value}",
            )
        case Why.HANDLER:
            return (
                ErrorCode.FORBIDDEN,
                f"somebody else verifies {incident.serial_no}: you settled it",
            )
        case Why.RELATION:
            return ErrorCode.FORBIDDEN, f"{incident.serial_no} is not yours to do {context.name} on"
        case Why.ROLE | Why.UNKNOWN:
            return ErrorCode.FORBIDDEN, f"your roles do not include {context.name}"


def step(context: Context, id_: str, incident: Incident, *, text: str = "", **changes: Any) -> Done:
    """Put the incident into its next state (unless `changes` names one) with one more step on its trail."""
    one = Step(at=context.at, by=context.actor.name, action=context.name, text=text)
    state = next_state(context.name, incident.state)
    changed = replace(incident, **{"state": state, **changes, "steps": (*incident.steps, one)})
    return Done(context.put(id_, changed, in_view=in_view(changed, context.now)))


def end_tasks(context: Context, incident: Incident, state: TaskState) -> tuple[Task, ...]:
    """The incident's tasks with those still open put into `state`; their units are freed."""
    ended = []
    for task in incident.tasks:
        if task.state in UNFINISHED_TASKS:
            release(context, task)
            done_at = context.at if state is TaskState.DONE else None
            ended.append(replace(task, state=state, done_at=done_at))
        else:
            ended.append(task)
    return tuple(ended)


def in_view(incident: Incident, now: float) -> bool:
    """Whether consoles see the incident: open, or closed less than 24 h ago."""
    if incident.state not in CLOSED_STATES or incident.closed_at is None:
        return True
    return parse_time(incident.closed_at) > now - VIEW_AFTER_CLOSE_S


def _own_org(context: Context) -> str:
    """Who answers for a matter without a place: the topmost org within the actor's division."""
    site, division = context.site, context.actor.scope.division
    if not division:
        return site.district_org
    own = [(len(code), code, id_) for id_, code in site.org_codes.items() if code.startswith(division)]
    return min(own)[2] if own else site.district_org


def _serial_no(context: Context, org: str) -> str:
    year = datetime.fromtimestamp(context.now, UTC).year
    series = f"{context.site.org_codes.get(org, org)}-{year}"
    return f"{series}-{context.draft.next_serial(series):06d}"


def _check_position(position: tuple[float, float]) -> None:
    longitude, latitude = position
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):
        raise Refused(ErrorCode.BAD_REQUEST, f"not a WGS-84 position [lon, lat]: {list(position)}")


def _check_time(text: str) -> None:
    try:
        parse_time(text)
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error
