"""Parts of a text are joined by the marks of the reader's language."""

from __future__ import annotations

from widgets.phrases import captioned, listed, remarked


def test_parts_become_one_text() -> None:
    assert listed(["a", "", "b"]) == "a, b"
    assert listed([]) == ""
    assert captioned("Handling", 3) == "Handling: 3"
    assert remarked("Reason", "by whom") == "Reason (by whom)"
