from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import edit, of_data, refusals
from tests.backend_client.conformance.meddler import Frame
from tests.backend_client.conformance.test_effects import in_tasks

_LONG_AGO = "2000-01-01T00:00:00.000Z"


def late(data: Frame) -> None:
    for clock in data["deadlines"]:
        clock.update(due_at=_LONG_AGO)


FAULTS = {
    "I-13": of_data(lambda data: data.update(accepted_by="nobody")),
    "I-14": edit(
        "result",
        lambda frame: frame["data"]["tasks"].reverse(),
        when=lambda frame: "tasks" in frame.get("data", {}),
    ),
    "I-15": of_data(in_tasks(state="recalled")),
    "I-16": of_data(in_tasks(result="")),
    "I-17": of_data(in_tasks(reason="")),
    "I-18": of_data(in_tasks(on_call="")),
    "I-19": of_data(lambda data: data.update(reworks=0)),
    "I-20": of_data(lambda data: data.update(merged=[])),
    "I-21": refusals("illegal_transition", instead="bad_request"),
    "I-22": of_data(lambda data: data.update(closed_at=_LONG_AGO)),
    "I-23": of_data(lambda data: data["request"].update(kind="ledger"), when=lambda data: "request" in data),
    "I-24": of_data(lambda data: data.pop("suspension"), when=lambda data: "suspension" in data),
    "I-25": refusals("bad_request", instead=None),
    "I-26": of_data(late, when=lambda data: "deadlines" in data),
    "I-27": of_data(lambda data: data["reporter"].update(name="Conformance Kit")),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
