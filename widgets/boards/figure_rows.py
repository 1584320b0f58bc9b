"""Figures on incidents as rows under headings, for the desk and for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.queries import Figures
from widgets import words
from widgets.boards.periods import Period

translate = QCoreApplication.translate

_SEVERITIES: Final = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: a `count`, a `share` of a whole (0 to 1), or both; None for what does not apply.

    `tip` says more of it.
    """

    name: str
    count: int | None = None
    share: float | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Rows under a heading."""

    title: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """The answer for a period from `since` to `until`, when it was asked (seconds since the epoch)."""

    period: Period
    since: float
    until: float
    groups: tuple[FigureGroup, ...]


def figure_groups(
    figures: Figures, *, type_names: Mapping[str, str], org_name: Callable[[str], str]
) -> tuple[FigureGroup, ...]:
    """The figures in the order in which they are read: the whole, then by state, severity, type, org.

    `type_names` maps an incident type's code to its name; one that has none is shown by its code.
    """
    states = {state.value: words.incident_state(state) for state in IncidentState}
    severities = {str(level): words.severity(level) for level in _SEVERITIES}
    types = {code: type_names.get(code, code) for code in figures.by_type}
    orgs = {id_: org_name(id_) for id_ in figures.by_org}
    groups = (
        FigureGroup(translate("Figures", "In all"), _whole(figures)),
        FigureGroup(translate("Figures", "By state"), _listed(figures.by_state, states, figures.total)),
        FigureGroup(
            translate("Figures", "By severity"), _listed(figures.by_severity, severities, figures.total)
        ),
        FigureGroup(translate("Figures", "By type"), _most_first(figures.by_type, types, figures.total)),
        FigureGroup(translate("Figures", "By owner"), _most_first(figures.by_org, orgs, figures.total)),
    )
    return tuple(group for group in groups if group.rows)


def share_text(share: float | None) -> str:
    """A share in percent; a dash where there was nothing to divide by."""
    return "-" if share is None else f"{share * 100:.1f} %"


def _whole(figures: Figures) -> tuple[FigureRow, ...]:
    return (
        FigureRow(translate("Figures", "Reported"), figures.total),
        FigureRow(
            translate("Figures", "Closing rate"),
            share=figures.closing_rate,
            tip=translate("Figures", "Closed ones; those declined, merged and void do not count"),
        ),
        FigureRow(
            translate("Figures", "On-time rate"),
            share=figures.on_time_rate,
            tip=translate("Figures", "Closed ones that missed no limit; those without limits do not count"),
        ),
        FigureRow(translate("Figures", "Reworks"), figures.reworks),
    )


def _listed(counts: Mapping[str, int], names: Mapping[str, str], total: int) -> tuple[FigureRow, ...]:
    """In the order of `names`; what a newer platform calls otherwise comes last."""
    known = [key for key in names if counts.get(key)]
    others = sorted(key for key in counts if key not in names)
    return tuple(_row(names.get(key, key), counts[key], total) for key in (*known, *others))


def _most_first(counts: Mapping[str, int], names: Mapping[str, str], total: int) -> tuple[FigureRow, ...]:
    ordered = sorted(counts, key=lambda key: (-counts[key], names[key]))
    return tuple(_row(names[key], counts[key], total) for key in ordered)


def _row(name: str, count: int, total: int) -> FigureRow:
    return FigureRow(name, count, count / total if total else None)
