"""Which streams are read on, for whom, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.errors import Refused
from platform_backend.access.sign_ins import Session
from platform_backend.access.tokens import TokenSigner
from platform_backend.camera_streams import CameraStreams
from platform_backend.site_keeper import SiteKeeper
from tests.platform_backend.conftest import user


@pytest.fixture
def site(tmp_path: Path) -> SiteKeeper:
    keeper = SiteKeeper(cache=tmp_path, key_file=tmp_path / "key", signer=TokenSigner(bytes(32)))
    keeper.port = 5000
    return keeper


def session(division: str | None = None) -> Session:
    return Session("s", user("w", "dispatcher", division=division), 0.0, "")


def test_a_stream_is_at_the_camera_site(site: SiteKeeper) -> None:
    streams = CameraStreams(codes={"c1": "320302001"}, offline=frozenset, site=site)
    assert streams.address(session(), "c1", "sub") == "http://127.0.0.1:5000/cameras/c1/sub.ts"
    assert streams.address(session("320302"), "c1", "main").endswith("/c1/main.ts")


@pytest.mark.parametrize(
    ("division", "camera", "stream", "code"),
    [
        (None, "c9", "sub", "not_found"),
        (None, "c1", "third", "not_found"),
        ("320303", "c1", "sub", "not_found"),
        (None, "c2", "sub", "unavailable"),
    ],
)
def test_what_there_is_not_is_refused(
    site: SiteKeeper, division: str | None, camera: str, stream: str, code: str
) -> None:
    codes = {"c1": "320302001", "c2": "320302001"}
    streams = CameraStreams(codes=codes, offline=lambda: {"c2"}, site=site)
    with pytest.raises(Refused) as refused:
        streams.address(session(division), camera, stream)
    assert refused.value.error.code == code


def test_a_site_that_is_starting_serves_nothing(site: SiteKeeper) -> None:
    site.port = None
    streams = CameraStreams(codes={"c1": "3"}, offline=frozenset, site=site)
    with pytest.raises(Refused, match="starting"):
        streams.address(session(), "c1", "sub")
