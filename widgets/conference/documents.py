"""Everything the conference's page may ask for, by name."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Final

from widgets.map.documents import Document, web_channel_script
from widgets.map.page import theme_css

ORIGIN: Final = "console://conference"
PAGE_NAME: Final = "page.html"
PAGE_ADDRESS: Final = f"{ORIGIN}/{PAGE_NAME}"

_SCRIPTS: Final = (
    "mesh.js",
    "room_server.js",
    "media.js",
    "devices.js",
    "listening.js",
    "tiles.js",
    "room.js",
)
_LINE: Final = "line.js"
_STYLE: Final = "page.css"


def conference_documents() -> dict[str, Document]:
    """The page, its scripts and its style; they are the same that the platform serves to guests.

    Two are more here: Qt's own script stands before the one that uses it, and the theme's colours behind
    those of a guest's browser.
    """
    documents = {name: Document(b"text/javascript", functools.partial(_file, name)) for name in _SCRIPTS}
    documents[PAGE_NAME] = Document(b"text/html", functools.partial(_file, PAGE_NAME))
    documents[_LINE] = Document(b"text/javascript", lambda: web_channel_script() + b"\n" + _file(_LINE))
    documents[_STYLE] = Document(b"text/css", lambda: _file(_STYLE) + theme_css().encode())
    return documents


def _file(name: str) -> bytes:
    return (resources.files("resources") / "conference" / name).read_bytes()
