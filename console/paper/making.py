"""Makes what was wished, as a file or on a printer, without holding up the desk."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPagedPaintDevice

from backend_client.protocol.commands import ReportExport
from backend_client.protocol.incident_parts import Reporter
from backend_client.questions import RequestRefused
from console.files import why_unwritten, write_whole
from console.paper.offers import Offer
from console.paper.pdf import PdfSheet
from console.paper.sheet import Paper, Stamp
from console.paper.table import Table, local_of, text_of
from console.paper.typesetting import Typesetting
from console.paper.workbook import ExportCancelled, write_workbook
from widgets import refusal_words
from widgets.paper.sheets import Output, Wish

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)

#: Rows of a spreadsheet between two words on how far it is.
_ROWS_A_STEP: Final = 500


class _Untold(Exception):
    """The platform did not tell what is needed; says so in words."""


class Announces(Protocol):
    """What tells the platform, as `Announcer` does."""

    async def why_not(self, export: ReportExport) -> str:
        """As `Announcer.why_not`."""
        ...


class Job:
    """One wish on its way; `show` hears how far a step of it is (0 to 1), `table` has its prepared rows."""

    def __init__(self, *, offer: Offer, wish: Wish, show: Callable[[float], None]) -> None:
        self.offer = offer
        self.wish = wish
        self.table: Table | None = None
        self._show = show
        self._given_up = threading.Event()

    @property
    def is_given_up(self) -> bool:
        """Whether nobody wants it any more."""
        return self._given_up.is_set()

    def show(self, share: float) -> None:
        """So much of the step that is being made is done."""
        self._show(share)

    def show_elsewhere(self, show: Callable[[float], None]) -> None:
        """From here on `show` hears how far it is."""
        self._show = show

    def give_up(self) -> None:
        """Make no more of it; what was written goes away."""
        self._given_up.set()


class Maker:
    """Announces, then makes. `reporter` asks the platform who reported an incident, for a reason; None where
    that is not for this person. `stamp` says what stands on it.
    """

    def __init__(
        self,
        *,
        announcer: Announces,
        reporter: Callable[[str, str], Awaitable[Reporter | None]],
        stamp: Callable[[bool], Stamp],
    ) -> None:
        self._announcer = announcer
        self._reporter = reporter
        self._stamp = stamp

    async def prepare(self, job: Job) -> str:
        """Get the rows together. Returns why they cannot be had, in words. Raises ExportCancelled."""
        if job.offer.table is None or (job.wish.output is not Output.XLSX and job.offer.listed is None):
            return ""
        try:
            job.table = await job.offer.table(job)
        except RequestRefused as refused:
            said = translate("PaperOffice", "The platform does not tell what is in it: {why}")
            return said.format(why=_why(refused))
        return ""

    async def announce(self, job: Job) -> str:
        """Tell the platform what was prepared. Returns why it must not be made, in words."""
        offer, wish = job.offer, job.wish
        export = ReportExport(
            what=offer.what,
            format=wish.output.value or "printer",
            rows=offer.rows if job.table is None else job.table.count,
            people=wish.people,
            reason=wish.reason,
        )
        return await self._announcer.why_not(export)

    async def write(self, job: Job, path: Path) -> str:
        """Write what was announced. Returns why it could not be, in words. Raises ExportCancelled."""
        try:
            if job.wish.output is Output.XLSX:
                await self._write_workbook(job, path)
            else:
                await self._write_pdf(job, path)
        except OSError as error:
            _log.warning("%s cannot be written: %s", path, error)
            return why_unwritten(error)
        except _Untold as untold:
            return str(untold)
        return ""

    async def print(self, job: Job, printer: QPagedPaintDevice) -> str:
        """Print what was announced. Returns why it could not be, in words. Raises ExportCancelled."""
        try:
            await _take(job, Typesetting(paper=await self._paper(job), device=printer))
        except OSError as error:
            _log.warning("the printer does not print: %s", error)
            return translate("PaperOffice", "The printer does not take it.")
        except _Untold as untold:
            return str(untold)
        return ""

    async def _write_workbook(self, job: Job, path: Path) -> None:
        table = _rows_of(job)
        about = self._about(job, table.count)
        title = translate("PaperOffice", "About this table")
        loop = asyncio.get_running_loop()

        def go_on(rows: int) -> bool:
            if rows % _ROWS_A_STEP == 0 and not job.is_given_up:
                loop.call_soon_threadsafe(job.show, rows / max(table.count, 1))
            return not job.is_given_up

        def write(beside: Path) -> None:
            write_workbook(beside, table, about=about, about_title=title, go_on=go_on)

        try:
            await asyncio.to_thread(write_whole, path, write)
        except asyncio.CancelledError:
            job.give_up()
            raise

    async def _write_pdf(self, job: Job, path: Path) -> None:
        paper = await self._paper(job)
        sheet = PdfSheet(paper=paper)
        await _take(job, Typesetting(paper=paper, device=sheet.writer))
        content = sheet.content()
        await asyncio.to_thread(write_whole, path, lambda beside: beside.write_bytes(content))

    async def _paper(self, job: Job) -> Paper:
        offer, people = job.offer, job.wish.people
        if offer.listed is not None:
            return offer.listed(_rows_of(job), people)
        assert offer.paper is not None
        reporter = None
        if people and offer.reporter_of:
            try:
                reporter = await self._reporter(offer.reporter_of, job.wish.reason)
            except RequestRefused as refused:
                said = translate("PaperOffice", "The platform does not say who reported it: {why}")
                raise _Untold(said.format(why=_why(refused))) from refused
        return offer.paper(people, reporter)

    def _about(self, job: Job, rows: int) -> list[tuple[str, str]]:
        """What a spreadsheet says of itself on its second sheet."""
        stamp, wish = self._stamp(job.wish.people), job.wish
        about = [
            (translate("PaperOffice", "Table"), job.offer.sheet.name),
            (translate("PaperOffice", "Filter"), job.offer.about),
            (translate("PaperOffice", "Rows"), str(rows)),
            (translate("PaperOffice", "Organisation"), stamp.org),
            (translate("PaperOffice", "Exported by"), stamp.printed_by),
            (translate("PaperOffice", "Exported at"), text_of(local_of(stamp.printed_at))),
        ]
        if stamp.simulated:
            about.append((translate("Paper", "Demonstration data"), translate("Listings", "yes")))
        if wish.people:
            about.append((translate("PaperOffice", "Reason"), wish.reason))
        else:
            about.append((translate("Paper", "Personal data masked"), translate("Listings", "yes")))
        return about


async def _take(job: Job, setting: Typesetting) -> None:
    """Take the steps of a paper, letting the desk go on between two. Raises ExportCancelled."""
    steps = setting.steps()
    try:
        for share in steps:
            job.show(share)
            await asyncio.sleep(0)
            if job.is_given_up:
                raise ExportCancelled
    finally:
        steps.close()


def _rows_of(job: Job) -> Table:
    assert job.table is not None
    return job.table if job.wish.people else job.table.masked()


def _why(refused: RequestRefused) -> str:
    error = refused.error
    return refusal_words.refusal(error) if error.cause or not error.message else error.message
