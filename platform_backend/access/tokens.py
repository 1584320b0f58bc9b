"""Signed bearer tokens: the platform issues them, the camera site checks them by itself.

The key lies in the data folder, readable by its owner only, so sessions survive a restart. Whether a session
has been revoked is known to the platform alone (its sessions table).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec
from itsdangerous import BadSignature, URLSafeSerializer

_SALT = "grid-command-console.bearer"
_KEY_BYTES = 32


class BadToken(Exception):
    """The token is forged, damaged or past its time."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: whose session it is and until when (seconds since the epoch) it holds."""

    session: str
    user: str
    exp: float


class TokenSigner:
    """Signs claims and checks signed ones with one secret key."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(key, salt=_SALT)

    def sign(self, claims: Claims) -> str:
        """Return the bearer token for `claims`: URL-safe ASCII."""
        token: str | bytes = self._serializer.dumps(msgspec.to_builtins(claims))
        return token if isinstance(token, str) else token.decode()

    def verify(self, token: str, *, now: float) -> Claims:
        """Return what a genuine token says. Raises BadToken when it is forged, damaged or expired."""
        try:
            claims = msgspec.convert(self._serializer.loads(token), Claims)
        except (BadSignature, msgspec.ValidationError, UnicodeError) as error:
            raise BadToken("the token is not genuine") from error
        if claims.exp <= now:
            raise BadToken("the token has expired")
        return claims


def bearer(header: str | None) -> str | None:
    """The token in an HTTP ``Authorization`` header, or None when there is none."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def read_key(path: Path) -> bytes:
    """Read the secret key. Raises OSError when unreadable, ValueError when it is not a key."""
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{path} does not hold a key of {_KEY_BYTES} bytes")
    return key


def ensure_key(path: Path) -> bytes:
    """Read the secret key, making one (mode 0600) when the file is not there yet."""
    if not path.exists():
        # A temporary name and a rename: a crash half way must not leave a short key behind.
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    return read_key(path)
