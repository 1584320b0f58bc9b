"""Recipients for several incidents at once."""

from __future__ import annotations

from backend_client.protocol.entities import Incident, UnitStatus
from tests.widgets.district import HERE, District, district, incident, unit
from widgets.dispatch.batch_plan import plan
from widgets.dispatch.candidates import Candidates
from widgets.initials import Initials


def planned(made: District) -> dict[str, str | None]:
    entries = list(made.picture.of(Incident).values())
    candidates = Candidates(picture=made.picture, initials=Initials())
    return {
        each.entry.id: None if each.recipient is None else each.recipient.id
        for each in plan(entries, candidates, now=made.now())
    }


def test_nobody_is_sent_twice_while_others_are_free_and_the_gravest_has_the_choice() -> None:
    made = district(incidents=[incident(1, severity=4), incident(2, severity=1), incident(3, severity=2)])
    for number in (5, 6, 7):
        made.put("unit", f"u{number}", unit(number, position=(HERE[0] + number * 0.001, HERE[1])))
    assert planned(made) == {"i1": "u7", "i2": "u5", "i3": "u6"}


def test_the_rest_goes_to_departments_and_then_to_those_who_can_carry_one_more() -> None:
    made = district(incidents=[incident(number) for number in (1, 2, 3, 4, 5)])
    made.put("unit", "u5", unit(5, position=HERE))
    made.put("unit", "off", unit(6, status=UnitStatus.OFF, position=HERE))
    found = planned(made)
    assert sorted(each for each in found.values() if each is not None) == ["d1", "d1", "u5", "u5"]
    assert list(found.values()).count(None) == 1
