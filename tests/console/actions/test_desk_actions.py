"""The actions that move about on the desk: each is called something, and does what the desk gave it to do."""

from __future__ import annotations

from functools import partial

from console.actions.desk_actions import DeskActions
from console.actions.keys import KEYS


def test_each_has_a_name_of_its_own_and_its_hand() -> None:
    done: list[str] = []
    ids = (
        *("desk.table", "desk.palette", "desk.search", "desk.cameras", "desk.units", "desk.alarms"),
        *("desk.alarm_load", "map.all", "desk.commands", "desk.redo", "desk.person", "desk.lock"),
        "desk.mute",
    )
    desk = DeskActions(hands={id_: partial(done.append, id_) for id_ in ids})
    assert desk.ids() == ids
    names = {desk.text(id_) for id_ in ids}
    assert len(names) == len(ids)
    assert names.isdisjoint(ids)
    for id_ in desk.ids():
        assert desk.why_not(id_) == ""
        desk.run(id_)
    assert tuple(done) == ids
    assert set(ids) - KEYS.keys() == {"desk.alarm_load"}, "the palette alone has it"
