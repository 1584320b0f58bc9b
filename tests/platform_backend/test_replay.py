"""Replaying a log: order, pace, places, bad rows, and plain words when it cannot be done."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.messages import Result
from platform_backend.districts.generate import generate
from platform_backend.districts.locate import GridIndex
from platform_backend.districts.replay_map import load_map
from platform_backend.districts.spec import load_spec
from platform_backend.replay import ReplayImpossible, Summary, paced, read_log, replay
from tests.platform_backend.simulation.manual_clock import ManualClock

_START = 1769994000.0
_REAL_LOG = Path(__file__).parents[3] / "shared" / "data" / "calls_montgomery_2016.csv"
_HEADER = "lat,lng,title,timestamp,township,address\n"
_ROWS = (
    "40.10,-75.40,Fire: BUILDING FIRE,2016-01-15 12:00,NORRISTOWN,AIRY ST\n"
    "40.20,-75.30,Traffic: VEHICLE ACCIDENT -,2016-01-15 12:02,LOWER MERION,BRYN MAWR AVE\n"
    "40.15,-75.35,EMS: FALL VICTIM,2016-01-15 12:03,ABINGTON,OLD YORK RD\n"
)


@dataclass
class Ground:
    """A district to replay in, and everything that was sent and said."""

    index: GridIndex
    type_names: Mapping[str, str]
    clock: ManualClock
    sent: list[tuple[float, IncidentCreate]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refuse: bool = False

    async def execute(self, actor: str, name: str, target: str | None, args: msgspec.Struct) -> Result:
        assert (actor, name, target) == ("回放", "incident.create", None)
        assert isinstance(args, IncidentCreate)
        self.sent.append((self.clock.now() - _START, args))
        if self.refuse:
            return Result(cmd_id="1", ok=False, error=Error(code="unavailable", message="not now"))
        return Result(cmd_id="1", ok=True)

    async def run(self, log: Path, *, speed: float = 60.0, until: float = 600.0) -> Summary:
        """Replay `log` with the map that comes along, moving the clock until it is done."""
        mover = asyncio.get_running_loop().create_task(self.clock.run_until(_START + until))
        try:
            async with asyncio.timeout(20.0):
                return await replay(
                    log=log,
                    map_file=Path("montgomery"),
                    speed=speed,
                    index=self.index,
                    type_names=self.type_names,
                    clock=self.clock,
                    execute=self.execute,
                    say=self.said.append,
                )
        finally:
            mover.cancel()


@pytest.fixture(scope="module")
def index_and_types() -> tuple[GridIndex, dict[str, str]]:
    spec = msgspec.structs.replace(load_spec("jianggan"), past_incidents=0)
    district = generate(spec, seed=1, now=_START)
    return GridIndex(district.grids), {code: kind.name for code, kind in district.types.items()}


@pytest.fixture
def ground(index_and_types: tuple[GridIndex, dict[str, str]]) -> Ground:
    index, type_names = index_and_types
    return Ground(index, type_names, ManualClock(start=_START))


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


async def test_calls_come_in_order_and_at_the_asked_speed(tmp_path: Path, ground: Ground) -> None:
    lines = _ROWS.splitlines(keepends=True)
    log = _write(tmp_path / "calls.csv", _HEADER + lines[2] + lines[0] + lines[1])
    summary = await ground.run(log, speed=60.0)
    assert summary == Summary(sent=3, refused=0, bad=0, moved=0)
    assert [at for at, _ in ground.sent] == pytest.approx([0.0, 2.0, 3.0])
    fire, accident, fall = (create for _, create in ground.sent)
    assert (fire.type_code, fire.severity) == ("0303", 1)
    assert fire.title == "AIRY ST 火情"
    assert fire.place == "AIRY ST, NORRISTOWN"
    assert "Fire: BUILDING FIRE" in fire.description
    assert (accident.type_code, fall.type_code) == ("0306", "0701")
    assert fire.occurred_at == "2026-02-02T01:00:00.000Z"


async def test_places_keep_their_order_on_the_map_and_lie_in_their_grids(
    tmp_path: Path, ground: Ground
) -> None:
    await ground.run(_write(tmp_path / "calls.csv", _HEADER + _ROWS))
    fire, accident, _ = (create for _, create in ground.sent)
    assert fire.position is not None
    assert accident.position is not None
    assert fire.position[0] < accident.position[0]
    assert fire.position[1] < accident.position[1]
    for _, create in ground.sent:
        assert create.position is not None
        assert ground.index.grid_at(create.position) == create.grid_code


async def test_a_call_from_outside_is_moved_to_the_nearest_place_inside(
    tmp_path: Path, ground: Ground
) -> None:
    far = "45.0,-80.0,EMS: FALL VICTIM,2016-01-15 12:00,ELSEWHERE,FAR RD\n"
    summary = await ground.run(_write(tmp_path / "calls.csv", _HEADER + far + _ROWS))
    assert summary.moved == 1
    moved = ground.sent[0][1]
    assert moved.position is not None
    assert ground.index.grid_at(moved.position) == moved.grid_code
    assert any("1 lay outside" in line for line in ground.said)


async def test_bad_rows_are_counted_and_told_and_do_not_stop_it(tmp_path: Path, ground: Ground) -> None:
    bad = (
        "here,-75.40,EMS: FALL VICTIM,2016-01-15 12:00,A,B\n"
        "40.1,,EMS: FALL VICTIM,2016-01-15 12:00,A,B\n"
        "95.0,-75.4,EMS: FALL VICTIM,2016-01-15 12:00,A,B\n"
        "40.1,-75.4,EMS: FALL VICTIM,yesterday,A,B\n"
        "40.1\n"
        "nan,-75.4,EMS: FALL VICTIM,2016-01-15 12:00,A,B\n"
        '40.1,-75.4,"EMS: BACK, PAINS",2016-01-15 12:04,A,B,one too many\n'
    )
    summary = await ground.run(_write(tmp_path / "calls.csv", _HEADER + _ROWS + bad))
    assert summary == Summary(sent=4, refused=0, bad=6, moved=0)
    assert ground.said[0].startswith("row 5 was passed over: could not convert")
    assert sum(line.startswith("row ") for line in ground.said) == 5
    assert "6 bad rows" in ground.said[-1]


async def test_refusals_are_counted_and_told(tmp_path: Path, ground: Ground) -> None:
    ground.refuse = True
    summary = await ground.run(_write(tmp_path / "calls.csv", _HEADER + _ROWS))
    assert (summary.sent, summary.refused) == (0, 3)
    assert "refused: AIRY ST 火情: not now" in ground.said


async def test_a_missing_column_is_one_clear_sentence(tmp_path: Path, ground: Ground) -> None:
    log = _write(tmp_path / "calls.csv", "lat,lon,title,timestamp,township,address\n")
    with pytest.raises(ReplayImpossible, match=r"has no column 'lng' \(it has: lat, lon, title"):
        await ground.run(log)


@pytest.mark.parametrize("text", ["", _HEADER])
async def test_a_log_without_calls_is_refused(tmp_path: Path, ground: Ground, text: str) -> None:
    with pytest.raises(ReplayImpossible, match="has no"):
        await ground.run(_write(tmp_path / "calls.csv", text))


async def test_a_log_that_is_not_there_is_refused(tmp_path: Path, ground: Ground) -> None:
    with pytest.raises(ReplayImpossible, match=r"nothing\.csv cannot be read"):
        await ground.run(tmp_path / "nothing.csv")


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
async def test_a_speed_must_be_positive(tmp_path: Path, ground: Ground, speed: float) -> None:
    with pytest.raises(ReplayImpossible, match="speed must be a positive number"):
        await ground.run(tmp_path / "calls.csv", speed=speed)


def test_types_that_the_district_lacks_are_named(tmp_path: Path, ground: Ground) -> None:
    log = _write(tmp_path / "calls.csv", _HEADER + _ROWS)
    with pytest.raises(ReplayImpossible, match="does not have: 0103, 0105"):
        read_log(log, load_map(Path("montgomery")), index=ground.index, type_names={"0303": "火情"})


def test_the_real_log_can_be_replayed_whole(ground: Ground) -> None:
    if not _REAL_LOG.exists():
        pytest.skip("the call log (../shared/data/calls_montgomery_2016.csv) is not on this machine")
    replay_map = load_map(Path("montgomery"))
    log = read_log(_REAL_LOG, replay_map, index=ground.index, type_names=ground.type_names)
    assert (len(log.calls), log.bad) == (3051, 0)
    assert log.moved < 600
    assert all(ground.index.grid_at(call.create.position or (0, 0)) for call in log.calls)
    kinds = Counter(call.create.type_code for call in log.calls)
    assert kinds["0306"] == 895 + 116 + 36
    assert sum(call.create.severity == 1 for call in log.calls) < 0.1 * len(log.calls)
    offsets = paced(log.calls, longest_gap_s=replay_map.time.longest_gap_s, speed=60.0)
    assert offsets == sorted(offsets)
    assert offsets[-1] < 2 * 3600.0
