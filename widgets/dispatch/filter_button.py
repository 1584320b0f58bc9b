"""The button beside the search field: what else the list of incidents is filtered by, and kept filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from backend_client.protocol.entities import IncidentState
from widgets import theme, words
from widgets.filter_words import AGES, PERIODS, FilterWords, older_than, within
from widgets.incident_filter import IncidentFilter
from widgets.phrases import listed
from widgets.scaling import follow_scale


class KeptFilter(Protocol):
    """A filter with a name."""

    @property
    def name(self) -> str: ...

    @property
    def filter(self) -> IncidentFilter: ...


class FilterButton(QPushButton):
    """Opens a menu of what to filter by; its text says what is filtered by now.

    Signals: `chosen(IncidentFilter)`; `keep_requested()`; `rename_requested(str)` and
    `delete_requested(str)` with the name of a kept filter.
    """

    chosen = Signal(IncidentFilter)
    keep_requested = Signal()
    rename_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(
        self,
        *,
        words: FilterWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._kept: Callable[[], Iterable[KeptFilter]] = tuple
        self._filter = IncidentFilter()
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._parts: list[QMenu] = []
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        follow_scale(self, self._show)

    @property
    def menu_now(self) -> QMenu:
        """The menu with what can be chosen now."""
        self._fill()
        return self._menu

    def set_kept(self, kept: Callable[[], Iterable[KeptFilter]]) -> None:
        """Ask this for the kept filters."""
        self._kept = kept

    def set_filter(self, filter_: IncidentFilter) -> None:
        """This is filtered by now."""
        self._filter = filter_
        self._show()

    def _show(self) -> None:
        parts = self._words.parts(self._filter)
        text = self.tr("Filter") if not parts else self.tr("Filter: {what}").format(what=listed(parts))
        room = theme.px(220)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(text if parts else self.tr("Severity, street, kind, age; kept filters"))

    def _choose(self, filter_: IncidentFilter) -> None:
        self.chosen.emit(filter_)

    # What the menu holds.

    def _fill(self) -> None:
        menu, now = self._menu, self._filter
        menu.clear()
        # Clearing takes submenus out of the menu; they would stay its children for ever.
        for part in self._parts:
            part.deleteLater()
        self._parts = []
        severity = self._part(self.tr("&Severity"))
        for level in (1, 2, 3, 4):
            self._add(
                severity,
                words.severity(level),
                replace(now, severities=now.severities ^ {level}),
                checked=level in now.severities,
            )
        self._offer(
            self._part(self.tr("S&treet")),
            [(name, replace(now, street=id_), id_ == now.street) for id_, name in self._words.streets()],
            replace(now, street=""),
        )
        self._offer(
            self._part(self.tr("&Kind")),
            [
                (name, replace(now, type_code=code), code == now.type_code)
                for code, name in self._words.types()
            ],
            replace(now, type_code=""),
        )
        self._offer(
            self._part(self.tr("&Age")),
            [(older_than(age), replace(now, older_than_s=age), age == now.older_than_s) for age in AGES],
            replace(now, older_than_s=0.0),
        )
        self._offer(
            self._part(self.tr("&Reported")),
            [(within(time), replace(now, within_s=time), time == now.within_s) for time in PERIODS],
            replace(now, within_s=0.0),
        )
        if now.past:
            states = self._part(self.tr("Stat&e"))
            for state in IncidentState:
                self._add(
                    states,
                    words.incident_state(state),
                    replace(now, states=now.states ^ {state}),
                    checked=state in now.states,
                )
        nothing = IncidentFilter(lane=now.lane, past=now.past)
        clear = self._add(menu, self.tr("Take every filter a&way"), nothing)
        clear.setEnabled(now.is_narrow)
        menu.addSeparator()
        self._add_kept(menu)

    def _part(self, title: str) -> QMenu:
        part = self._menu.addMenu(title)
        self._parts.append(part)
        return part

    def _add_kept(self, menu: QMenu) -> None:
        kept = tuple(self._kept())
        for number, each in enumerate(kept, start=1):
            text = each.name.replace("&", "&&")
            self._add(menu, f"&{number}  {text}" if number <= 9 else text, each.filter)
        menu.addAction(self.tr("Keep this &filter…"), self.keep_requested.emit)
        for title, signal in (
            (self.tr("Re&name"), self.rename_requested),
            (self.tr("&Delete"), self.delete_requested),
        ):
            part = self._part(title)
            part.setEnabled(bool(kept))
            for each in kept:
                part.addAction(each.name.replace("&", "&&"), partial(signal.emit, each.name))

    def _offer(
        self, menu: QMenu, choices: Iterable[tuple[str, IncidentFilter, bool]], none: IncidentFilter
    ) -> None:
        """One of several, or none of them."""
        self._add(menu, self.tr("Any"), none, checked=none == self._filter)
        for text, filter_, checked in choices:
            self._add(menu, text.replace("&", "&&"), filter_, checked=checked)

    def _add(
        self, menu: QMenu, text: str, filter_: IncidentFilter, *, checked: bool | None = None
    ) -> QAction:
        action = menu.addAction(text, lambda: self._choose(filter_))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        return action
