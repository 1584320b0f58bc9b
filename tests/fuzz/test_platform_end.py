from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import msgspec
import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from backend_client.protocol.codec import Wire
from backend_client.protocol.entities import Camera, Incident, Unit
from backend_client.protocol.messages import Ping, Pong
from backend_client.protocol.wall import Scene, Tour, Wall
from benchmarks.storm import small
from tests.faults.console import Follower
from tests.faults.district import settle
from tests.faults.platform_process import PlatformProcess
from tests.fuzz.hostile import BULKY, HOSTILE, mutated
from tests.fuzz.seeds import AT, WIRES, client_messages
from tests.waiting import until

CONNECTIONS = 700
REQUESTS = 400
_GROWTH_MB = 150
#: What a console may be told when it is sent away: bad frame, not authenticated, too slow.
_CLOSES = frozenset({4400, 4401, 4413})
_WITHIN_S = 20.0

BRIEF = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # What is drawn are seeds: smaller ones are no simpler.
    phases=[Phase.generate],
)


@dataclass(frozen=True, slots=True)
class Target:
    """A platform process, somebody's token, and what may be aimed at."""

    process: PlatformProcess
    token: str
    ids: dict[str, str]

    @property
    def memory_mb(self) -> int:
        held: int = psutil.Process(self.process.pid).memory_info().rss
        return held // 1_000_000


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    data = tmp_path_factory.mktemp("fuzz") / "data"
    process = PlatformProcess(data=data)

    async def start() -> Target:
        tokens = await settle(data, small(), ["甲"])
        await process.start()
        picture = (await look(process, tokens["甲"])).picture
        ids = {
            "incident": next(iter(picture.of(Incident))),
            "task": next(iter(picture.of(Incident))),
            "unit": next(iter(picture.of(Unit))),
            "wall": next(iter(picture.of(Wall))),
            "scene": next(iter(picture.of(Scene))),
            "tour": next(iter(picture.of(Tour))),
            "camera": next(iter(picture.of(Camera))),
        }
        return Target(process, tokens["甲"], ids)

    try:
        yield asyncio.run(start())
    finally:
        process.kill()


async def look(process: PlatformProcess, token: str) -> Follower:
    """A good console that has become current."""
    console = Follower(address=process.feed, token=token, instance=str(uuid7()))
    await console.start()
    await until(lambda: console.live)
    await console.close()
    return console


def test_nothing_that_consoles_send_harms_the_platform(target: Target) -> None:
    before, frames_sent, answered, closed = target.memory_mb, 0, 0, 0

    @settings(BRIEF, max_examples=CONNECTIONS)
    @given(st.sampled_from((0, 1)), st.integers(0, 2**32))
    def fuzz(number: int, seed: int) -> None:
        nonlocal frames_sent, answered, closed
        wire, rng = WIRES[number], random.Random(seed)
        messages = client_messages(token=target.token, targets=target.ids, new_id=lambda: str(uuid7()))
        frames = [wire.encode(message) for message in messages]
        values = BULKY if rng.random() < 0.1 else HOSTILE
        # The more good ones, the further a connection gets.
        part = rng.choice((0.02, 0.1, 0.5))
        sent = frames[:1] + [
            mutated(wire, frame, rng, values) if rng.random() < part else frame
            for frame in rng.sample(frames, len(frames))
        ]
        frames_sent += len(sent)
        if talk(target.process.feed, wire, sent):
            answered += 1
        else:
            closed += 1

    fuzz()
    assert frames_sent >= 18_000
    # Both happened often: the contract's refusals, and frames that were read and answered.
    assert min(answered, closed) > CONNECTIONS // 10
    check_unharmed(target, before)


def talk(feed: str, wire: Wire, frames: list[bytes]) -> bool:
    """Send everything, then ask for a sign of life: whether it came. Otherwise the close must be in order."""
    with connect(
        feed,
        subprotocols=[Subprotocol(wire.name)],
        proxy=None,
        max_size=None,
        max_queue=None,
        ping_interval=None,
        compression=None,
    ) as socket:
        with contextlib.suppress(ConnectionClosed):
            for frame in (*frames, wire.encode(Ping(at=AT))):
                socket.send(frame if wire.binary else frame.decode())
        with contextlib.suppress(ConnectionClosed):
            return pong(socket, wire)
        assert socket.close_code in _CLOSES, (socket.close_code, socket.close_reason)
        return False


def pong(socket: ClientConnection, wire: Wire) -> bool:
    decoder, deadline = wire.server_frames(), time.monotonic() + _WITHIN_S
    while True:
        message = decoder.decode(socket.recv(timeout=deadline - time.monotonic(), decode=False))
        if isinstance(message, Pong) and message.at == AT:
            return True


def check_unharmed(target: Target, before_mb: int) -> None:
    """A good console is served as ever, nothing went wrong behind the scenes, nothing is kept."""
    assert asyncio.run(look(target.process, target.token)).live is False
    log = target.process.log.read_text()
    assert "Traceback" not in log, log[log.index("Traceback") - 300 :][:3000]
    assert " ERROR " not in log
    assert target.memory_mb - before_mb < _GROWTH_MB


BODIES = {
    "/api/login": {"user": "甲", "password": "falsch", "otp": "123456"},
    "/api/launch": {"launch_token": "x"},
    "/api/renew": {},
    "/api/logout": {},
    "/api/alarms": {
        "priority": 1,
        "kind": "water",
        "title": "积水",
        "source": "传感器",
        "org": "o1",
        "position": [117.2, 34.3],
        "grid_code": "g",
        "cameras": ["k1"],
    },
}


def test_no_body_of_a_request_harms_the_platform(target: Target) -> None:
    before, statuses = target.memory_mb, set[int]()

    @settings(BRIEF, max_examples=REQUESTS)
    @given(st.sampled_from(sorted(BODIES)), st.integers(0, 2**32), st.binary(max_size=60))
    def fuzz(path: str, seed: int, noise: bytes) -> None:
        rng = random.Random(seed)
        body = msgspec.json.encode(BODIES[path])
        for _ in range(rng.randint(0, 2)):
            body = mutated(WIRES[0], body, rng, BULKY if rng.random() < 0.1 else HOSTILE)
        if rng.random() < 0.3:
            at = rng.randint(0, len(body))
            body = body[:at] + noise + body[at + len(noise) :]
        signed_in = path == "/api/alarms" or (rng.random() < 0.3 and path != "/api/logout")
        bearer = target.token if signed_in else f"x{noise.hex()}"
        answer = client.post(path, content=body, headers={"Authorization": f"Bearer {bearer}"})
        statuses.add(answer.status_code)
        assert answer.status_code < 500, (path, body[:300], answer.text)
        said = msgspec.json.decode(answer.content)
        assert answer.is_success or set(said["error"]) >= {"code", "message"}

    with contextlib.closing(httpx.Client(base_url=target.process.http, trust_env=False)) as client:
        fuzz()
    assert statuses >= {200, 400, 401, 429}
    check_unharmed(target, before)
