"""How a foreign incident log is to be read: its columns, times, area and kinds, from a MAP file."""

from __future__ import annotations

import re
import string
from importlib import resources
from pathlib import Path

import msgspec

from backend_client.protocol.incident_args import Severity

FORMAT = "replay-map/1"
_SUFFIX = ".toml"
_PARSE = string.Formatter().parse


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of the columns that are needed; texts may name others."""

    longitude: str
    latitude: str
    time: str
    kind: str


class Times(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How times are written (as for strptime), and the longest silence that is replayed."""

    format: str
    longest_gap_s: float = 3600.0


class Box(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box of degrees."""

    west: float
    south: float
    east: float
    north: float


class Texts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Templates; {type} is the name of the incident type, any other word the name of a column."""

    title: str
    place: str = ""
    description: str = ""

    def fields(self) -> set[str]:
        """All words in braces. Raises ValueError when braces do not match."""
        parts = [*_PARSE(self.title), *_PARSE(self.place), *_PARSE(self.description)]
        return {name for _, name, _, _ in parts if name is not None}


class Outcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a row becomes."""

    type: str
    severity: Severity


class Kind(Outcome, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What rows become whose kind fits a pattern."""

    pattern: str


class ReplayMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole MAP file."""

    format: str
    source: str
    reported_by: str
    columns: Columns
    time: Times
    box: Box
    texts: Texts
    kinds: tuple[Kind, ...]
    fallback: Outcome

    def outcome(self, kind: str) -> Outcome:
        """The first of the kinds that fits, or the fallback."""
        # `re` keeps compiled patterns by itself.
        return next((each for each in self.kinds if re.search(each.pattern, kind)), self.fallback)


def load_map(path: Path) -> ReplayMap:
    """Read a MAP file; a name without a file of its own may be one of those that come along.

    Raises ValueError with one sentence that says what is wrong with it.
    """
    try:
        raw = _read(path)
    except OSError as error:
        raise ValueError(f"The map {path} cannot be read: {error.strerror or error}.") from error
    try:
        loaded = msgspec.toml.decode(raw, type=ReplayMap)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise ValueError(f"The map {path} is not as it should be: {error}.") from error
    if loaded.format != FORMAT:
        raise ValueError(f"The map {path} has the format {loaded.format!r}, not {FORMAT!r}.")
    if loaded.box.west >= loaded.box.east or loaded.box.south >= loaded.box.north:
        raise ValueError(f"The map {path} has an empty box: west and south must be the smaller ones.")
    try:
        loaded.texts.fields()
    except ValueError as error:
        raise ValueError(f"The map {path} has a bad text: {error}.") from error
    for kind in loaded.kinds:
        try:
            re.compile(kind.pattern)
        except re.error as error:
            raise ValueError(f"The map {path} has a bad pattern {kind.pattern!r}: {error}.") from error
    return loaded


def _read(path: Path) -> bytes:
    if not path.exists() and path.parent == Path():
        bundled = resources.files(__package__) / f"{path.name.removesuffix(_SUFFIX)}{_SUFFIX}"
        if bundled.is_file():
            return bundled.read_bytes()
    return path.read_bytes()
