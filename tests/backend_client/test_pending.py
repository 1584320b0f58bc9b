from __future__ import annotations

import pytest

from backend_client.pending import CommandState, OpenCommand, Stage, too_late
from backend_client.protocol.messages import Command
from backend_client.protocol.times import parse_time

AT = "2026-01-31T08:00:00.000Z"


def record(stage: Stage = Stage.UNSENT, not_after: str | None = AT) -> OpenCommand:
    command = Command(cmd_id="c1", name="incident.assign", target="i1", not_after=not_after)
    return OpenCommand(command=command, given_at=5.0, stage=stage)


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        (Stage.UNSENT, CommandState.UNSENT),
        (Stage.RESTING, CommandState.UNSENT),
        (Stage.SENT, CommandState.SENT),
        (Stage.DOUBTFUL, CommandState.SENT),
        (Stage.ASKED, CommandState.SENT),
        (Stage.REFUSED, CommandState.REFUSED),
    ],
)
def test_each_stage_is_shown_as_something(stage: Stage, shown: CommandState) -> None:
    assert record(stage).shown().state is shown


def test_it_expires_after_its_time_and_never_without_one() -> None:
    moment = parse_time(AT)
    assert not record().expired(moment)
    assert record().expired(moment + 0.001)
    assert not record(not_after=None).expired(1e12)


def test_too_late_says_what_to_do() -> None:
    result = too_late(record().command)
    assert not result.ok
    assert result.error is not None
    assert result.error.code == "expired"
    assert "telephone" in result.error.message
