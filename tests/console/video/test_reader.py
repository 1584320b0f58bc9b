from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import av
import av.error
import pytest

from backend_client.tls import TlsFiles
from console.video.messages import Source, Trouble
from console.video.reader import Reading, StreamTrouble, classify
from console.video.remux import Remux
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit
from tests.authorities import Authority
from tests.clips import SECONDS, Clips
from tests.rtsp import RtspServer
from tests.web import TOKEN, Web

ENOUGH = 60_000  # bytes of MPEG-TS: about a second


class Drain:
    """Reads a sink as a player would; cancels the reading after `stop_after` bytes."""

    def __init__(self, reading: Reading, *, stop_after: int | None) -> None:
        self.content = bytearray()
        self._reading = reading
        self._stop_after = stop_after
        self._sink = PipeSink()
        self._descriptor = os.dup(int(self._sink.player_url.partition("//")[2]))
        self._remux: Remux | None = None
        self.infos: list[StreamInfo] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def opened(self, info: StreamInfo) -> None:
        self.infos.append(info)
        self._remux = Remux(sink=self._sink, info=info)

    def take(self, unit: Unit) -> None:
        assert self._remux is not None
        while not self._remux.has_room(unit):
            time.sleep(0.001)
        assert self._remux.write(unit, time.monotonic())

    def _run(self) -> None:
        while chunk := os.read(self._descriptor, 65_536):
            self.content += chunk
            if self._stop_after is not None and len(self.content) >= self._stop_after:
                self._reading.cancel()
        os.close(self._descriptor)

    def end(self) -> bytes:
        if self._remux is not None:
            self._remux.close()
        self._sink.finish()
        self._thread.join(timeout=10)
        self._sink.abandon()
        return bytes(self.content)


def play(
    url: str,
    *,
    headers: dict[str, str] | None = None,
    tls: TlsFiles | None = None,
    stop_after: int | None = ENOUGH,
) -> tuple[bytes, StreamInfo]:
    """What a player would get from the address, until the reading is cancelled or ends."""
    reading = Reading(Source(url=url, headers=headers or {}, tls=tls))
    drain = Drain(reading, stop_after=stop_after)
    try:
        reading.read(drain.opened, drain.take)
    except StreamTrouble as trouble:
        # A file may be over before the drain has seen enough of it.
        if stop_after is None or trouble.trouble is not Trouble.ENDED:
            raise
    finally:
        content = drain.end()
    return content, drain.infos[0]


def pictures(content: bytes, tmp_path: Path) -> int:
    """How many pictures come out when the bytes are decoded."""
    path = tmp_path / "out.ts"
    path.write_bytes(content)
    # Without a parser: it would take the delimiters behind each picture for one of their own.
    with av.open(path, options={"fflags": "noparse"}) as container:
        return sum(1 for _ in container.decode(video=0))


def trouble_of(url: str, *, headers: dict[str, str] | None = None) -> StreamTrouble:
    with pytest.raises(StreamTrouble) as caught:
        play(url, headers=headers, stop_after=None)
    return caught.value


def test_rtsp_comes_out_as_mpeg_ts_from_its_first_key_frame_on(
    rtsp_server: RtspServer, tmp_path: Path
) -> None:
    content, info = play(rtsp_server.url(0))
    assert info == StreamInfo(codec="h264", width=320, height=180)
    assert content[0] == 0x47
    # The server begins with a key frame; FFmpeg gives the first three packets no time.
    assert pictures(content, tmp_path) >= 10


@pytest.mark.parametrize("name", ["h264", "b_frames", "hevc"])
def test_live_http_ts_comes_out_as_mpeg_ts(web: Web, clips: Clips, tmp_path: Path, name: str) -> None:
    content, info = play(web.live(getattr(clips, name)), stop_after=ENOUGH // 2)
    assert info.codec == ("hevc" if name == "hevc" else "h264")
    assert pictures(content, tmp_path) >= 5


def test_http_flv_comes_out_as_mpeg_ts(web: Web, clips: Clips, tmp_path: Path) -> None:
    content, info = play(web.file(clips.flv))
    assert info.codec == "h264"
    assert pictures(content, tmp_path) >= 10


def test_hls_is_paced_and_comes_out_as_mpeg_ts(web: Web, clips: Clips, tmp_path: Path) -> None:
    content, info = play(web.file(clips.hls), stop_after=ENOUGH // 2)
    assert info.codec == "h264"
    assert pictures(content, tmp_path) >= 5


def test_a_stream_that_ends_says_so_after_its_last_picture(web: Web, clips: Clips) -> None:
    error = trouble_of(web.file(clips.h264))
    assert error.trouble is Trouble.ENDED


@pytest.mark.parametrize("name", ["h264", "b_frames", "flv", "hevc"])
def test_every_picture_of_a_whole_file_is_passed_on(
    web: Web, clips: Clips, tmp_path: Path, name: str
) -> None:
    reading = Reading(Source(url=web.file(getattr(clips, name))))
    drain = Drain(reading, stop_after=None)
    with pytest.raises(StreamTrouble):
        reading.read(drain.opened, drain.take)
    content = drain.end()
    assert reading.tally.packets == SECONDS * 25
    assert reading.tally.dropped == 0
    assert pictures(content, tmp_path) == SECONDS * 25


def test_a_recording_that_comes_at_once_is_paced_from_its_first_picture_on(web: Web, clips: Clips) -> None:
    reading = Reading(Source(url=web.file(clips.h264), paced=True))
    units: list[Unit] = []

    def take(unit: Unit) -> None:
        units.append(unit)
        if len(units) == 26:
            reading.cancel()

    began = time.monotonic()
    reading.read(lambda info: None, take)
    took = time.monotonic() - began
    assert took > 0.9
    assert 0.85 < units[-1].at - units[0].at < took
    assert reading.clock is not None
    assert reading.clock.began_s == pytest.approx(1.4, abs=0.1)  # where ffmpeg begins a file


@pytest.mark.parametrize(
    ("status", "trouble", "detail"),
    [
        (401, Trouble.NO_PERMISSION, "HTTP 401"),
        (403, Trouble.NO_PERMISSION, "HTTP 403"),
        (404, Trouble.UNREACHABLE, "HTTP 404"),
        (503, Trouble.OFFLINE, "HTTP 5XX"),
    ],
)
def test_an_http_error_says_what_it_means(web: Web, status: int, trouble: Trouble, detail: str) -> None:
    error = trouble_of(f"{web.base}/status/{status}")
    assert (error.trouble, error.detail) == (trouble, detail)


def test_nobody_listening_is_unreachable(unused_tcp_port: int) -> None:
    for url in (f"http://127.0.0.1:{unused_tcp_port}/x.ts", f"rtsp://127.0.0.1:{unused_tcp_port}/s"):
        error = trouble_of(url)
        assert (error.trouble, error.detail) == (Trouble.UNREACHABLE, "refused")


def test_an_error_without_a_token_is_told_by_its_number() -> None:
    assert classify(av.error.UndefinedError(4711, "odd")).detail == "FFmpeg 4711"


def test_an_unknown_rtsp_path_is_unreachable(rtsp_server: RtspServer) -> None:
    assert trouble_of(rtsp_server.url(999)).trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(("name", "codec"), [("mpeg2", "mpeg2video"), ("vp9", "vp9")])
def test_a_wrong_codec_is_named(web: Web, clips: Clips, name: str, codec: str) -> None:
    error = trouble_of(web.file(getattr(clips, name)))
    assert error.trouble is Trouble.WRONG_CODEC
    assert codec in error.detail


@pytest.mark.parametrize("name", ["garbage", "sound_only"])
def test_what_is_no_video_is_garbage(web: Web, clips: Clips, name: str) -> None:
    assert trouble_of(web.file(getattr(clips, name))).trouble is Trouble.GARBAGE


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    error = trouble_of("ftp://h/x")
    assert error.trouble is Trouble.UNREACHABLE
    assert error.detail == "unknown_scheme"


def test_the_bearer_token_follows_a_redirect(web: Web, clips: Clips) -> None:
    url = f"{web.base}/moved/{clips.h264.name}"
    assert trouble_of(url).trouble is Trouble.NO_PERMISSION
    _, info = play(url, headers={"Authorization": f"Bearer {TOKEN}"})
    assert info.codec == "h264"


@pytest.mark.parametrize(
    ("shown", "believed"), [("127.0.0.1", True), ("desk.city.example", False), ("", False)]
)
def test_the_own_platform_has_to_show_a_certificate_that_can_be_believed(
    clips: Clips, tmp_path: Path, shown: str, believed: bool
) -> None:
    authority = Authority.made(tmp_path / "site")
    signer = authority if shown else Authority.made(tmp_path / "other")
    server = Web(clips.h264.parent, tls=signer.server(shown or "127.0.0.1"))
    url, files = server.live(clips.h264), TlsFiles(ca=authority.ca)
    try:
        if believed:
            content, info = play(url, tls=files)
            assert (info.codec, len(content) >= ENOUGH) == ("h264", True)
        else:
            with pytest.raises(StreamTrouble) as trouble:
                play(url, tls=files)
            assert trouble.value.trouble is Trouble.UNREACHABLE
            # Cameras of others show what they like, and get no token.
            assert play(url)[1].codec == "h264"
    finally:
        server.close()
