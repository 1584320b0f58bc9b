"""The last minute of a tile as evidence: cut from what this desk has kept, and handed in at the platform."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Final, Protocol

from backend_client.access import Access
from backend_client.documents import post_document
from backend_client.protocol.commands import Args
from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.messages import Result
from backend_client.protocol.recording_args import EvidenceExport, Upload
from backend_client.protocol.times import format_time
from backend_client.questions import RequestRefused
from console.video.messages import ClipCut

#: What a tile keeps, in seconds, where the memory for it suffices.
KEPT_S: Final = 60.0
_MEDIA_TYPE: Final = "video/mp2t"
#: A reason that cannot be given within so long is not given, in seconds.
_WITHIN_S: Final = 15.0


class Cutter(Protocol):
    """What of `TileServices` is used."""

    async def last(self, tile_key: str, path: Path, *, seconds: float) -> ClipCut:
        """As `TileServices.last`."""
        ...


class Sender(Protocol):
    """What of `Requests` is used."""

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:
        """As `Requests.send`."""
        ...


async def hand_in(
    *,
    camera: str,
    tile_key: str,
    reason: str,
    case_number: str,
    approver: str | None,
    ahead_s: float,
    cutter: Cutter,
    requests: Sender,
    access: Access,
) -> float:
    """Cut, announce, and send; how many seconds were kept. `ahead_s` is how far the platform's clock is ahead
    of this machine's.

    Raises NotTaken, RequestRefused, OutboxUnusable, DocumentRefused and OSError.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-") as folder:
        path = Path(folder) / "clip.ts"
        cut = await cutter.last(tile_key, path, seconds=KEPT_S)
        export = EvidenceExport(
            camera=camera,
            since=format_time(cut.began + ahead_s),
            until=format_time(cut.ended + ahead_s),
            kind=EvidenceKind.CLIP,
            reason=reason,
            case_number=case_number,
            approver=approver,
            upload=Upload(sha256=cut.sha256, bytes=cut.size, media_type=_MEDIA_TYPE),
        )
        result = await requests.send("evidence.export", args=export, not_after_s=_WITHIN_S)
        if result.error is not None:
            raise RequestRefused(result.error)
        id_ = (result.data or {}).get("id", "")
        body = await asyncio.to_thread(path.read_bytes)
        await post_document(access, f"/evidence/{id_}/media", body, media_type=_MEDIA_TYPE)
        return cut.ended - cut.began
