"""Exports of evidence for tests."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.times import format_time

NOON = 1_800_000_000.0


def record(number: int = 1, user: str = "other", **more: Any) -> EvidenceRecord:
    """An export that waits for approval, asked for `number` seconds after others."""
    one = EvidenceRecord(
        at=format_time(NOON - 100 + number),
        by="王",
        user=user,
        role="dispatcher",
        org="o",
        camera="c1",
        camera_name="北门",
        device_id="1" * 20,
        since=format_time(NOON - 600),
        until=format_time(NOON - 570),
        kind=EvidenceKind.CLIP,
        reason="盗窃案",
        case_number="12号",
        state=EvidenceState.WAITING,
    )
    return replace(one, **more)
