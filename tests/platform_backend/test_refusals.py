"""Every refusal of a desk's command or query says why: a cause of the contract, with the values it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from backend_client.protocol.causes import Cause, Details, needs

ROOT = Path(__file__).resolve().parent.parent.parent / "platform_backend"
#: Where nobody's command or query is answered: signing in, files over HTTP, pages for telephones, documents
#: of other centres, whose faults are told in a sentence of their own.
ELSEWHERE = (
    "web/",
    "access/accounts",
    "access/sign_ins",
    "access/task_links",
    "access/conference_links",
    "conference/desk",
    "camera_streams",
    "task_desk",
    "recording_desk",
    "evidence_desk",
    "evidence/",
)
DOCUMENTS = ("store/media_files", "intake/")
VALUES = frozenset(Details.__struct_fields__)


def refusals() -> Iterator[tuple[str, ast.Call]]:
    """Where each refusal of a command or query is made."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(ELSEWHERE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                yield f"{name}:{node.lineno}", node


def cause_of(call: ast.Call) -> Cause | None:
    """The cause that a refusal is made with."""
    match call.args[2:]:
        case [ast.Attribute(value=ast.Name(id="Cause"), attr=name)]:
            return Cause[name]
    return None


def test_every_refusal_has_its_cause() -> None:
    without = [where for where, call in refusals() if cause_of(call) is None]
    assert [where for where in without if not where.startswith(DOCUMENTS)] == []


def test_every_cause_comes_with_what_it_needs() -> None:
    wrong = []
    for where, call in refusals():
        given = {keyword.arg for keyword in call.keywords if keyword.arg in VALUES}
        cause = cause_of(call)
        if cause is not None and given != needs(cause):
            wrong.append(f"{where} {cause}: {sorted(given)}")
    assert wrong == []


def test_no_cause_is_never_sent() -> None:
    assert {cause_of(call) for _, call in refusals()} >= set(Cause)
