"""`console://`: the map's page and all that it loads come from this process, nothing from a network."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from widgets.map.address import SCHEME
from widgets.map.documents import Document
from widgets.map.tile_service import TileService, reply

#: Tiles by zoom, column and row from the north.
_TILE: Final = re.compile(r"tiles/(\d{1,2})/(\d{1,9})/(\d{1,9})")

_log = logging.getLogger(__name__)


def register_scheme() -> None:
    """Make ``console://`` known to Chromium; before the QApplication is made. A second call does nothing."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class DocumentHandler(QWebEngineUrlSchemeHandler):
    """Answers ``console://map/NAME`` from a mapping of names, ``console://map/tiles/Z/X/Y`` from a file."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        *,
        tiles: TileService | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._tiles = tiles

    # Qt's name.
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        name = job.requestUrl().path().removeprefix("/")
        document = self._documents.get(name)
        if document is not None:
            reply(job, document.media_type, document.read())
        elif self._tiles is not None and (place := _TILE.fullmatch(name)):
            zoom, column, row = map(int, place.groups())
            self._tiles.answer(job, zoom, column, row)
        else:
            _log.warning("the map page asked for an unknown %s", job.requestUrl().toString())
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


class OutsideBlocker(QWebEngineUrlRequestInterceptor):
    """Refuses and counts every request that leaves ``console://``: command rooms are often cut off.

    Let through are pictures of exactly one `origin`, the site's own map server, if it has one.
    """

    def __init__(self, *, origin: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked = 0
        self._origin = origin

    # Qt's name.
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        address = info.requestUrl()
        if address.scheme() == SCHEME.decode() or self._allows(info, address):
            return
        info.block(True)
        self.blocked += 1
        _log.warning("the map page was kept from asking for %s", address.toString())

    def _allows(self, info: QWebEngineUrlRequestInfo, address: QUrl) -> bool:
        if not self._origin or info.resourceType() != QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage:
            return False
        return _origin(address) == self._origin


def _origin(address: QUrl) -> str:
    """The origin of an address, written as `tile_address.origin_of` writes it; empty for one with a user."""
    host = f"[{address.host()}]" if ":" in address.host() else address.host()
    usual = {"http": 80, "https": 443}.get(address.scheme(), -1)
    port = "" if address.port(usual) == usual else f":{address.port()}"
    return "" if address.userInfo() else f"{address.scheme()}://{host}{port}"
