"""What an incident may be the same as, what lies near it, and what was at its place before, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident
from widgets import signs, words
from widgets.detail.marks import Mark
from widgets.drills import titled
from widgets.duplicates import Duplicate
from widgets.moments import moment_text
from widgets.phrases import remarked

translate = QCoreApplication.translate


def same_marks(found: Iterable[Duplicate], entries: Mapping[str, Entry[Incident]]) -> tuple[Mark, ...]:
    """Those that may be the same, each with the evidence."""
    return tuple(
        Mark(
            signs.INCIDENT_STATE.get(entries[each.id].data.state, signs.UNKNOWN),
            remarked(
                f"{entries[each.id].data.serial_no[-6:]}  {titled(entries[each.id].data)}", evidence(each)
            ),
            each.id,
        )
        for each in found
        if each.id in entries
    )


def evidence(duplicate: Duplicate) -> str:
    """Why two incidents may be one: how near in place and time."""
    minutes = words.age(abs(duplicate.seconds))
    if duplicate.seconds < 0:
        when = translate("Related", "{time} earlier").format(time=minutes)
    else:
        when = translate("Related", "{time} later").format(time=minutes)
    if duplicate.distance is None:
        return translate("Related", "same place in words, {when}").format(when=when)
    return translate("Related", "{distance} away, {when}").format(
        distance=words.distance(duplicate.distance), when=when
    )


def near_marks(
    found: Iterable[tuple[str, float]], entries: Mapping[str, Entry[Incident]]
) -> tuple[Mark, ...]:
    """Others in view near it, each with its kind and how far away it is."""
    return tuple(
        Mark(
            signs.INCIDENT_STATE.get(entries[id_].data.state, signs.UNKNOWN),
            f"{words.distance(away)}  {titled(entries[id_].data)}",
            id_,
        )
        for id_, away in found
        if id_ in entries
    )


def earlier_marks(
    found: Iterable[tuple[str, Incident]], *, now: float, leads: Callable[[str], bool]
) -> tuple[Mark, ...]:
    """What was at its place before: when, what, and how it ended. `leads` tells which can be gone to."""
    return tuple(
        Mark(
            signs.INCIDENT_STATE.get(each.state, signs.UNKNOWN),
            f"{moment_text(each.reported_at, now=now)}  {titled(each)}  {words.incident_state(each.state)}",
            id_ if leads(id_) else "",
        )
        for id_, each in found
    )
