"""The line above a wall: its name, whose it is, what runs on it, what it is lent for, and the big clock."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from widgets import theme
from widgets.dispatch.big_clock import BigClock
from widgets.labels import plain_label


@dataclass(frozen=True, slots=True)
class TourLine:
    """A tour as the heading tells it: `page` of `pages`, what comes `next_` in `left_s` seconds.

    `left_s` is None while it stands; `rests` says why it does, in words, empty while it goes on.
    """

    name: str
    page: int
    pages: int
    left_s: float | None
    next_: str
    rests: str


@dataclass(frozen=True, slots=True)
class WallFacts:
    """What the heading tells; empty is not told. `number` is the wall's in addresses, 0 for the only one.

    `holder` is whose the wall is, with the seat; `borrowed_for` the incident whose cameras stand on it now.
    """

    name: str = ""
    number: int = 0
    holder: str = ""
    locked: bool = False
    alarms_off: bool = False
    scene: str = ""
    tours: tuple[TourLine, ...] = ()
    borrowed_for: str = ""


_WARM: Final = f"color: {theme.WARNING}"


class WallHeading(QWidget):
    """Tells facts about a wall in one line; what is too long for it is cut."""

    def __init__(self, *, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = WallFacts()
        self._name = plain_label(size="larger", bold=True)
        self._borrowed = plain_label(size="large", bold=True)
        self._borrowed.setStyleSheet(_WARM)
        self._locked = plain_label(size="large", bold=True)
        self._locked.setStyleSheet(_WARM)
        self._alarms = plain_label(size="large", bold=True)
        self._alarms.setStyleSheet(_WARM)
        self._holder = plain_label(size="large")
        self._scene = plain_label(size="large")
        self._tours = plain_label(size="large")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP * 2, 0, theme.GAP, 0)
        row.setSpacing(theme.GAP * 3)
        nothing = 1
        for label in self._labels():
            # Cut at the end rather than that a long title makes the wall wider than its monitor.
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            label.setMinimumWidth(nothing)
            row.addWidget(label)
        row.addStretch(1)
        self._output = plain_label(part="quiet", size="small")
        self._output.hide()
        row.addWidget(self._output)
        row.addWidget(BigClock(now=now))
        self.show_facts(self._facts)

    def _labels(self) -> tuple[QLabel, ...]:
        return (
            self._name,
            self._borrowed,
            self._holder,
            self._locked,
            self._alarms,
            self._scene,
            self._tours,
        )

    def show_facts(self, facts: WallFacts) -> None:
        """Tell these facts from now on."""
        self._facts = facts
        self._name.setText(f"{facts.number}  {facts.name}" if facts.number else facts.name)
        told = (
            (
                self._borrowed,
                self.tr("Showing: {incident}").format(incident=facts.borrowed_for),
                facts.borrowed_for,
            ),
            (self._holder, self.tr("Held by {name}").format(name=facts.holder), facts.holder),
            (self._locked, self.tr("Locked"), facts.locked),
            (self._alarms, self.tr("Alarms stay off this wall"), facts.alarms_off),
            (self._scene, self.tr("Scene: {name}").format(name=facts.scene), facts.scene),
            (self._tours, "    ".join(map(self._tour, facts.tours)), facts.tours),
        )
        for label, text, shown in told:
            label.setText(text if shown else "")
            label.setVisible(bool(shown))

    def show_output(self, told: str) -> None:
        """Tell who decodes and draws here, in words; for a wall that no desk's status strip tells it of."""
        self._output.setText(told)
        self._output.setVisible(bool(told))

    def _tour(self, tour: TourLine) -> str:
        text = self.tr("Tour: {name} {page}/{pages}").format(name=tour.name, page=tour.page, pages=tour.pages)
        if tour.rests:
            return f"{text} ‖ {tour.rests}"
        if tour.left_s is None:
            return text
        after = self.tr("in {s} s {next}").format(s=math.ceil(tour.left_s), next=tour.next_)
        return f"{text}  {after}"
