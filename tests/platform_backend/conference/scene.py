"""The real camera site with a scene that has a key frame every 0.4 s: whoever comes sees it at once."""

from __future__ import annotations

import functools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from platform_backend.access.tokens import Claims, TokenSigner
from platform_backend.camera_site.server import CameraSite
from platform_backend.camera_site.transport_stream import Loop, packetise
from tests.platform_backend.camera_site.tiny import access_units

CAMERA = "cam-1"
SIGNER = TokenSigner(b"k" * 32)
#: Pictures from one key frame to the next, and how often they are shown in the site's own loop of 100.
_PICTURES = 10
_TIMES = 10


@functools.cache
def _loop() -> Loop:
    return packetise(access_units()[:_PICTURES] * _TIMES)


@asynccontextmanager
async def camera_site(signer: TokenSigner = SIGNER) -> AsyncIterator[tuple[CameraSite, int]]:
    """The site, and the port on which it serves every camera's stream to who has a token of `signer`'s."""
    site = CameraSite(
        signer=signer,
        find_loop=lambda _camera, _quality: (_loop(), 0),
        find_own=lambda _camera, _quality: (_loop(), 0),
    )
    port = await site.start(port=0)
    try:
        yield site, port
    finally:
        await site.stop()


def source(port: int) -> tuple[str, dict[str, str]]:
    """Where the camera is read, and what is sent with the request."""
    token = SIGNER.sign(Claims(session="platform", user="platform", exp=time.time() + 600.0))
    return f"http://127.0.0.1:{port}/cameras/{CAMERA}/sub.ts", {"Authorization": f"Bearer {token}"}
