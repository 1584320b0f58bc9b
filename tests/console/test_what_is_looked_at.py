"""The detail shows the current row of the list in front, whatever happens: seeded walks over a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane, Viewer
from console.browsing import Browsing
from console.incidents.lists import IncidentLists
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from console.windows import DeskWindow
from tests.console.desk import NotedStreams, camera_tiles, street
from tests.widgets.archive import TestArchive
from tests.widgets.district import incident
from widgets.incident_filter import IncidentFilter
from widgets.initials import Initials
from widgets.map.engine import prepare_web_engine
from widgets.row_table import RowTable

# Chromium reads its flags when the QApplication is made, by whichever test comes first.
prepare_web_engine()


STEPS: Final = 160
SEEDS: Final = 3
_STATES: Final = tuple(IncidentState)
_LANES: Final = tuple(Lane)
_WORDS: Final = ("", "", "1", "2", "示范", "zdjy", "nothing has this")
_KEYS: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown)
_MODIFIERS: Final = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_PAST: Final = {f"p{number}": incident(500 + number, state=IncidentState.CLOSED) for number in range(6)}


class Walk:
    """A desk with its lists, and steps of chance."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams, folder: Path) -> None:
        self.qtbot = qtbot
        self.made = street()
        picture = self.made.picture
        self.made.delete("incident", "i1")
        self.archive = TestArchive(_PAST)
        self.desk = DeskWindow(
            picture=picture,
            initials=Initials(),
            now=self.made.now,
            acknowledge_key="K",
            archive=self.archive,
        )
        self.desk.lanes.choose(Lane.OPEN)
        self.acted_on = ""
        tiles = camera_tiles(self.made, streams)
        previews = Previews(
            tiles=self.desk.previews,
            camera_tiles=tiles,
            picture=picture,
            vicinity=Vicinity(picture=picture),
            parent=streams,
        )
        self.browsing = Browsing(
            desk=self.desk, picture=picture, previews=previews, on_incident=self._act_on, parent=streams
        )
        no_dialogs: Any = SimpleNamespace()
        self.lists = IncidentLists(
            desk=self.desk,
            picture=picture,
            dialogs=no_dialogs,
            data=folder,
            on_change=lambda: None,
            parent=streams,
        )
        #: What was brought before the officer from elsewhere than the list in front.
        self.brought = ""
        self.made_so_far = 100
        self.told: list[str] = []
        self.desk.resize(1600, 900)
        with qtbot.waitExposed(self.desk):
            self.desk.show()
        self._send(self.made.put_all("incident", {f"i{number}": incident(number) for number in range(1, 12)}))

    def _act_on(self, id_: str) -> None:
        self.acted_on = id_

    @property
    def front(self) -> RowTable:
        """The list in front."""
        return self.desk.history.table if self.desk.desk.shows_history else self.desk.table

    def _send(self, changes: Changes) -> None:
        self.desk.on_changes(changes)
        self.lists.on_changes(changes)

    # Steps.

    def select_row(self, dice: Random) -> None:
        count = self.front.model().rowCount()
        if count:
            self.front.selectRow(dice.randrange(count))

    def press_key(self, dice: Random) -> None:
        QTest.keyClick(self.front, dice.choice(_KEYS), dice.choice(_MODIFIERS))

    def click_row(self, dice: Random) -> None:
        first, last = self.front.visible_rows()
        if self.front.model().rowCount():
            place = self.front.visualRect(self.front.model().index(dice.randint(first, last), 1)).center()
            QTest.mouseClick(self.front.viewport(), Qt.MouseButton.LeftButton, dice.choice(_MODIFIERS), place)

    def choose_lane(self, dice: Random) -> None:
        self.lists.choose(dice.choice(_LANES))

    def choose_history(self, dice: Random) -> None:
        # Until somebody chooses a row there, what is read goes on being read.
        self.brought = self.acted_on
        self.lists.choose_history()

    def type_words(self, dice: Random) -> None:
        self.desk.lanes.search.setText(dice.choice(_WORDS))

    def filter_more(self, dice: Random) -> None:
        filter_ = IncidentFilter(lane=dice.choice(_LANES), severities=frozenset({dice.randint(1, 4)}))
        self.desk.lanes.set_filter(filter_)

    def sort(self, dice: Random) -> None:
        order = dice.choice((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
        self.desk.table.horizontalHeader().setSortIndicator(dice.randint(-1, 8), order)

    def answer(self, dice: Random) -> None:
        while self.archive.waiting:
            self.archive.answer()

    def arrive(self, dice: Random) -> None:
        self.made_so_far += 1
        each = incident(self.made_so_far, severity=dice.randint(1, 4), age=dice.uniform(0, 9000))
        self._send(self.made.put("incident", f"i{self.made_so_far}", each))

    def change(self, dice: Random) -> None:
        for id_ in dice.sample(self._ids(), k=min(len(self._ids()), dice.randint(1, 3))):
            fields = {"state": dice.choice(_STATES), "severity": dice.randint(1, 4)}
            self._send(self.made.change("incident", id_, **fields))

    def change_what_is_shown(self, dice: Random) -> None:
        if self.desk.detail.incident_id in self._ids():
            shown = self.desk.detail.incident_id
            self._send(self.made.change("incident", shown, state=dice.choice(_STATES)))

    def leave(self, dice: Random) -> None:
        for id_ in dice.sample(self._ids(), k=min(len(self._ids()), dice.randint(1, 2))):
            self._send(self.made.delete("incident", id_))

    def leave_what_is_shown(self, dice: Random) -> None:
        if self.desk.detail.incident_id in self._ids():
            self._send(self.made.delete("incident", self.desk.detail.incident_id))

    def come_back(self, dice: Random) -> None:
        self._send(self.made.put("incident", f"i{dice.randint(1, 11)}", incident(dice.randint(1, 11))))

    def resync(self, dice: Random) -> None:
        kept = {id_: entry.data for id_, entry in self.made.picture.entries("incident").items()}
        held = {("incident", id_): data for id_, data in kept.items() if dice.random() < 0.9}
        self._send(self.made.snapshot("incidents", held))

    def flood(self, dice: Random) -> None:
        first = self.made_so_far + 1
        self.made_so_far += 201
        many = {f"i{number}": incident(number, age=5.0) for number in range(first, self.made_so_far + 1)}
        self._send(self.made.put_all("incident", many))
        drop = Changes()
        for id_ in many:
            drop |= self.made.delete("incident", id_)
        self._send(drop)

    def look_as_another(self, dice: Random) -> None:
        self.desk.look_as(Viewer(approves=dice.random() < 0.5, orgs=frozenset({"kaixuan"})))

    def rename_org(self, dice: Random) -> None:
        self._send(self.made.change("org", "kaixuan", name=dice.choice(("凯旋街道", "新"))))

    def bring(self, dice: Random) -> None:
        if self._ids():
            self.brought = dice.choice(self._ids())
            self.desk.map.incident_clicked.emit(self.brought)

    def bring_past(self, dice: Random) -> None:
        self.brought, past = dice.choice(list(_PAST.items()))
        self.browsing.show_past(self.brought, past)

    def _ids(self) -> list[str]:
        return sorted(self.made.picture.entries("incident"))

    def rest(self, dice: Random) -> None:
        self.qtbot.wait(0)

    def settle(self) -> None:
        """Let what was queued happen, and whoever leafs come to rest."""
        QCoreApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.browsing.is_leafing)
        QCoreApplication.processEvents()

    # What has to be so after each of them.

    def check(self) -> None:
        shown, current = self.desk.detail.incident_id, self.front.current_id
        row = self.front.currentIndex().row()
        trail = "\n".join(self.told[-12:])
        assert ((self.front.rows is not None and self.front.rows.id_at(row)) or "") == current, trail
        assert self.acted_on == shown, trail
        if current:
            assert shown == current, trail
        else:
            assert shown in ("", self.brought), trail
        if not shown and self.front.selected_ids:
            marked = f"Incidents are marked: {len(self.front.selected_ids)}. "
            assert self.desk.detail.why_empty.startswith(marked), f"rows look chosen and none is\n{trail}"
        if shown in self._ids() and not self.desk.desk.shows_history:
            assert current == shown, f"it is in the picture, so the table has it\n{trail}"


STEPS_OF_CHANCE: Final[tuple[tuple[int, Callable[[Walk, Random], None]], ...]] = (
    (6, Walk.select_row),
    (6, Walk.press_key),
    (4, Walk.click_row),
    (4, Walk.choose_lane),
    (4, Walk.choose_history),
    (3, Walk.type_words),
    (1, Walk.filter_more),
    (1, Walk.sort),
    (6, Walk.answer),
    (2, Walk.arrive),
    (4, Walk.change),
    (3, Walk.change_what_is_shown),
    (2, Walk.leave),
    (2, Walk.leave_what_is_shown),
    (2, Walk.come_back),
    (2, Walk.resync),
    (1, Walk.flood),
    (1, Walk.look_as_another),
    (1, Walk.rename_org),
    (3, Walk.bring),
    (2, Walk.bring_past),
    (2, Walk.rest),
)


@pytest.fixture
def walk(qtbot: QtBot, streams: NotedStreams, tmp_path: Path) -> Iterator[Walk]:
    made = Walk(qtbot, streams, tmp_path)
    yield made
    # The parts of the map's web engine want to go in their order, before Python ends.
    made.desk.close()
    made.desk.deleteLater()
    QCoreApplication.sendPostedEvents(made.desk, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_detail_shows_the_current_row_whatever_happens(walk: Walk, seed: int) -> None:
    dice = Random(seed)
    weights = [weight for weight, _ in STEPS_OF_CHANCE]
    for _ in range(STEPS):
        ((_, step),) = dice.choices(STEPS_OF_CHANCE, weights=weights)
        walk.told.append(step.__name__)
        step(walk, dice)
        if dice.random() < 0.6:
            walk.settle()
            walk.check()


def test_back_from_the_past_the_row_that_is_current_is_read(walk: Walk, qtbot: QtBot) -> None:
    walk.desk.table.selectRow(2)
    chosen = walk.desk.table.current_id
    walk.lists.choose_history()
    walk.settle()
    assert walk.desk.detail.incident_id == chosen, "read on, until somebody chooses"
    qtbot.waitUntil(lambda: walk.archive.waiting > 0)
    walk.archive.answer()
    walk.desk.history.table.selectRow(1)
    walk.settle()
    assert walk.desk.detail.incident_id == "p1"
    # What happens behind the history is nothing to its reader.
    walk._send(walk.made.put("incident", "i99", incident(99)))
    walk._send(walk.made.delete("incident", "i3"))
    walk.desk.table.selectRow(4)
    walk.settle()
    assert walk.desk.detail.incident_id == "p1"
    walk.desk.lanes.search.setText("1")
    walk.settle()
    assert walk.desk.detail.why_empty == "Choose an incident"
    walk.desk.lanes.search.setText("")
    walk.lists.choose(Lane.OPEN)
    walk.settle()
    assert walk.desk.table.current_id
    assert walk.desk.detail.incident_id == walk.desk.table.current_id


def test_what_is_brought_stands_in_the_table_whatever_that_is_filtered_by(walk: Walk) -> None:
    walk.lists.choose(Lane.OVERDUE)
    assert walk.desk.table.current_id == ""
    walk.desk.map.incident_clicked.emit("i7")
    walk.settle()
    assert (walk.desk.table.current_id, walk.desk.detail.incident_id) == ("i7", "i7")
    walk.browsing.show_past("p2", _PAST["p2"])
    walk.settle()
    assert (walk.desk.table.current_id, walk.desk.detail.incident_id) == ("", "p2")
    assert walk.acted_on == "p2"
    walk._send(walk.made.snapshot("incidents", {("incident", "i1"): incident(1)}))
    walk.lists.choose(Lane.OPEN)
    walk.settle()
    assert walk.desk.detail.incident_id == walk.desk.table.current_id == "i1"


def test_marked_rows_are_told_of_when_the_current_one_has_gone(walk: Walk) -> None:
    walk.desk.table.selectRow(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(walk.desk.table, key, Qt.KeyboardModifier.ShiftModifier)
    walk._send(walk.made.delete("incident", walk.desk.table.current_id))
    walk.settle()
    assert walk.desk.detail.why_empty == "Incidents are marked: 2. Choose one to read it"
