"""The actions that choose what the list of incidents shows: lanes, history, kept filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.lanes import Lane
from console.incidents.filter_shelf import SavedFilter
from widgets.dispatch.incident_lanes import lane_name

translate = QCoreApplication.translate

#: Kept filters that have a key.
NUMBERED: Final = 9
_LANE: Final = "lane."
_KEPT: Final = "filter.kept_"


class Lists(Protocol):
    """What the actions act on."""

    @property
    def kept(self) -> Sequence[SavedFilter]: ...

    @property
    def is_filtered(self) -> bool: ...

    def choose(self, lane: Lane) -> None: ...

    def choose_history(self) -> None: ...

    def choose_kept(self, name: str) -> None: ...

    def open_menu(self) -> None: ...

    def clear(self) -> None: ...

    def keep(self) -> None: ...


class ListActions:
    """One action for each lane and each of the first kept filters, and those of the filter itself."""

    def __init__(self, *, lists: Lists) -> None:
        self._lists = lists
        self._hands: dict[str, Callable[[], None]] = {
            "lane.history": lists.choose_history,
            "filter.menu": lists.open_menu,
            "filter.clear": lists.clear,
            "filter.keep": lists.keep,
        }

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("ListActions", "List of incidents")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (
            *(f"{_LANE}{lane}" for lane in Lane),
            *self._hands,
            *(f"{_KEPT}{number}" for number in range(1, NUMBERED + 1)),
        )

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "lane.history":
                return translate("ListActions", "History: what the platform remembers")
            case "filter.menu":
                return translate("ListActions", "Filter by severity, street, kind, age")
            case "filter.clear":
                return translate("ListActions", "Take every filter away")
            case "filter.keep":
                return translate("ListActions", "Keep this filter under a name")
        if id_.startswith(_LANE):
            lane = lane_name(Lane(id_.removeprefix(_LANE)))
            return translate("ListActions", "Lane: {lane}").format(lane=lane)
        kept = self._kept(id_)
        if kept is None:
            number = id_.removeprefix(_KEPT)
            return translate("ListActions", "Kept filter {number}").format(number=number)
        return translate("ListActions", "Filter: {name}").format(name=kept.name)

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "filter.clear" and not self._lists.is_filtered:
            return translate("ListActions", "Nothing is filtered by")
        if id_.startswith(_KEPT) and self._kept(id_) is None:
            return translate("ListActions", "No filter is kept under this number")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ in self._hands:
            self._hands[id_]()
        elif id_.startswith(_LANE):
            self._lists.choose(Lane(id_.removeprefix(_LANE)))
        elif (kept := self._kept(id_)) is not None:
            self._lists.choose_kept(kept.name)

    def _kept(self, id_: str) -> SavedFilter | None:
        place = int(id_.removeprefix(_KEPT)) - 1
        kept = self._lists.kept
        return kept[place] if place < len(kept) else None
