"""What types are called in other lists."""

from __future__ import annotations

from platform_backend.districts.types import load_types
from platform_backend.intake.kinds import OTHER, kind_of


def test_nearly_every_type_of_the_dictionary_has_a_name_elsewhere() -> None:
    unknown = [kind.name for kind in load_types().values() if kind_of(kind.name) is OTHER]
    assert unknown == ["占道经营", "违法建设", "无照经营"]
    assert kind_of("火情").category == "Fire"
    assert kind_of("外星人") is OTHER
