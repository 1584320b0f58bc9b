"""Which rows the palette shows: matches of all sources, grouped by kind. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from widgets.alphabet import Needle
from widgets.palette.values import PaletteEntry, PaletteSource, Results


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the rows below it, and how many there are in all when not all of them are shown."""

    text: str
    total: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that can be chosen; `kind` names its source, and is empty for a line's completion."""

    kind: str
    entry: PaletteEntry


Row: TypeAlias = Heading | Choice


def matching_rows(sources: Iterable[PaletteSource], needle: Needle, *, most: int) -> tuple[Row, ...]:
    """The best matches of every kind, together up to `most`: the kind with the best match stands first.

    The kinds share the rows; what one does not need goes to the others, from the top.
    """
    found = [(source, source.search(needle, most=most)) for source in sources]
    found = [pair for pair in found if pair[1].entries]
    found.sort(key=lambda pair: pair[1].entries[0].grade)
    shares = _shares([len(results.entries) for _, results in found], most)
    return tuple(
        row
        for (source, results), share in zip(found, shares, strict=True)
        for row in _group(source, results, share)
    )


def recent_rows(sources: Sequence[PaletteSource], recent: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """What was chosen last and is still there."""
    by_kind = {source.kind: source for source in sources}
    entries = [
        Choice(kind, entry)
        for kind, id_ in recent
        if kind in by_kind and (entry := by_kind[kind].entry(id_)) is not None
    ]
    heading = Heading(QCoreApplication.translate("Palette", "Chosen last"))
    return (heading, *entries) if entries else ()


def line_rows(heading: str, entries: Sequence[PaletteEntry]) -> tuple[Row, ...]:
    """What a line can be completed to, or begun with."""
    rows = (Choice("", entry) for entry in entries)
    return (Heading(heading), *rows) if entries else ()


def form_of_letter(forms: Iterable[PaletteEntry], needle: Needle) -> tuple[PaletteEntry, ...]:
    """The form that begins with all that was typed so far; none when that may be anything."""
    return tuple(form for form in forms if form.insert.strip() == needle.joined)


def _group(source: PaletteSource, results: Results, share: int) -> tuple[Row, ...]:
    total = results.total if results.total > share else 0
    return (
        Heading(source.title, total),
        *(Choice(source.kind, entry) for entry in results.entries[:share]),
    )


def _shares(wanted: Sequence[int], most: int) -> list[int]:
    shares = [0] * len(wanted)
    left = most
    while left > 0 and any(share < want for share, want in zip(shares, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if left > 0 and shares[place] < want:
                shares[place] += 1
                left -= 1
    return shares
