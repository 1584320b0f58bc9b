"""Stored places of cameras: under which number, and what people call them."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.camera_args import PresetDrop, PresetStore
from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.ptz import Preset, rank_of
from platform_backend.commands.context import Context, Done
from platform_backend.log_types import PresetOrder


def store(context: Context, args: PresetStore) -> Done:
    """Store where the camera looks now. Only while nobody else turns it: it would be his view."""
    id_, camera = _turnable(context)
    kept = tuple(each for each in camera.presets if each.number != args.number)
    # Which way it looks nobody tells: a camera reports no position.
    presets = (*kept, Preset(number=args.number, name=args.name))
    return _changed(context, id_, camera, presets, PresetOrder(id_, args.number, keep=True))


def drop(context: Context, args: PresetDrop) -> Done:
    """Forget a stored place."""
    id_, camera = _turnable(context)
    kept = tuple(each for each in camera.presets if each.number != args.number)
    if len(kept) == len(camera.presets):
        sentence = f"the camera has no preset {args.number}"
        raise Refused(ErrorCode.NOT_FOUND, sentence, Cause.NO_PRESET, name=str(args.number))
    return _changed(context, id_, camera, kept, PresetOrder(id_, args.number, keep=False))


def _turnable(context: Context) -> tuple[str, Camera]:
    id_, camera = context.aim(Camera, "camera")
    if not camera.ptz:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the camera cannot be turned", Cause.CAMERA_FIXED)
    now = context.look(id_)
    if not now.online:
        raise Refused(ErrorCode.UNAVAILABLE, "the camera is offline", Cause.CAMERA_OFFLINE)
    holder = now.turned_by
    if holder is not None and holder.user != context.actor.id and holder.rank >= rank_of(context.actor.roles):
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            "somebody else is turning this camera",
            Cause.CAMERA_BUSY,
            by=holder.name,
            at=holder.since,
        )
    return id_, camera


def _changed(
    context: Context, id_: str, camera: Camera, presets: tuple[Preset, ...], order: PresetOrder
) -> Done:
    ordered = tuple(sorted(presets, key=lambda each: each.number))
    context.draft.orders.append(order)
    return Done(context.put(id_, replace(camera, presets=ordered)))
