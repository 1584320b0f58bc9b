"""Making what was wished: told of in words when it cannot be, and given up between two steps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter

from backend_client.protocol.commands import ReportExport
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.incident_parts import Reporter
from backend_client.questions import refusal
from console.paper.making import Job, Maker
from console.paper.pdf import PdfSheet
from console.paper.workbook import ExportCancelled
from tests.console.paper.matters import STAMP
from tests.console.paper.test_offers import Desk
from widgets.paper.sheets import Output, Wish

pytestmark = pytest.mark.usefixtures("qapp")


class Announcements:
    """Lets everything through, and notes it."""

    def __init__(self) -> None:
        self.heard: list[ReportExport] = []

    async def why_not(self, export: ReportExport) -> str:
        self.heard.append(export)
        return ""


def maker(announcements: Announcements, *, told: Reporter | None = None) -> Maker:
    async def reporter(incident: str, reason: str) -> Reporter | None:
        if told is None:
            raise refusal(ErrorCode.FORBIDDEN, "")
        return told

    return Maker(announcer=announcements, reporter=reporter, stamp=lambda _people: STAMP)


def job(id_: str, output: Output, *, people: bool = False) -> Job:
    wish = Wish(id_, output, None, people, "to call back" if people else "")
    return Job(offer=Desk().offer(id_), wish=wish, show=lambda _share: None)


async def test_it_is_announced_with_all_that_is_known_of_it() -> None:
    announcements = Announcements()
    made = maker(announcements)
    assert await made.announce(job("record", Output.PRINTER, people=True)) == ""
    units = job("units", Output.XLSX)
    assert await made.prepare(units) == ""
    assert await made.announce(units) == ""
    assert announcements.heard == [
        ReportExport(
            what="record 330104002-2026-000001", format="printer", rows=1, people=True, reason="to call back"
        ),
        ReportExport(what="units To accept", format="xlsx", rows=3),
    ]


async def test_a_reporter_that_is_not_told_is_not_printed(tmp_path: Path) -> None:
    said = await maker(Announcements()).write(job("record", Output.PDF, people=True), tmp_path / "a.pdf")
    assert said == "The platform does not say who reported it: Your role does not allow this"
    assert os.listdir(tmp_path) == []


async def test_the_next_step_is_not_taken_when_it_was_given_up(tmp_path: Path) -> None:
    given_up = job("record", Output.PDF)
    given_up.give_up()
    with pytest.raises(ExportCancelled):
        await maker(Announcements()).write(given_up, tmp_path / "a.pdf")
    assert os.listdir(tmp_path) == []


@pytest.mark.qt_log_ignore("QPainter::begin")
async def test_a_printer_that_is_gone_is_told() -> None:
    made = maker(Announcements())
    assert await made.print(job("record", Output.PRINTER), QPdfWriter("/nowhere/at/all.pdf")) == (
        "The printer does not take it."
    )
    working = job("record", Output.PRINTER)
    assert working.offer.paper is not None
    assert await made.print(working, PdfSheet(paper=working.offer.paper(False)).writer) == ""
