"""The camera site as a process: first start, streams, wrong keys, and its end with its parent."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import psutil

from platform_backend.access.tokens import Claims, TokenSigner, ensure_key
from platform_backend.camera_site.transport_stream import TICKS_PER_PICTURE


@dataclass(frozen=True, slots=True)
class Site:
    """A running site, and the pipe whose end ends it."""

    process: subprocess.Popen[bytes]
    port: int
    token: str
    parent: int


@contextlib.contextmanager
def _site(folder: Path) -> Iterator[Site]:
    key_file = folder / "key"
    signer = TokenSigner(ensure_key(key_file))
    parent_read, parent_write = os.pipe()
    ready_read, ready_write = os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "platform_backend.camera_site", "--cache", str(folder / "cache")),
            *("--key-file", str(key_file), "--parent-fd", str(parent_read), "--ready-fd", str(ready_write)),
        ],
        pass_fds=(parent_read, ready_write),
    )
    os.close(parent_read)
    os.close(ready_write)
    try:
        with os.fdopen(ready_read) as ready:
            port = json.loads(ready.readline())["port"]
        token = signer.sign(Claims(session="s", user="u", exp=time.time() + 600))
        yield Site(process, port, token, parent_write)
    finally:
        with contextlib.suppress(OSError):
            os.close(parent_write)
        process.kill()
        process.wait()


def test_a_first_start_serves_a_moving_picture_and_ends_with_its_parent(tmp_path: Path) -> None:
    with _site(tmp_path) as site:
        options = {"headers": f"Authorization: Bearer {site.token}\r\n"}
        pictures, last = [], None
        with av.open(f"http://127.0.0.1:{site.port}/cameras/c/sub.ts", options=options, timeout=10) as stream:
            for packet in stream.demux(video=0):
                assert packet.dts is not None
                assert last is not None or packet.is_keyframe
                assert last is None or packet.dts - last == TICKS_PER_PICTURE
                last = packet.dts
                pictures += [frame.to_ndarray(format="gray").astype(np.int16) for frame in packet.decode()]
                if len(pictures) > 60:
                    break
        assert pictures[0].shape == (360, 640)
        assert (np.abs(pictures[55] - pictures[30]) > 12).mean() > 0.01
        family = psutil.Process(site.process.pid).children(recursive=True)
        assert family, "the other scenes are still being encoded"
        assert all(child.nice() >= 10 for child in family)
        os.close(site.parent)
        assert site.process.wait(timeout=2) == 0
        _expect_end(family)


def test_encoders_end_when_the_site_is_killed(tmp_path: Path) -> None:
    with _site_without_waiting(tmp_path) as process:
        family = _encoders(process)
        process.kill()
        _expect_end(family)


def test_without_a_key_it_says_so_in_one_sentence(tmp_path: Path) -> None:
    ended = _run("--cache", str(tmp_path), "--key-file", str(tmp_path / "key"))
    assert ended.returncode == 1
    assert ended.stderr.startswith("The camera site cannot run: ")
    assert len(ended.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    ensure_key(tmp_path / "key")
    (tmp_path / "file").write_bytes(b"")
    ended = _run("--cache", str(tmp_path / "file" / "cache"), "--key-file", str(tmp_path / "key"))
    assert ended.returncode == 1
    assert "cannot keep its scenes" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def _expect_end(family: list[psutil.Process]) -> None:
    """All have ended within two seconds; nobody may have collected an orphan yet."""
    left = psutil.wait_procs(family, timeout=2)[1]
    assert all(not process.is_running() or process.status() == psutil.STATUS_ZOMBIE for process in left)


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "platform_backend.camera_site", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@contextlib.contextmanager
def _site_without_waiting(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    ensure_key(folder / "key")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "platform_backend.camera_site", "--cache", str(folder / "cache")),
            *("--key-file", str(folder / "key")),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _encoders(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    deadline = time.monotonic() + 10
    while not (family := psutil.Process(process.pid).children()):
        assert time.monotonic() < deadline
        os.sched_yield()
    return list(family)
