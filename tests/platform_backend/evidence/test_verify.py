from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.evidence.manifest import MANIFEST, PUBLIC_KEY, SIGNATURE
from platform_backend.evidence.signing import Signer
from platform_backend.evidence.verify import verify
from tests.platform_backend.evidence.made import SIGNER, make_evidence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_evidence(tmp_path)
    return tmp_path


def test_what_nobody_touched_is_genuine(folder: Path) -> None:
    verdict = verify(folder, key=SIGNER.public_pem)
    assert verdict.good
    assert verdict.sentence == (
        "Genuine: 北门 (33010400001310000001), 2026-11-22T12:00:00.000Z, case 鼓公〔2026〕12号, unchanged "
        "since it was signed with the given key."
    )
    beside = verify(folder)
    assert beside.good
    assert SIGNER.fingerprint in beside.sentence


@pytest.mark.parametrize("name", ["clip.ts", MANIFEST, SIGNATURE, PUBLIC_KEY])
def test_every_byte_that_was_changed_is_found(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    for at in range(len(whole)):
        for bit in (0x01, 0x80):
            changed = bytearray(whole)
            changed[at] ^= bit
            (folder / name).write_bytes(changed)
            verdict = verify(folder, key=SIGNER.public_pem if name != PUBLIC_KEY else None)
            # Line ends and the like of a key's file say nothing: then it is the same key.
            same = name == PUBLIC_KEY and verdict.good and SIGNER.fingerprint in verdict.sentence
            assert same or not verdict.good, (name, at)
    (folder / name).write_bytes(whole)
    assert verify(folder, key=SIGNER.public_pem).good


@pytest.mark.parametrize("name", ["clip.ts", MANIFEST, SIGNATURE, PUBLIC_KEY])
def test_what_is_missing_or_longer_is_found(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    if name != PUBLIC_KEY:
        (folder / name).write_bytes(whole + b"x")
        assert not verify(folder, key=SIGNER.public_pem).good
    (folder / name).unlink()
    verdict = verify(folder)
    assert not verdict.good
    assert name in verdict.sentence


def test_another_platforms_signature_is_none(folder: Path) -> None:
    other = Signer(b"o" * 32)
    verdict = verify(folder, key=other.public_pem)
    assert verdict.sentence.startswith("Not genuine: ")
    assert not verify(folder, key=b"no key").good


def test_a_manifest_that_leads_elsewhere_is_not_followed(folder: Path) -> None:
    raw = (folder / MANIFEST).read_bytes().replace(b'"clip.ts"', b'"../clip.ts"')
    (folder / MANIFEST).write_bytes(raw)
    (folder / SIGNATURE).write_bytes(SIGNER.sign(raw))
    assert "elsewhere" in verify(folder).sentence
    for form in (raw.replace(b"evidence/1", b"evidence/9"), b"{}"):
        (folder / MANIFEST).write_bytes(form)
        (folder / SIGNATURE).write_bytes(SIGNER.sign(form))
        assert verify(folder).sentence.startswith("Not verified: ")
