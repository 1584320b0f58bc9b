"""`console://`: the map's page and all that it loads come from this process, nothing from a network."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from widgets.map.address import SCHEME
from widgets.map.documents import Document

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
    """Answers requests for ``console://map/NAME`` from a mapping of names to documents."""

    def __init__(self, documents: Mapping[str, Document], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents

    # Qt's name.
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        document = self._documents.get(job.requestUrl().path().removeprefix("/"))
        if document is None:
            _log.warning("the map page asked for an unknown %s", job.requestUrl().toString())
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(self)
        buffer.setData(QByteArray(document.read()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # The job reads the buffer after this call, and is destroyed when it has.
        job.destroyed.connect(buffer.deleteLater)
        job.reply(QByteArray(document.media_type), buffer)


class OutsideBlocker(QWebEngineUrlRequestInterceptor):
    """Refuses and counts every request that leaves ``console://``: command rooms are often cut off."""

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked = 0

    # Qt's name.
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() == SCHEME.decode():
            return
        info.block(True)
        self.blocked += 1
        _log.warning("the map page was kept from asking for %s", info.requestUrl().toString())
