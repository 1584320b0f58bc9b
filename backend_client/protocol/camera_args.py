"""Arguments of the commands on cameras."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from backend_client.protocol.incident_args import CommandArgs

Speed: TypeAlias = Annotated[float, Meta(ge=-1.0, le=1.0)]
#: 0 is reserved: GB/T 28181-2022, A.3.4.
PresetNumber: TypeAlias = Annotated[int, Meta(ge=1, le=255)]
#: It has to fit on a button.
PresetName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\S")]


class Ptz(CommandArgs, frozen=True, kw_only=True):
    """Move a camera: `pan` right, `tilt` up and `zoom` in as parts of the full speed, all 0 to stop.

    `preset` drives to a stored place instead. A move that is not renewed stops by itself after `PTZ_HOLDS_S`.
    What is `automatic` was asked for by an alarm and not by a hand: it gives way to everybody.
    """

    pan: Speed = 0.0
    tilt: Speed = 0.0
    zoom: Speed = 0.0
    preset: PresetNumber | None = None
    automatic: bool = False


class PresetStore(CommandArgs, frozen=True, kw_only=True):
    """Store where the camera looks now under a number, and name it; what stood there is replaced."""

    number: PresetNumber
    name: PresetName


class PresetDrop(CommandArgs, frozen=True, kw_only=True):
    """Forget a stored place."""

    number: PresetNumber
