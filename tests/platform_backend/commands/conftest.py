from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform_backend.commands.conference_room import ConferenceRoom
from tests.platform_backend.commands.hall import Hall, hall
from tests.platform_backend.commands.wall_room import WallRoom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Hall]:
    """Commands without sockets."""
    with hall(tmp_path) as one:
        yield one


@pytest.fixture
def walls(room: Hall) -> WallRoom:
    """The same with walls, cameras and people."""
    return WallRoom(room)


@pytest.fixture
def conferring(room: Hall) -> ConferenceRoom:
    """The same with people of several rooms who confer."""
    return ConferenceRoom(room)
