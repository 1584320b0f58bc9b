"""The pages of the manual: headings are found again, places are marked, everything follows the text scale."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage, QTextTable
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.help.manual import read_manual
from widgets.help.manual_view import ManualView

CHAPTERS = 12
TEXT = "# 手册\n\n" + "".join(
    f"## 第 {number} 节\n\n" + "说明文字。\n\n" * 12 + f"| 键 | 作用 |\n|---|---|\n| `F{number}` | 示范 |\n\n"
    for number in range(1, CHAPTERS + 1)
)


def view_of(qtbot: QtBot, text: str = TEXT, folder: Path = Path()) -> ManualView:
    view = ManualView(manual=read_manual(text), folder=folder)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    return view


def test_a_section_is_brought_to_the_top(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    for number in (5, 1, 9, 0):
        view.go_to(number)
        assert view.heading_at_top() == number
    view.go_to(99)
    assert view.heading_at_top() == 0


def test_it_stays_at_its_section_when_the_text_grows(qtbot: QtBot) -> None:
    with themed() as app:
        view = view_of(qtbot)
        view.go_to(6)
        high = view.document().size().height()
        theme.apply(app, scale=200)
        assert view.document().size().height() > 1.7 * high
        assert view.heading_at_top() == 6
        view.resize(900, 400)
        assert view.heading_at_top() == 6


def test_every_place_is_marked_and_the_search_goes_round(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    assert view.search("第") == CHAPTERS
    assert len(view.extraSelections()) == CHAPTERS
    seen = []
    for _ in range(CHAPTERS + 1):
        assert view.find_next()
        seen.append(view.textCursor().position())
    assert seen[0] == seen[-1]
    assert seen[:-1] == sorted(seen[:-1])
    assert view.find_next(backward=True)
    assert view.textCursor().position() == seen[-2]
    assert view.search("nowhere") == 0
    assert not view.find_next()
    assert view.search("") == 0
    assert not view.find_next()
    assert view.extraSelections() == []


def test_tables_have_lines(qtbot: QtBot) -> None:
    view = view_of(qtbot)
    tables = [each for each in view.document().rootFrame().childFrames() if isinstance(each, QTextTable)]
    assert len(tables) == CHAPTERS
    assert tables[0].format().borderBrush().color() == QColor(theme.LINE)


def test_pictures_are_as_wide_as_the_page_at_most(qtbot: QtBot, tmp_path: Path) -> None:
    for name, width in (("large", 1920), ("small", 40)):
        picture = QImage(width, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("#ff0000"))
        picture.save(str(tmp_path / f"{name}.png"))
    view = view_of(qtbot, "![small](small.png)\n\n![large](large.png)\n\n![none](none.png)\n", tmp_path)

    def widths() -> set[int]:
        shown = view.viewport().grab().toImage()
        lines = range(shown.height())
        red = [sum(shown.pixelColor(x, y) == QColor("#ff0000") for x in range(shown.width())) for y in lines]
        return {count for count in red if count}

    for page in (600, 900):
        view.resize(page, 400)
        narrow, wide = sorted(widths())
        assert narrow == 40
        assert page - 100 < wide <= view.viewport().width()


def test_nothing_is_opened_but_followers_hear_of_links(qtbot: QtBot) -> None:
    view = view_of(qtbot, "# P\n\n[there](other.md#part)\n")
    with qtbot.waitSignal(view.link_followed) as followed:
        view.anchorClicked.emit(view.document().begin().next().begin().fragment().charFormat().anchorHref())
    assert followed.args == ["other.md#part"]
