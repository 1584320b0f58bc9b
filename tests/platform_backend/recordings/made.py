"""Recorded pieces made in milliseconds, with the real encoder and the recorder's own writer."""

from __future__ import annotations

import io
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path

import av
from av.container import InputContainer

from platform_backend.access.tokens import Claims, TokenSigner
from platform_backend.camera_site.server import CameraSite
from platform_backend.recordings.orders import Wanted
from platform_backend.recordings.piece_writer import PieceWriter
from platform_backend.recordings.segments import CONTINUOUS
from platform_backend.recordings.transport import CLOCK_HZ
from tests.platform_backend.camera_site.tiny import sent, tiny_loop

STEP = CLOCK_HZ // 25
SIGNER = TokenSigner(b"k" * 32)


@cache
def stream() -> bytes:
    """100 pictures of a tiny stream: four seconds, a key frame every two."""
    return b"".join(sent(picture, number) for number, picture in enumerate(tiny_loop().pictures))


@contextmanager
def source() -> Iterator[InputContainer]:
    with av.open(io.BytesIO(stream()), "r", format="mpegts") as container:
        yield container


def make_piece(root: Path, camera: str, start: float, *, pictures: int = 100, why: str = CONTINUOUS) -> None:
    """A piece of 25 pictures a second from the moment `start` on."""
    with source() as container:
        template = container.streams.video[0]
        writer = PieceWriter(root=root, camera=camera, template=template)
        writer.begin(start, why)
        for number, packet in enumerate(container.demux(template)):
            if packet.dts is None or number >= pictures:
                break
            packet.dts = packet.pts = round(start * CLOCK_HZ) + number * STEP
            writer.write(packet)
        writer.cut(start + pictures / 25)


@asynccontextmanager
async def camera_site() -> AsyncIterator[CameraSite]:
    """The real camera site with one tiny scene for all cameras, on a real port."""
    loop = tiny_loop()
    site = CameraSite(
        signer=SIGNER,
        find_loop=lambda _camera, _quality: (loop, 0),
        find_own=lambda _camera, _quality: (loop, 0),
    )
    site_port[site] = await site.start(port=0)
    try:
        yield site
    finally:
        await site.stop()


#: Where each site serves.
site_port: dict[CameraSite, int] = {}


def wanted(site: CameraSite, camera: str = "cam-1", why: str = CONTINUOUS) -> Wanted:
    """An order for one camera of the site."""
    token = SIGNER.sign(Claims(session="platform", user="platform", exp=time.time() + 60.0))
    url = f"http://127.0.0.1:{site_port[site]}/cameras/{camera}/sub.ts"
    return Wanted(camera=camera, url=url, why=why, headers={"Authorization": f"Bearer {token}"})
