"""Arguments of the commands on alarms."""

from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.alarm_args import SHELVE_MINUTES, AlarmShelve, AlarmToIncident
from backend_client.protocol.commands import ARGS


@pytest.mark.parametrize(
    "args",
    [
        '{"minutes": 4, "reason": "x"}',
        '{"minutes": 481, "reason": "x"}',
        '{"minutes": 30}',
        '{"minutes": 30, "reason": ""}',
    ],
)
def test_a_shelving_has_a_time_and_a_reason(args: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(args, type=AlarmShelve)


def test_its_bounds_are_those_that_are_published() -> None:
    for minutes in SHELVE_MINUTES:
        assert msgspec.convert({"minutes": minutes, "reason": "x"}, AlarmShelve).minutes == minutes


def test_of_an_incident_everything_may_be_left_out() -> None:
    assert msgspec.json.encode(AlarmToIncident()) == b"{}"
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode('{"severity": 5}', type=AlarmToIncident)


def test_every_act_has_its_arguments() -> None:
    assert ARGS["alarm.shelve"] is AlarmShelve
    assert ARGS["alarm.to_incident"] is AlarmToIncident
