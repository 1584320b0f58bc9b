"""The seat of a workstation, as it is told; taking and handing over are tested with the people who do."""

from __future__ import annotations

from pathlib import Path

from backend_client.outbox import Outbox
from backend_client.protocol.entities import Seat
from backend_client.protocol.errors import Error
from backend_client.requests import Requests
from console.people.seat_keeping import SeatKeeping
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.widgets.district import District, ago, district


def keeping(made: District, seat: str | None, requests: Requests | None = None) -> SeatKeeping:
    return SeatKeeping(seat=seat, requests=requests, picture=made.picture, now=made.now)  # type: ignore[arg-type]


def test_who_holds_the_seat_is_told_since_when() -> None:
    made = district()
    seat = keeping(made, "seat-1")
    assert seat.told("zhang") == ""
    made.put("seat", "seat-1", Seat(name="受理席1", org="kaixuan"))
    assert seat.told("zhang") == "受理席1"
    held = Seat(name="受理席1", org="kaixuan", holder="zhang", holder_name="张三", since=ago(60))
    made.put("seat", "seat-1", held)
    assert "受理席1 since" in seat.told("zhang")
    assert seat.shift_since() == made.now() - 60
    assert seat.told("li") == "受理席1"


async def test_without_a_seat_nothing_is_asked() -> None:
    seat = keeping(district(), None)
    assert seat.shift_since() is None
    await seat.take()
    assert seat.shift_since() is not None
    await seat.hand_over("zhang")
    assert seat.refusal == ""
    assert seat.told("") == ""
    assert seat.told("zhang").startswith("since ")


async def test_a_seat_that_the_platform_does_not_know_is_said(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="not_found", message="no such seat"))
    outbox = Outbox(path=tmp_path / "outbox.sqlite")
    await outbox.open()
    async with platform.running(), following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await console.live()
        seat = keeping(district(), "seat-99", requests)
        await seat.take()
        assert "seat-99 could not be taken: It no longer exists" in seat.refusal
        await requests.close()
    await outbox.close()
