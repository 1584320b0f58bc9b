"""Which column of a table holds what: its header row is found and its headers are matched. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from console.intake.reading import HEADER_WITHIN
from widgets.intake.values import Field

#: So many known headers make a row the header row.
_ENOUGH: Final = 2

#: field -> headers that mean it, in lower case, without blanks and marks.
SYNONYMS: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.TYPE: (
            *(
                "类型",
                "事件类型",
                "类别",
                "事件类别",
                "问题类型",
                "事项类型",
                "类型编码",
                "类型代码",
                "案件类型",
            ),
            *("type", "typecode", "incidenttype", "kind", "category"),
        ),
        Field.SEVERITY: (
            *(
                "等级",
                "级别",
                "严重程度",
                "事件等级",
                "事件级别",
                "紧急程度",
                "severity",
                "level",
                "priority",
            ),
        ),
        Field.TITLE: (
            *("标题", "事件标题", "事件名称", "名称", "主题", "概要", "title", "name", "subject", "summary"),
        ),
        Field.PLACE: (
            *("地点", "地址", "位置", "发生地点", "事发地点", "事件地点", "详细地址", "事发地址", "位置描述"),
            *("place", "address", "location"),
        ),
        Field.DESCRIPTION: (
            *("描述", "事件描述", "详情", "内容", "事件内容", "问题描述", "情况说明", "诉求内容", "备注"),
            *("description", "details", "text", "content", "remark", "remarks"),
        ),
        Field.LONGITUDE: ("经度", "东经", "x坐标", "x", "longitude", "lon", "lng", "long"),
        Field.LATITUDE: ("纬度", "北纬", "y坐标", "y", "latitude", "lat"),
        Field.POSITION: ("坐标", "经纬度", "坐标经纬度", "position", "coordinates", "coordinate", "lonlat"),
        Field.GRID: (
            *("网格", "网格编码", "网格代码", "网格编号", "所属网格", "网格码", "grid", "gridcode", "gridid"),
        ),
        Field.OCCURRED: (
            *("发生时间", "事发时间", "时间", "事件时间", "上报时间", "采集时间", "受理时间", "日期"),
            *("occurredat", "occurred", "time", "date", "datetime", "reportedat", "timestamp"),
        ),
        Field.URGENT: ("紧急", "是否紧急", "加急", "urgent"),
        Field.EXERCISE: ("演练", "是否演练", "exercise", "drill", "isexercise"),
        Field.REPORTER: (
            *(
                "上报人",
                "报告人",
                "联系人",
                "来电人",
                "反映人",
                "诉求人",
                "姓名",
                "reporter",
                "contact",
                "caller",
            ),
        ),
        Field.PHONE: (
            *(
                "电话",
                "联系电话",
                "手机",
                "手机号",
                "手机号码",
                "来电号码",
                "phone",
                "telephone",
                "tel",
                "mobile",
            ),
        ),
    }
)
_FIELD_OF: Final = {name: field for field, names in SYNONYMS.items() for name in names}
_NOISE: Final = re.compile(r"[\s_\-*:：./]+|[(（\[【].*?[)）\]】]")


def header_key(text: str) -> str:
    """A header as synonyms are compared: lower case, without blanks, marks and what stands in brackets."""
    return _NOISE.sub("", text.lower())


def find_header(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The index of the header row: the one of the first with most known headers, else the first."""
    best, most = 0, _ENOUGH - 1
    for index, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        known = len({_FIELD_OF[key] for cell in cells if (key := header_key(cell)) in _FIELD_OF})
        if known > most:
            best, most = index, known
    return best


def match_columns(headers: Sequence[str]) -> dict[Field, int]:
    """field -> column, for the headers that are known; the first of two that mean the same is taken."""
    found: dict[Field, int] = {}
    for column, header in enumerate(headers):
        field = _FIELD_OF.get(header_key(header))
        if field is not None:
            found.setdefault(field, column)
    if Field.LONGITUDE in found and Field.LATITUDE in found:
        found.pop(Field.POSITION, None)
    return found
