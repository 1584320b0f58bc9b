from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform_backend.commands.hall import Hall, hall


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Hall]:
    """Commands without sockets."""
    with hall(tmp_path) as one:
        yield one
