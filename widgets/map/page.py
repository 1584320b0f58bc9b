"""Builds the map's page, once, with folium; the only module that imports folium.

The page is never rebuilt: afterwards it is fed by batches (`batches`), so no view is lost, nothing flashes.
"""

from __future__ import annotations

from importlib import resources
from typing import Final

import folium
from branca.element import Element, Figure
from xstatic.pkg import leaflet

from widgets import theme
from widgets.map.address import ORIGIN

#: Name of Leaflet's map in the page.
MAP_NAME: Final = "map_district"
#: Our own scripts, in the order they build on each other.
SCRIPTS: Final = (
    "canvas.js",
    "shapes.js",
    "labels.js",
    "ground.js",
    "things.js",
    "controls.js",
    "console.js",
)
STYLES: Final = ("console.css",)
LEAFLET: Final = ("leaflet.js", "leaflet.css")
WEB_CHANNEL: Final = "qwebchannel.js"

#: A second wall beside the request interceptor: Chromium itself refuses what is not of the page's own origin.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "img-src 'self' data:",
    )
)


def build_page(*, centre: tuple[float, float], zoom: int) -> str:
    """Return the HTML of the page, which looks at `centre` (WGS-84 longitude, latitude) until told otherwise.

    folium's scripts and styles share one namespace, and two entries with one name overwrite each other: both
    lists are replaced as a whole, so that none of its content-network addresses is left.
    """
    made = folium.Map(
        location=(centre[1], centre[0]),
        zoom_start=zoom,
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        font_size="13px",
        zoom_snap=0.5,
        attribution_control=False,
        # A zoom under way swallows the next order to look elsewhere; and each of its frames costs a repaint.
        zoom_animation=False,
        box_zoom=False,
    )
    made.default_js = [(name, f"{ORIGIN}/{name}") for name in (LEAFLET[0], WEB_CHANNEL, *SCRIPTS)]
    made.default_css = [(name, f"{ORIGIN}/{name}") for name in (LEAFLET[1], *STYLES)]
    made._name, made._id = MAP_NAME.split("_")
    figure = made.get_root()
    assert isinstance(figure, Figure)
    figure.header.add_child(
        Element(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'), name="policy", index=0
    )
    figure.header.add_child(Element(f"<style>{_theme_css()}</style>"), name="theme")
    figure.html.add_child(Element('<div id="chrome"></div>'), name="chrome")
    # folium writes the map itself after this; by the time the document is read, both are there.
    start = f'document.addEventListener("DOMContentLoaded", () => consoleMap.start({MAP_NAME}));'
    figure.script.add_child(Element(start), name="start")
    return str(figure.render())


def script_file(name: str) -> bytes:
    """Content of one of our own scripts or styles, from resources/map."""
    return (resources.files("resources") / "map" / name).read_bytes()


def leaflet_file(name: str) -> bytes:
    """Content of one of Leaflet's files, from the XStatic package."""
    return (resources.files(leaflet) / "data" / name).read_bytes()


def _theme_css() -> str:
    """The theme's colours and fonts as CSS variables: said in one place, used by page and canvas."""
    values = {
        "ground": theme.GROUND,
        "surface": theme.SURFACE,
        "raised": theme.RAISED,
        "line": theme.LINE,
        "text": theme.TEXT,
        "quiet": theme.TEXT_QUIET,
        "accent": theme.ACCENT,
        "ok": theme.OK,
        "warning": theme.WARNING,
        "danger": theme.DANGER,
        "fonts": ", ".join(f"'{name}'" if " " in name else name for name in theme.FONT_FAMILIES),
        **{f"severity-{level}": colour for level, colour in theme.SEVERITY.items()},
    }
    return ":root {" + " ".join(f"--{name}: {value};" for name, value in values.items()) + "}"
