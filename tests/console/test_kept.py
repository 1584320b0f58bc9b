"""One file a person, and nothing in it is lost."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from console.kept import PersonalFile


class Notes(msgspec.Struct, frozen=True):
    format: str
    words: tuple[str, ...] = ()


def file_of(folder: Path) -> PersonalFile[Notes]:
    return PersonalFile(folder=folder / "notes", type_=Notes, format_="notes/1")


def test_each_person_has_a_file_whatever_he_is_called(tmp_path: Path) -> None:
    for person in ("u/1", "u.1", "u1"):
        file = file_of(tmp_path)
        assert file.open_for(person) is None
        file.write(Notes("notes/1", (person,)))
    for person in ("u/1", "u.1", "u1"):
        assert file_of(tmp_path).open_for(person) == Notes("notes/1", (person,))
    assert file_of(tmp_path).open_for("") is None


@pytest.mark.parametrize("content", [b"{", b'{"format": "notes/2"}', b'{"format":' + b"[" * 100_000])
def test_what_cannot_be_read_is_put_aside_before_something_else_is_written(
    tmp_path: Path, content: bytes
) -> None:
    file = file_of(tmp_path)
    file.open_for("u1")
    file.write(Notes("notes/1", ("a",)))
    file.path.write_bytes(content)
    with pytest.raises(ValueError, match=r"."):
        file.open_for("u1")
    assert file.path.read_bytes() == content
    file.write(Notes("notes/1", ("b",)))
    (aside,) = (each for each in file.path.parent.iterdir() if each != file.path)
    assert aside.read_bytes() == content
    assert file_of(tmp_path).open_for("u1") == Notes("notes/1", ("b",))
