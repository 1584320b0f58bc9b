"""The web engine with made-up microphones and cameras, and conferences in a window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.map.engine import FLAGS_VARIABLE, prepare_web_engine

# Chromium reads its flags when the QApplication is made: conftest files are read before any test runs.
os.environ[FLAGS_VARIABLE] = (
    f"{os.environ.get(FLAGS_VARIABLE, '')} --use-fake-device-for-media-stream".strip()
)
prepare_web_engine()

from tests.widgets.conference.hall import Hall  # noqa: E402
from widgets.conference.view import ConferenceView  # noqa: E402 - QtWebEngine is there only now

MakeView = Callable[..., ConferenceView]


@pytest.fixture
def window() -> Iterator[QWidget]:
    """A window that is gone, with all that was put into it, when the test has ended."""
    made = QWidget()
    made.resize(960, 480)
    QHBoxLayout(made)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def make_view(window: QWidget) -> MakeView:
    """Makes a shown conference for the person of an id."""

    def make(me: str, **more: Any) -> ConferenceView:
        made = ConferenceView(me=me, parent=window, **more)
        layout = window.layout()
        assert layout is not None
        layout.addWidget(made)
        return made

    return make


@pytest.fixture
def hall(make_view: MakeView) -> Hall:
    """What a platform does for a conference."""
    return Hall(make_view)
