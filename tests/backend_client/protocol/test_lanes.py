"""Lanes: which incidents wait for what, for whom."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.entities import CLOSED_STATES, IncidentState, TaskState
from backend_client.protocol.incident_parts import Clock, Deadline, Request, RequestKind, Supervision
from backend_client.protocol.lanes import BIT, OF_STATE, Lane, Viewer, due_at, lane_mask, viewer_of
from backend_client.protocol.messages import Scope, User
from tests.widgets.district import NOW, ago, incident, task

S = IncidentState
ANYBODY = Viewer()


def lanes(viewer: Viewer = ANYBODY, **fields: Any) -> frozenset[Lane]:
    mask = lane_mask(incident(1, **fields), viewer)
    return frozenset(lane for lane, bit in BIT.items() if mask & bit)


def clock(due: str, **more: Any) -> Deadline:
    about: dict[str, Any] = {
        "id": "d",
        "clock": Clock.HANDLE,
        "started_at": ago(3600),
        "due_at": due,
        "warn_at": due,
        "limit_s": 3600.0,
        "rule": "r",
    }
    return Deadline(**about | more)


@pytest.mark.parametrize("state", list(S))
def test_every_state_has_its_lane(state: IncidentState) -> None:
    expected = {Lane.CLOSED} if state in CLOSED_STATES else {Lane.OPEN, OF_STATE[state]}
    assert lanes(state=state) == expected


def test_each_lane_has_a_bit_of_its_own() -> None:
    assert len(set(BIT.values())) == len(Lane)
    assert sum(BIT.values()) == 2 ** len(Lane) - 1


def test_a_returned_task_asks_for_another_recipient_until_there_is_one() -> None:
    returned = task(1, state=TaskState.RETURNED, offered_at=ago(600), ended_at=ago(300))
    assert Lane.RETURNED in lanes(state=S.HANDLING, tasks=(returned,))
    before = task(2, offered_at=ago(400))
    assert Lane.RETURNED in lanes(state=S.HANDLING, tasks=(returned, before))
    after = task(2, offered_at=ago(200))
    assert Lane.RETURNED not in lanes(state=S.HANDLING, tasks=(returned, after))
    assert Lane.RETURNED not in lanes(state=S.TO_VERIFY, tasks=(returned,))


def test_requests_wait_for_approvers_in_whose_area_they_lie() -> None:
    asked = Request(
        kind=RequestKind.EXTENSION, by="u", name="示范员", at=ago(60), reason="雨", until=ago(-3600)
    )
    here, elsewhere = frozenset({"kaixuan"}), frozenset({"caihe"})
    assert Lane.MY_APPROVAL in lanes(Viewer(approves=True), state=S.HANDLING, request=asked)
    assert Lane.MY_APPROVAL in lanes(Viewer(approves=True, orgs=here), state=S.HANDLING, request=asked)
    assert Lane.MY_APPROVAL not in lanes(Viewer(approves=True, orgs=elsewhere), request=asked)
    assert Lane.MY_APPROVAL not in lanes(Viewer(approves=False), request=asked)


def test_whoever_reported_it_up_keeps_seeing_it() -> None:
    up: dict[str, Any] = {"owner_org": "jianggan", "reported_by": ("kaixuan",)}
    assert Lane.REPORTED_UP in lanes(Viewer(orgs=frozenset({"kaixuan"})), **up)
    assert Lane.REPORTED_UP not in lanes(Viewer(orgs=frozenset({"caihe"})), **up)
    assert Lane.REPORTED_UP in lanes(**up)
    assert Lane.REPORTED_UP not in lanes(state=S.CLOSED, **up)


def test_supervision_lasts_until_it_is_released() -> None:
    document = Supervision(
        number="督1", at=ago(60), by="督查员", org="jianggan", demand="办", due_at=ago(-60)
    )
    assert Lane.SUPERVISED in lanes(supervisions=(document,))
    released = Supervision(
        number="督2", at=ago(60), by="督查员", org="x", demand="办", due_at=ago(-60), released_at=ago(1)
    )
    assert Lane.SUPERVISED not in lanes(supervisions=(released,))


def test_only_running_clocks_press_and_the_first_of_them() -> None:
    met, paused = clock(ago(900), met_at=ago(800)), clock(ago(700), paused_at=ago(800))
    assert due_at(incident(1, deadlines=(met, paused))) is None
    assert due_at(incident(1, deadlines=(met, clock(ago(-50)), clock(ago(20)), paused))) == NOW - 20


def test_a_viewer_is_made_of_roles_and_scope() -> None:
    codes = {"jianggan": "330104", "kaixuan": "330104002", "jingfang": "330104002001", "caihe": "330104005"}

    def viewer(scope: Scope, *roles: str) -> Viewer:
        return viewer_of(User(id="u", name="示范", roles=roles, scope=scope), codes)

    assert viewer(Scope(), "duty_leader") == Viewer(approves=True, orgs=None)
    street = viewer(Scope(division="330104002"), "dispatcher")
    assert street == Viewer(approves=False, orgs=frozenset({"kaixuan", "jingfang"}))
    assert viewer(Scope(departments=("d1",)), "dispatcher").orgs == frozenset()


def test_the_mask_leaves_the_times_own_lane_out() -> None:
    assert Lane.OVERDUE not in lanes(deadlines=(clock(ago(60)),))
