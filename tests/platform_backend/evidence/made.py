"""Signed evidence in a folder, made without a platform."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from platform_backend.evidence.manifest import (
    MANIFEST,
    PUBLIC_KEY,
    SIGNATURE,
    Maker,
    Range,
    described,
    encode,
    manifest_of,
)
from platform_backend.evidence.signing import Signer

SIGNER = Signer(b"e" * 32)
ID = "01a2032d-12d9-7934-bbb3-0661fb008d5e"
AT = "2026-11-22T12:00:00.000Z"
LATER = "2026-11-22T12:01:00.000Z"


def record() -> EvidenceRecord:
    return EvidenceRecord(
        at=AT,
        by="王建国",
        user="wang",
        role="duty_officer",
        org="o",
        camera="cam-1",
        camera_name="北门",
        device_id="33010400001310000001",
        since=AT,
        until=LATER,
        kind=EvidenceKind.CLIP,
        reason="盗窃案",
        case_number="鼓公〔2026〕12号",
        state=EvidenceState.PREPARING,
        workstation="10.0.0.9 seat-1",
        approver="li",
        approved_by="李",
        approved_at=LATER,
        approval_text="同意",
    )


def make_evidence(folder: Path, data: bytes = b"G" + bytes(187)) -> None:
    """A folder as `GET /evidence/...` gives it file by file."""
    (folder / "clip.ts").write_bytes(data)
    manifest = encode(
        manifest_of(
            ID,
            record(),
            file=described(folder / "clip.ts", media_type="video/mp2t"),
            shown=(Range(since=AT, until=LATER),),
            made_at=LATER,
            software=Maker(name="p", version="1", platform="epoch"),
            key=SIGNER.fingerprint,
        )
    )
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(SIGNER.sign(manifest))
    (folder / PUBLIC_KEY).write_bytes(SIGNER.public_pem)
