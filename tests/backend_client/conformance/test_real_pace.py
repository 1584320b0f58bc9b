"""The kit with the contract's own times against a platform process, begun with this package's first test."""

from __future__ import annotations

import json
import subprocess

from backend_client.conformance.catalogue import RULES

_WITHIN_S = 110.0


def test_the_embedded_platform_keeps_the_contract_at_its_real_pace(
    kit_at_real_pace: subprocess.Popen[str],
) -> None:
    out, err = kit_at_real_pace.communicate(timeout=_WITHIN_S)
    said = json.loads(out)
    verdicts = {each["id"]: (each["verdict"], each["note"]) for each in said["rules"]}
    assert list(verdicts) == [rule.id for rule in RULES]
    others = {id_: each for id_, each in verdicts.items() if each[0] != "passed"}
    assert others == dict.fromkeys(("A-18", "A-19"), ("not run", "needs --otp-secret"))
    assert kit_at_real_pace.returncode == 2
    assert err == ""
    assert said["seconds"] < 75.0
