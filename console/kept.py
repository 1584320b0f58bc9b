"""What a person keeps at this workstation: one JSON file each, in a folder of its kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Generic, Protocol, TypeVar

import msgspec

from console.files import write_whole

#: What a person's id may look like in the name of a file; anything else is written in numbers.
_PLAIN: Final = re.compile(r"[^A-Za-z0-9_-]")


class _Formatted(Protocol):
    @property
    def format(self) -> str: ...


F = TypeVar("F", bound=_Formatted)


class PersonalFile(Generic[F]):
    """The file of whoever sits here; `folder` is for files of this kind, `format` what they say they are.

    A file that cannot be read is put aside before another is written: nothing in it is lost.
    """

    def __init__(self, *, folder: Path, type_: type[F], format_: str) -> None:
        self._folder = folder
        self._type = type_
        self._format = format_
        self._person = ""
        self._broken = False

    @property
    def path(self) -> Path:
        """Where it is, whether it is there or not."""
        plain = _PLAIN.sub(lambda found: f".{ord(found.group()):x}.", self._person)
        return self._folder / f"{plain}.json"

    def open_for(self, person: str) -> F | None:
        """What this person (a user's id, empty for nobody) has kept; None when that is nothing yet.

        Raises OSError or ValueError for a file that cannot be read; it stays as it is.
        """
        self._person, self._broken = person, False
        if not person:
            return None
        try:
            found = msgspec.json.decode(self.path.read_bytes(), type=self._type)
            if found.format != self._format:
                raise ValueError(f"it is of the form {found.format!r}")
        except FileNotFoundError:
            return None
        except RecursionError as error:
            self._broken = True
            raise ValueError(str(error)) from error
        except (OSError, ValueError):
            self._broken = True
            raise
        return found

    def write(self, value: F) -> None:
        """Keep `value`: after a power cut there is the former one or this. Raises OSError."""
        path = self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._broken:
            path.replace(_free(path))
            self._broken = False
        text = msgspec.json.encode(value)
        write_whole(path, lambda beside: beside.write_bytes(msgspec.json.format(text, indent=2)))


def _free(path: Path) -> Path:
    """A name beside `path` that nothing has."""
    number = 1
    while (aside := path.with_suffix(f".unreadable-{number}")).exists():
        number += 1
    return aside
