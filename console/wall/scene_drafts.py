"""Between scenes as the platform has them and drafts as they are edited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from backend_client.protocol.wall import LayoutData, Scene, TileKind, WallTile
from backend_client.protocol.wall_rules import holds_nothing
from layouts.document import decode
from layouts.drafts import Content, Draft, Kind


def draft_of(layout: LayoutData, tiles: Iterable[WallTile], *, device_of: Callable[[str], str]) -> Draft:
    """What stands there, to be edited; `device_of` gives a camera's device id, empty for one not known.

    What stands on tiles that the layout does not have is left out. Raises LayoutUnusable.
    """
    decoded = decode(layout)
    shown = {tile.tile: _content(tile) for tile in tiles if tile.tile in decoded.by_number}
    named = Draft(decoded, {number: each for number, each in shown.items() if each is not None})
    return with_devices(named, device_of=device_of)


def is_layout_only(scene: Scene) -> bool:
    """Whether it is a layout alone: put on a wall it leaves on the tiles what stands there."""
    return not scene.tiles


def with_devices(draft: Draft, *, device_of: Callable[[str], str]) -> Draft:
    """The same draft, its cameras named by their device ids too."""
    named = {
        number: replace(each, device=device_of(each.camera) or each.device) if each.camera else each
        for number, each in draft.contents.items()
    }
    return Draft(draft.layout, named)


def tiles_of(draft: Draft) -> tuple[WallTile, ...]:
    """What a scene holds: the tiles that show something, by number."""
    return tuple(_tile(number, draft.contents[number]) for number in sorted(draft.contents))


def all_tiles_of(draft: Draft) -> tuple[WallTile, ...]:
    """What a wall is told: empty tiles are named too, so that nothing stays there from before."""
    empty = (WallTile(tile=n, camera="") for n in draft.layout.by_number if n not in draft.contents)
    return tuple(sorted((*tiles_of(draft), *empty), key=lambda tile: tile.tile))


def _content(tile: WallTile) -> Content | None:
    if holds_nothing(tile):
        return None
    return Content(
        kind=Kind(tile.kind.value),
        camera=tile.camera,
        stream=tile.stream,
        about=tile.about,
        preset=tile.preset,
        since=tile.since,
        until=tile.until,
    )


def _tile(number: int, content: Content) -> WallTile:
    return WallTile(
        tile=number,
        camera=content.camera,
        stream=content.stream,
        kind=TileKind(content.kind.value),
        about=content.about,
        preset=content.preset,
        since=content.since,
        until=content.until,
    )
