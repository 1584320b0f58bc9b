"""The dictionary of incident types."""

from __future__ import annotations

from platform_backend.districts.types import alarm_types, load_types


def test_codes_are_keys_and_names_are_unique() -> None:
    types = load_types()
    assert all(code == kind.code for code, kind in types.items())
    assert len({kind.name for kind in types.values()}) == len(types) >= 25


def test_every_type_can_be_drawn_and_told() -> None:
    for kind in load_types().values():
        assert kind.weight > 0.0
        assert sum(kind.severities) > 0.0
        assert kind.staff
        for text in kind.texts:
            assert "示范路" in text.format(place="示范路", n=3)


def test_each_kind_of_alarm_becomes_one_type_that_the_district_has() -> None:
    types = load_types()
    kinds = [kind for each in types.values() for kind in each.alarms]
    assert len(set(kinds)) == len(kinds)
    assert alarm_types(types, known=types)["烟感报警"] == "0303"
    assert alarm_types(types, known={"0101": "积水"}) == {"水位超限": "0101", "路面积水识别": "0101"}
