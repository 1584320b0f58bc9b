"""Printing and exporting, as actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.duty import Contact, Handover
from backend_client.protocol.entities import Incident
from console.situation import Situation
from widgets.paper.sheets import Output

translate = QCoreApplication.translate

#: action id -> what is proposed, by how its id begins, and as what.
_PROPOSALS = {
    "paper.print": ("", Output.PDF),
    "paper.slip": ("slip:", Output.PDF),
    "paper.record": ("record", Output.PDF),
    "paper.supervision": ("supervision:", Output.PDF),
    "paper.table": ("list:", Output.PDF),
    "paper.duty_log": ("duty_log:", Output.PDF),
    "paper.handover": ("handover:", Output.PDF),
    "paper.figures": ("figures", Output.PDF),
    "export.table": ("list:", Output.XLSX),
    "export.units": ("units", Output.XLSX),
    "export.contacts": ("contacts", Output.XLSX),
    "export.duty_log": ("duty_log:", Output.XLSX),
    "export.figures": ("figures", Output.XLSX),
}
_ON_FIGURES = ("paper.figures", "export.figures")
_ON_INCIDENT = ("paper.slip", "paper.record", "paper.supervision")


class Office(Protocol):
    """What prints and exports."""

    def ask(self, chosen: str, output: Output) -> None:
        """As `PaperOffice.ask`."""
        ...

    @property
    def is_busy(self) -> bool:
        """As `PaperOffice.is_busy`."""
        ...

    def give_up(self) -> None:
        """As `PaperOffice.give_up`."""
        ...


class PaperActions:
    """Opens the dialog that prints and exports, with what is wanted proposed."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        office: Office,
        has_figures: Callable[[], bool] = lambda: False,
    ) -> None:
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._contacts = picture.of(Contact)
        self._handovers = picture.of(Handover)
        self._office = office
        self._has_figures = has_figures

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("PaperActions", "Print and export")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_PROPOSALS, "paper.stop")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "paper.print":
                return translate("PaperActions", "Print...")
            case "paper.slip":
                return translate("PaperActions", "Print a task slip")
            case "paper.record":
                return translate("PaperActions", "Print the incident's record")
            case "paper.supervision":
                return translate("PaperActions", "Print a supervision document")
            case "paper.table":
                return translate("PaperActions", "Print the incident table as filtered")
            case "paper.duty_log":
                return translate("PaperActions", "Print the duty log")
            case "paper.handover":
                return translate("PaperActions", "Print a shift handover")
            case "export.table":
                return translate("PaperActions", "Export the incident table as filtered")
            case "export.units":
                return translate("PaperActions", "Export the units as filtered")
            case "export.contacts":
                return translate("PaperActions", "Export the directory")
            case "export.duty_log":
                return translate("PaperActions", "Export the duty log")
            case "paper.figures":
                return translate("PaperActions", "Print the figures")
            case "export.figures":
                return translate("PaperActions", "Export the figures")
            case "paper.stop":
                return translate("PaperActions", "Give up what is being written or printed")
        return id_

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "paper.stop":
            return "" if self._office.is_busy else translate("PaperActions", "Nothing is being written")
        if not permissions.may_send("report.export", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if id_ in _ON_INCIDENT:
            entry = self._incidents.get(self._situation.incident)
            if entry is None:
                return translate("OperatorActions", "No incident is chosen")
            if id_ == "paper.slip" and not entry.data.tasks:
                return translate("PaperActions", "Nobody is assigned")
            if id_ == "paper.supervision" and not entry.data.supervisions:
                return translate("PaperActions", "It is not supervised")
        if id_ == "export.contacts" and not self._contacts:
            return translate("PaperActions", "The directory is empty")
        if id_ == "paper.handover" and not self._handovers:
            return translate("PaperActions", "No shift was handed over yet")
        if id_ in _ON_FIGURES and not self._has_figures():
            return translate("PaperActions", "No figures were asked for yet")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "paper.stop":
            self._office.give_up()
        else:
            self._office.ask(*_PROPOSALS[id_])
