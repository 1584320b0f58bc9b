"""How long, how far and how often: sending back, resting, reopening."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import IncidentState, TaskState
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.bounds import why_no_reopen, why_no_return, why_not_until
from platform_backend.limits.limits import Limits, packaged, read_limits
from platform_backend.limits.limits_file import Limited
from tests.platform_backend.commands.hall import CODES, OFFICE, incident, task

NOW = parse_time("2026-11-25T02:00:00Z")
HOUR, DAY = 3600.0, 86_400.0
OURS = read_limits(packaged())
#: A file that bounds nothing.
NONE = read_limits(packaged().split(b"[[limits]]")[0])


@pytest.mark.parametrize(("passed", "possible"), [(0.0, True), (HOUR, True), (HOUR + 0.001, False)])
def test_a_task_is_sent_back_within_an_hour(passed: float, possible: bool) -> None:
    one = task("t1", TaskState.OFFERED, NOW)
    whole = incident(IncidentState.HANDLING, NOW, tasks=(one,))
    why = why_no_return(whole, one, now=NOW + passed, limits=OURS, org_codes=CODES)
    assert (why is None) is possible
    assert why_no_return(whole, one, now=NOW + passed, limits=NONE, org_codes=CODES) is None


def test_a_task_is_sent_back_twice_by_one_recipient() -> None:
    one = task("t9", TaskState.OFFERED, NOW)
    back = [replace(task(f"t{n}", TaskState.RETURNED, NOW)) for n in range(2)]
    elses = task("t5", TaskState.RETURNED, NOW, who=OFFICE)
    for tasks, possible in (([back[0], elses], True), (back, False)):
        whole = incident(IncidentState.HANDLING, NOW, tasks=(*tasks, one))
        why = why_no_return(whole, one, now=NOW, limits=OURS, org_codes=CODES)
        assert (why is None) is possible


@pytest.mark.parametrize(
    ("of", "days", "possible", "limits"),
    [
        (Limited.SUSPENSION, 30.0, True, OURS),
        (Limited.SUSPENSION, 30.1, False, OURS),
        (Limited.SUSPENSION, 0.0, False, OURS),
        (Limited.SUSPENSION, -1.0, False, NONE),
        (Limited.SUSPENSION, 9999.0, True, NONE),
        (Limited.LEDGER, 180.0, True, OURS),
        (Limited.LEDGER, 181.0, False, OURS),
    ],
)
def test_how_far_ahead_something_may_rest(of: Limited, days: float, possible: bool, limits: Limits) -> None:
    whole = incident(IncidentState.HANDLING, NOW)
    why = why_not_until(of, whole, until=NOW + days * DAY, now=NOW, limits=limits, org_codes=CODES)
    assert (why is None) is possible


@pytest.mark.parametrize(("days", "possible"), [(30.0, True), (30.1, False)])
def test_how_long_a_matter_can_be_reopened(days: float, possible: bool) -> None:
    whole = incident(IncidentState.CLOSED, NOW, closed_at=format_time(NOW))
    why = why_no_reopen(whole, now=NOW + days * DAY, limits=OURS, org_codes=CODES)
    assert (why is None) is possible
    assert why_no_reopen(whole, now=NOW + days * DAY, limits=NONE, org_codes=CODES) is None
    merged = replace(whole, closed_at=None)
    assert why_no_reopen(merged, now=NOW + days * DAY, limits=OURS, org_codes=CODES) is None
