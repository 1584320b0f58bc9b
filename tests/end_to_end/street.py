"""Cameras of a street behind a media server of their own, some of which cannot be shown."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from tests.clips import Clips
from tests.web import Web


class Street(Web):
    """Every camera plays the same film, except those in `faults`: id -> path of what is there instead."""

    def __init__(self, clips: Clips) -> None:
        self.faults: dict[str, str] = {}
        self._film = f"/live/{clips.h264.name}"
        super().__init__(clips.h264.parent)

    @property
    def template(self) -> str:
        """Where the cameras are, as platforms are told."""
        return f"{self.base}/street/{{id}}/{{stream}}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        match request.path.split("/")[1:]:
            case ["street", id_, _]:
                request.path = self.faults.get(id_, self._film)
        super().answer(request)
