"""The theme at a text scale, for as long as a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from widgets import theme


@contextmanager
def themed(percent: int = 100) -> Iterator[QApplication]:
    """The application with the theme at `percent`; afterwards it is as it was."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font(), app.palette(), app.styleSheet(), app.style().name()
    try:
        theme.apply(app, scale=percent)
        yield app
    finally:
        theme.apply(app)
        app.setProperty(theme.SCALE_PROPERTY, None)
        app.setStyleSheet(before[2])
        app.setStyle(before[3])
        app.setFont(before[0])
        app.setPalette(before[1])
