"""Whatever names a matter in one line says that it is a drill."""

from __future__ import annotations

from backend_client.protocol.entities import Incident
from tests.widgets.district import alarm, district, incident
from widgets.detail.related import earlier_marks, near_marks, same_marks
from widgets.drills import headed, marked, titled
from widgets.duplicates import duplicates, nearby
from widgets.incident_cells import TITLE, cells
from widgets.names import OrgNames


def test_only_drills_are_marked() -> None:
    assert titled(alarm(1, title="烟感报警", exercise=True)) == "[Drill] 烟感报警"
    assert titled(alarm(1, title="烟感报警")) == "烟感报警"
    assert marked("3 x smoke", exercise=True) == "[Drill] 3 x smoke"
    whole = incident(7, exercise=True)
    assert headed(whole, gap=" ") == f"{whole.serial_no} [Drill] {whole.title}"


def test_rows_of_every_list_that_leads_to_a_drill_say_so() -> None:
    drills = [incident(1, age=600, exercise=True), incident(2, age=480, exercise=True)]
    made = district(incidents=drills)
    entries = made.picture.of(Incident)
    rows = [
        *same_marks(duplicates("i1", drills[0], entries), entries),
        *near_marks(nearby("i1", drills[0], entries), entries),
        *earlier_marks([("i9", drills[1])], now=0.0, leads=lambda _id: False),
    ]
    assert len(rows) == 3
    assert [row.text for row in rows if "[Drill] " not in row.text] == []
    assert cells(drills[0], names=OrgNames(orgs={}))[TITLE].text == f"[Drill] {drills[0].title}"
