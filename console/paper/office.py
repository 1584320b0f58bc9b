"""Prints and exports: asks what is wanted, and sees to it while the desk goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.paper import folder
from console.paper.making import Job, Maker
from console.paper.offers import Offer, Offers
from console.paper.pdf import page_layout
from console.paper.workbook import ExportCancelled
from widgets.paper.paper_dialog import PaperDialog
from widgets.paper.sheets import Output, Wish

translate = QCoreApplication.translate

#: A longer list is written behind the desk's back: nobody dispatches while a dialog stands over it.
MOST_ROWS_IN_DIALOG: Final = 2000
#: How often the strip tells how far such a list is, as a share of it.
_TELL_EVERY: Final = 0.1


class PaperOffice:
    """Asks for one thing at a time; several may be on their way.

    `tell` says a sentence in passing, and whether all is well; the folder is remembered in `data`.
    """

    def __init__(
        self,
        *,
        offers: Offers,
        maker: Maker,
        dialogs: Dialogs,
        tasks: TaskSet,
        tell: Callable[[str, bool], None],
        data: Path,
    ) -> None:
        self._offers = offers
        self._maker = maker
        self._dialogs = dialogs
        self._tasks = tasks
        self._tell = tell
        self._data = data
        self._dialog: PaperDialog | None = None
        self._jobs: set[Job] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return bool(self._jobs)

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
            dialog.wished.connect(lambda wish: self._begin(dialog, offers[wish.sheet], wish))
            dialog.finished.connect(self._dialog_gone)
            self._dialog = dialog
            return dialog

        self._dialogs.show_dialog(make)

    def give_up(self) -> None:
        """Make no more of what is on its way; nothing of it is left."""
        for job in self._jobs:
            job.give_up()

    def _begin(self, dialog: PaperDialog, offer: Offer, wish: Wish) -> None:
        if wish.path is None:
            # The next dialog takes the place of this one.
            dialog.done_with()
            self._ask_printer(offer, wish)
            return
        job = Job(offer=offer, wish=wish, show=dialog.show_progress)
        dialog.given_up.connect(job.give_up)
        self._jobs.add(job)
        self._tasks.spawn(self._write(job, dialog, wish.path), name="make a paper")

    async def _write(self, job: Job, dialog: PaperDialog, path: Path) -> None:
        try:
            is_long = job.offer.rows > MOST_ROWS_IN_DIALOG
            if is_long and job.offer.is_asked:
                self._leave(job, dialog)
            fault = await self._maker.prepare(job) or await self._maker.announce(job)
            if not fault:
                if is_long and not job.offer.is_asked:
                    self._leave(job, dialog)
                fault = await self._maker.write(job, path)
        except ExportCancelled:
            self._tell(translate("PaperOffice", "Given up: nothing was written."), True)
            return
        finally:
            self._jobs.discard(job)
        if fault and self._dialog is dialog:
            dialog.show_fault(fault)
            return
        if not fault:
            folder.remember(self._data, path.parent)
            if self._dialog is dialog:
                dialog.done_with()
        self._tell(fault or translate("PaperOffice", "Saved: {path}").format(path=path), not fault)

    def _leave(self, job: Job, dialog: PaperDialog) -> None:
        """Let the dialog go; from here on the strip tells how far it is."""
        told = 1.0

        def show(share: float) -> None:
            nonlocal told
            # A step that begins anew goes back: after asking for the rows they are written.
            if share < told or share >= told + _TELL_EVERY:
                told = share
                said = translate("PaperOffice", "Writing {name}: {n} %")
                self._tell(said.format(name=job.offer.sheet.name, n=round(share * 100)), True)

        job.show_elsewhere(show)
        show(0.0)
        if self._dialog is dialog:
            dialog.done_with()

    def _ask_printer(self, offer: Offer, wish: Wish) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(landscape=offer.landscape))
        printer.setDocName(offer.sheet.name)

        def make(parent: QWidget) -> QDialog:
            dialog = _PrinterDialog(printer, parent)
            dialog.accepted.connect(lambda: self._begin_printing(offer, wish, printer))
            return dialog

        self._dialogs.show_dialog(make)

    def _begin_printing(self, offer: Offer, wish: Wish, printer: QPrinter) -> None:
        job = Job(offer=offer, wish=wish, show=lambda _share: None)
        self._jobs.add(job)
        self._tasks.spawn(self._print(job, printer), name="print a paper")

    async def _print(self, job: Job, printer: QPrinter) -> None:
        try:
            fault = (
                await self._maker.prepare(job)
                or await self._maker.announce(job)
                or await self._maker.print(job, printer)
            )
        except ExportCancelled:
            self._tell(translate("PaperOffice", "Given up: what was printed so far is not whole."), False)
            return
        finally:
            self._jobs.discard(job)
        self._tell(fault or translate("PaperOffice", "Sent to the printer."), not fault)

    def _dialog_gone(self) -> None:
        self._dialog = None


class _PrinterDialog(QPrintDialog):
    """The system's choice of a printer, opened as every other dialog is."""

    # Qt overrides.

    def open(self, *_receiver: object) -> None:
        # Its own wants to be told a slot.
        QDialog.open(self)
