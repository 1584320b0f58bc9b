from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.map.address import PAGE_ADDRESS
from widgets.map.documents import Document
from widgets.map.web import MapPage, MapWebView

PAGE = b"<!doctype html><title>map</title><script>console.warn('odd')</script>"


@pytest.fixture
def web(qtbot: QtBot, window: QWidget) -> MapWebView:
    made = MapWebView(
        documents={"index.html": Document(b"text/html", lambda: PAGE)}, ground="#0d1117", parent=window
    )
    with qtbot.waitSignal(made.loadFinished):
        made.open()
    return made


def test_the_page_s_complaints_go_to_the_log(
    qtbot: QtBot, web: MapWebView, caplog: pytest.LogCaptureFixture
) -> None:
    assert web.title() == "map"
    with caplog.at_level(logging.WARNING):
        web.page().runJavaScript("console.error('worse')")
        qtbot.waitUntil(lambda: "worse" in caplog.text)


def test_the_page_goes_nowhere_else(web: MapWebView) -> None:
    page = web.page()
    assert isinstance(page, MapPage)
    typed = QWebEnginePage.NavigationType.NavigationTypeTyped
    assert page.acceptNavigationRequest(QUrl(PAGE_ADDRESS), typed, True)
    for address in ("https://example.org/", "console://map/other.html", "file:///etc/passwd"):
        assert not page.acceptNavigationRequest(QUrl(address), typed, True)


def test_nothing_is_kept_on_the_disk_and_loading_takes_no_focus(web: MapWebView) -> None:
    assert web.page().profile().isOffTheRecord()
    attribute = QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled
    assert not web.page().settings().testAttribute(attribute)
