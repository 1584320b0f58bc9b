"""Maps for tiles of walls: each is a browser page, so none is made before a tile is to show one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from backend_client.picture import Picture
from widgets.map.base_map import NO_BASE_MAP, BaseMap

if TYPE_CHECKING:
    from widgets.map.view import MapView


class TileMaps:
    """Makes maps over one picture; `prepare` is called before the first one."""

    def __init__(
        self,
        *,
        picture: Picture,
        base_map: BaseMap = NO_BASE_MAP,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self._picture = picture
        self._base_map = base_map
        self._prepare = prepare
        self._found = b""
        self._made: list[MapView] = []

    @property
    def is_used(self) -> bool:
        """Whether a tile has asked for a map."""
        return bool(self._made)

    def make(self) -> MapView:
        """A map."""
        if not self._made:
            self._prepare()
        # Only here: a wall without a map is to be without its browser, and what makes its page.
        from widgets.map.view import MapView

        made = MapView(picture=self._picture, base_map=self._base_map)
        self._made = [*filter(isValid, self._made), made]
        if self._found:
            made.set_base_map(self._found)
        return made

    def set_base_map(self, geojson: bytes) -> None:
        """Draw this below all maps, those to come as well."""
        self._found = geojson
        for each in filter(isValid, self._made):
            each.set_base_map(geojson)
