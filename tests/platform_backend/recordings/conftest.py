"""A real RTSP server for the recorder's tests."""

from __future__ import annotations

from tests.clips import clips
from tests.rtsp import rtsp_server

__all__ = ["clips", "rtsp_server"]
