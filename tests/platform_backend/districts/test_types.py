"""The dictionary of incident types."""

from __future__ import annotations

from platform_backend.districts.types import load_types


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
