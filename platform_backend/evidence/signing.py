"""The platform's own signature under what leaves it as evidence: Ed25519 (RFC 8032)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from platform_backend.access.tokens import ensure_key

#: The key's file in the data folder; whoever has it can sign in this platform's name.
KEY_FILE: Final = "evidence.key"
#: What stands before a fingerprint.
_DIGEST: Final = "sha256:"


class Signer:
    """Signs with a secret of 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    @property
    def public_pem(self) -> bytes:
        """The public key, to be handed to anybody."""
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """What tells the key from others, short enough to be compared by eye."""
        return fingerprint(self._key.public_key())

    def sign(self, data: bytes) -> bytes:
        """The signature: 64 bytes."""
        return self._key.sign(data)


def evidence_key(folder: Path) -> bytes:
    """The secret in a data folder, made (mode 0600) on first use. Raises OSError, ValueError."""
    return ensure_key(folder / KEY_FILE)


def read_public(pem: bytes) -> Ed25519PublicKey:
    """Read a public key. Raises ValueError when it is none of this kind."""
    try:
        key = load_pem_public_key(pem)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("it is no Ed25519 key")
    return key


def is_genuine(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether the signature under `data` was made with the key's secret."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def fingerprint(key: Ed25519PublicKey) -> str:
    """The SHA-256 of the public key's 32 bytes, in hexadecimal."""
    return _DIGEST + hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()
