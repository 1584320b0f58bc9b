"""Which streams are read on, for whom, and when."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.errors import Refused
from platform_backend.access.sign_ins import Session
from platform_backend.access.tokens import TokenSigner
from platform_backend.camera_streams import CameraStreams, StreamSources
from platform_backend.log_types import Held
from platform_backend.site_keeper import CONTROL_SESSION, SiteKeeper
from tests.platform_backend.commands.wall_room import camera
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


def test_the_platform_itself_reads_a_camera_where_it_is_and_while_it_can_be_reached(site: SiteKeeper) -> None:
    addresses = {"c1": "/cameras/c1/sub.ts", "c2": "/cameras/c2/sub.ts", "c3": "rtsp://10.0.0.9/c3"}

    def held(id_: str) -> Held | None:
        if id_ not in addresses:
            return None
        one = camera(id_)
        streams = msgspec.structs.replace(one.streams, sub=addresses[id_])
        body = msgspec.json.encode(msgspec.structs.replace(one, streams=streams))
        return Held("camera", id_, 1, body, "3", 0.0)

    sources = StreamSources(camera=held, site=site)
    url, headers = sources.sub("c1") or ("", {})
    assert url == "http://127.0.0.1:5000/cameras/c1/sub.ts"
    token = headers["Authorization"].removeprefix("Bearer ")
    assert TokenSigner(bytes(32)).verify(token, now=time.time() + 1800.0).session == CONTROL_SESSION
    assert sources.sub("c9") is None
    assert sources.sub("c3") == ("rtsp://10.0.0.9/c3", {})
    site._offline = frozenset({"c2"})
    assert sources.sub("c2") is None
    site.port = None
    assert sources.sub("c1") is None
