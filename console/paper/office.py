"""Prints and exports: asks what is wanted, tells the platform, makes it without holding up the desk."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from backend_client.protocol.commands import ReportExport
from backend_client.protocol.incident_parts import Reporter
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.dialogs import Dialogs
from console.paper import folder
from console.paper.announcing import Announcer
from console.paper.files import FileUnwritable, told, write_whole
from console.paper.offers import Offer, Offers
from console.paper.pdf import PdfSheet, page_layout
from console.paper.table import local_of, text_of
from console.paper.typesetting import Typesetting
from console.paper.workbook import ExportCancelled, write_workbook
from widgets import words
from widgets.paper.paper_dialog import PaperDialog
from widgets.paper.sheets import Output, Wish

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)

#: Rows of a spreadsheet between two steps of the bar.
_ROWS_A_STEP: Final = 500


class PaperOffice:
    """Makes one thing at a time.

    `tell` says a sentence in passing, and whether all is well; the folder is remembered in `data`.
    `reporter` asks the platform who reported an incident, for a reason; None where it is not for this person.
    """

    def __init__(
        self,
        *,
        offers: Offers,
        announcer: Announcer,
        dialogs: Dialogs,
        tasks: TaskSet,
        tell: Callable[[str, bool], None],
        data: Path,
        reporter: Callable[[str, str], Awaitable[Reporter | None]],
    ) -> None:
        self._offers = offers
        self._announcer = announcer
        self._dialogs = dialogs
        self._tasks = tasks
        self._tell = tell
        self._data = data
        self._reporter = reporter
        self._dialog: PaperDialog | None = None
        self._given_up = threading.Event()

    def ask(self, chosen: str, output: Output) -> None:
        """Ask what to make; the first whose id begins with `chosen` is proposed, as `output`."""
        offers = {offer.sheet.id: offer for offer in self._offers.all()}
        first = next((id_ for id_ in offers if id_.startswith(chosen)), "")

        def make(parent: QWidget) -> QDialog:
            dialog = PaperDialog(
                sheets=[offer.sheet for offer in offers.values()],
                chosen=first,
                output=output,
                folder=folder.remembered(self._data),
                has_printer=bool(QPrinterInfo.availablePrinterNames()),
                parent=parent,
            )
            dialog.wished.connect(lambda wish: self._begin(offers[wish.sheet], wish))
            dialog.given_up.connect(self._give_up)
            dialog.finished.connect(self._dialog_gone)
            self._dialog = dialog
            return dialog

        self._dialogs.show_dialog(make)

    def close(self) -> None:
        """The console ends: what is being made is given up, and leaves nothing."""
        self._give_up()

    def _begin(self, offer: Offer, wish: Wish) -> None:
        self._given_up = threading.Event()
        if wish.output is Output.PRINTER:
            # The next dialog takes the place of this one.
            self._done("")
            self._ask_printer(offer, wish)
            return
        self._tasks.spawn(self._make(offer, wish), name="make a paper")

    async def _make(self, offer: Offer, wish: Wish) -> None:
        assert wish.path is not None
        self._show(0.0)
        fault = await self._announcer.why_not(_export(offer, wish))
        if not fault:
            try:
                if wish.output is Output.XLSX:
                    await self._write_workbook(offer, wish, wish.path)
                else:
                    await self._write_pdf(offer, wish, wish.path)
            except FileUnwritable as unwritable:
                _log.warning("%s: %s", unwritable, unwritable.__cause__)
                fault = told(unwritable)
            except RequestRefused as refused:
                fault = _untold(refused)
            except ExportCancelled:
                self._tell(translate("PaperOffice", "Given up: nothing was written."), True)
                return
        if fault:
            self._fail(fault)
            return
        folder.remember(self._data, wish.path.parent)
        self._done(translate("PaperOffice", "Saved: {path}").format(path=wish.path))

    async def _write_workbook(self, offer: Offer, wish: Wish, path: Path) -> None:
        assert offer.table is not None
        table = offer.table()
        if not wish.people:
            table = table.masked()
        about = self._about(offer, wish, table.count)
        given_up, loop = self._given_up, asyncio.get_running_loop()

        def go_on(rows: int) -> bool:
            if rows % _ROWS_A_STEP == 0:
                loop.call_soon_threadsafe(self._show, rows / max(table.count, 1))
            return not given_up.is_set()

        def write(beside: Path) -> None:
            title = translate("PaperOffice", "About this table")
            write_workbook(beside, table, about=about, about_title=title, go_on=go_on)

        try:
            await asyncio.to_thread(write_whole, path, write)
        except asyncio.CancelledError:
            given_up.set()
            raise

    async def _write_pdf(self, offer: Offer, wish: Wish, path: Path) -> None:
        paper = offer.paper(wish.people, await self._whole_reporter(offer, wish))
        sheet = PdfSheet(paper=paper)
        await self._set(Typesetting(paper=paper, device=sheet.writer))
        content = sheet.content()
        await asyncio.to_thread(write_whole, path, lambda beside: beside.write_bytes(content))

    async def _set(self, setting: Typesetting) -> None:
        """Set a paper, letting the desk go on between two steps. Raises ExportCancelled."""
        steps = setting.steps()
        try:
            for share in steps:
                self._show(share)
                await asyncio.sleep(0)
                if self._given_up.is_set():
                    raise ExportCancelled
        finally:
            steps.close()

    async def _whole_reporter(self, offer: Offer, wish: Wish) -> Reporter | None:
        if not wish.people or not offer.reporter_of:
            return None
        return await self._reporter(offer.reporter_of, wish.reason)

    def _ask_printer(self, offer: Offer, wish: Wish) -> None:
        paper = offer.paper(wish.people)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(paper))
        printer.setDocName(f"{paper.title} {paper.number}".strip())

        def make(parent: QWidget) -> QDialog:
            dialog = _PrinterDialog(printer, parent)
            dialog.accepted.connect(lambda: self._print(offer, wish, printer))
            return dialog

        self._dialogs.show_dialog(make)

    def _print(self, offer: Offer, wish: Wish, printer: QPrinter) -> None:
        self._tasks.spawn(self._send(offer, wish, printer), name="print a paper")

    async def _send(self, offer: Offer, wish: Wish, printer: QPrinter) -> None:
        fault = await self._announcer.why_not(_export(offer, wish))
        if not fault:
            try:
                paper = offer.paper(wish.people, await self._whole_reporter(offer, wish))
                await self._set(Typesetting(paper=paper, device=printer))
            except RequestRefused as refused:
                fault = _untold(refused)
            except OSError as error:
                _log.warning("the printer does not print: %s", error)
                fault = translate("PaperOffice", "The printer does not take it.")
        self._tell(fault or translate("PaperOffice", "Sent to the printer."), not fault)

    def _about(self, offer: Offer, wish: Wish, rows: int) -> list[tuple[str, str]]:
        """What a spreadsheet says of itself on its second sheet."""
        stamp = self._offers.stamp(exercise=False, people=wish.people)
        at = text_of(local_of(stamp.printed_at))
        about = [
            (translate("PaperOffice", "Table"), offer.sheet.name),
            (translate("PaperOffice", "What is in it"), offer.sheet.about),
            (translate("PaperOffice", "Rows"), str(rows)),
            (translate("PaperOffice", "Organisation"), stamp.org),
            (translate("PaperOffice", "Exported by"), stamp.printed_by),
            (translate("PaperOffice", "Exported at"), at),
        ]
        if stamp.simulated:
            about.append((translate("Paper", "Demonstration data"), translate("Listings", "yes")))
        if wish.people:
            about.append((translate("PaperOffice", "Reason"), wish.reason))
        else:
            about.append((translate("Paper", "Personal data masked"), translate("Listings", "yes")))
        return about

    def _show(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(share)

    def _fail(self, fault: str) -> None:
        if self._dialog is not None:
            self._dialog.show_fault(fault)
        else:
            self._tell(fault, False)

    def _done(self, said: str) -> None:
        if self._dialog is not None:
            self._dialog.done_with()
        if said:
            self._tell(said, True)

    def _give_up(self) -> None:
        self._given_up.set()

    def _dialog_gone(self) -> None:
        self._dialog = None


class _PrinterDialog(QPrintDialog):
    """The system's choice of a printer, opened as every other dialog is."""

    # Qt overrides.

    def open(self, *_receiver: object) -> None:
        # Its own wants to be told a slot.
        QDialog.open(self)


def _untold(refused: RequestRefused) -> str:
    why = refused.error.message or words.error(refused.error.code)
    return translate("PaperOffice", "The platform does not say who reported it: {why}").format(why=why)


def _export(offer: Offer, wish: Wish) -> ReportExport:
    form = wish.output.value or "printer"
    return ReportExport(what=offer.what, format=form, rows=offer.rows, people=wish.people, reason=wish.reason)
