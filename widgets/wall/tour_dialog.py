"""A tour (轮巡) as a form: its steps, where they come from, and when it runs by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from backend_client.protocol.wall_args import TourSave
from widgets import theme
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import fit_dialog
from widgets.wall.step_pane import StepPane
from widgets.wall.step_source import Part, StepOffers, StepSource
from widgets.wall.times_pane import TimesPane, WallOffer
from widgets.wall.tour_draft import MISSING, Fault, StepDraft, TourDraft, Wrong, faults, tour_of
from widgets.wall.tour_words import fault

#: Of names, as the platform takes them.
_LONGEST_NAME: Final = 200
_GENERAL: Final = (Wrong.NO_NAME, Wrong.DWELL)
_OF_STEPS: Final = (Wrong.NO_STEPS, Wrong.MANY_STEPS, Wrong.MIXED, Wrong.STEP_DWELL)


class TourDialog(QDialog):
    """Ctrl+Enter keeps, or leads to what is wrong; Enter alone leads on. Show it with `open()`.

    What is wrong stands at its field as one sentence. Signals: `kept(TourSave)`.
    """

    kept = Signal(TourSave)

    def __init__(
        self,
        *,
        title: str,
        draft: TourDraft,
        offers: StepOffers,
        walls: Sequence[WallOffer],
        name_of: Callable[[StepDraft], str],
        presets_of: Callable[[str], Sequence[tuple[int, str]]],
        told: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name_of` and `presets_of` as `StepPane`; `told` is why it is asked again, in words."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        tell_of(self, Section.LAYOUTS)
        self._tiles = {wall.id: wall.tiles for wall in walls}
        self._tried = False
        heading = plain_label(size="large", bold=True)
        heading.setText(title)
        self._told = plain_label(part="error", wraps=True)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.name, self.dwell = QLineEdit(draft.name), QLineEdit(draft.dwell)
        self.name.setMaxLength(_LONGEST_NAME)
        self.dwell.setMaxLength(12)
        self.pause = QCheckBox(self.tr("Rest while an alarm needs looking at"))
        self.pause.setChecked(draft.pause)
        self._wrong = plain_label(part="error", wraps=True)
        self._wrong.hide()
        self.steps = StepPane(name_of=name_of, presets_of=presets_of)
        self.source = StepSource(offers=offers)
        self.times = TimesPane(walls=walls)
        self._hint = plain_label(part="quiet", wraps=True)
        self._send = QPushButton(self.tr("Keep"))
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self._keep)
        column = dialog_column(self)
        column.addWidget(heading)
        column.addWidget(self._told)
        column.addWidget(self._body(), 1)
        column.addLayout(foot(self._hint, leave_button(self, self.tr("Cancel")), self._send))
        self.steps.load(draft.steps)
        self.times.load(draft.times)
        self.source.added.connect(self.steps.add)
        if not draft.steps and offers.on_wall:
            self.source.show_part(Part.WALL)
        for edit in (self.name, self.dwell):
            edit.textChanged.connect(lambda _text: self._check())
            edit.installEventFilter(self)
        self.steps.changed.connect(self._check)
        self.times.changed.connect(self._check)
        self._check()
        (self.source.filter if draft.name else self.name).setFocus()
        fit_dialog(self, 1080, 800)

    @property
    def draft(self) -> TourDraft:
        """What stands in the form."""
        return TourDraft(
            name=self.name.text(),
            dwell=self.dwell.text(),
            pause=self.pause.isChecked(),
            steps=self.steps.steps,
            times=self.times.times,
        )

    def _body(self) -> QScrollArea:
        """All fields; where the text is large they are taller than the screen."""
        head, halves = QHBoxLayout(), QHBoxLayout()
        for text, widget, stretch in (
            (self.tr("Name"), self.name, 4),
            (self.tr("Seconds each"), self.dwell, 1),
        ):
            caption = plain_label()
            caption.setText(text)
            head.addWidget(caption)
            head.addWidget(widget, stretch)
        head.addWidget(self.pause)
        halves.setSpacing(2 * theme.GAP)
        halves.addWidget(self.steps, 1)
        halves.addWidget(self.source, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self._wrong)
        column.addLayout(halves, 1)
        column.addWidget(self.times)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        # On the dialog's own ground: the lists stand out from it.
        for part in (area.viewport(), body):
            part.setAutoFillBackground(False)
        return area

    def _check(self) -> None:
        draft = self.draft
        self.times.set_with_tiles(not draft.of_scenes)
        found = faults(draft, tiles=self._tiles)
        shown = [each for each in found if self._tried or each.wrong not in MISSING]
        general = [each for each in shown if each.wrong in _GENERAL]
        of_steps = [each for each in shown if each.wrong in _OF_STEPS]
        of_times = [each for each in shown if each.wrong not in (*_GENERAL, *_OF_STEPS)]
        self._wrong.setText(_first(general))
        self._wrong.setVisible(bool(general))
        self.steps.tell(_first(of_steps), faulty=[each.index for each in of_steps if draft.steps])
        self.times.tell({each.index: fault(each) for each in reversed(of_times)})
        missing = next((each for each in found if each.wrong in MISSING), None)
        keys = self.tr("Enter adds   Del removes   Ctrl+Up, Ctrl+Down move   Ctrl+Enter keeps")
        self._hint.setText(keys if missing is None or self._tried else fault(missing))

    def _keep(self) -> None:
        # What was sent, or lies under a lock, hears of no further key.
        if not self.isVisible():
            return
        draft = self.draft
        found = faults(draft, tiles=self._tiles)
        if not found:
            self.accept()
            self.kept.emit(tour_of(draft))
            return
        self._tried = True
        self._check()
        self._lead_to(found[0])

    def _lead_to(self, found: Fault) -> None:
        match found.wrong:
            case Wrong.NO_NAME:
                self.name.setFocus()
            case Wrong.DWELL:
                self.dwell.setFocus()
            case Wrong.NO_STEPS:
                self.source.filter.setFocus()
            case Wrong.MANY_STEPS | Wrong.MIXED | Wrong.STEP_DWELL:
                self.steps.choose(found.index, dwell=found.wrong is Wrong.STEP_DWELL)
            case _:
                self.times.choose(found.index, found.wrong)
        if (at := self.focusWidget()) is not None:
            self._area.ensureWidgetVisible(at)

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if ctrl and not event.isAutoRepeat():
                self._keep()
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if not event.isAutoRepeat():
                (self.dwell if watched is self.name else self.source.filter).setFocus()
            return True
        return super().eventFilter(watched, event)


def _first(found: Sequence[Fault]) -> str:
    return fault(found[0]) if found else ""
