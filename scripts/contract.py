"""Writes the published contract into docs/ (`make contract`).

That is asyncapi.json and schema.json, and in protocol.md the tables of acts on incidents and of the causes of
refusals, each between its marks.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from backend_client.protocol.causes import MEANINGS, Cause, needs
from backend_client.protocol.entities import CLOSED_STATES, IncidentState
from backend_client.protocol.lifecycle import ACTS, TASK_WAYS, UNDO, Act
from backend_client.protocol.published import asyncapi, json_schema
from backend_client.protocol.roles import ROOM

DOCS = Path(__file__).resolve().parent.parent / "docs"
_OPEN = frozenset(IncidentState) - CLOSED_STATES


def documents() -> dict[str, str]:
    """The text of each file by its name in docs/."""
    page = (DOCS / "protocol.md").read_text(encoding="utf-8")
    return {
        "asyncapi.json": _text(asyncapi()),
        "schema.json": _text(json_schema()),
        "protocol.md": _put(_put(page, "acts", table_of_acts()), "causes", table_of_causes()),
    }


def table_of_acts() -> str:
    """Every act on an incident as a row: its ways, who sends it, how he stands, whether words are asked."""
    lines = ["| command | from -> to | roles | standing | words |", "|---|---|---|---|---|"]
    for name, act in ACTS.items():
        cells = (f"`{name}`", _ways(name, act), _roles(act), _standing(act), "yes" if act.text else "")
        lines.append(f"| {' | '.join(cells)} |")
    undone = "; ".join(f"`{act}` by `{back}`" for act, back in UNDO.items())
    return "\n".join(lines) + f"\n\nWithin 10 s the console offers to take back: {undone}.\n"


def table_of_causes() -> str:
    """Every cause of a refusal as a row, with the values it comes with."""
    lines = ["| cause | details | says |", "|---|---|---|"]
    for cause in Cause:
        values = ", ".join(f"`{name}`" for name in sorted(needs(cause)))
        says = MEANINGS[cause].replace("{", "").replace("}", "")
        lines.append(f"| `{cause.value}` | {values} | {says} |")
    return "\n".join(lines) + "\n"


def _put(page: str, name: str, table: str) -> str:
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return marked.sub(lambda mark: mark[1] + table + mark[2], page)


def _ways(name: str, act: Act) -> str:
    tasks = TASK_WAYS.get(name)
    if tasks is not None:
        ways = [
            f"`{before.value}` -> `{after.value}`" for before, after in tasks.items() if before is not after
        ]
        return f"`handling`; the task {', '.join(ways)}" if ways else "`handling`; an open task"
    states = frozenset(act.ways)
    if all(before is after for before, after in act.ways.items()):
        if states == frozenset(IncidentState):
            return "every state, which stays"
        if states >= _OPEN:
            more = "".join(f" and `{state.value}`" for state in IncidentState if state in states - _OPEN)
            return f"every open state{more}, which stays"
    return ", ".join(
        f"`{before.value}` (stays)" if before is after else f"`{before.value}` -> `{after.value}`"
        for before, after in act.ways.items()
    )


def _roles(act: Act) -> str:
    others = sorted(act.roles - ROOM) if act.roles >= ROOM else sorted(act.roles)
    told = ", ".join((*(["the room"] if act.roles >= ROOM else []), *(f"`{role}`" for role in others)))
    if act.approvers:
        told += f"; `{'`, `'.join(sorted(act.approvers))}` at once, others ask"
    return told


def _standing(act: Act) -> str:
    return ", ".join(relation.value for relation in act.relations)


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for file, written in documents().items():
        (DOCS / file).write_text(written, encoding="utf-8")
