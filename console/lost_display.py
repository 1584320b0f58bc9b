"""The end of a console whose display is gone: at once, in one sentence, before Qt crashes on the way out."""

from __future__ import annotations

import os
import sys
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

#: Exit code of a console that lost its display.
EXIT_CODE: Final = 6
#: How Qt's plug-in for X11 begins what it says of it, from its own connection's errors and from Xlib's.
_QT_SAYS: Final = "The X11 connection broke"


def end_with_display() -> None:
    """Let the process end with `EXIT_CODE` as soon as Qt says that its X server is gone.

    Left to itself Qt ends the event loop or the process, from whichever of its layers notices first, and its
    windows, Mesa or QtWebEngine may crash meanwhile: there is nothing left that could be stopped in order.
    Child processes end with the pipes to this one. All else that Qt says goes to the standard error.
    """
    qInstallMessageHandler(_say)


def _say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message.startswith(_QT_SAYS):
        sys.stderr.write("The display is gone, so the console ended: start it again when there is one.\n")
        sys.stderr.flush()
        os._exit(EXIT_CODE)
    sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")
