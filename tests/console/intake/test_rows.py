"""Rows: every error of each, and the incident that a good one is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_client.protocol.coordinates import Datum, wgs84_to_gcj02
from backend_client.protocol.incident_args import IncidentCreate, ReporterWhole
from backend_client.protocol.times import parse_time
from console.intake.rows import Checked, Knowledge, KnownType, RowCheck, severity_of
from widgets.intake.values import Field, ImportChoices, Trouble, Zone

FIELDS = tuple(Field)
GRID = "330104001001001"
KNOWN = Knowledge(
    types={"积水": KnownType("0101", 2), "0101": KnownType("0101", 2), "101": KnownType("0101", 2)},
    type_names={"0101": "积水"},
    grids=frozenset({GRID}),
    now=lambda: parse_time("2026-03-02T04:20:00Z"),
)


def check(*, datum: Datum = Datum.WGS_84, **texts: str) -> Checked:
    return check_row(texts, datum=datum)


def check_row(texts: dict[str, str], *, datum: Datum = Datum.WGS_84) -> Checked:
    """Check a row that has these texts; a field's column has the field's name as its header."""
    fields = [field for field in FIELDS if field.value in texts]
    choices = ImportChoices(
        columns={field: column for column, field in enumerate(fields)}, datum=datum, zone=Zone.BEIJING
    )
    row = RowCheck(headers=[field.value for field in fields], choices=choices, knowledge=KNOWN)
    return row.check([texts[field.value] for field in fields])


def troubles(**texts: str) -> list[tuple[str, Trouble]]:
    return [(each.column, each.trouble) for each in check_row({"type": "积水", **texts}).problems]


def test_a_whole_row() -> None:
    checked = check(
        type="积水",
        severity="一级（红）",
        title=" 路面\n积水 ",
        place="江边",
        description="a\r\nb\x07",
        longitude="120.2",
        latitude="30.25",
        grid=GRID,
        occurred="2026-03-02 04:20",
        urgent="是",
        exercise="否",
        reporter="示范甲",
        phone="13800000000",
    )
    assert checked.problems == ()
    assert checked.incident == IncidentCreate(
        type_code="0101",
        severity=1,
        title="路面 积水",
        source="import",
        position=(120.2, 30.25),
        grid_code=GRID,
        place="江边",
        description="a\nb",
        occurred_at="2026-03-01T20:20:00.000Z",
        urgent=True,
        reporter=ReporterWhole(name="示范甲", phone="13800000000"),
    )


def test_the_least_that_a_row_needs_is_a_type() -> None:
    assert check(type="积水", place="江边").incident == IncidentCreate(
        type_code="0101", severity=2, title="江边积水", source="import", place="江边"
    )
    assert troubles(type=" ") == [("type", Trouble.MISSING)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(("1", 1), ("一级", 1), ("Ⅱ级（橙）", 2), ("橙色预警", 2), ("较大", 3), ("特别重大", 1), ("IV", 4)),
        *(("Blue", 4), ("4 蓝色", 4), ("5", None), ("二级（红）", None), ("urgent", None), ("-", None)),
    ],
)
def test_severities_in_words(text: str, level: int | None) -> None:
    assert severity_of(text) == level


def test_a_code_that_lost_its_zero_is_found() -> None:
    found = [check(type=text).incident for text in ("101", "0101")]
    assert [each.type_code for each in found if each is not None] == ["0101", "0101"]
    for unknown in ("外星人", "9999"):
        assert troubles(type=unknown) == [("type", Trouble.UNKNOWN_TYPE)]


def test_without_a_dictionary_codes_go_to_the_platform_and_names_do_not() -> None:
    known = Knowledge(types={}, type_names={}, grids=frozenset(), now=KNOWN.now)
    row = RowCheck(headers=["type"], choices=ImportChoices(columns={Field.TYPE: 0}), knowledge=known)
    made = row.check(["9999"]).incident
    assert made is not None
    assert (made.type_code, made.severity, made.title) == ("9999", 3, "9999")
    assert row.check(["积水"]).incident is None


def test_positions_are_carried_to_wgs84() -> None:
    x, y = wgs84_to_gcj02((120.2, 30.25))
    made = check(type="积水", longitude=str(x), latitude=f"{y}°N", datum=Datum.GCJ_02).incident
    assert made is not None
    assert made.position == (120.2, 30.25)
    both = check(type="积水", position="(120.2，30.25)").incident
    assert both is not None
    assert both.position == (120.2, 30.25)
    comma = check(type="积水", longitude="120,2", latitude="30,25").incident
    assert comma is not None
    assert comma.position == (120.2, 30.25)


@pytest.mark.parametrize(
    ("texts", "column", "trouble"),
    [
        ({"severity": "9"}, "severity", Trouble.BAD_SEVERITY),
        ({"title": "x" * 201}, "title", Trouble.TOO_LONG),
        ({"phone": "1" * 41}, "phone", Trouble.TOO_LONG),
        ({"place": "#REF!"}, "place", Trouble.SHEET_ERROR),
        ({"longitude": "x", "latitude": "30"}, "longitude", Trouble.BAD_NUMBER),
        ({"longitude": "nan", "latitude": "30"}, "longitude", Trouble.BAD_NUMBER),
        ({"longitude": "120", "latitude": ""}, "latitude", Trouble.HALF_POSITION),
        ({"longitude": "30", "latitude": "120"}, "longitude", Trouble.SWAPPED),
        ({"longitude": "0", "latitude": "0"}, "longitude", Trouble.NOT_ON_EARTH),
        ({"longitude": "500", "latitude": "30"}, "longitude", Trouble.NOT_ON_EARTH),
        ({"position": "120"}, "position", Trouble.BAD_POSITION),
        ({"position": "1,2,3"}, "position", Trouble.BAD_POSITION),
        ({"grid": "330104001001002"}, "grid", Trouble.UNKNOWN_GRID),
        ({"grid": "3.30104E+14"}, "grid", Trouble.DAMAGED_CODE),
        ({"occurred": "yesterday"}, "occurred", Trouble.BAD_TIME),
        ({"occurred": "2026-03-03"}, "occurred", Trouble.FUTURE),
        ({"exercise": "maybe"}, "exercise", Trouble.BAD_CHOICE),
    ],
)
def test_each_error_is_told(texts: dict[str, str], column: str, trouble: Trouble) -> None:
    assert troubles(**texts) == [(column, trouble)]


def test_all_errors_of_a_row_are_told_at_once() -> None:
    assert len(troubles(severity="9", occurred="x", exercise="x")) == 3


def test_the_same_content_has_the_same_mark_and_other_content_another() -> None:
    rows = (("积水", "a"), ("0101", "a"), ("积水", "b"))
    one, same, other = (check(type=kind, place=place) for kind, place in rows)
    assert one.mark == same.mark != other.mark


def test_who_reports_goes_with_the_row() -> None:
    made = check(type="积水", reporter="示范甲", phone="1").incident
    assert made is not None
    assert made.reporter == ReporterWhole(name="示范甲", phone="1")


@settings(max_examples=150)
@given(texts=st.dictionaries(st.sampled_from([field.value for field in FIELDS]), st.text(max_size=40)))
def test_whatever_stands_in_a_row_it_is_an_incident_or_has_an_error(texts: dict[str, str]) -> None:
    checked = check_row(texts)
    assert (checked.incident is None) == bool(checked.problems) or not texts.get("type", "").strip()
    if checked.incident is not None:
        # What goes to the platform keeps the contract's bounds.
        msgspec.json.decode(msgspec.json.encode(checked.incident), type=IncidentCreate)
