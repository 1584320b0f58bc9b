"""Opens the desk's dialogs, never modally in code: each answers through a callback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from backend_client.picture import Picture
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Incident, Org, Position
from backend_client.protocol.incident_args import IncidentCreate, Reason, Transfer, Verify, Words
from widgets import act_words
from widgets.dispatch.assign_dialog import AssignChoice, AssignDialog
from widgets.dispatch.candidates import Candidates
from widgets.dispatch.new_incident_dialog import NewIncidentDialog, TypeChoice
from widgets.dispatch.text_dialog import TextAnswer, TextDialog
from widgets.initials import Initials

translate = QCoreApplication.translate


class Dialogs:
    """One dialog at a time, over `window`; asking for another while one is open brings that one forward."""

    def __init__(
        self,
        *,
        window: QWidget,
        picture: Picture,
        initials: Initials,
        now: Callable[[], float],
        new_place: Callable[[], tuple[str, Position | None]],
        on_open: Callable[[QDialog], None] = lambda _dialog: None,
    ) -> None:
        """`new_place` gives words and position of the place that a new incident is probably at; `on_open`
        gets every dialog before it is shown.
        """
        self._window = window
        self._incidents = picture.of(Incident)
        self._orgs = picture.of(Org)
        self._candidates = Candidates(picture=picture, initials=initials)
        self._initials = initials
        self._now = now
        self._new_place = new_place
        self._on_open = on_open
        self._open: QDialog | None = None

    def ask_assignees(self, incident: Incident, then: Callable[[AssignChoice], None]) -> None:
        """Ask whom to assign `incident` to."""
        if self._busy():
            return
        dialog = AssignDialog(
            incident=incident, candidates=self._candidates, now=self._now(), parent=self._window
        )
        dialog.assign_requested.connect(then)
        self._show(dialog)

    def ask_words(self, command: str, incident: Incident, then: Callable[[Args], None]) -> None:
        """Ask for the words (and what else) that `command` needs."""
        if self._busy():
            return
        orgs = self._transfer_targets(incident) if command == "incident.transfer" else ()
        outcomes = _outcomes() if command == "incident.verify" else ()
        dialog = TextDialog(
            title=act_words.command(command),
            about=f"{incident.serial_no}   {incident.title}",
            send=act_words.command(command),
            presets=_presets(command),
            choices=orgs or outcomes,
            choice_caption=translate("Dialogs", "To") if orgs else translate("Dialogs", "Outcome"),
            parent=self._window,
        )
        dialog.answered.connect(lambda answer: then(_args(command, answer)))
        self._show(dialog)

    def ask_incident(self, then: Callable[[IncidentCreate], None]) -> None:
        """Ask for a new incident."""
        if self._busy():
            return
        place, position = self._new_place()
        dialog = NewIncidentDialog(
            types=self._types(),
            initials=self._initials,
            place=place,
            position=position,
            parent=self._window,
        )
        dialog.create_requested.connect(then)
        self._show(dialog)

    @property
    def is_open(self) -> bool:
        """Whether something that was begun has not been sent."""
        return self._open is not None

    def hide(self) -> None:
        """Put the open dialog out of sight, as it is."""
        if self._open is not None:
            self._open.hide()

    def show(self) -> None:
        """Bring back what `hide` put away."""
        if self._open is not None:
            self._open.open()

    def discard(self) -> None:
        """Close the open dialog; what was written in it is lost."""
        if self._open is not None:
            self._open.reject()

    def _busy(self) -> bool:
        if self._open is None:
            return False
        self._open.raise_()
        self._open.activateWindow()
        return True

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        self._on_open(dialog)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._open = None

    def _types(self) -> list[TypeChoice]:
        """The kinds of incident this district has had lately, the most frequent first."""
        found: Counter[tuple[str, str]] = Counter()
        severities: dict[tuple[str, str], Counter[int]] = {}
        for entry in self._incidents.values():
            kind = (entry.data.type_code, entry.data.type_name)
            found[kind] += 1
            severities.setdefault(kind, Counter())[entry.data.severity] += 1
        return [
            TypeChoice(code=code, name=name, severity=severities[code, name].most_common(1)[0][0])
            for (code, name), _ in found.most_common()
        ]

    def _transfer_targets(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """Districts and streets other than the one that has it."""
        found = [
            (id_, entry.data.name)
            for id_, entry in self._orgs.items()
            if entry.data.kind in ("district", "street") and id_ != incident.owner_org
        ]
        return tuple(found)


def _args(command: str, answer: TextAnswer) -> Args:
    match command:
        case "incident.reject":
            return Reason(reason=answer.text)
        case "incident.transfer":
            return Transfer(org=answer.choice, reason=answer.text)
        case "incident.verify":
            return Verify(passed=answer.choice == "pass", text=answer.text)
    return Words(text=answer.text)


def _outcomes() -> tuple[tuple[str, str], ...]:
    return (
        ("pass", translate("Dialogs", "Passed: close it")),
        ("fail", translate("Dialogs", "Not passed: handle it again")),
    )


def _presets(command: str) -> tuple[str, ...]:
    match command:
        case "incident.finish":
            return (
                translate("Dialogs", "Dealt with on site"),
                translate("Dialogs", "Settled on the telephone"),
                translate("Dialogs", "Nothing found on site"),
            )
        case "incident.reject":
            return (
                translate("Dialogs", "Outside of our duties"),
                translate("Dialogs", "Reported before"),
                translate("Dialogs", "Too little to go by"),
            )
        case "incident.transfer":
            return (translate("Dialogs", "Lies in their area"), translate("Dialogs", "Is their duty"))
        case "incident.verify":
            return (translate("Dialogs", "Checked on site"), translate("Dialogs", "Called back the reporter"))
    return ()
