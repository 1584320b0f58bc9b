"""Actions of lanes and filters."""

from __future__ import annotations

from backend_client.protocol.lanes import Lane
from console.actions.keys import KEYS
from console.incidents.filter_shelf import SavedFilter
from console.incidents.list_actions import NUMBERED, ListActions
from widgets.incident_filter import IncidentFilter


class NotedLists:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.kept: tuple[SavedFilter, ...] = ()
        self.is_filtered = False
        self.notes: list[str] = []

    def choose(self, lane: Lane) -> None:
        self.notes.append(lane)

    def choose_history(self) -> None:
        self.notes.append("history")

    def choose_kept(self, name: str) -> None:
        self.notes.append(f"kept {name}")

    def open_menu(self) -> None:
        self.notes.append("menu")

    def clear(self) -> None:
        self.notes.append("clear")

    def keep(self) -> None:
        self.notes.append("keep")


def test_every_action_has_words_and_a_key_of_its_own() -> None:
    actions = ListActions(lists=NotedLists())
    ids = actions.ids()
    assert len({actions.text(id_) for id_ in ids}) == len(ids) == len(Lane) + 4 + NUMBERED
    assert len({KEYS[id_] for id_ in ids}) == len(ids)


def test_each_does_what_it_says() -> None:
    lists = NotedLists()
    lists.kept = (SavedFilter(name="夜班", filter=IncidentFilter()),)
    actions = ListActions(lists=lists)
    for id_ in (
        "lane.overdue",
        "lane.history",
        "filter.menu",
        "filter.clear",
        "filter.keep",
        "filter.kept_1",
    ):
        actions.run(id_)
    assert lists.notes == [Lane.OVERDUE, "history", "menu", "clear", "keep", "kept 夜班"]
    assert actions.text("filter.kept_1") == "Filter: 夜班"


def test_what_is_not_there_says_so() -> None:
    lists = NotedLists()
    actions = ListActions(lists=lists)
    assert actions.why_not("filter.kept_2") == "No filter is kept under this number"
    assert actions.why_not("filter.clear") == "Nothing is filtered by"
    lists.is_filtered = True
    assert actions.why_not("filter.clear") == ""
    assert actions.why_not("lane.open") == ""
    actions.run("filter.kept_2")
    assert lists.notes == []
