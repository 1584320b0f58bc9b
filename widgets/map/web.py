"""The map's web view: a profile off the record that knows only `console://`, and a page that stays."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Qt, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.map.address import ORIGIN, PAGE_ADDRESS, SCHEME
from widgets.map.base_map import NO_BASE_MAP, BaseMap
from widgets.map.documents import Document
from widgets.map.scheme import DocumentHandler, OutsideBlocker
from widgets.map.tile_service import TileService
from widgets.scaling import follow_scale

_log = logging.getLogger(__name__)
_LEVELS = {
    QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel: logging.DEBUG,
    QWebEnginePage.JavaScriptConsoleMessageLevel.WarningMessageLevel: logging.WARNING,
    QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel: logging.ERROR,
}


class MapPage(QWebEnginePage):
    """A page that opens the map and nothing else, and whose complaints go to the log."""

    def __init__(self, *, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        attribute = QWebEngineSettings.WebAttribute
        for name in (
            attribute.FocusOnNavigationEnabled,
            attribute.LocalStorageEnabled,
            attribute.PluginsEnabled,
            attribute.PdfViewerEnabled,
            attribute.JavascriptCanOpenWindows,
            attribute.NavigateOnDropEnabled,
            attribute.ErrorPageEnabled,
            attribute.DnsPrefetchEnabled,
            attribute.AutoLoadIconsForPage,
            attribute.ShowScrollBars,
        ):
            self.settings().setAttribute(name, False)

    # Qt's names.
    def acceptNavigationRequest(
        self, url: QUrl | str, type_: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return QUrl(url).toString() == PAGE_ADDRESS

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        _log.log(_LEVELS[level], "map page, %s:%d: %s", source.removeprefix(f"{ORIGIN}/"), line, message)


class MapWebView(QWebEngineView):
    """Shows the page. `blocker` counts what the page was kept from asking for."""

    def __init__(
        self,
        *,
        documents: Mapping[str, Document],
        ground: str,
        parent: QWidget,
        base_map: BaseMap = NO_BASE_MAP,
    ) -> None:
        super().__init__(parent)
        profile = QWebEngineProfile()
        kinds = QWebEngineProfile.HttpCacheType
        # What comes from this process is not worth keeping twice; what a server sent is.
        profile.setHttpCacheType(kinds.MemoryHttpCache if base_map.address else kinds.NoCache)
        self.blocker = OutsideBlocker(origin=base_map.origin, parent=profile)
        profile.setUrlRequestInterceptor(self.blocker)
        tiles = TileService(base_map.open_tiles, parent=profile) if base_map.open_tiles else None
        handler = DocumentHandler(documents, tiles=tiles, parent=profile)
        profile.installUrlSchemeHandler(QByteArray(SCHEME), handler)
        page = MapPage(profile=profile, parent=self)
        page.setBackgroundColor(ground)
        # A profile must outlive its page, and children are deleted in the order they became children.
        profile.setParent(self)
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        # A page that was just opened is as large as any other: it is told each time.
        page.loadFinished.connect(self._scale)
        follow_scale(self, self._scale)

    def open(self) -> None:
        """Load the page, from the beginning."""
        self.load(QUrl(PAGE_ADDRESS))

    def _scale(self) -> None:
        """Words, signs and buttons of the page are as large as those beside it."""
        self.setZoomFactor(theme.scale() / 100)
