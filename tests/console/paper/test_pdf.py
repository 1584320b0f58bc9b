"""PDFs: paper size, fonts within, and text that can be found and copied."""

from __future__ import annotations

import unicodedata

import pytest

from console.paper.pdf import page_layout
from console.paper.sheet import Field, Form, Paper, Stamp
from tests.console.paper.reading import page_picture, page_texts, pdf_of

pytestmark = pytest.mark.usefixtures("qapp")

STAMP = Stamp(org="江干区", printed_by="示范", printed_at=0.0)
#: Characters whose glyphs the radicals share.
SHARED = (
    "一二人八力十口土大女子小山工巾干广心手支文日月木水火田目石示立竹"
    "米羊老耳肉舌色虫行衣言谷走足车金门雨青面页风食马鱼鸟黄鼓鼻齐龙见长"
)


def paper(text: str, *, landscape: bool = False) -> Paper:
    return Paper("派遣单", (Form(((Field("地点", text),),)),), STAMP, "2026-1", landscape=landscape)


def test_it_is_a4_upright_or_across() -> None:
    for landscape, size in ((False, (595, 842)), (True, (842, 595))):
        picture = page_picture(pdf_of(paper("示范路", landscape=landscape)), 0)
        assert (picture.width(), picture.height()) == size
    assert page_layout(landscape=False).margins().left() == 15.0


def test_chinese_text_is_found_as_it_is_written() -> None:
    text = page_texts(pdf_of(paper(SHARED)))[0]
    assert SHARED in text
    assert all(unicodedata.name(each).find("RADICAL") < 0 for each in text)


def test_its_fonts_are_within() -> None:
    pdf = pdf_of(paper("示范路1号"))
    assert pdf.startswith(b"%PDF-1.")
    assert b"/FontFile" in pdf
    assert b"NotoSansCJK" in pdf.replace(b"#20", b"").replace(b"-", b"")
