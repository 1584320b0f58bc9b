from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.errors import Refused
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import format_time
from platform_backend import recording_desk
from platform_backend.access.sign_ins import Session
from platform_backend.log_types import Held
from platform_backend.recording_desk import RecordingDesk
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0
SESSION = Session("s", User(id="wang", name="wang", roles=("dispatcher",), scope=Scope()), NOON)


def view(**more: str) -> Held:
    whole = RecordingView(
        camera="cam-1",
        camera_name="",
        org="o",
        user="wang",
        by="wang",
        at=format_time(NOON),
        since=format_time(NOON - 100),
        until=format_time(NOON),
        reason="x",
        expires_at=format_time(NOON + 600),
    )
    body = msgspec.json.encode(msgspec.structs.replace(whole, **more))
    return Held("recording_view", "v", 1, body, "", 0.0)


def desk(root: Path, *views: Held, now: float = NOON) -> RecordingDesk:
    return RecordingDesk(root=root, codes={"cam-1": ""}, views=lambda: iter(views), now=lambda: now)


async def fetched(one: RecordingDesk, *, goes_on: bool = True) -> AsyncIterator[bytes]:
    return await one.fetch(SESSION, "cam-1", since=NOON - 60, until=NOON - 50, may_go_on=lambda: goes_on)


@pytest.mark.parametrize(
    ("held", "now"),
    [
        ((), NOON),
        ((view(user="li"),), NOON),
        ((view(camera="cam-2"),), NOON),
        ((view(since=format_time(NOON - 59)),), NOON),
        ((view(until=format_time(NOON - 51)),), NOON),
        ((view(),), NOON + 600),
    ],
)
async def test_only_a_reason_that_covers_it_opens_it(
    tmp_path: Path, held: tuple[Held, ...], now: float
) -> None:
    make_piece(tmp_path, "cam-1", NOON - 60)
    with pytest.raises(Refused, match="reason"):
        await fetched(desk(tmp_path, *held, now=now))


async def test_a_reason_may_be_given_again(tmp_path: Path) -> None:
    make_piece(tmp_path, "cam-1", NOON - 60)
    old, fresh = view(expires_at=format_time(NOON)), view(expires_at=format_time(NOON + 1200))
    pages = await fetched(desk(tmp_path, old, fresh, now=NOON + 700))
    assert len(b"".join([page async for page in pages])) > 1000


async def test_who_may_not_see_it_any_more_gets_no_more_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_desk, "ASK_EVERY_S", 0.0)
    make_piece(tmp_path, "cam-1", NOON - 60)
    pages = await fetched(desk(tmp_path, view()), goes_on=False)
    assert [page async for page in pages] == []
