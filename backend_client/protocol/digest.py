"""The digest that closes a snapshot, so that both sides can tell they hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def snapshot_digest(versions: Iterable[tuple[str, int]]) -> str:
    """Lower-case hex SHA-256 of the lines ``id:ver\\n``, sorted as UTF-8 bytes."""
    lines = sorted(f"{id_}:{ver}\n".encode() for id_, ver in versions)
    return hashlib.sha256(b"".join(lines)).hexdigest()
