"""Queries about incidents that their search does not answer: who reported one, and figures on many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, String, and_, exists, func, select

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Scope
from backend_client.protocol.queries import Figures, IncidentReporter, ReporterFound, Statistics
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import sees, unseen, within
from platform_backend.store import schema
from platform_backend.store.batch import Row

#: States that do not count when the closing rate is reckoned.
_UNCOUNTED = (IncidentState.REJECTED, IncidentState.MERGED, IncidentState.VOID)
_E, _I = schema.entities.c, schema.incident_index.c


def reporter(connection: Connection, args: IncidentReporter, scope: Scope) -> ReporterFound:
    """Who reported an incident, for those who handle it. Raises Refused for others, and without a reason."""
    if not args.reason.strip():
        sentence = "say why you have to know who reported it"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.REASON_MISSING)
    row = connection.execute(
        select(schema.entities).where(_E.entity == "incident", _E.id == args.incident)
    ).one_or_none()
    if row is None or not sees(scope, row.codes):
        raise unseen(scope, f"incident {args.incident[:60]!r}")
    incident = Row(*row).decode(Incident)
    if relation(scope, incident, _org_codes(connection)) is Relation.READER:
        sentence = f"only who handles {incident.serial_no} learns who reported it"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.NOT_HANDLING, name=incident.serial_no)
    table = schema.reporters
    found = connection.execute(select(table).where(table.c.incident == args.incident)).one_or_none()
    if found is None:
        return ReporterFound(name="", phone="")
    return ReporterFound(name=found.name, phone=found.phone)


def statistics(connection: Connection, args: Statistics, scope: Scope) -> Figures:
    """Figures on what was reported in a time; drills are left out."""
    where = and_(
        ~_I.exercise,
        _I.reported_at >= parse_time(args.since),
        _I.reported_at < parse_time(args.until),
        within(_I.codes, scope),
        *_of_org(connection, args.org),
    )
    keys = (_I.type_code, _I.severity, _I.state, _I.org)
    groups = connection.execute(select(*keys, func.count()).where(where).group_by(*keys)).all()
    types, severities, states, orgs = (
        _counted((str(group[n]), group[4]) for group in groups) for n in range(len(keys))
    )
    total = sum(states.values())
    closed = states.get(IncidentState.CLOSED, 0)
    clocks = func.json_each(_E.body, "$.deadlines").table_valued("value")
    late = exists().select_from(clocks).where(func.json_extract(clocks.c.value, "$.breached_at").is_not(None))
    timed = and_(_I.state == IncidentState.CLOSED, func.json_array_length(_E.body, "$.deadlines") > 0)
    with_clocks, breached, reworks = connection.execute(
        select(
            func.count().filter(timed),
            func.count().filter(and_(timed, late)),
            func.sum(func.coalesce(func.json_extract(_E.body, "$.reworks"), 0)),
        )
        .select_from(schema.incident_index)
        .join(schema.entities, and_(_E.entity == "incident", _E.id == _I.id))
        .where(where)
    ).one()
    return Figures(
        total=total,
        by_type=types,
        by_severity=severities,
        by_state=states,
        by_org=orgs,
        closing_rate=_part(closed, total - sum(states.get(state, 0) for state in _UNCOUNTED)),
        on_time_rate=_part(with_clocks - breached, with_clocks),
        reworks=int(reworks or 0),
    )


def _of_org(connection: Connection, org: str | None) -> list[ColumnElement[bool]]:
    """The condition that leaves only what is owned by `org` and all below it."""
    if org is None:
        return []
    codes = _org_codes(connection)
    if org not in codes:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no org {org[:60]!r}", Cause.NO_ORG, name=org)
    return [_I.org.in_([id_ for id_, code in codes.items() if code.startswith(codes[org])])]


def _org_codes(connection: Connection) -> dict[str, str]:
    code = func.json_extract(_E.body, "$.code", type_=String)
    rows = connection.execute(select(_E.id, code).where(_E.entity == "org"))
    return {id_: str(found) for id_, found in rows}


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    counter: Counter[str] = Counter()
    for key, count in pairs:
        counter[key] += count
    return dict(sorted(counter.items()))


def _part(some: int, whole: int) -> float | None:
    return round(some / whole, 6) if whole else None
