"""A call between two real consoles outlives the platform, and who was killed comes back into it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.conference import PartyState
from tests.end_to_end.client import signed_in
from tests.end_to_end.conferring import PEOPLE, Halls
from tests.end_to_end.regions import desk_regions
from tests.end_to_end.test_dispatching import reported
from tests.end_to_end.watching import seen


@pytest.mark.timeout(300)
async def test_a_call_goes_on_without_the_platform_and_who_was_killed_comes_back(
    tmp_path: Path, qapp: QApplication
) -> None:
    with ExitStack() as stack:
        halls = Halls(folder=tmp_path, stack=stack, regions=desk_regions(qapp))
        await halls.open()
        ends = {"http": halls.platform.http, "feed": halls.platform.feed, "password": halls.password}
        async with signed_in(**ends, folder=tmp_path) as client:
            await reported(client, "示范会商")
            for user in PEOPLE:
                await halls.confer(user, "示范会商", "sfhs", client)
            await seen(lambda: all(halls.sees(user) for user in PEOPLE))
            pages = halls.pages(client)

            halls.restart_platform()
            # What both do now shows that they are back; what they were is still in the roster.
            halls.screens["wang"].press("shift+u")
            halls.screens["li"].press("shift+r")
            await client.until(lambda: bool((mine := halls.party("wang", client)) and mine.muted))
            await client.until(lambda: bool((mine := halls.party("li", client)) and mine.hand_at))
            assert halls.pages(client) == pages
            assert not any(halls.has_lost(user) for user in PEOPLE), "pictures never ended"

            halls.kill_console("li")
            await client.until(lambda: halls.has_left("li", client), within_s=10)
            await seen(lambda: halls.has_lost("wang"))
            await halls.open()
            back = await halls.let_in("li", client, not_as=pages["li"])
            assert back.state is PartyState.JOINED
            await seen(lambda: halls.sees("wang", times=2) and halls.sees("li"))
