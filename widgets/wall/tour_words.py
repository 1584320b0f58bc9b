"""Tours being written, in words: what is wrong, and schedules in a line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.wall_args import LEAST_DWELL_S
from widgets.wall.tour_draft import MOST_STEPS, WEEK, Fault, TimesDraft, Wrong

translate = QCoreApplication.translate

_LEAST: Final = int(LEAST_DWELL_S)


def fault(found: Fault) -> str:
    """One sentence that says what to write instead."""
    match found.wrong:
        case Wrong.NO_NAME:
            return translate("TourFaults", "The tour needs a name")
        case Wrong.NO_STEPS:
            return translate("TourFaults", "The tour needs a step: add a camera or a scene")
        case Wrong.MANY_STEPS:
            return translate("TourFaults", "A tour has {n} steps at most").format(n=MOST_STEPS)
        case Wrong.MIXED:
            sentence = translate("TourFaults", "Step {n}: the steps of a tour are all cameras, or all scenes")
            return sentence.format(n=found.index + 1)
        case Wrong.DWELL:
            return translate("TourFaults", "Seconds: a number from {n} on").format(n=_LEAST)
        case Wrong.STEP_DWELL:
            sentence = translate("TourFaults", "Step {n}: {least} s or more, or 0 for the tour's own seconds")
            return sentence.format(n=found.index + 1, least=_LEAST)
        case Wrong.NO_DAY:
            return translate("TourFaults", "Choose one day of the week at least")
        case Wrong.SINCE:
            return translate("TourFaults", "From: a time of day, such as 08:30")
        case Wrong.UNTIL:
            return translate("TourFaults", "Until: a time of day, such as 18:00")
        case Wrong.TILES:
            return translate("TourFaults", "Tiles: numbers, such as 1-4, 7")
        case Wrong.NO_SUCH_TILE:
            return translate("TourFaults", "The wall has no tile {n}").format(n=found.number)


def day_name(day: int) -> str:
    """A day of the week, 1 is Monday, in three letters."""
    names = (
        translate("TourDays", "Mon"),
        translate("TourDays", "Tue"),
        translate("TourDays", "Wed"),
        translate("TourDays", "Thu"),
        translate("TourDays", "Fri"),
        translate("TourDays", "Sat"),
        translate("TourDays", "Sun"),
    )
    return names[day - 1]


def days_line(days: tuple[int, ...]) -> str:
    """The days of a schedule: runs of three and more as one, such as ``Mon-Fri, Sun``."""
    if tuple(sorted(days)) == WEEK:
        return translate("TourDays", "daily")
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{day_name(run[0])}-{day_name(run[-1])}")
        else:
            parts += [day_name(day) for day in run]
    return ", ".join(parts)


def times_line(times: TimesDraft, *, wall: str, with_tiles: bool) -> str:
    """A schedule in a line; `wall` is what its wall is called."""
    parts = [wall, days_line(times.days), f"{times.since}-{times.until}"]
    if with_tiles:
        parts.append(translate("TourDays", "tiles {tiles}").format(tiles=times.tiles))
    return "   ".join(part for part in parts if part)
