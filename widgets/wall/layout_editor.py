"""Editing a layout and what stands on its tiles, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSpinBox, QVBoxLayout, QWidget

from layouts import drafts, editing
from layouts.drafts import Content, Draft, Kind
from layouts.faults import LayoutUnusable
from layouts.layout import Layout, Place
from layouts.shapes import equal, name_of, usual
from widgets import theme
from widgets.flow_layout import FlowLayout
from widgets.labels import plain_label
from widgets.wall import draft_acts
from widgets.wall.draft_history import DraftHistory
from widgets.wall.layout_canvas import LayoutCanvas, keys_of
from widgets.wall.layout_panel import LayoutPanel, Offer
from widgets.wall.layout_words import fault, title

_EMPTY: Final = Draft(usual("1"))
#: What keys do wherever in the editor they are pressed.
_ANYWHERE: Final = {"Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+Shift+Z": "redo", "Ctrl+S": "save"}


class LayoutEditor(QWidget):
    """Shows a draft, changes it step by step, and says when somebody wants to keep it.

    Every change can be undone; nothing leaves the editor but by its signals. Signals: `save_requested(name,
    Draft)`; `put_requested(Draft)` onto the wall; `preview_requested(name, Draft)`; `import_requested()`;
    `export_requested(name, Draft)`; `camera_wanted()` for the current tile, to be answered by `put_camera`;
    `recording_wanted()` likewise, by `put_content`; `edited()` after every change.
    """

    save_requested = Signal(str, object)
    put_requested = Signal(object)
    preview_requested = Signal(str, object)
    camera_wanted = Signal()
    recording_wanted = Signal()
    import_requested = Signal()
    export_requested = Signal(str, object)
    edited = Signal()

    def __init__(
        self,
        *,
        camera_name: Callable[[str], str],
        offers: Sequence[Offer] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`camera_name` names a camera by its id, empty for one that is not known; `offers` are what tiles
        may hold besides cameras.
        """
        super().__init__(parent)
        self._camera_name = camera_name
        self._offered = {offer.content: offer.text for offer in offers}
        self._history = DraftHistory(_EMPTY)
        self._loaded = ("", _EMPTY)
        self._size = (1920, 1080)
        self.canvas = LayoutCanvas(draft=_EMPTY, title_of=self._title_of)
        self.panel = LayoutPanel(offers=offers)
        self.line = plain_label(part="quiet", wraps=True)
        self.buttons: dict[str, QPushButton] = {}
        self._runs: dict[str, Callable[[], None]] = {
            "camera": self._want_camera,
            "clear": lambda: self._change(lambda: draft_acts.cleared(self.draft, self._chosen())),
            "merge": lambda: self._change(
                lambda: draft_acts.merged(self.draft, self._chosen(), self.canvas.choice.current)
            ),
            "reserve": lambda: self._change(lambda: draft_acts.reserved(self.draft, self._chosen())),
            "remove": lambda: self._change(lambda: draft_acts.removed(self.draft, self._chosen())),
            "add": lambda: self._add(None),
            "count": lambda: self._change(lambda: drafts.count_anew(self.draft)),
            "undo": lambda: self._go(self._history.undo()),
            "redo": lambda: self._go(self._history.redo()),
            "import": self.import_requested.emit,
            "export": lambda: self.export_requested.emit(self.name, self.draft),
            "preview": lambda: self.preview_requested.emit(self.name, self.draft),
            "put": lambda: self.put_requested.emit(self.draft),
            "save": self._save,
        }
        self._assemble()
        self._connect()
        self._translate()
        self._refresh()

    @property
    def draft(self) -> Draft:
        """The layout and its contents as they are now."""
        return self._history.current

    @property
    def name(self) -> str:
        """The name that was typed."""
        return self.panel.name.text().strip()

    @property
    def layout_only(self) -> bool:
        """Whether it is meant without what the tiles hold."""
        return self.panel.alone.isChecked()

    @property
    def changed_since_load(self) -> bool:
        """Whether there is something that leaving would lose."""
        return (self.name, self.draft) != self._loaded

    def load(self, draft: Draft, *, name: str = "", layout_only: bool = False) -> None:
        """Begin with this; what was there before is forgotten."""
        self.panel.alone.setChecked(layout_only)
        self._history = DraftHistory(draft)
        self._loaded = (name.strip(), draft)
        self.panel.name.setText(name)
        self.tell("")
        self._show()

    def take_in(self, draft: Draft, *, name: str = "") -> None:
        """Go on with this, from a file for example; one step that can be undone."""
        if name:
            self.panel.name.setText(name)
        self._change(lambda: draft)

    def saved(self) -> None:
        """What is there now has been kept: leaving loses nothing."""
        self._loaded = (self.name, self.draft)

    def put_camera(self, camera: str, *, number: int = 0) -> None:
        """Let the tile, the current one if none is said, hold this camera."""
        self.put_content(Content(camera=camera), number=number or self.canvas.choice.current)

    def put_content(self, content: Content, *, number: int) -> None:
        """Let the tile hold this; then it is meant with what the tiles hold."""
        self.panel.alone.setChecked(False)
        self._change(lambda: drafts.put(self.draft, number, content))

    def set_aspect(self, width: int, height: int) -> None:
        """Draw the wall with the proportions of that many pixels; equal tiles are made for them."""
        self._size = (width, height)
        self.canvas.set_aspect(width, height)

    def set_put(self, text: str, why_not: str) -> None:
        """Whether the draft may be put on the wall now: why not, in words; `text` names the wall."""
        self.buttons["put"].setEnabled(not why_not)
        self.buttons["put"].setToolTip(why_not or text)

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something below the picture; empty: what the keys do."""
        self.line.setProperty("part", "error" if bad else "quiet")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setText(text or self._hint())

    def _title_of(self, content: Content) -> str:
        name = self._camera_name(content.camera) if content.camera else ""
        return self._offered.get(content) or title(content, camera_name=name)

    def _hint(self) -> str:
        return self.tr(
            "Arrows: choose   Shift: several   Alt: exchange what tiles show   Ctrl: move the edge   "
            "Drag a camera from the list or the map onto a tile"
        )

    def _assemble(self) -> None:
        foot = FlowLayout(gap=theme.GAP, line_gap=theme.GAP)
        for id_ in ("undo", "redo", "import", "export", "preview", "put", "save"):
            button = self.buttons[id_] = QPushButton()
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, id_=id_: self._run(id_))
            foot.addWidget(button)
        self.buttons["save"].setDefault(True)
        left = QVBoxLayout()
        left.addWidget(self.canvas, 1)
        left.addWidget(self.line)
        left.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        canvas, panel = self.canvas, self.panel
        canvas.bind(
            {
                "H": lambda: (
                    panel.buttons["holds"].showMenu() if panel.buttons["holds"].isEnabled() else None
                ),
                "S": lambda: (
                    panel.buttons["split"].showMenu() if panel.buttons["split"].isEnabled() else None
                ),
                "M": lambda: self._run("merge"),
                "A": lambda: self._run("reserve"),
                "R": lambda: self._run("count"),
                "N": self._ask_number,
                "G": self._ask_grid,
                "C": self._want_camera,
                "P": lambda: self._run("preview"),
                "W": self.buttons["put"].click,
                "E": lambda: self._run("clear"),
                "Backspace": lambda: self._run("clear"),
                "Del": lambda: self._run("remove"),
                "Ins": lambda: self._run("add"),
                "Ctrl+A": self._choose_all,
            }
        )
        canvas.chosen.connect(self._refresh)
        canvas.exchanged.connect(lambda a, b: self._change(lambda: drafts.exchange(self.draft, a, b)))
        canvas.relaid.connect(self._relay)
        canvas.dropped.connect(lambda number, camera: self.put_camera(camera, number=number))
        canvas.free_clicked.connect(self._add)
        canvas.menu_requested.connect(self._open_menu)
        panel.pressed.connect(self._run)
        panel.name_edited.connect(lambda _text: self.edited.emit())
        panel.shape_chosen.connect(lambda name: self._reshape(usual(name)))
        panel.equal_chosen.connect(self._equal)
        panel.number_given.connect(self._renumber)
        panel.grid_given.connect(canvas.set_grid)
        for field in (panel.number, panel.name, panel.columns, panel.rows):
            field.installEventFilter(self)
        panel.split_chosen.connect(self._split)
        panel.offer_chosen.connect(self._put)

    def _run(self, id_: str) -> None:
        self._runs[id_]()

    def _change(self, change: Callable[[], Draft]) -> None:
        """Make one step; say why where it cannot be."""
        try:
            pushed = self._history.push(change())
        except LayoutUnusable as why:
            self.tell(fault(why), bad=True)
            self._refresh()
            return
        self.tell("")
        self._show()
        if pushed:
            self.edited.emit()

    def _relay(self, layout: Layout) -> None:
        self._change(lambda: drafts.with_layout(self.draft, layout))

    def _go(self, draft: Draft) -> None:
        self.tell("")
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.canvas.show_draft(self.draft)
        self._refresh()

    def _chosen(self) -> frozenset[int]:
        return self.canvas.choice.numbers

    def _put(self, content: Content) -> None:
        if content.kind is Kind.RECORDING and not content.camera:
            self.recording_wanted.emit()
        else:
            self.put_content(content, number=self.canvas.choice.current)

    def _want_camera(self) -> None:
        if self.panel.buttons["camera"].isEnabled():
            self.camera_wanted.emit()

    def _split(self, columns: int, rows: int) -> None:
        current = self.canvas.choice.current
        self._change(lambda: draft_acts.split(self.draft, current, columns=columns, rows=rows))

    def _add(self, place: Place | None) -> None:
        where = place or next(iter(editing.free_places(self.draft.layout)), None)
        if where is None:
            self.tell(self.tr("No cells are empty: split a tile instead"), bad=True)
            return
        before = set(self.draft.layout.by_number)
        self._change(lambda: draft_acts.added(self.draft, where))
        self.canvas.choice.only(next(iter(set(self.draft.layout.by_number) - before), 0))
        self._show()

    def _reshape(self, layout: Layout) -> None:
        self._change(lambda: drafts.with_shape(self.draft, layout))

    def _equal(self, tiles: int) -> None:
        width, height = self._size
        self._reshape(equal(tiles, width=width, height=height))

    def _renumber(self, to: int) -> None:
        number = self.canvas.choice.current
        self._change(lambda: drafts.call(self.draft, number, to))
        if to in self.draft.layout.by_number:
            self.canvas.choice.only(to)
            self._show()

    def _ask_number(self) -> None:
        if self.panel.number.isEnabled():
            self.panel.number.setFocus()
            self.panel.number.selectAll()

    def _ask_grid(self) -> None:
        self.panel.columns.setFocus()
        self.panel.columns.selectAll()

    def _choose_all(self) -> None:
        self.canvas.choice.all()
        self._show()

    def _save(self) -> None:
        if not self.name:
            self.tell(self.tr("It needs a name"), bad=True)
            self.panel.name.setFocus()
        elif not self.draft.layout.tiles:
            self.tell(self.tr("It has no tile"), bad=True)
        else:
            self.save_requested.emit(self.name, self.draft)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for id_ in ("camera", "holds", "split", "merge", "reserve", "clear", "remove"):
            button = self.panel.buttons[id_]
            text = button.text().replace("   ", "\t")
            if id_ not in ("holds", "split"):
                action = menu.addAction(text)
                action.triggered.connect(lambda _=False, id_=id_: self._run(id_))
            else:
                inner = button.menu()
                inner.menuAction().setText(text)
                action = menu.addMenu(inner)
            action.setEnabled(button.isEnabled())
            action.setVisible(not button.isHidden())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _refresh(self) -> None:
        """Say in the panel what is chosen, and offer what is possible with it."""
        layout, chosen, current = self.draft.layout, self._chosen(), self.canvas.choice.current
        alone = len(chosen) == 1
        if alone:
            heading = self.tr("Tile {n}").format(n=current)
        elif chosen:
            heading = self.tr("{n} tiles chosen").format(n=len(chosen))
        else:
            heading = self.tr("No tile")
        holds = self.canvas.holds(current) or self.tr("Shows nothing") if alone else ""
        self.panel.show_tile(title=heading, number=current if alone else 0, holds=holds)
        self.panel.show_shape(name_of(layout), len(layout.tiles))
        for id_, enabled in draft_acts.possible(self.draft, chosen).items():
            self.panel.buttons[id_].setEnabled(enabled)
        reserved = draft_acts.is_reserved(self.draft, chosen)
        self.panel.buttons["reserve"].setChecked(reserved)
        self.buttons["undo"].setEnabled(self._history.can_undo)
        self.buttons["redo"].setEnabled(self._history.can_redo)

    def _translate(self) -> None:
        for id_, text in (
            ("undo", self.tr("Undo   Ctrl+Z")),
            ("redo", self.tr("Redo   Ctrl+Y")),
            ("import", self.tr("From a file…")),
            ("export", self.tr("To a file…")),
            ("preview", self.tr("Preview   P")),
            ("put", self.tr("To the wall   W")),
            ("save", self.tr("Save   Ctrl+S")),
        ):
            self.buttons[id_].setText(text)
        self.tell("")

    # Qt overrides.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The desk undoes commands by the same key: here it takes back a step of the editor.
            event.setAccepted(keys_of(event) in _ANYWHERE)
            return event.isAccepted()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape lead from the fields back to the picture."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._refresh()
        elif isinstance(watched, QSpinBox):
            watched.interpretText()
        self.canvas.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (id_ := _ANYWHERE.get(keys_of(event))) is not None:
            self._run(id_)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._translate()
            self._refresh()
        super().changeEvent(event)
