"""The operator's actions, found by their words, their themes and their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from widgets.action import Action
from widgets.alphabet import Alphabet, Needle
from widgets.matching import MatchIndex
from widgets.palette.values import PaletteEntry, Results


class ActionSource:
    """A `PaletteSource` of actions as they stand at the moment; an impossible one is found and says why."""

    kind = "action"

    def __init__(self, *, actions: Callable[[], Iterable[Action]], alphabet: Alphabet) -> None:
        self._actions = actions
        self._index = MatchIndex(alphabet=alphabet)

    @property
    def title(self) -> str:
        """As `PaletteSource`."""
        return QCoreApplication.translate("Palette", "Actions")

    def search(self, needle: Needle, *, most: int) -> Results:
        """As `PaletteSource`."""
        now = {action.id: action for action in self._actions()}
        for action in now.values():
            # An impossible one stands behind those that match as well and are possible.
            fields = (action.text, action.theme, action.id)
            self._index.put(action.id, fields, weight=0 if action.enabled else 1)
        while self._index.prepare():
            pass
        matches = self._index.search(needle, most=most)
        found = (
            replace(_entry(now[match.id]), spans=match.spans, grade=match.grade)
            for match in matches.found
            if match.id in now
        )
        return Results(matches.total, tuple(found))

    def entry(self, id_: str) -> PaletteEntry | None:
        """As `PaletteSource`."""
        return next((_entry(action) for action in self._actions() if action.id == id_), None)

    def prepare(self) -> bool:
        """As `PaletteSource`: there is nothing to prepare."""
        return False

    def choose(self, id_: str) -> None:
        """As `PaletteSource`."""
        for action in self._actions():
            if action.id == id_:
                action.run()

    def choose_other(self, id_: str) -> bool:
        """As `PaletteSource`: an action does one thing."""
        return False


def _entry(action: Action) -> PaletteEntry:
    return PaletteEntry(
        id=action.id, parts=(action.text, action.theme), key=action.shortcut, why_not=action.why_not
    )
