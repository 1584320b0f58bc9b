from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.errors import Refused
from backend_client.protocol.messages import Scope
from backend_client.protocol.recording_args import RecordingsSearch
from backend_client.protocol.times import format_time
from platform_backend import recording_queries
from platform_backend.recording_queries import recordings
from tests.platform_backend.conftest import Running
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0
EVERYTHING = Scope()


def asked(camera: str, since: float = 0.0, until: float = 100.0) -> RecordingsSearch:
    return RecordingsSearch(camera=camera, since=format_time(NOON + since), until=format_time(NOON + until))


async def test_parts_that_do_not_fit_are_left_for_the_next_question(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_queries, "_MOST_PARTS", 2)
    camera = next(iter(running.platform._data.camera_codes))
    for start in (0.0, 10.0, 20.0):
        make_piece(tmp_path, camera, NOON + start, pictures=10)
    with running.platform._store.reading() as connection:
        found = recordings(connection, asked(camera), EVERYTHING, tmp_path)
        assert ([each.since for each in found.parts], found.more) == (
            [format_time(NOON), format_time(NOON + 10)],
            True,
        )
        rest = recordings(connection, asked(camera, since=10.4), EVERYTHING, tmp_path)
        assert (len(rest.parts), rest.more) == (1, False)


@pytest.mark.parametrize(("since", "until"), [(10.0, 10.0), (10.0, 0.0), (0.0, 93 * 86_400.0)])
async def test_a_range_has_a_length(running: Running, tmp_path: Path, since: float, until: float) -> None:
    camera = next(iter(running.platform._data.camera_codes))
    with running.platform._store.reading() as connection, pytest.raises(ValueError, match="until"):
        recordings(connection, asked(camera, since, until), EVERYTHING, tmp_path)


async def test_there_has_to_be_a_camera(running: Running, tmp_path: Path) -> None:
    with running.platform._store.reading() as connection, pytest.raises(Refused, match="there is no"):
        recordings(connection, asked("../etc"), EVERYTHING, tmp_path)
