"""The desk's lists as tables."""

from __future__ import annotations

from datetime import datetime

from backend_client.protocol.duty import Contact
from backend_client.protocol.entities import Unit
from backend_client.protocol.times import parse_time
from console.paper.listings import Listings
from console.paper.table import Table
from tests.console.paper.matters import matter, room
from tests.widgets.district import ago, incident


def titled(table: Table) -> list[dict[str, object]]:
    names = [column.title for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def test_incidents_keep_their_order_and_their_types() -> None:
    listings = Listings(picture=room().picture)
    table = listings.incidents([incident(2, exercise=True), matter()])
    drill, whole = titled(table)
    assert table.count == 2
    assert (drill["Number"], drill["Drill"], drill["Due"]) == ("330104002-2026-000002", "yes", None)
    assert whole["Number"] == "330104002-2026-000001"
    assert whole["Severity"] == "1 red"
    assert whole["State"] == "Handling"
    assert whole["Type code"] == "0201"
    assert whole["Street"] == "凯旋街道"
    assert whole["Lead unit"] == "示范员0001"
    assert whole["Lead department"] == ""
    assert whole["Tasks"] == 2
    assert whole["Due"] == datetime.fromtimestamp(parse_time(ago(-3600)))
    assert (whole["Urgent"], whole["Supervised"], whole["Drill"]) == ("yes", "yes", "")


def test_masked_incidents_name_nobody() -> None:
    (row,) = titled(Listings(picture=room().picture).incidents([matter()]).masked())
    assert row["Lead unit"] == "示**"
    assert "13812345678" not in str(row)


def test_units_tell_no_places() -> None:
    made = room()
    units = [entry.data for entry in made.picture.of(Unit).values()]
    table = Listings(picture=made.picture).units(units)
    assert [row["Name"] for row in titled(table)] == ["示范员0001", "示范员0002", "示范员0003"]
    assert not any("120." in str(row) for row in table.rows())


def test_a_contact_has_a_row_for_each_number() -> None:
    made = room()
    table = Listings(picture=made.picture).contacts([e.data for e in made.picture.of(Contact).values()])
    assert table.count == 2
    assert [(row["Organisation"], row["Telephone"]) for row in titled(table)] == [
        ("示范景芳社区", "13712345678"),
        ("示范景芳社区", "0571-86001234"),
    ]
    assert [row["Kind"] for row in titled(table)] == ["Mobile", "Office"]
    assert [row["Telephone"] for row in titled(table.masked())] == ["137****5678", "057*-****1234"]
