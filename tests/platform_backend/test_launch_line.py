from __future__ import annotations

import json
import os

import pytest

from platform_backend.launch_line import LaunchLine


def said(read_end: int) -> dict[str, str]:
    with os.fdopen(read_end) as file:
        line: dict[str, str] = json.loads(file.read())
    return line


def test_it_says_where_the_platform_serves_once() -> None:
    read_end, write_end = os.pipe()
    line = LaunchLine(write_end)
    line.serves(http="http://h:1", feed="ws://h:1/feed", token="t")
    line.cannot_start("too late to say so")
    assert said(read_end) == {"http": "http://h:1", "feed": "ws://h:1/feed", "token": "t"}


def test_it_says_why_it_does_not() -> None:
    read_end, write_end = os.pipe()
    LaunchLine(write_end).cannot_start("The disk is full.")
    assert said(read_end) == {"error": "The disk is full."}


@pytest.mark.parametrize("listening", [True, False])
def test_nobody_need_listen(listening: bool) -> None:
    if listening:
        LaunchLine(None).cannot_start("nobody asked")
        return
    read_end, write_end = os.pipe()
    os.close(read_end)
    LaunchLine(write_end).cannot_start("nobody reads")
