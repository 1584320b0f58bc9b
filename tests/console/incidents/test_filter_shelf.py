"""Kept filters: each person's own, on the disk, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane
from console.incidents.filter_shelf import MOST, FilterShelf
from widgets.incident_filter import IncidentFilter

NIGHT = IncidentFilter(
    lane=Lane.OVERDUE,
    text="占道",
    severities=frozenset({1, 2}),
    type_code="0201",
    street="kaixuan",
    older_than_s=1800.0,
    states=frozenset({IncidentState.CLOSED}),
)


def shelf_of(folder: Path, person: str = "u1") -> FilterShelf:
    shelf = FilterShelf(folder=folder)
    shelf.open_for(person)
    return shelf


def names(shelf: FilterShelf) -> list[str]:
    return [each.name for each in shelf.filters]


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    assert shelf.keep("夜班", NIGHT) == ""
    assert shelf.keep("二", IncidentFilter(past=True)) == ""
    again = shelf_of(tmp_path)
    assert [(each.name, each.filter) for each in again.filters] == [
        ("夜班", NIGHT),
        ("二", IncidentFilter(past=True)),
    ]
    assert again.trouble == ""


def test_each_person_has_his_own(tmp_path: Path) -> None:
    shelf_of(tmp_path, "u/1").keep("甲", NIGHT)
    shelf_of(tmp_path, "u.1").keep("乙", NIGHT)
    assert names(shelf_of(tmp_path, "u/1")) == ["甲"]
    assert names(shelf_of(tmp_path, "u.1")) == ["乙"]
    assert names(shelf_of(tmp_path, "")) == []


def test_the_same_name_is_another_filter_in_its_place(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    for name in ("a", "b"):
        shelf.keep(name, NIGHT)
    shelf.keep("a", IncidentFilter(text="x"))
    assert names(shelf) == ["a", "b"]
    assert shelf.filters[0].filter == IncidentFilter(text="x")


def test_filters_are_renamed_and_deleted(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    for name in ("a", "b"):
        shelf.keep(name, NIGHT)
    assert shelf.rename("a", "b") == "There is a filter b already."
    assert shelf.rename("a", "c") == ""
    assert shelf.delete("b") == ""
    assert names(shelf_of(tmp_path)) == ["c"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"format": "\xff"}',
        pytest.param(b'{"format":' + b"[" * 100_000, id="deep"),
        b'{"format": "incident-filters/9", "filters": []}',
        b'{"format": "incident-filters/1", "filters": [{"name": "x", "filter": {"lane": "unheard_of"}}]}',
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_loses_nothing(
    tmp_path: Path, content: bytes
) -> None:
    shelf_of(tmp_path).keep("a", NIGHT)
    (path,) = (tmp_path / "filters").iterdir()
    path.write_bytes(content)
    shelf = shelf_of(tmp_path)
    assert str(path) in shelf.trouble
    assert "\n" not in shelf.trouble
    assert path.read_bytes() == content
    assert shelf.keep("b", NIGHT) == ""
    assert names(shelf_of(tmp_path)) == ["b"]
    (aside,) = (each for each in (tmp_path / "filters").iterdir() if each != path)
    assert aside.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "filters").write_text("in the way")
    shelf = FilterShelf(folder=tmp_path)
    shelf.open_for("u1")
    assert shelf.keep("a", NIGHT).startswith("The filter could not be kept: ")
    assert names(shelf) == []


def test_there_is_an_end_to_keeping(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    for number in range(MOST):
        assert shelf.keep(f"f{number}", NIGHT) == ""
    assert "No more than" in shelf.keep("one more", NIGHT)
    assert len(shelf.filters) == MOST
