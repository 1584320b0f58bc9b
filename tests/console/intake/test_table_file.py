"""Tables for people: what is written reads back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.intake.reading import End, Head, Rows, cell_text, read_table
from console.intake.table_file import TEMPLATES, guarded, write_rest, write_template


def rows_of(path: Path) -> list[tuple[str, ...]]:
    head, *parts, end = read_table(path)
    assert isinstance(head, Head)
    assert (head.encoding, isinstance(end, End)) == ("UTF-8 BOM", True)
    return [cells for part in parts if isinstance(part, Rows) for _, cells in part.rows]


@pytest.mark.parametrize("language", TEMPLATES)
def test_a_template_is_nothing_but_headers(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "t.csv", language=language)
    assert rows_of(tmp_path / "t.csv") == [tuple(TEMPLATES[language].values())]


def test_rows_to_be_mended_stand_as_they_stood_with_their_errors(tmp_path: Path) -> None:
    path = tmp_path / "rest.csv"
    rows = [(("0101", "=1+1", "-120.5", "old error"), "no such type"), (("a",), "")]
    write_rest(path, headers=("类型", "标题", "经度", "错误"), rows=rows, language="en")
    assert "'0101,'=1+1,-120.5,no such type" in path.read_text(encoding="utf-8-sig")
    assert rows_of(path) == [
        ("类型", "标题", "经度", "Error"),
        ("0101", "=1+1", "-120.5", "no such type"),
        ("a",),
    ]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_template(tmp_path / "none" / "t.csv", language="en")


@settings(max_examples=100)
@given(text=st.text(alphabet="=+-@＝＋－＠'0123456789 a积", max_size=16).map(str.strip))
def test_what_is_guarded_reads_back(text: str) -> None:
    again = cell_text(guarded(text))
    # A text that a person guarded himself loses his apostrophe, no more.
    assert again in (text, text.removeprefix("'"))
