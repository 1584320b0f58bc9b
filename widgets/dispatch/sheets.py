"""The sheets of the desk's lower left: tabs, and a list of them all where the row is too short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTabWidget, QToolButton, QWidget


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: `focus` moves the keyboard into it."""

    id: str
    title: str
    widget: QWidget
    focus: Callable[[], None]


class Sheets(QTabWidget):
    """One sheet in front of the others."""

    def __init__(self, *, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        # The row may be wider than its room; the style gives the arrows no width, the list takes their place.
        self.setUsesScrollButtons(True)
        for arrow in self.tabBar().findChildren(QToolButton):
            # Nobody sees them, so Tab must not stop there.
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tabs: dict[str, Tab] = {}
        self.all_button = QToolButton()
        self.all_button.setText("≡")
        self.all_button.setProperty("part", "all-tabs")
        self.all_button.setToolTip(self.tr("All sheets"))
        self.all_button.setAccessibleName(self.tr("All sheets"))
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.all_button)
        menu.aboutToShow.connect(self._list)
        self.all_button.setMenu(menu)
        self.setCornerWidget(self.all_button)
        for tab in tabs:
            self.add(tab)

    def add(self, tab: Tab) -> None:
        """Another sheet, after the others."""
        self._tabs[tab.id] = tab
        self.addTab(tab.widget, tab.title)

    def show_sheet(self, id_: str, *, moves: bool = True) -> None:
        """Bring a sheet to the front and, if it `moves`, the keyboard into it."""
        tab = self._tabs[id_]
        self.setCurrentWidget(tab.widget)
        if moves:
            tab.focus()

    def name(self, id_: str, title: str) -> None:
        """Write another title on a sheet, such as one with a count."""
        self.setTabText(self.indexOf(self._tabs[id_].widget), title)

    def _list(self) -> None:
        menu = self.all_button.menu()
        menu.clear()
        for id_, tab in self._tabs.items():
            place = self.indexOf(tab.widget)
            entry = QAction(self.tabText(place), menu)
            entry.setCheckable(True)
            entry.setChecked(place == self.currentIndex())
            entry.triggered.connect(lambda _checked=False, id_=id_: self.show_sheet(id_))
            menu.addAction(entry)
