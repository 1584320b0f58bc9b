"""Words of a line that stand for recipients."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import IncidentState, TaskState
from console.palette.line_grammar import parse
from console.palette.line_recipients import Recipients
from console.palette.line_tasks import LineTasks
from console.palette.line_unclear import Unclear
from tests.widgets.district import district, incident, task
from widgets.alphabet import Alphabet
from widgets.initials import Initials
from widgets.palette.values import Tone

TASKS = (task(1), task(2, lead=False, state=TaskState.SIGNED), task(3, lead=False))


def said(line: str) -> tuple[str, str]:
    """What a line about tasks comes to: an id and a name, or the tone and the sentence."""
    made = district(incidents=[incident(17, state=IncidentState.HANDLING, tasks=TASKS)], units=3)
    recipients = Recipients(picture=made.picture, initials=Initials(), alphabet=Alphabet())
    while recipients.prepare():
        pass
    tasks = LineTasks(recipients=recipients, now=made.now)
    parsed = parse(line, name=lambda act: act)
    assert parsed is not None
    entry = made.picture.entries("incident")["i1"]
    try:
        return tasks.task(parsed, entry)  # type: ignore[arg-type]
    except Unclear as unclear:
        return unclear.reading.tone.name, unclear.reading.sentence


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("g 17", (Tone.WAITING.name, "Whose task?")),
        ("g 17 w3", ("task-3", "示范员0003")),
        ("g 17 w2", (Tone.REFUSED.name, "w2 has no such task in it")),
        ("s 17", ("task-2", "示范员0002")),
        ("s 17 sfy", ("task-2", "示范员0002")),
    ],
)
def test_whose_task_is_meant(line: str, expected: tuple[str, str]) -> None:
    assert said(line) == expected
