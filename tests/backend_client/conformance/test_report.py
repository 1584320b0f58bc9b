from __future__ import annotations

import json

from backend_client.conformance.catalogue import RULES
from backend_client.conformance.report import as_json, summary, table
from backend_client.conformance.run import Outcome, Verdict

OUTCOMES = [
    Outcome(RULES[0], Verdict.PASSED),
    Outcome(RULES[1], Verdict.FAILED, "expected rain, saw sun"),
    Outcome(RULES[2], Verdict.NOT_RUN, "needs --umbrella"),
]


def test_the_table_says_number_verdict_sentence_and_finding() -> None:
    text = table(OUTCOMES, seconds=1.4)
    lines = text.splitlines()
    assert lines[0].startswith("F-1   passed    To a console")
    assert "                -> expected rain, saw sun" in lines
    assert any(line.startswith("F-3   not run   ") for line in lines)
    assert max(map(len, lines)) <= 100
    assert " ".join(RULES[0].text.split()) in " ".join(text.split())
    assert lines[-1] == "3 rules: 1 passed, 1 failed, 1 not run (1 s)"


def test_one_rule_is_one_rule() -> None:
    assert summary(OUTCOMES[:1], seconds=0.2) == "1 rule: 1 passed, 0 failed (0 s)"


def test_json_holds_the_same() -> None:
    said = json.loads(as_json(OUTCOMES, seconds=1.44))
    assert said["passed"] is False
    assert said["seconds"] == 1.4
    assert said["rules"][1] == {
        "id": "F-2",
        "verdict": "failed",
        "rule": RULES[1].text,
        "note": "expected rain, saw sun",
    }
    assert json.loads(as_json(OUTCOMES[:1], seconds=1.0))["passed"] is True
