from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from platform_backend.evidence.manifest import MANIFEST, Manifest, described, digest, media_name, media_types
from tests.platform_backend.evidence.made import AT, LATER, SIGNER, make_evidence


def test_it_says_who_took_what_out_and_why(tmp_path: Path) -> None:
    make_evidence(tmp_path)
    raw = (tmp_path / MANIFEST).read_bytes()
    said = json.loads(raw)
    assert said["camera"] == {"id": "cam-1", "name": "北门", "device_id": "33010400001310000001"}
    assert said["exported"] == {
        "user": "wang",
        "name": "王建国",
        "at": AT,
        "role": "duty_officer",
        "workstation": "10.0.0.9 seat-1",
        "text": "",
    }
    assert (said["approved"]["name"], said["approved"]["at"]) == ("李", LATER)
    assert (said["reason"], said["case_number"]) == ("盗窃案", "鼓公〔2026〕12号")
    assert said["files"] == [
        {
            "name": "clip.ts",
            "bytes": 188,
            "sha256": digest(tmp_path / "clip.ts"),
            "media_type": "video/mp2t",
        }
    ]
    assert (said["format"], said["key"]) == ("evidence/1", SIGNER.fingerprint)
    # Read by people, too.
    assert "盗窃案".encode() in raw
    assert msgspec.json.decode(raw, type=Manifest).software.version == "1"


def test_files_have_one_name_for_each_kind(tmp_path: Path) -> None:
    assert media_types()[media_name("image/png")] == "image/png"
    with pytest.raises(KeyError):
        media_name("text/html")
    (tmp_path / "still.png").write_bytes(b"abc")
    assert described(tmp_path / "still.png", media_type="image/png").sha256.startswith("ba7816bf")
