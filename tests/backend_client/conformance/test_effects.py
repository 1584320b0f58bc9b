from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import Change, of_data
from tests.backend_client.conformance.meddler import Frame

_ELSEWHERE = {"tile": 9, "camera": "elsewhere", "stream": "sub"}


def in_tasks(**fields: object) -> Change:
    def change(data: Frame) -> None:
        for task in data.get("tasks", ()):
            task.update(fields)

    return change


FAULTS = {
    "I-1": of_data(lambda data: data.update(severity=1)),
    "I-2": of_data(lambda data: data.update(exercise=False)),
    "I-3": of_data(
        lambda data: data.update(state="handling"), when=lambda data: data["state"] == "to_verify"
    ),
    "I-4": of_data(lambda data: data.update(steps=data["steps"][-1:])),
    "I-5": of_data(in_tasks(lead=False)),
    "I-6": of_data(in_tasks(signed_at=None)),
    "I-7": of_data(in_tasks(state="signed")),
    "I-8": of_data(lambda data: data.update(owner_org="org-1"), when=lambda data: len(data["steps"]) > 2),
    "I-9": of_data(lambda data: data["tiles"].append(_ELSEWHERE), topic="walls"),
    "I-11": of_data(lambda data: data.update(acknowledged_by=None), topic="alarms"),
    "I-12": of_data(lambda data: data.update(grid_code=None)),
    "I-10": of_data(lambda data: data.update(status="on_scene"), topic="units"),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
