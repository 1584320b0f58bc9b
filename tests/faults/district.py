"""A district on disk with people in it who are signed in, ready for a platform process."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.messages import Scope, User
from platform_backend.access.accounts import ROOM_ROLES
from platform_backend.districts.spec import DistrictSpec
from tests.platform_backend.conftest import serve


async def settle(data: Path, spec: DistrictSpec, names: list[str]) -> dict[str, str]:
    """Make the district in the folder `data`; a token for each of `names`, people of the command room."""
    async with serve(data, spec) as running:
        return {
            name: await running.token(User(id=name, name=name, roles=ROOM_ROLES, scope=Scope()))
            for name in names
        }
