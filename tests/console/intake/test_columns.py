"""Headers: found below titles, matched in Chinese and English."""

from __future__ import annotations

from collections import Counter

import pytest

from console.intake.columns import SYNONYMS, find_header, header_key, match_columns
from console.intake.table_file import TEMPLATES
from widgets.intake.values import Field


def test_no_header_means_two_fields_and_all_are_written_as_they_are_compared() -> None:
    names = Counter(name for names in SYNONYMS.values() for name in names)
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if header_key(name) != name] == []
    assert set(SYNONYMS) == set(Field)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("事件类型", Field.TYPE),
        (" Type Code ", Field.TYPE),
        ("等级（1-4）", Field.SEVERITY),
        ("发生时间 (如 2026-03-02)", Field.OCCURRED),
        ("Occurred at", Field.OCCURRED),
        ("grid_code", Field.GRID),
        ("经度：", Field.LONGITUDE),
        ("联系电话", Field.PHONE),
    ],
)
def test_headers_are_known_however_they_are_written(header: str, field: Field) -> None:
    assert match_columns([header]) == {field: 0}


def test_the_first_of_two_that_mean_the_same_is_taken_and_two_coordinates_win() -> None:
    assert match_columns(["标题", "名称", "x", "坐标", "y", "?"]) == {
        Field.TITLE: 0,
        Field.LONGITUDE: 2,
        Field.LATITUDE: 4,
    }
    assert match_columns(["坐标"]) == {Field.POSITION: 0}


def test_the_header_row_stands_below_a_title() -> None:
    rows = [
        (1, ("某街道事件表",)),
        (2, ("制表", "3月")),
        (4, ("事件类型", "地点", "经度")),
        (5, ("积水", "江边")),
    ]
    assert find_header(rows) == 2
    assert find_header([(1, ("甲", "乙")), (2, ("1", "2"))]) == 0
    assert find_header([]) == 0


@pytest.mark.parametrize("language", TEMPLATES)
def test_the_template_is_matched_whole(language: str) -> None:
    template = TEMPLATES[language]
    assert match_columns(list(template.values())) == {field: place for place, field in enumerate(template)}
