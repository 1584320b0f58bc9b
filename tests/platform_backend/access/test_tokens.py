from __future__ import annotations

import stat
from pathlib import Path

import pytest

from platform_backend.access.tokens import BadToken, Claims, TokenSigner, bearer, ensure_key, read_key

CLAIMS = Claims(session="s1", user="admin", exp=1000.0)


def test_a_genuine_token_says_what_was_signed() -> None:
    signer = TokenSigner(b"k" * 32)
    assert signer.verify(signer.sign(CLAIMS), now=999.9) == CLAIMS


def test_an_expired_token_is_refused() -> None:
    signer = TokenSigner(b"k" * 32)
    with pytest.raises(BadToken, match="expired"):
        signer.verify(signer.sign(CLAIMS), now=1000.0)


@pytest.mark.parametrize(
    "forge", [lambda t: t + "x", lambda t: "x" + t, lambda _: "", lambda _: "é.ü", lambda t: t[:-3]]
)
def test_a_changed_token_is_refused(forge) -> None:  # type: ignore[no-untyped-def]
    signer = TokenSigner(b"k" * 32)
    with pytest.raises(BadToken):
        signer.verify(forge(signer.sign(CLAIMS)), now=0.0)


def test_another_key_does_not_verify() -> None:
    token = TokenSigner(b"a" * 32).sign(CLAIMS)
    with pytest.raises(BadToken):
        TokenSigner(b"b" * 32).verify(token, now=0.0)


def test_the_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    key = ensure_key(path)
    assert ensure_key(path) == key == read_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_short_key_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        ensure_key(path)


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", None), ("Bearer ", None), (None, None)],
)
def test_bearer_reads_the_header(header: str | None, token: str | None) -> None:
    assert bearer(header) == token
