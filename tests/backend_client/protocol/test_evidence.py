"""Evidence goes through states to its end, and its files have names."""

from __future__ import annotations

from typing import get_args, get_type_hints

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.evidence import MEDIA_NAMES, EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.recording_args import Upload

AT = "2026-07-01T08:00:00.000Z"
RECORD = EvidenceRecord(
    at=AT,
    by="李明",
    user="u1",
    role="duty_officer",
    org="o",
    camera="c1",
    camera_name="示范路口",
    device_id="34020000001320000001",
    since=AT,
    until="2026-07-01T08:01:00.000Z",
    kind=EvidenceKind.CLIP,
    reason="事故",
    case_number="A-1",
    state=EvidenceState.WAITING,
)


@pytest.mark.parametrize("state", EvidenceState)
def test_what_is_ready_refused_or_failed_is_over(state: EvidenceState) -> None:
    over = {EvidenceState.READY, EvidenceState.REFUSED, EvidenceState.FAILED}
    assert replace(RECORD, state=state).is_over is (state in over)


def test_every_file_that_may_be_handed_in_has_a_name() -> None:
    assert set(MEDIA_NAMES) == set(get_args(get_type_hints(Upload)["media_type"]))
    assert len(set(MEDIA_NAMES.values())) == len(MEDIA_NAMES)


def test_what_is_not_known_yet_is_not_sent() -> None:
    sent = msgspec.json.decode(msgspec.json.encode(RECORD))
    assert {"sha256", "approved_by", "ready_at", "cause"}.isdisjoint(sent)
    assert msgspec.convert(sent, EvidenceRecord) == RECORD
