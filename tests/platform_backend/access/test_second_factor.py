from __future__ import annotations

from base64 import b32encode

import pyotp
import pytest

from platform_backend.access.second_factor import matching_step, new_secret, otp_address

#: The key of RFC 6238's appendix B.
RFC = b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_the_codes_of_rfc_6238(at: int, code: str) -> None:
    assert matching_step(RFC, code, now=float(at), after=0) == at // 30


def test_a_clock_may_be_one_step_off() -> None:
    now = 1_800_000_000.0
    codes = {offset: pyotp.TOTP(RFC).at(int(now) + 30 * offset) for offset in range(-2, 3)}
    steps = {offset: matching_step(RFC, code, now=now, after=0) for offset, code in codes.items()}
    present = int(now) // 30
    assert steps == {-2: None, -1: present - 1, 0: present, 1: present + 1, 2: None}


def test_no_step_is_good_twice_nor_an_earlier_one() -> None:
    now = 1_800_000_000.0
    present = int(now) // 30
    otp = pyotp.TOTP(RFC)
    assert matching_step(RFC, otp.generate_otp(present), now=now, after=present) is None
    assert matching_step(RFC, otp.generate_otp(present - 1), now=now, after=present) is None
    assert matching_step(RFC, otp.generate_otp(present + 1), now=now, after=present) == present + 1


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\ud800", "２８７ ０８３"])
def test_other_texts_are_wrong(code: str) -> None:
    assert matching_step(RFC, code, now=59.0, after=0) is None


@pytest.mark.parametrize("code", ["287 082", " 287082 ", "２８７０８２"])
def test_codes_as_people_type_them(code: str) -> None:
    assert matching_step(RFC, code, now=59.0, after=0) == 1


def test_secrets_are_long_and_their_address_is_what_apps_take() -> None:
    secret = new_secret()
    assert len(secret) == 32
    assert secret != new_secret()
    parsed = pyotp.parse_uri(otp_address("王芳", secret))
    assert (parsed.secret, parsed.name, parsed.issuer) == (secret, "王芳", "Grid Command Console")
