"""Streams to play, and windows to play them in."""

from __future__ import annotations

from tests.clips import clips as clips
from tests.rtsp import rtsp_server as rtsp_server
from tests.web import web as web
