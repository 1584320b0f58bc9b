"""What speaks for or against somebody, in a few words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from widgets import words
from widgets.dispatch.candidates import Candidate
from widgets.dispatch.weighing import AGAINST, Point, Shortage
from widgets.phrases import listed

translate = QCoreApplication.translate


def reasons(candidate: Candidate) -> str:
    """What speaks for somebody."""
    return listed(point_text(point, candidate) for point in candidate.points if point not in AGAINST)


def shortfalls(candidate: Candidate) -> str:
    """What speaks against somebody."""
    return listed(point_text(point, candidate) for point in candidate.points if point in AGAINST)


def point_text(point: Point, candidate: Candidate) -> str:
    """One point about somebody."""
    match point:
        case Point.OWN_GRID:
            return translate("CandidateList", "own grid")
        case Point.IN_CHARGE:
            return translate("CandidateList", "in charge of such matters")
        case Point.RIGHT_KIND:
            return translate("CandidateList", "right kind")
        case Point.SKILLED:
            return translate("CandidateList", "has the skill")
        case Point.FREE:
            return translate("CandidateList", "free")
        case Point.NEAR:
            return translate("CandidateList", "near")
        case Point.HAS_TASK:
            return translate("CandidateList", "has it already")
        case Point.OFF_DUTY:
            return translate("CandidateList", "off duty")
        case Point.BUSY:
            load = candidate.facts.load if candidate.facts is not None else 0
            return translate("CandidateList", "tasks: {n}").format(n=load) if load else ""
        case Point.OLD_POSITION:
            age = candidate.facts.position_age if candidate.facts is not None else None
            return translate("CandidateList", "seen {age} ago").format(age=words.age(age or 0.0))
        case Point.NO_POSITION:
            return translate("CandidateList", "position unknown")
        case Point.OTHER_KIND:
            return translate("CandidateList", "other kind")
        case Point.NOT_SKILLED:
            return translate("CandidateList", "lacks the skill")
        case Point.FAR:
            return translate("CandidateList", "far")


def shortage_text(shortages: Iterable[Shortage]) -> str:
    """What is short for an incident, in one line; empty when nothing is."""
    return listed(_shortage(each) for each in shortages)


def _shortage(shortage: Shortage) -> str:
    match shortage:
        case Shortage.GRID_OWNER_OFF:
            return translate("CandidateList", "the grid's own officer is off duty")
        case Shortage.GRID_OWNER_BUSY:
            return translate("CandidateList", "the grid's own officer is busy")
        case Shortage.NO_FREE_UNIT_NEAR:
            return translate("CandidateList", "no free unit within 3 km")
        case Shortage.NO_RIGHT_KIND_FREE:
            return translate("CandidateList", "none of the right kind is free")
        case Shortage.NO_SKILL_FREE:
            return translate("CandidateList", "nobody free has the skill")
        case Shortage.POSITIONS_OLD:
            return translate("CandidateList", "all positions near it are old")
