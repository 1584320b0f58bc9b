"""What arrives of the others in a call: looked at once a second, written into the log when it changes.

Whoever looks after a site reads there who was seen and heard when; the desk's strip reads how good it is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from widgets.conference.call_view import CallView

_log = logging.getLogger(__name__)

_EVERY_MS: Final = 1000
_FIGURES: Final = 'typeof conference === "undefined" ? null : conference.figures()'


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What comes from one other: `frames` decoded so far, `quality` is good, fair, poor or still nothing."""

    state: str = ""
    frames: int = 0
    quality: str = ""


class _Figures(msgspec.Struct, frozen=True, kw_only=True):
    peers: dict[str, Arrival] = {}


class CallWatch(QObject):
    """Signals: `changed()` when somebody is seen, or no longer is, or the connection is otherwise."""

    changed = Signal()

    def __init__(
        self, *, view: CallView, name_of: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        """`name_of` says how people call the participant of an id."""
        super().__init__(parent)
        self._view = view
        self._name_of = name_of
        self._arrivals: dict[str, Arrival] = {}
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(lambda: view.ask(_FIGURES, self._take))
        self._timer.start()

    @property
    def arrivals(self) -> Mapping[str, Arrival]:
        """What comes from whom, by participant's id."""
        return self._arrivals

    @property
    def is_poor(self) -> bool:
        """Whether anybody can hardly be seen and heard, or not at all."""
        return any(each.quality == "poor" or each.state == "failed" for each in self._arrivals.values())

    def stop(self) -> None:
        """Look no more: the view is about to go."""
        self._timer.stop()

    def _take(self, answer: Any) -> None:
        try:
            found = msgspec.convert(answer, _Figures).peers
        except msgspec.ValidationError:
            # No page, or none that is ready.
            return
        before, self._arrivals = self._arrivals, found
        changed = False
        for id_, now in found.items():
            was = before.get(id_, Arrival())
            if now.frames and not was.frames:
                _log.info("conference: %s is seen, %d frames", self._name_of(id_), now.frames)
            if now.state != was.state:
                _log.info("conference: the connection to %s is %s", self._name_of(id_), now.state)
            if now.quality != was.quality and was.quality:
                _log.info("conference: what comes from %s is %s", self._name_of(id_), now.quality)
            changed = changed or (now.state, now.quality, bool(now.frames)) != (
                was.state,
                was.quality,
                bool(was.frames),
            )
        for id_ in before.keys() - found.keys():
            _log.info("conference: %s is gone after %d frames", self._name_of(id_), before[id_].frames)
            changed = True
        if changed:
            self.changed.emit()
