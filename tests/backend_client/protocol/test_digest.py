"""The digest of a snapshot."""

from __future__ import annotations

import hashlib

from backend_client.protocol.digest import snapshot_digest


def test_the_lines_are_sorted_as_bytes() -> None:
    expected = hashlib.sha256("a:2\nb:1\né:3\n".encode()).hexdigest()
    assert snapshot_digest([("é", 3), ("b", 1), ("a", 2)]) == expected


def test_nothing_has_a_digest_too() -> None:
    assert snapshot_digest([]) == hashlib.sha256(b"").hexdigest()


def test_another_version_is_another_digest() -> None:
    assert snapshot_digest([("a", 1)]) != snapshot_digest([("a", 2)])
