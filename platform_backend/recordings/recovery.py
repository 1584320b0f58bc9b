"""What a recorder that was killed has left behind: torn pieces are ended where they are whole, or dropped."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from platform_backend.recordings.segments import hours, read_name, whole_name
from platform_backend.recordings.transport import PACKET, pictures

#: What the last picture lasts when nothing follows it, in seconds.
_STEP_S: Final = 0.04


def recover(root: Path) -> tuple[int, int]:
    """Make every unfinished piece whole, or take it away; how many of each. Nobody may be writing here."""
    kept = dropped = 0
    for _, hour in hours(root):
        for path in sorted(hour.glob("*.part")):
            with contextlib.suppress(OSError):
                if _recover(path):
                    kept += 1
                else:
                    path.unlink()
                    dropped += 1
    return kept, dropped


def _recover(path: Path) -> bool:
    said = read_name(path)
    if said is None:
        return False
    start, _, why = said
    data = path.read_bytes()
    found = list(pictures(data, near=start))
    if len(found) < 2 or not found[0].key:
        return False
    # The last picture may be cut off in its middle: the piece ends before it.
    last = found[-1]
    os.truncate(path, last.offset // PACKET * PACKET)
    end = max(last.at, start + _STEP_S)
    path.rename(path.with_name(whole_name(start, end, why)))
    return True
