"""Marked cameras and those looked at last."""

from __future__ import annotations

from pathlib import Path

from console.wall.camera_shelf import MOST_FAVOURITES, MOST_RECENT, CameraShelf


def shelf_of(folder: Path, person: str = "u1") -> CameraShelf:
    shelf = CameraShelf(folder=folder)
    shelf.open_for(person)
    return shelf


def test_marks_are_there_again_and_can_be_taken_away(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    for camera in ("a", "b", "a"):
        assert shelf.toggle(camera) == ""
    assert shelf.favourites == ("b",)
    assert shelf_of(tmp_path).favourites == ("b",)
    assert shelf_of(tmp_path, "somebody else").favourites == ()


def test_what_was_looked_at_stands_once_the_last_one_first(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    for camera in ("a", "b", "a"):
        shelf.looked_at(camera)
    assert shelf.recent == ("a", "b")
    shelf.save()
    assert shelf_of(tmp_path).recent == ("a", "b")
    for number in range(MOST_RECENT + 5):
        shelf.looked_at(f"c{number}")
    assert len(shelf.recent) == MOST_RECENT


def test_there_is_an_end_to_marking(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, "")
    for number in range(MOST_FAVOURITES):
        assert shelf.toggle(f"c{number}") == ""
    assert "No more than" in shelf.toggle("one more")
    assert shelf.toggle("c0") == ""


def test_a_disk_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "cameras").write_text("in the way")
    shelf = CameraShelf(folder=tmp_path)
    shelf.open_for("u1")
    assert "cannot be read" in shelf.trouble
    assert "could not be kept" in shelf.toggle("a")
    assert shelf.favourites == ()
