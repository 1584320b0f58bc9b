"""One-time codes as a second factor: TOTP (RFC 6238), six digits, a new one every 30 s."""

from __future__ import annotations

import secrets
import unicodedata

import pyotp

ISSUER = "Grid Command Console"
STEP_S = 30
#: How many steps a telephone's clock may be ahead or behind.
_DRIFT_STEPS = 1


def new_secret() -> str:
    """A fresh key in base32, 160 bits."""
    return pyotp.random_base32()


def otp_address(user: str, secret: str) -> str:
    """The ``otpauth://`` address that authenticator apps take, as text or as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=ISSUER)


def matching_step(secret: str, code: str, *, now: float, after: int) -> int | None:
    """The time step that `code` belongs to, or None when it is wrong.

    `after` is the last step used with this key: a code that somebody looked over a shoulder for is worth
    nothing once its owner has signed in with it.
    """
    # An input method may type full-width digits.
    given = "".join(unicodedata.normalize("NFKC", code).split()).encode(errors="replace")
    otp = pyotp.TOTP(secret)
    present = int(now) // STEP_S
    for step in range(present - _DRIFT_STEPS, present + _DRIFT_STEPS + 1):
        right = secrets.compare_digest(otp.generate_otp(step).encode(), given)
        if right and step > after:
            return step
    return None
