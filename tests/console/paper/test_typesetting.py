"""How papers are set on pages: nothing lost, nothing beyond the margins, and every page says what it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.paper.pdf import PdfSheet
from console.paper.sheet import Field, Form, Heading, List, ListColumn, Paper, Stamp
from console.paper.typesetting import Typesetting
from tests.console.paper.reading import page_picture, page_texts, pdf_of

pytestmark = pytest.mark.usefixtures("qapp")

STAMP = Stamp(org="江干区 凯旋街道", printed_by="示范值班员", printed_at=1_772_425_200.0)
COLUMNS = (ListColumn("编号", 2), ListColumn("标题", 3), ListColumn("件数", 1, right=True))


def listed(rows: int) -> Paper:
    content = tuple(
        (f"N{number:05}", "群众反映强烈，请尽快到场处理并反馈" * 2, "7") for number in range(rows)
    )
    return Paper("事件清单", (List(COLUMNS, content, empty="没有"),), STAMP, landscape=True)


def test_a_list_goes_over_pages_and_each_repeats_its_heading() -> None:
    pages = page_texts(pdf_of(listed(120)))
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert "编号标题件数" in text
        assert f"Page{number}of{len(pages)}" in text
        assert "江干区凯旋街道" in text
        assert "Printedby示范值班员" in text
    whole = "".join(pages)
    assert [number for number in range(120) if whole.count(f"N{number:05}") != 1] == []


def test_a_list_without_rows_says_so() -> None:
    assert "没有" in page_texts(pdf_of(listed(0)))[0]


def test_a_text_longer_than_a_page_goes_on_whole() -> None:
    words = [f"词{number:04}" for number in range(1200)]
    pages = page_texts(pdf_of(Paper("派遣单", (Form(((Field("描述", "，".join(words)),),)),), STAMP)))
    assert len(pages) > 1
    whole = "".join(pages)
    assert [word for word in words if word not in whole] == []


def test_lines_stay_lines_and_marks_cannot_be_smuggled_in() -> None:
    text = "一楼\r\n二楼\n<b>三楼</b>\x07"
    said = page_texts(pdf_of(Paper("派遣单", (Form(((Field("地点", text),),)),), STAMP)))[0]
    assert "一楼二楼<b>三楼</b>" in said


def test_demonstration_and_drill_stand_on_every_page() -> None:
    marked = replace(listed(60), stamp=replace(STAMP, simulated=True, exercise=True, masked=True))
    for text in page_texts(pdf_of(marked)):
        assert "DrillDemonstrationdata" in text
        assert "Personaldatamasked" in text
    for text in page_texts(pdf_of(listed(2))):
        assert "Drill" not in text
        assert "Demonstration" not in text
        assert "masked" not in text


def test_nothing_stands_outside_of_the_margins() -> None:
    for paper in (listed(40), Paper("派遣单", (Form(((Field("描述", "长" * 900),),)),), STAMP)):
        picture = page_picture(pdf_of(paper), 0)
        pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(
            picture.height(), picture.bytesPerLine() // 4, 4
        )
        dark = pixels[:, : picture.width(), :3].min(axis=2) < 200
        rows, columns = np.nonzero(dark)
        margin = 12 / 25.4 * 72 - 2
        assert rows.min() >= margin
        assert columns.min() >= margin
        assert rows.max() <= picture.height() - margin
        assert columns.max() <= picture.width() - margin


def test_a_heading_never_ends_a_page() -> None:
    for filler in range(28, 44):
        form = Form(tuple((Field("项", "值"),) for _ in range(filler)))
        paper = Paper("记录", (form, Heading("流转经过"), List(COLUMNS[:1], (("甲",), ("乙",)))), STAMP)
        for text in page_texts(pdf_of(paper)):
            assert ("流转经过" in text) == ("甲" in text)


def test_the_work_comes_in_small_steps_and_can_be_left(qtbot: QtBot) -> None:
    paper = listed(400)
    sheet = PdfSheet(paper=paper)
    setting = Typesetting(paper=paper, device=sheet.writer)
    shares = list(setting.steps())
    assert len(shares) >= 400 // 24 + setting.pages - 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    abandoned = Typesetting(paper=paper, device=PdfSheet(paper=paper).writer).steps()
    for share in abandoned:
        if share > 0.7:
            break
    abandoned.close()
