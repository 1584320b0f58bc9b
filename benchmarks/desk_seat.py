"""One contender of the desk benchmark at work, in a process and on a screen of its own.

    python -m benchmarks.desk_seat desk|plain INCIDENTS RATE

Each line on its standard input (how many keys, how many turns of the wheel) is a round of work, answered by a
line of JSON. Another thread has the hands: it presses keys through the X server, as a keyboard would, and
commits Chinese words as an input method would.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from backend_client.changes import ChangesUnderWay
from backend_client.collector import calm_collector
from backend_client.picture import Picture
from benchmarks.desk_incidents import Stream, fill
from benchmarks.desk_watch import Watch
from benchmarks.hands import Hands
from widgets import theme
from widgets.map.engine import prepare_web_engine
from widgets.pulse import Pulse

#: Events arrive in drops of so many milliseconds.
_DROP_MS: Final = 4
#: A hand rests for so long between two keys, at least and at most, in seconds.
_REST_S: Final = (0.04, 0.12)
#: What is not painted after so long counts as this.
_PATIENCE_S: Final = 3.0
_SCROLL_EVERY_MS: Final = 33
#: Until a click has had its effect.
_SETTLE_S: Final = 0.3
#: What a dispatcher looks for: words as an input method commits them, numbers and pinyin initials key by key.
_WORDS: Final = (
    *(("示范", "春苑"), ("违规", "停车"), ("占道经营",), ("电动车", "违规"), ("树木", "倒伏"), ("西北角",)),
    *(("3", "3", "0", "1", "0", "4"), ("0", "0", "2", "8", "1", "7"), ("2", "0", "2", "5")),
    *(("w", "g", "t", "c"), ("d", "d", "c"), ("z", "d", "j", "y"), ("j", "k")),
)


class Seat(QObject):
    """Runs rounds for one contender."""

    committed = Signal(str)
    emptied = Signal()
    done = Signal(dict)

    def __init__(self, *, name: str, incidents: int, rate: int) -> None:
        super().__init__()
        # After QtWebEngine has been prepared, as the map's view may not be imported before.
        from benchmarks.desk_contenders import contender

        before = resident_mb()
        now = time.time()
        self._picture = Picture()
        made = fill(self._picture, incidents=incidents, now=now)
        self._stream = Stream(made, now=now)
        self._incidents = len(made)
        del made
        self._held_mb = resident_mb() - before
        begun = time.monotonic()
        self._contender = contender(name, self._picture)
        window = self._contender.window
        window.setGeometry(0, 0, 1920, 1080)
        window.show()
        self._watch = Watch(
            window=window,
            field=self._contender.field,
            table=self._contender.table,
            is_filtered=self._contender.is_filtered,
        )
        self._built_ms = (time.monotonic() - begun) * 1000
        self._pulse = Pulse(parent=self)
        self._pulse.changed.connect(self._contender.on_changes)
        self._hands = Hands(os.environ["DISPLAY"])
        self._rate = rate
        self._given = 0
        self._late = 0.0
        self._began = 0.0
        self._rain = QTimer(self, interval=_DROP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._rain.timeout.connect(self._drop)
        self._chance = random.Random(7)
        self.committed.connect(self._commit)
        self.emptied.connect(self._contender.field.clear)
        self.done.connect(self._tell)
        calm_collector()
        threading.Thread(target=self._work, name="hands", daemon=True).start()

    def _drop(self) -> None:
        due = int((time.monotonic() - self._began) * self._rate)
        gathered = ChangesUnderWay()
        for _ in range(due - self._given):
            gathered.add(self._picture.apply(self._stream.next()))
        self._given = due
        if gathered:
            self._pulse.add(gathered.take())

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._contender.field, event)

    def _tell(self, figures: dict[str, Any]) -> None:
        self._rain.stop()
        watch = self._watch
        figures |= {
            "filter_ms": watch.filters,
            "scroll_ms": watch.frames,
            "scroll_seen_ms": watch.scrolls,
            "changes_per_s": round(self._given / (time.monotonic() - self._began)),
            "rows": self._contender.table.model().rowCount(),
            "rss_mb": round(resident_mb()),
            "picture_mb": round(self._held_mb),
            "built_ms": round(self._built_ms),
        }
        print(json.dumps(figures), flush=True)

    # What the other thread does.

    def _work(self) -> None:
        for line in sys.stdin:
            keys, turns = (int(part) for part in line.split())
            self._watch.clear()
            QTimer.singleShot(0, self, self._start)
            self._into(self._contender.field)
            missed = sum(not self._press(token) for token in self._tokens(keys))
            # A key that the screen lost must not leave the table empty.
            self.emptied.emit()
            self._into(self._contender.table)
            self._scroll(turns)
            self.done.emit({"missed": missed})
        QTimer.singleShot(0, self, QApplication.quit)

    def _start(self) -> None:
        self._given, self._began = 0, time.monotonic()
        self._rain.start()

    def _into(self, widget: Any) -> None:
        corner = widget.mapToGlobal(QPoint(0, 0))
        self._hands.click(corner.x() + widget.width() // 2, corner.y() + widget.height() // 2)
        time.sleep(_SETTLE_S)

    def _tokens(self, count: int) -> Iterator[str]:
        """Words typed and taken back again, until so many keys have been pressed."""
        left = count
        while left > 0:
            word = self._chance.choice(_WORDS)
            letters = sum(map(len, word))
            yield from word
            yield from ["BackSpace"] * letters
            left -= len(word) + letters

    def _press(self, token: str) -> bool:
        answered = self._watch.answered
        answered.clear()
        if token.isascii():
            self._hands.press(token)
        else:
            self._watch.typed(time.monotonic())
            self.committed.emit(token)
        seen = answered.wait(_PATIENCE_S)
        time.sleep(self._chance.uniform(*_REST_S))
        return seen

    def _scroll(self, turns: int) -> None:
        part = max(1, turns // 4)
        self._hands.turn_wheel(part, every_ms=_SCROLL_EVERY_MS)
        self._hands.press(*["Next"] * part, every_ms=_SCROLL_EVERY_MS)
        self._hands.press(*["Down"] * part, every_ms=_SCROLL_EVERY_MS)
        self._hands.turn_wheel(-part, every_ms=_SCROLL_EVERY_MS)


def resident_mb() -> float:
    """How much memory this process holds, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmRSS")


def main() -> None:
    """Sit down and work until standard input ends."""
    prepare_web_engine()
    application = QApplication([])
    theme.apply(application)
    seat = Seat(name=sys.argv[1], incidents=int(sys.argv[2]), rate=int(sys.argv[3]))
    print("ready", flush=True)
    application.exec()
    del seat


if __name__ == "__main__":
    main()
