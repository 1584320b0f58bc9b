"""Everything the map's page may ask for, by name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QFile, QIODevice

from widgets.map import page
from widgets.map.address import BASE_MAP_NAME, PAGE_NAME

_SCRIPT, _STYLE = b"text/javascript", b"text/css"


@dataclass(frozen=True, slots=True)
class Document:
    """Something the scheme serves: a media type and where its bytes come from, asked for each time."""

    media_type: bytes
    read: Callable[[], bytes]


def map_documents(*, html: bytes, base_map: Callable[[], bytes]) -> dict[str, Document]:
    """The page itself, its scripts and styles, and the base map as it is when it is asked for."""
    documents = {
        PAGE_NAME: Document(b"text/html", lambda: html),
        BASE_MAP_NAME: Document(b"application/geo+json", base_map),
        page.WEB_CHANNEL: Document(_SCRIPT, web_channel_script),
    }
    ours = (*page.SCRIPTS, *page.STYLES)
    for names, read in ((page.LEAFLET, page.leaflet_file), (ours, page.script_file)):
        for name in names:
            media_type = _SCRIPT if name.endswith(".js") else _STYLE
            documents[name] = Document(media_type, functools.partial(read, name))
    return documents


def web_channel_script() -> bytes:
    """Qt's own script for the page's end of a web channel, from Qt's resources."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
