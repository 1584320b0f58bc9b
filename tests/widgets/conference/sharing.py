"""A person refuses to share a screen, shares it, and stops: a word of each is written out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.waiting import PATIENCE_S
from tests.widgets.conference.hall import Hall
from widgets.conference.view import ConferenceView
from widgets.map.engine import FLAGS_VARIABLE, prepare_web_engine


def main() -> None:
    """Ends with 1 when something does not come."""
    os.environ[FLAGS_VARIABLE] = "--use-fake-device-for-media-stream"
    prepare_web_engine()
    app = QApplication([])

    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                os._exit(1)
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def shares(on: bool) -> Callable[[], bool]:
        return lambda: hall.parties["ann"].get("sharing") is on

    hall = Hall(ConferenceView)
    view = hall.enter("ann")
    view.show()
    wait(view.question.isVisible)
    view.question.yes.click()
    wait(lambda: "ann" in hall.parties)
    for button, on, word in ((view.question.no, False, "refused"), (view.question.yes, True, "shared")):
        view.order("share")
        wait(view.question.isVisible)
        button.click()
        wait(shares(on))
        sys.stdout.write(f"{word}\n")
    view.order("share")
    wait(shares(False))
    sys.stdout.write("stopped\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
