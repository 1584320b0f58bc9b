from __future__ import annotations

import asyncio
import datetime
import logging
import signal
import socket
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from platform_backend.web import serving
from platform_backend.web.http_api import build_app
from platform_backend.web.serving import Server, bind
from platform_backend.web.tls import CertificateUnusable, ServerTls
from tests.platform_backend import processes
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import TestConsole


def days(count: int) -> datetime.datetime:
    """The moment so many days from now."""
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=count)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


def issue(ca: trustme.CA, folder: Path, *, until: datetime.datetime | None = None) -> Path:
    """A certificate for this machine with its key, in one file."""
    path = folder / "server.pem"
    cert = ca.issue_cert("127.0.0.1", "localhost", not_after=until)
    cert.private_key_and_cert_chain_pem.write_to_path(path)
    return path


def trusting(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    ca.configure_trust(context)
    return context


@asynccontextmanager
async def serving_with(running: Running, tls: ServerTls) -> AsyncIterator[int]:
    """The running platform on one more port, with TLS."""
    listener = bind("127.0.0.1", 0)
    server = Server(build_app(running.platform.desk()), tls=tls.context)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]), name="serve")
        try:
            yield listener.getsockname()[1]
        finally:
            server.stop()


async def test_feed_and_http_are_served_over_tls(running: Running, ca: trustme.CA, tmp_path: Path) -> None:
    token = await running.token()
    async with serving_with(running, ServerTls(cert=issue(ca, tmp_path))) as port:
        async with httpx.AsyncClient(verify=trusting(ca)) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/health")).status_code == 200
        address = f"wss://127.0.0.1:{port}/feed"
        async with connect(
            address,
            ssl=trusting(ca),
            subprotocols=[Subprotocol("ccc.v1")],
            compression=None,
            proxy=None,
            max_size=None,
        ) as opened:
            one = TestConsole(opened)
            await one.auth(token)
            await one.subscribe("directory")
            assert len(await one.snapshot("directory")) > 100
            await one.send(type="nonsense")
            await one.send(type=7)
            assert (await one.closed())[0] == 4400


async def test_another_authority_is_not_trusted(running: Running, ca: trustme.CA, tmp_path: Path) -> None:
    async with (
        serving_with(running, ServerTls(cert=issue(ca, tmp_path))) as port,
        httpx.AsyncClient(verify=trusting(trustme.CA())) as client,
    ):
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await client.get(f"https://127.0.0.1:{port}/health")


async def test_old_versions_of_tls_are_refused(running: Running, ca: trustme.CA, tmp_path: Path) -> None:
    old = trusting(ca)
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    async with serving_with(running, ServerTls(cert=issue(ca, tmp_path))) as port:
        with pytest.raises(OSError):  # noqa: PT011 the alert or the end of the connection, as OpenSSL likes
            await asyncio.open_connection("127.0.0.1", port, ssl=old)


async def test_without_a_clients_certificate_nobody_gets_in(
    running: Running, ca: trustme.CA, tmp_path: Path
) -> None:
    clients = trustme.CA()
    authority = tmp_path / "clients.pem"
    clients.cert_pem.write_to_path(authority)
    known, stranger = trusting(ca), trusting(ca)
    clients.issue_cert("desk-1").configure_cert(known)
    trustme.CA().issue_cert("desk-1").configure_cert(stranger)
    tls = ServerTls(cert=issue(ca, tmp_path), client_ca=authority)
    async with serving_with(running, tls) as port:
        for context in (trusting(ca), stranger):
            async with httpx.AsyncClient(verify=context) as client:
                with pytest.raises(httpx.TransportError):
                    await client.get(f"https://127.0.0.1:{port}/health")
        async with httpx.AsyncClient(verify=known) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/health")).status_code == 200


async def test_whoever_begins_no_handshake_is_let_go(
    running: Running, ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_HANDSHAKE_S", 0.2)
    async with serving_with(running, ServerTls(cert=issue(ca, tmp_path))) as port:
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        async with asyncio.timeout(10):
            for reader, writer in silent:
                with suppress(ConnectionResetError):
                    assert await reader.read() == b""
                writer.close()


async def test_one_on_this_machine_still_reads_cameras_past_tls(
    running: Running, ca: trustme.CA, tmp_path: Path
) -> None:
    running.platform.cameras.port = 1
    camera = running.platform.states.all_of("devices")[0].id
    headers = {"Authorization": f"Bearer {await running.token()}"}
    async with (
        serving_with(running, ServerTls(cert=issue(ca, tmp_path))) as port,
        httpx.AsyncClient(verify=trusting(ca), headers=headers) as client,
    ):
        local = await client.get(f"https://localhost:{port}/cameras/{camera}/sub.ts")
        assert local.status_code == 307
        assert local.headers["location"].startswith("http://127.0.0.1:1/")
        # From elsewhere the platform would relay; here there is no camera site to relay from.
        headers = {"Host": "platform.room"}
        remote = await client.get(f"https://127.0.0.1:{port}/cameras/{camera}/sub.ts", headers=headers)
        assert remote.status_code == 503


def test_unusable_certificates_are_said_in_a_sentence(ca: trustme.CA, tmp_path: Path) -> None:
    good = issue(ca, tmp_path)
    cert = ca.issue_cert("127.0.0.1")
    chain, key, locked, junk = (tmp_path / name for name in ("chain", "key", "locked", "junk"))
    cert.cert_chain_pems[0].write_to_path(chain)
    cert.private_key_pem.write_to_path(key)
    locked.write_bytes(
        load_pem_private_key(key.read_bytes(), None).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
        )
    )
    junk.write_bytes(b"\x00junk")
    ServerTls(cert=chain, key=key)
    cases = [
        (tmp_path / "none", None, r"none cannot be read \(No such file"),
        (tmp_path, None, "cannot be read"),
        (good, tmp_path / "none", r"none cannot be read"),
        (good, key, "is not that of the certificate"),
        (chain, locked, "protected by a password"),
        (chain, None, "does not hold a PEM certificate and its key"),
        (junk, None, "does not hold a PEM certificate and its key"),
        (chain, junk, "are no PEM certificate and key"),
    ]
    for cert_path, key_path, said in cases:
        with pytest.raises(CertificateUnusable, match=said) as caught:
            ServerTls(cert=cert_path, key=key_path)
        assert "\n" not in str(caught.value)
    for authority in (junk, tmp_path / "none"):
        with pytest.raises(CertificateUnusable, match="--tls-client-ca"):
            ServerTls(cert=good, client_ca=authority)


def test_an_expired_certificate_serves_nobody(ca: trustme.CA, tmp_path: Path) -> None:
    with pytest.raises(CertificateUnusable, match="has expired"):
        ServerTls(cert=issue(ca, tmp_path, until=days(-1)))


def test_one_that_will_expire_is_warned_of(
    ca: trustme.CA, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tls = ServerTls(cert=issue(ca, tmp_path, until=days(3)))
    assert tls.holds_until == pytest.approx(time.time() + 3 * 86400, abs=60)
    assert "holds only until" in caplog.text


def test_a_renewed_certificate_is_used_and_an_unusable_one_is_not(
    ca: trustme.CA, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = issue(ca, tmp_path)
    tls = ServerTls(cert=path)
    first = tls.holds_until
    path.write_text("half a cert")
    with caplog.at_level(logging.INFO):
        tls.renew()
        assert "The former certificate stays in use." in caplog.text
        assert tls.holds_until == first
        issue(ca, tmp_path, until=days(90))
        tls.renew()
    assert "was renewed" in caplog.text
    assert tls.holds_until != first


def test_a_process_announces_tls_and_renews_on_a_signal(ca: trustme.CA, data: Path, tmp_path: Path) -> None:
    path = issue(ca, tmp_path)
    with processes.platform(data, "--tls-cert", str(path)) as process:
        assert process.http.startswith("https://127.0.0.1:")
        assert process.feed.startswith("wss://127.0.0.1:")
        port = int(process.http.rpartition(":")[2])

        def served() -> dict[str, object]:
            with (
                socket.create_connection(("127.0.0.1", port)) as plain,
                trusting(ca).wrap_socket(plain, server_hostname="127.0.0.1") as secure,
            ):
                return dict(secure.getpeercert() or {})

        token = (data / "metrics.token").read_text().strip()
        figures = httpx.get(
            f"{process.http}/metrics", verify=trusting(ca), headers={"Authorization": f"Bearer {token}"}
        ).text
        assert "ccc_certificate_until_seconds " in figures
        first = served()["serialNumber"]
        issue(ca, tmp_path)
        process.popen.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while served()["serialNumber"] == first:
            assert time.monotonic() < deadline


def test_a_process_without_a_usable_certificate_does_not_start(tmp_path: Path) -> None:
    done = processes.run("--data", str(tmp_path / "data"), "--tls-cert", str(tmp_path / "none.pem"))
    assert done.returncode == 1
    assert done.stderr.startswith("The certificate file ")
    assert done.stderr.count("\n") == 1
