from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from console.desk_hands import desk_actions


def test_each_does_what_its_name_says_on_parts_that_are_made_later() -> None:
    done: list[str] = []

    def note(name: str) -> Any:
        return lambda *args: done.append(" ".join([name, *args]))

    desk = SimpleNamespace(focus_table=note("table"), focus_search=note("search"), show_tab=note("tab"))
    window: Any = SimpleNamespace(desk=desk, map=SimpleNamespace(show_all=note("map")))
    rooms: Any = SimpleNamespace(
        alarms=SimpleNamespace(
            desk=SimpleNamespace(show_list=note("alarms")), mute=SimpleNamespace(toggle=note("mute"))
        )
    )
    report: Any = SimpleNamespace(redo=note("redo"))
    later: dict[str, Any] = {}
    actions = desk_actions(
        window=window,
        rooms=rooms,
        report=report,
        palette=lambda: later["palette"],
        people=lambda: later["people"],
    )
    later["palette"] = SimpleNamespace(toggle=note("palette"))
    later["people"] = SimpleNamespace(change=note("person"), lock=note("lock"))
    for id_ in actions.ids():
        actions.run(id_)
    assert done == [
        *("table", "search", "palette", "tab cameras", "tab units", "alarms", "tab alarm_load", "map"),
        *("tab commands", "redo", "person", "lock", "mute"),
    ]
