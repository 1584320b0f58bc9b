"""The figures as a table: numbers stay numbers, and nobody is named."""

from __future__ import annotations

from datetime import datetime

import pytest

from console.paper.figures_paper import figures_offer
from console.paper.making import Job
from console.paper.sheet import Stamp
from console.paper.table import Privacy
from tests.console.paper.reading import page_texts, pdf_of
from widgets.boards.figure_rows import FigureGroup, FigureRow, FiguresShown
from widgets.boards.periods import Period
from widgets.paper.sheets import Output, Wish

pytestmark = pytest.mark.usefixtures("qapp")

NOW = datetime(2026, 3, 2, 14, 30).timestamp()
SHOWN = FiguresShown(
    Period.WEEK,
    NOW - 86_400.0,
    NOW,
    (
        FigureGroup("In all", (FigureRow("Reported", 1234), FigureRow("Closed", share=0.98765))),
        FigureGroup("By type", (FigureRow("积水", 1000, 0.81),)),
    ),
)
STAMP = Stamp(org="示范区", printed_by="李", printed_at=NOW, simulated=True, exercise=False, masked=True)


async def test_figures_are_a_table_and_a_paper() -> None:
    offer = figures_offer(SHOWN, stamp=lambda: STAMP)
    assert (offer.sheet.people, offer.what, offer.rows) == (False, "figures week", 3)
    assert offer.sheet.stem == "20260302_Figures on incidents_7 days"
    assert offer.sheet.about == "7 days: 03-01 14:30 - 03-02 14:30. Drills are left out."
    assert offer.table is not None
    wish = Wish(sheet="figures", output=Output.PDF, path=None)
    table = await offer.table(Job(offer=offer, wish=wish, show=lambda _share: None))
    assert list(table.rows()) == [
        ("In all", "Reported", 1234, None),
        ("In all", "Closed", None, 98.8),
        ("By type", "积水", 1000, 81.0),
    ]
    assert {column.privacy for column in table.columns} == {Privacy.NOTHING}
    assert offer.listed is not None
    (page,) = page_texts(pdf_of(offer.listed(table, False)))
    for words in ("Figuresonincidents", "7days", "积水", "98.8", "1234"):
        assert words in page
