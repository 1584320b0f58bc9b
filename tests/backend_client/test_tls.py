"""TLS to platforms on real sockets: who is believed, and what is said about those who are not."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from backend_client.feed_connection import Timing
from backend_client.feed_socket import NoFeed, open_socket
from backend_client.sign_in import PlatformUnreachable, sign_in
from backend_client.site_files import fetch
from backend_client.tls import TlsFiles, TlsUnusable
from tests.authorities import Authority
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.test_sign_in import HttpPlatform, grant
from tests.backend_client.world import World


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("authority"))


@asynccontextmanager
async def https(context: ssl.SSLContext) -> AsyncIterator[HttpPlatform]:
    """A platform's HTTP address behind `context`."""
    platform = HttpPlatform(lambda *_asked: grant(), 0.0)
    server = await asyncio.start_server(platform.talk, "127.0.0.1", 0, ssl=context)
    platform.base = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield platform


async def why_not(base: str, tls: ssl.SSLContext) -> str:
    """What is said of a sign-in that fails."""
    with pytest.raises(PlatformUnreachable) as unreachable:
        await sign_in(http_base=base, user="zhang", password="x", tls=tls)
    assert "127.0.0.1" in str(unreachable.value)
    return unreachable.value.why


async def test_a_platform_that_the_sites_authority_signed_is_believed(authority: Authority) -> None:
    tls = TlsFiles(ca=authority.ca).context()
    async with https(authority.server()) as platform:
        token = await sign_in(http_base=platform.base, user="zhang", password="x", tls=tls)
        assert token.value == "abc"
        # It answers posts and files alike.
        assert await fetch(http_base=platform.base, path="/basemap.geojson", token="abc", tls=tls)


async def test_an_unknown_authority_is_named_as_the_reason(authority: Authority, tmp_path: Path) -> None:
    async with https(Authority.made(tmp_path / "other").server()) as platform:
        tls = TlsFiles(ca=authority.ca).context()
        assert await why_not(platform.base, tls) == "certificate_authority"
        assert not platform.asked
    async with https(authority.server()) as platform:
        assert await why_not(platform.base, TlsFiles().context()) == "certificate_authority"


async def test_an_older_tls_is_cut_short_in_the_handshake(authority: Authority) -> None:
    context = authority.server(clients=True)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with https(context) as platform:
        assert await why_not(platform.base, TlsFiles(ca=authority.ca).context()) == "tls_cut"


@pytest.mark.parametrize(
    ("name", "valid_days", "why"),
    [
        ("127.0.0.1", (-30, -1), "certificate_expired"),
        ("127.0.0.1", (1, 30), "certificate_not_yet_valid"),
        ("desk.city.example", (-1, 30), "certificate_name"),
        ("10.0.0.5", (-1, 30), "certificate_name"),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_told(
    authority: Authority, name: str, valid_days: tuple[int, int], why: str
) -> None:
    tls = TlsFiles(ca=authority.ca).context()
    context = authority.server(name, valid_days=valid_days)
    async with https(context) as platform:
        assert await why_not(platform.base, tls) == why
    async with ScriptedPlatform(World()).running(tls=context) as platform_feed:
        with pytest.raises(NoFeed) as refused:
            await open_socket(platform_feed.address, tls=tls, timing=Timing())
        assert refused.value.ending.why == why
        assert not refused.value.ending.final


async def test_a_platform_that_asks_who_the_workstation_is_gets_told(authority: Authority) -> None:
    certificate, key = authority.files("desk-1.city.example")
    async with https(authority.server(clients=True)) as platform:
        without = TlsFiles(ca=authority.ca).context()
        assert await why_not(platform.base, without) in ("tls_cut", "client_certificate")
        tls = TlsFiles(ca=authority.ca, client_cert=certificate, client_key=key).context()
        await sign_in(http_base=platform.base, user="zhang", password="x", tls=tls)
    async with ScriptedPlatform(World()).running(tls=authority.server(clients=True)) as platform_feed:
        with pytest.raises(NoFeed) as refused:
            await open_socket(platform_feed.address, tls=without, timing=Timing())
        assert refused.value.ending.why in ("tls_cut", "client_certificate")
        socket = await open_socket(platform_feed.address, tls=tls, timing=Timing())
        await socket.close()


async def test_something_without_tls_is_told_apart(authority: Authority) -> None:
    async def shout(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    async with server:
        base = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        assert await why_not(base, TlsFiles(ca=authority.ca).context()) == "no_tls"


def test_files_that_cannot_be_used_are_named(authority: Authority, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("nothing of the kind")
    for files, name in (
        (TlsFiles(ca=str(tmp_path / "missing.pem")), "missing.pem"),
        (TlsFiles(ca=str(nonsense)), "nonsense.pem"),
        (TlsFiles(client_cert=str(nonsense)), "nonsense.pem"),
    ):
        with pytest.raises(TlsUnusable, match=name):
            files.context()


def test_a_key_with_a_password_is_refused_instead_of_asking_on_the_terminal(
    authority: Authority, tmp_path: Path
) -> None:
    certificate, key = authority.files("locked.example")
    locked = tmp_path / "locked.key"
    encrypt(Path(key), locked)
    with pytest.raises(TlsUnusable, match="encrypted"):
        TlsFiles(client_cert=certificate, client_key=str(locked)).context()


def test_libraries_that_must_be_told_get_a_file_of_authorities(authority: Authority) -> None:
    assert TlsFiles(ca=authority.ca).authority_file() == authority.ca
    found = TlsFiles().authority_file()
    assert found is None or Path(found).exists()


def encrypt(key: Path, target: Path) -> None:
    loaded = load_pem_private_key(key.read_bytes(), password=None)
    target.write_bytes(
        loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    )
