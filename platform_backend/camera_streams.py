"""Where a camera's stream is read: by whoever serves it on, for those who may see it, and by the platform."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec

from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.access.scope import sees
from platform_backend.access.sign_ins import Session
from platform_backend.log_types import Held
from platform_backend.site_keeper import SiteKeeper


class CameraStreams:
    """`codes` says where each camera belongs, `offline` which of them cannot be reached."""

    def __init__(
        self, *, codes: Mapping[str, str], offline: Callable[[], Collection[str]], site: SiteKeeper
    ) -> None:
        self._codes = codes
        self._offline = offline
        self._site = site

    def address(self, session: Session, camera: str, stream: str) -> str:
        """The address at the camera site. Raises Refused when there is none for this session, or none now."""
        codes = self._codes.get(camera)
        if codes is None or not sees(session.user.scope, codes) or stream not in ("main", "sub"):
            raise Refused(ErrorCode.NOT_FOUND, f"there is no camera {camera!r} with a stream {stream!r}")
        if camera in self._offline():
            raise Refused(ErrorCode.UNAVAILABLE, "the camera is offline")
        if self._site.port is None:
            raise Refused(ErrorCode.UNAVAILABLE, "the camera site is starting")
        return f"http://127.0.0.1:{self._site.port}/cameras/{camera}/{stream}.ts"


class StreamSources:
    """The same for the platform itself, whatever it does with the picture.

    `camera` answers a camera as consoles see it.
    """

    def __init__(self, *, camera: Callable[[str], Held | None], site: SiteKeeper) -> None:
        self._camera = camera
        self._site = site

    def sub(self, id_: str) -> tuple[str, dict[str, str]] | None:
        """Where a camera's smaller stream is, and what is sent with the request; None: nowhere now."""
        held = self._camera(id_)
        if held is None or id_ in self._site.offline:
            return None
        address = msgspec.json.decode(held.body, type=Camera).streams.sub
        if not address.startswith("/"):
            # Another server's: it never gets to see a token of ours.
            return address, {}
        if self._site.port is None:
            return None
        return f"http://127.0.0.1:{self._site.port}{address}", self._site.headers()
