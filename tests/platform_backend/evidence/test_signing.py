from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.evidence.signing import Signer, evidence_key, fingerprint, is_genuine, read_public

#: The first test of RFC 8032, 7.1.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
SIGNED = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0"
    "595bbe24655141438e7a100b"
)


def test_it_signs_as_the_standard_says() -> None:
    assert Signer(SECRET).sign(b"") == SIGNED


def test_what_is_signed_can_be_checked_by_anybody() -> None:
    signer = Signer(SECRET)
    key = read_public(signer.public_pem)
    assert is_genuine(key, b"x", signer.sign(b"x"))
    assert not is_genuine(key, b"y", signer.sign(b"x"))
    assert not is_genuine(key, b"x", b"short")
    assert fingerprint(key) == signer.fingerprint
    assert signer.fingerprint.startswith("sha256:")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = evidence_key(tmp_path)
    assert evidence_key(tmp_path) == key
    assert (tmp_path / "evidence.key").stat().st_mode & 0o077 == 0


def test_another_kind_of_key_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        read_public(b"no key")
