"""Everything that an import can say, said."""

from __future__ import annotations

import pytest

from widgets.intake import words
from widgets.intake.values import Fate, Field, ImportRow, Problem, Trouble, Zone


@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_is_one_sentence(trouble: Trouble) -> None:
    text = words.problem(Problem(trouble, "类型", "x{y}"))
    assert text != trouble.value
    assert text.endswith(".")
    assert "{column}" not in text


def test_every_field_zone_and_fate_has_its_word_and_sign() -> None:
    named = {words.field(field) for field in Field} | {words.zone(zone) for zone in Zone}
    assert len(named) == len(Field) + len(Zone)
    assert len({words.fate(fate) for fate in Fate}) == len(Fate) == len(words.FATE_LOOK)


def test_a_row_tells_every_error_or_its_answer() -> None:
    problems = (Problem(Trouble.MISSING, "类型"), Problem(Trouble.BAD_TIME, "时间", "x"))
    assert words.remark(ImportRow(2, Fate.BAD, (), problems)).count(".") == 2
    assert words.remark(ImportRow(2, Fate.DONE, (), answer="330104-2026-000001")) == "330104-2026-000001"
    assert words.remark(ImportRow(2, Fate.DOUBTFUL, ()))
    assert words.remark(ImportRow(2, Fate.READY, ())) == ""
