"""How a session at a site begins: what is refused, what the keyring gives, and when somebody is asked."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from backend_client.bearer import Bearer
from backend_client.sign_in import Token
from console.faults import StartRefused
from console.people import site_session
from console.people.credentials import Credentials, DeviceCredential
from console.people.site_session import open_session, unattended_session
from console.settings import ConnectionSettings, Settings
from tests.authorities import Authority
from tests.console.people.test_credentials import MemoryKeyring
from tests.waiting import until

HERE = "ws://127.0.0.1:9/feed"


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """The keyring of this workstation."""
    made = MemoryKeyring()
    monkeypatch.setattr(
        site_session, "Credentials", lambda *, site: Credentials(site=site, backend=lambda: made)
    )
    return made


def kept(ring: MemoryKeyring, site: str = HERE) -> Credentials:
    return Credentials(site=site, backend=lambda: ring)


async def test_what_could_be_read_on_the_way_is_refused_by_the_name_of_its_setting() -> None:
    with pytest.raises(StartRefused, match=r"allow_plain = true under \[connection\]") as refused:
        await unattended_session(Settings(platform="ws://10.0.0.5:8700/feed"))
    assert "wss://" in str(refused.value)
    with pytest.raises(StartRefused, match=r"10\.0\.0\.6"):
        await unattended_session(
            Settings(platform="wss://10.0.0.5:8700/feed", standby=("ws://10.0.0.6:8700/feed",))
        )
    allowed = Settings(platform="ws://10.0.0.5:8700/feed", connection=ConnectionSettings(allow_plain=True))
    assert (await unattended_session(allowed)).access.tls is None


async def test_certificates_that_cannot_be_used_refuse_the_start(tmp_path: Path) -> None:
    settings = Settings(
        platform="wss://10.0.0.5:8700/feed", connection=ConnectionSettings(ca=str(tmp_path / "none.pem"))
    )
    with pytest.raises(StartRefused, match=r"none\.pem.*\[connection\]"):
        await unattended_session(settings)


async def test_one_context_serves_every_platform_of_the_site(tmp_path: Path) -> None:
    authority = Authority.made(tmp_path)
    settings = Settings(
        platform="wss://10.0.0.5:8700/feed",
        standby=("wss://10.0.0.6:8700/feed",),
        connection=ConnectionSettings(ca=authority.ca),
    )
    session = await unattended_session(settings)
    assert session.access.tls is not None
    assert session.access.addresses == settings.addresses
    files = session.camera_tls("https://10.0.0.5:8700/cameras/c1/main.ts")
    assert files is not None
    assert files.ca == authority.ca


async def test_a_workstation_with_an_account_of_its_own_asks_nobody(ring: MemoryKeyring) -> None:
    await kept(ring).keep_device(DeviceCredential(user="wall-1", secret="s"))
    session = await open_session(Settings(platform=HERE), patience_s=5.0)
    bearer = session.access.bearer
    assert bearer is not None
    assert (bearer.is_device, bearer.user) == (True, "wall-1")
    assert not session.attended


async def test_the_last_persons_session_is_gone_on_with_unattended(ring: MemoryKeyring) -> None:
    token = Token(value="kept", obtained=time.monotonic(), lifetime_s=3600.0)
    kept(ring).keep_session_of(Bearer.of_person(token=token, at=HERE, user="zhang"), at=HERE)
    await until(lambda: ring.kept)
    session = await open_session(Settings(platform=HERE), patience_s=5.0)
    bearer = session.access.bearer
    assert bearer is not None
    assert (bearer.is_device, bearer.user) == (False, "zhang")
    assert (await bearer.token(HERE)).value == "kept"
    assert not session.attended


async def test_a_session_of_another_site_is_not(ring: MemoryKeyring) -> None:
    token = Token(value="kept", obtained=time.monotonic(), lifetime_s=3600.0)
    elsewhere = "ws://127.0.0.1:10/feed"
    kept(ring).keep_session_of(Bearer.of_person(token=token, at=elsewhere, user="zhang"), at=elsewhere)
    await until(lambda: ring.kept)
    assert (await unattended_session(Settings(platform=HERE))).access.bearer is None
