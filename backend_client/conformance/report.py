"""What a run found, as a table for people or as JSON for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import msgspec

from backend_client.conformance.run import Outcome, Verdict

_WIDTH = 100
_INDENT = 16


def table(outcomes: Sequence[Outcome], *, seconds: float) -> str:
    """Number, verdict and sentence of each rule, what was found below it, and the sums."""
    lines: list[str] = []
    for outcome in outcomes:
        head = f"{outcome.rule.id:<6}{outcome.verdict.value:<{_INDENT - 6}}"
        lines += _wrapped(outcome.rule.text, first=head)
        if outcome.note:
            lines += _wrapped(outcome.note, first=" " * _INDENT + "-> ")
    return "\n".join([*lines, "", summary(outcomes, seconds=seconds)])


def summary(outcomes: Sequence[Outcome], *, seconds: float) -> str:
    """How many rules there are and what became of them."""
    counts = {verdict: sum(each.verdict is verdict for each in outcomes) for verdict in Verdict}
    parts = [f"{counts[Verdict.PASSED]} passed", f"{counts[Verdict.FAILED]} failed"]
    if counts[Verdict.NOT_RUN]:
        parts.append(f"{counts[Verdict.NOT_RUN]} not run")
    rules = "1 rule" if len(outcomes) == 1 else f"{len(outcomes)} rules"
    return f"{rules}: {', '.join(parts)} ({seconds:.0f} s)"


def as_json(outcomes: Sequence[Outcome], *, seconds: float) -> str:
    """The same as one JSON object."""
    rows = [
        {
            "id": outcome.rule.id,
            "verdict": outcome.verdict.value,
            "rule": outcome.rule.text,
            "note": outcome.note,
        }
        for outcome in outcomes
    ]
    passed = all(outcome.verdict is Verdict.PASSED for outcome in outcomes)
    body = {"passed": passed, "seconds": round(seconds, 1), "rules": rows}
    return msgspec.json.format(msgspec.json.encode(body), indent=2).decode()


def _wrapped(text: str, *, first: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )
