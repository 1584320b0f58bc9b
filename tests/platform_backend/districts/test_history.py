"""The past of a district."""

from __future__ import annotations

from itertools import islice

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.times import format_time, parse_time
from platform_backend.districts.generate import District
from platform_backend.districts.history import Serials
from tests.platform_backend.districts.conftest import NOW


def test_the_whole_past_is_settled_and_numbered(gulou: District) -> None:
    past = list(gulou.past)
    assert len(past) == len(gulou.past) == gulou.spec.past_incidents
    ids, serials = {id_ for id_, _ in past}, {incident.serial_no for _, incident in past}
    assert len(ids) == len(serials) == len(past)
    assert {incident.state for _, incident in past} == {IncidentState.CLOSED, IncidentState.REJECTED}
    reported = [incident.reported_at for _, incident in past]
    assert reported == sorted(reported)


def test_acts_follow_each_other_and_end_before_now(gulou: District) -> None:
    for _, incident in gulou.past:
        times = [step.at for step in incident.steps]
        assert times == sorted(times)
        assert incident.closed_at == times[-1] <= format_time(NOW)
        assert parse_time(incident.reported_at) >= NOW - (gulou.spec.past_days + 1) * 86_400.0
        assert incident.owner_org in gulou.orgs
        assert incident.grid_code in gulou.grids
        assert (incident.state is IncidentState.CLOSED) == bool(incident.tasks)


def test_walking_twice_gives_the_same(jianggan: District) -> None:
    assert list(islice(jianggan.past, 50)) == list(islice(jianggan.past, 50))


def test_serials_count_for_each_org_and_year() -> None:
    serials = Serials()
    assert serials.next("330104005", NOW) == "330104005-2026-000001"
    assert serials.next("330104005", NOW + 1.0) == "330104005-2026-000002"
    assert serials.next("330104006", NOW) == "330104006-2026-000001"
    assert serials.last() == {"330104005-2026": 2, "330104006-2026": 1}
