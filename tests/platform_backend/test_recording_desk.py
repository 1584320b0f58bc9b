from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend_client.protocol.errors import Refused
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, Wall, WallTile
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


def wall(codes: str = "", **more: Any) -> Held:
    """A wall on which the whole recording stands."""
    tile = WallTile(
        tile=1,
        camera="cam-1",
        kind=TileKind.RECORDING,
        since=format_time(NOON - 100),
        until=format_time(NOON),
        play=TilePlay(view="v", moment=format_time(NOON - 100), at=format_time(NOON)),
    )
    standing = Wall(name="大屏", org="o", tiles=(msgspec.structs.replace(tile, **more),))
    return Held("wall", "wall-1", 1, msgspec.json.encode(standing), codes, 0.0)


def desk(
    root: Path, *views: Held, now: float = NOON, walls: Callable[[], Iterable[Held]] = tuple
) -> RecordingDesk:
    return RecordingDesk(
        root=root,
        codes={"cam-1": ""},
        views=lambda: iter(views),
        walls=lambda: iter(walls()),
        now=lambda: now,
    )


async def fetched(
    one: RecordingDesk, *, goes_on: bool = True, session: Session = SESSION
) -> AsyncIterator[bytes]:
    return await one.fetch(session, "cam-1", since=NOON - 60, until=NOON - 50, may_go_on=lambda: goes_on)


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


DISPLAY = Session("d", User(id="wall-room", name="w", roles=("device",), scope=Scope(division="11")), NOON)
NOBODY = Session("n", User(id="admin", name="a", roles=("audit_administrator",), scope=Scope()), NOON)


async def test_what_stands_on_a_wall_is_for_its_displays_without_a_person(tmp_path: Path) -> None:
    make_piece(tmp_path, "cam-1", NOON - 60)
    later = NOON + 7200
    pages = await fetched(desk(tmp_path, now=later, walls=lambda: [wall("110101")]), session=DISPLAY)
    assert len(b"".join([page async for page in pages])) > 1000


@pytest.mark.parametrize(
    ("standing", "session"),
    [
        ([], DISPLAY),
        ([wall("99")], DISPLAY),
        ([wall(play=None)], DISPLAY),
        ([wall(camera="cam-2")], DISPLAY),
        ([wall(since=format_time(NOON - 59))], DISPLAY),
        ([wall(until=format_time(NOON - 51))], DISPLAY),
        ([wall()], NOBODY),
    ],
)
async def test_only_a_wall_that_is_seen_and_holds_it_opens_it(
    tmp_path: Path, standing: list[Held], session: Session
) -> None:
    make_piece(tmp_path, "cam-1", NOON - 60)
    with pytest.raises(Refused, match="reason"):
        await fetched(desk(tmp_path, walls=lambda: standing), session=session)


async def test_taken_off_the_wall_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_desk, "ASK_EVERY_S", 0.0)
    make_piece(tmp_path, "cam-1", NOON - 60)
    standing = [wall()]
    pages = await fetched(desk(tmp_path, walls=lambda: standing), session=DISPLAY)
    standing.clear()
    assert [page async for page in pages] == []
