"""A site's own base map: what it is made of, checked when the console starts."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from backend_client.protocol.coordinates import Datum
from widgets.map.tile_address import is_address, origin_of
from widgets.map.tile_files import TileFile, TileFileUnusable, opener

#: Zoom levels of a server, which unlike a file does not say them.
SERVER_MAX_ZOOM: Final = 18
#: A base map of a county is a few megabytes; a hundred would stop the page for seconds.
_MOST_GEOJSON: Final = 64 * 2**20


class BaseMapUnusable(Exception):
    """A base map cannot be used; the text is one sentence that says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """What lies below everything: GeoJSON, a file of tiles, or the address of a server of tiles.

    One of `geojson`, `open_tiles` and `address` is filled, or none: then the map has no base map of the
    site's. `datum` is that of its positions, in which therefore everything is drawn.
    """

    datum: Datum = Datum.WGS_84
    attribution: str = ""
    geojson: bytes = b""
    open_tiles: Callable[[], TileFile] | None = None
    address: str = ""
    min_zoom: int = 0
    max_zoom: int = SERVER_MAX_ZOOM

    @property
    def has_tiles(self) -> bool:
        """Whether it is made of pictures."""
        return self.open_tiles is not None or bool(self.address)

    @property
    def given(self) -> bool:
        """Whether the site has one at all."""
        return self.has_tiles or bool(self.geojson)

    @property
    def origin(self) -> str:
        """The only origin outside of this process that the page may ask; empty for none."""
        return origin_of(self.address) if self.address else ""


#: No base map of the site's own: the platform's is drawn, in WGS-84.
NO_BASE_MAP: Final = BaseMap()


def open_base_map(
    place: str, *, datum: Datum, attribution: str = "", max_zoom: int = SERVER_MAX_ZOOM
) -> BaseMap:
    """The base map at `place`: a GeoJSON, MBTiles or PMTiles file, or an address with {z}, {x} and {y}.

    A file is told by its content. `attribution` empty means: what the file says. `max_zoom` is for an
    address. Raises BaseMapUnusable. A server is not asked here: it may come up later than the console.
    """
    if is_address(place):
        try:
            origin_of(place)
        except ValueError as error:
            raise BaseMapUnusable(f"The base map's address {place} cannot be used: {error}.") from error
        return BaseMap(datum=datum, attribution=attribution, address=place, max_zoom=max_zoom)
    path = Path(place)
    try:
        open_tiles = opener(path)
        if open_tiles is None:
            return BaseMap(datum=datum, attribution=attribution, geojson=_geojson(path))
        file = open_tiles()
        try:
            facts = file.facts()
        finally:
            file.close()
    except OSError as error:
        raise BaseMapUnusable(f"The base map {path} cannot be read ({error.strerror}).") from error
    except TileFileUnusable as error:
        raise BaseMapUnusable(f"The base map {path} {error}.") from error
    return BaseMap(
        datum=datum,
        attribution=attribution or _plain(facts.attribution),
        open_tiles=open_tiles,
        min_zoom=facts.min_zoom,
        max_zoom=facts.max_zoom,
    )


def _geojson(path: Path) -> bytes:
    """The content of a GeoJSON file. Raises BaseMapUnusable, OSError."""
    if path.stat().st_size > _MOST_GEOJSON:
        raise BaseMapUnusable(f"The base map {path} is larger than 64 MB: make MBTiles or PMTiles of it.")
    content = path.read_bytes()
    try:
        collection = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BaseMapUnusable(f"The base map {path} is neither GeoJSON nor MBTiles nor PMTiles.") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise BaseMapUnusable(f"The base map {path} is no GeoJSON FeatureCollection.")
    for feature in features:
        geometry = feature.get("geometry")
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if not all(_in_degrees(position) for position in _positions(coordinates)):
            raise BaseMapUnusable(
                f"The base map {path} has positions that are not degrees of longitude and latitude."
            )
    return content


def _positions(coordinates: Any) -> Iterator[list[Any]]:
    """Every position within a geometry's coordinates, however deep."""
    if isinstance(coordinates, list):
        if coordinates and not isinstance(coordinates[0], list):
            yield coordinates
        else:
            for part in coordinates:
                yield from _positions(part)


def _in_degrees(position: list[Any]) -> bool:
    try:
        longitude, latitude = float(position[0]), float(position[1])
    except (IndexError, TypeError, ValueError):
        return False
    return math.fabs(longitude) <= 180.0 and math.fabs(latitude) < 90.0


def _plain(attribution: str) -> str:
    """An attribution as files give it, often with links, as plain text."""
    return html.unescape(re.sub(r"<[^>]*>", "", attribution)).strip()
