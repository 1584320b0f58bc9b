from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from backend_client.protocol.codec import JSON, MSGPACK
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World


@pytest.fixture(params=[JSON, MSGPACK], ids=["json", "msgpack"])
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[ScriptedPlatform]:
    """A scripted platform, serving; every test with it runs in both encodings."""
    async with ScriptedPlatform(World(), wire=request.param).running() as running:
        yield running
