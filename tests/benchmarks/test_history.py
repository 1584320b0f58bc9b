from __future__ import annotations

from dataclasses import replace

from benchmarks.history import figures_of
from tests.history.incident_model import Answer, Call
from tests.history.linear import Operation
from tests.history.race import Outcome
from tests.history.test_verdict import BEFORE, NOTED, op, stand

TOLD = {"same": 10, "differing": {}, "connections": 12, "resyncs": 0, "bad": 0}
OUTCOME = Outcome(
    history=(
        op(1, "incident.note", "[1]", Answer(ok=True, ver=2)),
        op(2, "incident.finish", "[2]", Answer(ok=False, code="illegal_transition")),
        op(3, "incident.note", "[3]"),
        Operation(Call(by="甲", name="read", incident="i"), 4.0),
    ),
    before=BEFORE,
    after=stand(NOTED),
    told=(TOLD,),
    suffered={"latency": 3},
    kills=3,
    console_kills=1,
    platform_log="",
    seconds=60.04,
)


def test_a_sound_race() -> None:
    figures = figures_of(OUTCOME)
    assert (figures["commands"], figures["reads"], figures["acknowledged"]) == (3, 1, 1)
    assert (figures["refused"], figures["unknown"]) == ({"illegal_transition": 1}, 1)
    assert figures["sound"]
    assert figures["wrong"] == {}


def test_whatever_is_wrong_is_said() -> None:
    lost = figures_of(replace(OUTCOME, after=stand()))
    assert (lost["sound"], lost["lost"], lost["linearizable"]) == (False, 1, False)
    assert set(lost["wrong"]) == {"lost_commands", "not_linearizable"}
    twice = figures_of(replace(OUTCOME, after=stand(NOTED, NOTED)))
    assert (twice["sound"], twice["twice"]) == (False, 1)
    apart = figures_of(replace(OUTCOME, told=({**TOLD, "same": 9, "differing": {"c01": ["unit"]}},)))
    assert apart["wrong"] == {"pictures": {"c01": ["unit"]}}
    assert not figures_of(replace(OUTCOME, platform_log="Traceback (most recent call last):"))["sound"]
