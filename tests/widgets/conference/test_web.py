from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from tests.widgets.conference.hall import Hall, allow
from widgets.conference.view import ConferenceView
from widgets.conference.web import ConferencePage, ConferenceWebView, is_ours


def web_of(view: ConferenceView) -> ConferenceWebView:
    found = view.findChild(ConferenceWebView)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("console://conference", True),
        ("console://conference/", True),
        ("console://map/", False),
        ("https://conference/", False),
        ("console://conference.example.org/", False),
    ],
)
def test_only_our_own_page_may_ask(origin: str, ours: bool) -> None:
    assert is_ours(QUrl(origin)) is ours


def test_the_page_goes_nowhere_else_and_complains_in_the_log(
    qtbot: QtBot, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    view = hall.enter("ann")
    allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in hall.parties)
    page = web_of(view).page()
    assert isinstance(page, ConferencePage)
    assert page.profile().isOffTheRecord()
    typed = QWebEnginePage.NavigationType.NavigationTypeTyped
    for address in ("https://example.org/", "console://map/index.html", "file:///etc/passwd"):
        assert not page.acceptNavigationRequest(QUrl(address), typed, True)
    with caplog.at_level(logging.WARNING):
        page.runJavaScript("console.error('odd')")
        qtbot.waitUntil(lambda: "odd" in caplog.text)


def test_a_screen_is_shared_once_it_was_chosen_and_not_when_nobody_did() -> None:
    # On its own: Chromium's capturing keeps to the screen until its process ends, and the screen ends first.
    done = subprocess.run(
        [sys.executable, "-m", "tests.widgets.conference.sharing"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["refused", "shared", "stopped"]
