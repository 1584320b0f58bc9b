"""Builds the map's page, once, with folium; the only module that imports folium.

The page is never rebuilt: afterwards it is fed by batches (`batches`), so no view is lost, nothing flashes.
"""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

import folium
import msgspec
from branca.element import Element, Figure
from xstatic.pkg import leaflet

from widgets import theme
from widgets.map.address import ORIGIN, TILES_ADDRESS
from widgets.map.base_map import NO_BASE_MAP, BaseMap

#: Name of Leaflet's map in the page.
MAP_NAME: Final = "map_district"
#: Our own scripts, in the order they build on each other.
SCRIPTS: Final = (
    "canvas.js",
    "tiles.js",
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

#: A second wall beside the request interceptor: Chromium itself refuses what is not of the page's own origin,
#: nor a picture of the site's own map server.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "img-src 'self' data: {origin}",
    )
)


def build_page(*, centre: tuple[float, float], zoom: int, base_map: BaseMap = NO_BASE_MAP) -> str:
    """Return the HTML of the page, which looks at `centre` until told otherwise.

    `centre` is a longitude and latitude in the datum of `base_map`, whose GeoJSON the page fetches later.

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
        # Each frame of a tile that fades in is a repaint too.
        fade_animation=False,
    )
    made.default_js = [(name, f"{ORIGIN}/{name}") for name in (LEAFLET[0], WEB_CHANNEL, *SCRIPTS)]
    made.default_css = [(name, f"{ORIGIN}/{name}") for name in (LEAFLET[1], *STYLES)]
    made._name, made._id = MAP_NAME.split("_")
    figure = made.get_root()
    assert isinstance(figure, Figure)
    policy = _POLICY.format(origin=base_map.origin).rstrip()
    figure.header.add_child(
        Element(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'), name="policy", index=0
    )
    figure.header.add_child(Element(f"<style>{theme_css()}</style>"), name="theme")
    figure.html.add_child(Element('<div id="chrome"></div>'), name="chrome")
    # folium writes the map itself after this; by the time the document is read, both are there.
    begin = f"consoleMap.start({MAP_NAME}, {_script_value(_told_of(base_map))})"
    start = f'document.addEventListener("DOMContentLoaded", () => {begin});'
    figure.script.add_child(Element(start), name="start")
    return str(figure.render())


def script_file(name: str) -> bytes:
    """Content of one of our own scripts or styles, from resources/map."""
    return (resources.files("resources") / "map" / name).read_bytes()


def leaflet_file(name: str) -> bytes:
    """Content of one of Leaflet's files, from the XStatic package."""
    return (resources.files(leaflet) / "data" / name).read_bytes()


def _told_of(base_map: BaseMap) -> dict[str, Any]:
    """What the page is told of the base map from the beginning; its GeoJSON it fetches."""
    told: dict[str, Any] = {"attribution": base_map.attribution}
    if base_map.has_tiles:
        address = base_map.address or TILES_ADDRESS
        told["tiles"] = {"address": address, "from": base_map.min_zoom, "to": base_map.max_zoom}
    return told


def _script_value(value: dict[str, Any]) -> str:
    """A value for a script in a page that is a Jinja template: `<` could end the one, `{` begin the other."""
    text = msgspec.json.encode(msgspec.json.encode(value).decode()).decode()
    escaped = text.replace("<", "\\u003c").replace("{", "\\u007b")
    return f"JSON.parse({escaped})"


def theme_css() -> str:
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
