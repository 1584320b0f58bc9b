"""Opens the desk's dialogs, never modally in code: each answers through a callback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Incident, Position
from backend_client.protocol.incident_args import IncidentCreate
from console.commands.incident_forms import IncidentForms
from widgets.dispatch.assign_dialog import AssignChoice, AssignDialog
from widgets.dispatch.batch_dialog import BatchChoice, BatchDialog
from widgets.dispatch.batch_plan import plan
from widgets.dispatch.candidates import Candidates, matching
from widgets.dispatch.form_dialog import Form, FormAnswer, FormDialog
from widgets.dispatch.new_incident_dialog import NewIncidentDialog, TypeChoice
from widgets.held_keys import ignore_held_opener
from widgets.initials import Initials

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Sighting:
    """What somebody saw and is about to report: words and position of the place, and a picture of it."""

    place: str
    position: Position
    picture: QPixmap


class Companion(Protocol):
    """A window of its own beside the desk, under the same rules when the desk is locked or changes hands."""

    @property
    def is_open(self) -> bool:
        """Whether something that was begun in it has not been sent."""
        ...

    def hide(self) -> None:
        """Put it out of sight, as it is."""
        ...

    def show(self) -> None:
        """Bring back what `hide` put away."""
        ...

    def discard(self) -> None:
        """Close it; what is in it is lost."""
        ...


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
        self._forms = IncidentForms(picture=picture, initials=initials, now=now)
        self._candidates = Candidates(picture=picture, initials=initials)
        self._initials = initials
        self._now = now
        self._new_place = new_place
        self._on_open = on_open
        self._open: QDialog | None = None
        self._hidden = False
        self._companions: list[Companion] = []

    @property
    def window(self) -> QWidget:
        """What the dialogs stand over."""
        return self._window

    def keep_with(self, companion: Companion) -> None:
        """Treat a window of its own as the dialogs are treated from now on."""
        self._companions.append(companion)

    def announce(self, dialog: QDialog) -> None:
        """Tell of a dialog that a companion is about to show."""
        self._on_open(dialog)

    def ask_assignees(self, incident: Incident, then: Callable[[AssignChoice], None]) -> None:
        """Ask whom to assign `incident` to."""
        if self._busy():
            return
        dialog = AssignDialog(
            incident=incident, candidates=self._candidates, now=self._now(), parent=self._window
        )
        dialog.assign_requested.connect(then)
        self._show(dialog)

    def ask_batch(
        self, entries: Sequence[Entry[Incident]], then: Callable[[tuple[BatchChoice, ...]], None]
    ) -> None:
        """Ask whom to assign several incidents to."""
        if self._busy():
            return
        everybody = self._candidates.for_incident(entries[0].data, now=self._now())
        dialog = BatchDialog(
            planned=plan(entries, self._candidates, now=self._now()),
            find=lambda typed: next(iter(matching(everybody, typed)), None),
            parent=self._window,
        )
        dialog.assign_requested.connect(then)
        self._show(dialog)

    def ask_for_act(
        self,
        act: str,
        incident: Incident,
        then: Callable[[FormAnswer], None],
        *,
        asks_only: bool = False,
    ) -> None:
        """Ask for what `act` needs; `asks_only` as in `IncidentForms`."""
        if self._busy():
            return
        form = self._forms.form(act, incident, asks_only=asks_only)
        dialog = FormDialog(form=form, parent=self._window)
        dialog.answered.connect(then)
        self._show(dialog)

    def ask(self, form: Form, then: Callable[[FormAnswer], None]) -> None:
        """Ask what a form asks."""
        if self._busy():
            return
        dialog = FormDialog(form=form, parent=self._window)
        dialog.answered.connect(then)
        self._show(dialog)

    def ask_incident(self, then: Callable[[IncidentCreate], None], *, seen: Sighting | None = None) -> None:
        """Ask for a new incident, at the place where it was `seen` if it was."""
        if self._busy():
            return
        place, position = self._new_place() if seen is None else (seen.place, seen.position)
        dialog = NewIncidentDialog(
            types=self._types(),
            initials=self._initials,
            place=place,
            position=position,
            picture=None if seen is None else seen.picture,
            parent=self._window,
        )
        dialog.create_requested.connect(then)
        self._show(dialog)

    def show_dialog(self, make: Callable[[QWidget], QDialog]) -> bool:
        """Open a dialog that others make, under the same rules; False, and none made, while one is open."""
        if self._busy():
            return False
        self._show(make(self._window))
        return True

    @property
    def is_open(self) -> bool:
        """Whether something that was begun has not been sent."""
        return self._open is not None or any(each.is_open for each in self._companions)

    def hide(self) -> None:
        """Put the open dialog out of sight, as it is, and every other one until `show`."""
        self._hidden = True
        if self._open is not None:
            self._open.hide()
        for companion in self._companions:
            companion.hide()

    def show(self) -> None:
        """Bring back what `hide` put away."""
        self._hidden = False
        if self._open is not None:
            self._open.open()
        for companion in self._companions:
            companion.show()

    def discard(self) -> None:
        """Close the open dialog; what was written in it is lost."""
        if self._open is not None:
            self._open.reject()
        for companion in self._companions:
            companion.discard()

    def _busy(self) -> bool:
        if self._open is None:
            return False
        self._open.raise_()
        self._open.activateWindow()
        return True

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        self._on_open(dialog)
        ignore_held_opener(dialog)
        dialog.finished.connect(self._closed)
        if not self._hidden:
            # What the platform answered while the desk was locked comes when it is unlocked.
            dialog.open()

    def _closed(self) -> None:
        self._open = None

    def _types(self) -> list[TypeChoice]:
        """The kinds of incident this district has had lately, the most frequent first."""
        # Counted in one go: a district's incidents are looked through within a frame.
        counted = Counter(
            (each.data.type_code, each.data.type_name, each.data.severity)
            for each in self._incidents.values()
        )
        severities: dict[tuple[str, str], Counter[int]] = {}
        for (code, name, severity), count in counted.items():
            severities.setdefault((code, name), Counter())[severity] = count
        kinds = sorted(severities.items(), key=lambda kind: -kind[1].total())
        return [
            TypeChoice(code=code, name=name, severity=found.most_common(1)[0][0])
            for (code, name), found in kinds
        ]
