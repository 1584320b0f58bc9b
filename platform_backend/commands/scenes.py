"""Scenes: named sets of what stands where on a wall, shared by the room."""

from __future__ import annotations

from backend_client.protocol.incident_args import Empty
from backend_client.protocol.wall import Scene
from backend_client.protocol.wall_args import SceneSave
from backend_client.protocol.wall_rules import as_put
from platform_backend.commands.context import Context, Done
from platform_backend.commands.duty import own_org
from platform_backend.commands.kept import aimed, refuse_while_used, saved_as, users_of_scene
from platform_backend.commands.wall_tiles import check_layout, check_numbers, check_tile, standing


def save(context: Context, args: SceneSave) -> Done:
    """Save a scene: a new one, or the target again. Walls that show it go on showing it as it was."""
    id_, former = saved_as(context, Scene, "scene", args.name)
    check_layout(args.layout)
    check_numbers((tile.tile for tile in args.tiles), args.layout)
    for tile in args.tiles:
        check_tile(context, tile)
    scene = Scene(
        name=args.name,
        org=own_org(context) if former is None else former.org,
        layout=args.layout,
        tiles=standing(as_put(tile) for tile in args.tiles),
        by=context.actor.name,
        saved_at=context.at,
    )
    return Done(context.put(id_, scene), {"id": id_})


def delete(context: Context, _args: Empty) -> Done:
    """Delete a scene that no tour shows and that stands on no wall."""
    id_, scene = aimed(context, Scene, "scene")
    refuse_while_used(context, users_of_scene(context, id_))
    return Done(context.put(id_, scene, in_view=False))
