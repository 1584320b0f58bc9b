"""Where a selected thing is on the map, and what to say when that is not known."""

from __future__ import annotations

import msgspec

from backend_client.protocol.coordinates import Datum, from_wgs84
from backend_client.protocol.entities import Position
from widgets.map import captions
from widgets.map.rows import PictureLike


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What the page marks.

    `at` is its position in the map's datum, `grid` the grid to outline, `notice` what to say of it.
    """

    entity: str
    id: str
    at: Position | None = None
    grid: str | None = None
    notice: str = ""


def selection_of(picture: PictureLike, entity: str, id_: str, *, datum: Datum = Datum.WGS_84) -> Selection:
    """How to mark one thing: where it is, else its grid, else only words."""
    if entity == "grid":
        return Selection(entity=entity, id=id_, grid=id_)
    entry = picture.entries(entity).get(id_)
    if entry is None:
        return Selection(entity=entity, id=id_)
    if entry.data.position is not None:
        return Selection(entity=entity, id=id_, at=from_wgs84(entry.data.position, datum))
    grid = _grid_of(picture, entry.data.grid_code)
    return Selection(
        entity=entity, id=id_, grid=grid, notice=captions.no_position(grid_shown=grid is not None)
    )


def _grid_of(picture: PictureLike, code: str | None) -> str | None:
    """The id of the grid with this code; sites may use the code itself as the id."""
    grids = picture.entries("grid")
    if code is None or code in grids:
        return code
    return next((id_ for id_, entry in grids.items() if entry.data.code == code), None)
