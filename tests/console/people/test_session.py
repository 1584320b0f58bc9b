"""Addresses of a session, and who learns its token."""

from __future__ import annotations

import time

import pytest

from backend_client.bearer import Bearer
from backend_client.sign_in import Token
from backend_client.tls import TlsFiles
from console.embedded import Launch
from console.faults import StartRefused
from console.people.session import Session, client_info, from_launch, from_token

FIRST, STANDBY = "ws://10.0.0.5:8700/feed", "ws://10.0.0.6:8700/feed"
TOKEN = Token(value="secret", obtained=time.monotonic(), lifetime_s=3600.0)


def session() -> Session:
    return from_token((FIRST, STANDBY), TOKEN)


def test_the_token_is_for_the_own_platform_only() -> None:
    here = session()
    own = here.camera_url("/cameras/c1/main.ts")
    assert own == "http://10.0.0.5:8700/cameras/c1/main.ts"
    assert here.camera_headers(own) == {"Authorization": "Bearer secret"}
    for url in (
        "rtsp://10.0.0.5:554/c1",
        "http://10.0.0.9:8700/c1",
        "http://10.0.0.5:9999/c1",
        "https://10.0.0.5:8700/c1",
    ):
        assert here.camera_url(url) == url
        assert here.camera_headers(url) == {}


async def test_addresses_follow_the_platform_in_use() -> None:
    here = session()
    # What the feed does once the standby let it in.
    await here.access.sign_on(STANDBY)
    here.access.address = STANDBY
    assert here.http_base == "http://10.0.0.6:8700"
    own = here.camera_url("/cameras/c1/main.ts")
    assert here.camera_headers(own) == {"Authorization": "Bearer secret"}
    assert here.camera_headers("http://10.0.0.5:8700/cameras/c1/main.ts") == {}


def test_without_anybody_there_is_no_token_to_tell() -> None:
    here = session()
    here.sign_off()
    assert here.camera_headers(here.camera_url("/cameras/c1/main.ts")) == {}


def test_only_the_own_platforms_certificate_is_checked_with_the_sites_files() -> None:
    files = TlsFiles(ca="/etc/site.pem")
    access = from_token(("wss://desk.city.example/feed",), TOKEN).access
    here = Session(access=access, tls_files=files)
    assert here.camera_tls(here.camera_url("/cameras/c1/main.ts")) == files
    assert here.camera_tls("https://camera.example/c1.m3u8") is None
    assert session().camera_tls("http://10.0.0.5:8700/cameras/c1/main.ts") is None


def test_people_come_and_go_and_the_device_stays() -> None:
    here = session()
    device = here.access.device = Bearer.of_device(user="wall-1", secret="s")
    assert here.access.bearer is here.access.person
    here.sign_off()
    assert here.access.bearer is device


def test_two_processes_are_never_the_same_instance() -> None:
    assert client_info().instance != client_info().instance


async def test_a_platform_that_is_gone_refuses_the_start() -> None:
    with pytest.raises(StartRefused, match="does not let its console in"):
        await from_launch(Launch(http="http://127.0.0.1:9", feed="ws://127.0.0.1:9/feed", token="t"))
