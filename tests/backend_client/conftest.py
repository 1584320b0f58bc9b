from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World


@pytest.fixture
async def platform() -> AsyncIterator[ScriptedPlatform]:
    """A scripted platform, serving."""
    async with ScriptedPlatform(World()).running() as running:
        yield running
