"""Whether an act on an incident is possible, and the step that it leaves on the trail (流转)."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState, Org, Step
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_parts import Deadline
from backend_client.protocol.lifecycle import Decision, Why, decide, next_state
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.roles import ALL_ROLES
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands import clocks
from platform_backend.commands.context import Context, Done
from platform_backend.store.batch import MAX_BODY_BYTES, Row

#: Acts that add to an incident without moving it on, and from which size on there is no room for them.
_ADDING: Final = frozenset(
    {
        *("incident.create", "incident.note", "incident.feedback", "incident.instruct", "incident.urge"),
        *("incident.copy", "incident.rate", "incident.attach", "task.link"),
    }
)
_FULL_BYTES: Final = MAX_BODY_BYTES - 200_000
#: How long a closed incident stays before the consoles' eyes, in seconds.
VIEW_AFTER_CLOSE_S = 24 * 3600.0
#: How far ahead a clock may be put off, in seconds: ten years, as the longest limit. Working time is reckoned
#: day by day, and a clock's far end has to be a date, too.
_FARTHEST_S: Final = 3660 * 24 * 3600.0
#: How far the clock of whoever saw something may be ahead of the platform's, in seconds.
_CLOCKS_S: Final = 300.0


def decided(context: Context) -> tuple[str, Incident, Decision]:
    """The target incident and what the lifecycle says of the command. Raises Refused when it says no."""
    id_, incident = context.aim(Incident, "incident")
    actor = context.actor
    # The platform's own sources stand in for people of every role; only the state binds them.
    decision = decide(
        context.name,
        incident.state,
        roles=ALL_ROLES if actor.internal else actor.roles,
        relation=relation_of(context, incident),
        is_handler=not actor.internal and actor.id in incident.handlers,
    )
    if decision.why is not None:
        raise _refusal(decision.why, context, incident)
    return id_, incident, decision


def incident_in_hand(context: Context) -> tuple[str, Incident]:
    """The target incident, when the lifecycle allows the command. Raises Refused otherwise."""
    id_, incident, _ = decided(context)
    return id_, incident


def relation_of(context: Context, incident: Incident) -> Relation:
    """How the actor stands to the incident; the platform's own sources stand in for its own org."""
    if context.actor.internal:
        return Relation.OWN
    return relation(context.actor.scope, incident, context.site.org_codes)


def own_org(context: Context) -> str:
    """The org in whose name the actor speaks: the topmost within his division."""
    site, division = context.site, context.actor.scope.division
    if not division:
        return site.district_org
    own = [(len(code), code, id_) for id_, code in site.org_codes.items() if code.startswith(division)]
    return min(own)[2] if own else site.district_org


def step(context: Context, id_: str, incident: Incident, *, text: str = "", **changes: Any) -> Done:
    """Put the incident into its next state (unless `changes` names one) with one more step on its trail."""
    one = Step(at=context.at, by=context.actor.name, action=context.name, text=text)
    state = changes.get("state", next_state(context.name, incident.state))
    for name, while_in in _ONLY_WHILE:
        if state is not while_in and getattr(incident, name) is not None:
            changes = {name: None, **changes}
    changed = replace(incident, **{**changes, "state": state, "steps": (*incident.steps, one)})
    changed = replace(changed, deadlines=clocks_after(context, incident, changed))
    return Done(put(context, id_, changed))


def put(context: Context, id_: str, incident: Incident) -> Row:
    """Stage an incident. Raises Refused when it has no room for what only adds to it."""
    row = context.put(id_, incident, in_view=in_view(incident, context.now))
    if context.name in _ADDING and len(row.body) > _FULL_BYTES:
        # Or it could be written so full that nobody can close it any more.
        sentence = "the incident is full: only what moves it on is taken"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.FULL)
    return row


def clocks_after(context: Context, before: Incident | None, incident: Incident) -> tuple[Deadline, ...]:
    """The clocks of an incident as it stands after the command."""
    return clocks.after(
        before,
        incident,
        act=context.name,
        now=context.now,
        limits=context.limits,
        org_codes=context.site.org_codes,
    )


def in_view(incident: Incident, now: float) -> bool:
    """Whether consoles see the incident: open, or closed less than 24 h ago, or a report on it is owed."""
    if incident.state not in CLOSED_STATES or incident.closed_at is None:
        return True
    if any(deadline.met_at is None for deadline in incident.deadlines):
        return True
    return parse_time(incident.closed_at) > now - VIEW_AFTER_CLOSE_S


def above(context: Context, org: str) -> list[str]:
    """The orgs above `org`, the nearest first."""
    found: list[str] = []
    while (one := context.draft.get(Org, org)) is not None and one.parent is not None:
        org = one.parent
        found.append(org)
    return found


def moment(text: str) -> str:
    """A moment as the contract writes times. Raises Refused when `text` is none."""
    try:
        return format_time(parse_time(text))
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MOMENT) from error


def later(context: Context, text: str) -> str:
    """The same for a moment that has to lie ahead."""
    at = moment(text)
    if parse_time(at) <= context.now:
        raise Refused(ErrorCode.BAD_REQUEST, f"{at} has passed already", Cause.PAST, until=at)
    return at


def within_reach(context: Context, text: str) -> str:
    """The same for one that lies ahead no further than clocks reckon."""
    at = later(context, text)
    if parse_time(at) > (farthest := context.now + _FARTHEST_S):
        latest = format_time(farthest)
        raise Refused(
            ErrorCode.BAD_REQUEST, f"it can be put off until {latest} at most", Cause.AT_MOST, until=latest
        )
    return at


def earlier(context: Context, text: str) -> str:
    """The same for a moment that cannot lie ahead, but for what two clocks may differ by."""
    at = moment(text)
    if parse_time(at) > context.now + _CLOCKS_S:
        raise Refused(ErrorCode.BAD_REQUEST, f"{at} lies ahead", Cause.FUTURE, until=at)
    return at


#: What an incident holds only while it is in one state.
_ONLY_WHILE = (
    ("request", IncidentState.HANDLING),
    ("suspension", IncidentState.SUSPENDED),
    ("ledger", IncidentState.LEDGERED),
)


def _refusal(why: Why, context: Context, incident: Incident) -> Refused:
    match why:
        case Why.STATE:
            state = incident.state.value
            sentence = f"{context.name} is not possible in state {state}"
            return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.STATE, state=state)
        case Why.HANDLER:
            sentence = f"somebody else verifies {incident.serial_no}: you settled it"
            return Refused(ErrorCode.FORBIDDEN, sentence, Cause.HANDLER)
        case Why.RELATION:
            sentence = f"{incident.serial_no} is not yours to do {context.name} on"
            return Refused(ErrorCode.FORBIDDEN, sentence, Cause.STANDING)
        case Why.ROLE | Why.UNKNOWN:
            return Refused(ErrorCode.FORBIDDEN, f"your roles do not include {context.name}", Cause.ROLE)
