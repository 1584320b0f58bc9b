"""In what two files of limits differ, as the audit trail says it."""

from __future__ import annotations

import hashlib

import pytest

from platform_backend.limits.changes import difference, digest

HEAD = 'format = "limits/1"\n[calendar]\nzone = "Asia/Shanghai"\n[calendar.hours]\nmonday = ["08:30-17:30"]\n'


def file(*rules: tuple[str, str], head: str = HEAD) -> bytes:
    parts = [f'[[limits]]\nname = "{name}"\nof = "handle"\nlimit = "{limit}"\n' for name, limit in rules]
    return "".join((head, *parts)).encode()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (file(("甲", "8 h")), file(("甲", "5 h")), "changed 甲"),
        (
            file(("甲", "8 h"), ("乙", "1 h")),
            file(("甲", "8 h"), ("丙", "1 h"), ("丁", "2 h")),
            "added 丙, 丁; left out 乙",
        ),
        (file(("甲", "8 h")), file(("甲", "8 h")) + b"# why\n", "no rule is another"),
        (file(("甲", "8 h"), ("乙", "1 h")), file(("乙", "1 h"), ("甲", "8 h")), "another order"),
        (file(), file(head=HEAD.replace("17:30", "18:00")), "calendar"),
        (b"format = 'limits/0'", file(), "the former ones cannot be read by this version"),
    ],
)
def test_what_is_another_is_named(before: bytes, after: bytes, words: str) -> None:
    assert difference(before, after) == words


def test_an_entry_has_room_for_it() -> None:
    said = difference(file(), file(*((f"规则{number:03}", "1 h") for number in range(200))))
    assert len(said) <= 221
    assert said.endswith("…")


def test_content_is_told_by_its_digest() -> None:
    assert (digest(b"x"), digest(None)) == (hashlib.sha256(b"x").hexdigest(), "-")
