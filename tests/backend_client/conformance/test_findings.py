from __future__ import annotations

import pytest

from backend_client.conformance.findings import Broken, expect, shown


def test_a_finding_is_one_sentence() -> None:
    with pytest.raises(Broken, match=r"^expected seq 3, saw \{\"seq\": 4\}$"):
        expect(False, "seq 3", {"seq": 4})
    expect(True, "seq 3", 3)


def test_what_was_seen_is_kept_short() -> None:
    assert len(shown({"data": "x" * 5000})) == 160
    assert shown("words") == "words"
