"""The list of alarms: order, what is shown, what stands in it."""

from __future__ import annotations

from backend_client.protocol.alarm_parts import Shelving
from backend_client.protocol.entities import AlarmState
from tests.widgets.district import District, ago, alarm, district
from widgets import signs
from widgets.alarms.alarm_model import AlarmTableModel

S = AlarmState


def model_of(made: District) -> AlarmTableModel:
    return AlarmTableModel(picture=made.picture, now=made.now)


def mixed() -> District:
    made = district()
    shelving = Shelving(by="Zhang", at=ago(60), until=ago(-600), reason="探头故障")
    made.put_all(
        "alarm",
        {
            "old": alarm(3, age=500),
            "urgent": alarm(1, age=5, exercise=True),
            "new": alarm(3, age=50),
            "acked": alarm(2, state=S.ACKNOWLEDGED, acknowledged_by="Li"),
            "shelved": alarm(2, state=S.SHELVED, shelving=shelving),
            "closed": alarm(1, state=S.CLOSED),
        },
    )
    return made


def test_open_ones_come_first_by_priority_and_age_and_closed_ones_are_left_out() -> None:
    assert model_of(mixed()).ids() == ["urgent", "old", "new", "acked", "shelved"]


def test_it_is_narrowed_by_state_and_to_a_group() -> None:
    model = model_of(mixed())
    model.set_states(frozenset({S.CLOSED, S.SHELVED}))
    assert model.ids() == ["shelved", "closed"]
    model.set_states(frozenset())
    model.set_only(frozenset({"old", "new", "closed"}))
    assert (model.ids(), len(model.only)) == (["old", "new"], 3)
    model.set_only(frozenset())
    assert len(model.ids()) == 5


def test_it_says_who_and_until_when() -> None:
    model = model_of(mixed())

    def row(id_: str) -> list[str]:
        place = model.row_of(id_)
        assert place is not None
        return [cell.text for cell in model.cells(place)]

    assert row("urgent")[1:3] == ["[Drill] 烟感报警", "示范秋涛路口"]
    assert row("urgent")[4] == "5 s"
    assert row("acked")[model.BY] == "Li"
    assert row("shelved")[model.STATE].startswith("until ")
    assert row("shelved")[model.BY] == "Zhang: 探头故障"
    place = model.row_of("shelved")
    assert place is not None
    tip = model.tool_tip(place, model.PRIORITY).splitlines()
    assert tip[:3] == ["烟感报警", "示范秋涛路口", "sensor"]
    assert (tip[3][:14], tip[4]) == ("Shelved until ", "Zhang: 探头故障")
    first = model.cells(0)
    assert first[model.PRIORITY].look == signs.SEVERITY[1]
    assert first[model.TITLE].bold


def test_a_heading_orders_it() -> None:
    model = model_of(mixed())
    model.sort(model.AGE)
    assert model.ids()[0] == "urgent"
    model.sort(model.PRIORITY)
    assert model.ids()[0] == "urgent"
    model.sort(model.SOURCE)
    model.sort(-1)
    assert model.ids()[1] == "old"


def test_it_follows_changes() -> None:
    made = mixed()
    model = model_of(made)
    model.on_changes(made.change("alarm", "urgent", state=S.ACKNOWLEDGED, acknowledged_by="Li"))
    assert model.ids()[:2] == ["old", "new"]
    model.on_changes(made.change("alarm", "old", state=S.CLOSED))
    assert "old" not in model.ids()
