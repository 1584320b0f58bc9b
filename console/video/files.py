"""Files that are whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; it becomes `path` when the block ends well, on disk for sure.

    Raises OSError.
    """
    beside = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        yield beside
        with beside.open("rb+") as content:
            os.fsync(content.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def written(path: Path, content: bytes) -> None:
    """Write `content` to `path`. Raises OSError."""
    with whole_file(path) as beside:
        beside.write_bytes(content)
