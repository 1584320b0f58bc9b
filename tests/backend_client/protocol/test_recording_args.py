"""Bounds of what is asked for of recordings and evidence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.protocol.recording_args import (
    MOST_UPLOAD_BYTES,
    EvidenceApprove,
    EvidenceExport,
    EvidenceSearch,
    RecordingLook,
    Upload,
)

RANGE = {"camera": "c1", "since": "2026-07-01T08:00:00.000Z", "until": "2026-07-01T08:01:00.000Z"}
EXPORT = RANGE | {"kind": "clip", "reason": "事故", "case_number": "A-1"}
FILE = {"sha256": "0" * 64, "bytes": 1, "media_type": "video/mp2t"}


def read(kind: type[Any], body: dict[str, Any]) -> Any:
    return msgspec.json.decode(msgspec.json.encode(body), type=kind)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (RecordingLook, RANGE),
        (RecordingLook, RANGE | {"reason": ""}),
        (RecordingLook, RANGE | {"reason": "  "}),
        (EvidenceExport, EXPORT | {"reason": ""}),
        (EvidenceExport, EXPORT | {"case_number": " "}),
        (EvidenceExport, EXPORT | {"kind": "film"}),
        (EvidenceExport, EXPORT | {"upload": FILE | {"sha256": "0" * 63}}),
        (EvidenceApprove, {}),
        (Upload, FILE | {"sha256": "G" * 64}),
        (Upload, FILE | {"bytes": 0}),
        (Upload, FILE | {"bytes": MOST_UPLOAD_BYTES + 1}),
        (Upload, FILE | {"media_type": "video/mp4"}),
        (EvidenceSearch, {"limit": 0}),
        (EvidenceSearch, {"limit": 501}),
        (EvidenceSearch, {"offset": -1}),
        (EvidenceSearch, {"text": "x" * 201}),
    ],
)
def test_what_is_out_of_bounds_cannot_be_read(kind: type[Any], body: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(kind, body)


def test_what_is_left_out_has_its_meaning() -> None:
    export = read(EvidenceExport, EXPORT)
    assert (export.approver, export.upload) == (None, None)
    assert read(EvidenceExport, EXPORT | {"upload": FILE}).upload == Upload(
        sha256="0" * 64, bytes=1, media_type="video/mp2t"
    )
    assert read(EvidenceApprove, {"granted": False}).text == ""
    assert read(EvidenceSearch, {}) == EvidenceSearch()
