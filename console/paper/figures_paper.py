"""The figures that stand on the desk, as a table for paper and for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.files import proposed_name
from console.paper.offers import Offer
from console.paper.past import Progress
from console.paper.sheet import Paper, Stamp, table_paper
from console.paper.table import Column, Row, Table
from widgets.boards.figure_rows import FiguresShown
from widgets.boards.periods import period_name
from widgets.moments import day_text
from widgets.paper.sheets import Output, Sheet

translate = QCoreApplication.translate

#: The sheet's id.
FIGURES: Final = "figures"


def figures_offer(shown: FiguresShown, *, stamp: Callable[[], Stamp]) -> Offer:
    """The figures as a sheet; nobody is named in them."""
    title = translate("FiguresPaper", "Figures on incidents")
    time = translate("FiguresPaper", "{period}: {since} - {until}. Drills are left out.").format(
        period=period_name(shown.period), since=day_text(shown.since), until=day_text(shown.until)
    )
    table = _table(title, shown)

    async def rows(_progress: Progress) -> Table:
        return table

    def listed(made: Table, _people: bool) -> Paper:
        return table_paper(made, about=time, stamp=stamp(), empty="")

    sheet = Sheet(
        id=FIGURES,
        name=title,
        about=time,
        outputs=(Output.XLSX, Output.PDF, Output.PRINTER),
        people=False,
        stem=proposed_name(f"{datetime.fromtimestamp(shown.until):%Y%m%d}", title, period_name(shown.period)),
    )
    what = f"{FIGURES} {shown.period.name.lower()}"
    return Offer(sheet, what, table.count, rows, listed, landscape=False)


def _table(title: str, shown: FiguresShown) -> Table:
    made = [
        (group.title, row.name, row.count, None if row.share is None else round(row.share * 100, 1))
        for group in shown.groups
        for row in group.rows
    ]

    def rows() -> Iterator[Row]:
        yield from made

    columns = (
        Column(translate("FiguresPaper", "Part"), 1.2),
        Column(translate("FiguresPaper", "Figure"), 2.4),
        Column(translate("FiguresPaper", "Number"), 0.8, right=True),
        Column(translate("FiguresPaper", "Share in %"), 0.8, right=True),
    )
    return Table(title, columns, len(made), rows)
