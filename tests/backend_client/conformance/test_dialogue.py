from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.codec import client_frames, server_frames
from backend_client.protocol.errors import CloseReason
from platform_backend.districts.spec import DistrictSpec
from tests.backend_client.conformance.dialogue import Line, on_the_page, record, render, shape, tiny
from tests.platform_backend.conftest import serve


@pytest.mark.parametrize("line", on_the_page(), ids=lambda line: line.frame.get("type", "close"))
def test_each_line_of_the_page_fits_its_type(line: Line) -> None:
    text = msgspec.json.encode(line.frame)
    if line.direction == "-":
        msgspec.convert(line.frame["reason"], CloseReason)
    else:
        (client_frames() if line.direction == ">" else server_frames()).decode(text)


async def test_the_page_shows_what_is_really_said(tmp_path: Path, small_spec: DistrictSpec) -> None:
    async with serve(tmp_path / "data", tiny(small_spec)) as running:
        lines = await record(running)
    assert [(line.direction, shape(line.frame)) for line in on_the_page()] == [
        (line.direction, shape(line.frame)) for line in lines
    ]


def test_what_is_rendered_can_be_read_again() -> None:
    lines = on_the_page()
    assert len(lines) > 40
    assert "\n    " in render(lines)
