"""Where the map's page lives: addresses that exist only inside of this process."""

from __future__ import annotations

from typing import Final

SCHEME: Final = b"console"
ORIGIN: Final = "console://map"
PAGE_NAME: Final = "index.html"
PAGE_ADDRESS: Final = f"{ORIGIN}/{PAGE_NAME}"
BASE_MAP_NAME: Final = "base_map.geojson"
#: Tiles of a base map in a file, for Leaflet to fill in.
TILES_ADDRESS: Final = f"{ORIGIN}/tiles/{{z}}/{{x}}/{{y}}"
