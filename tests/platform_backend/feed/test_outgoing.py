from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from backend_client.protocol.entities import Counter
from backend_client.protocol.incident_args import IncidentCreate
from platform_backend.feed.channel import Disconnected
from platform_backend.feed.connection import Timing
from platform_backend.feed.outgoing import Outgoing, Pump
from platform_backend.log_types import Burst
from tests.platform_backend.conftest import Running, StartPlatform
from tests.platform_backend.consoles import console
from tests.waiting import one_turn, until

WORDY = IncidentCreate(type_code="0101", severity=3, title="积水", source="热线", description="水" * 3000)


async def test_a_slow_console_is_cut_and_the_others_go_on(start: StartPlatform) -> None:
    quick = Timing(watch_s=0.05, close_within_s=0.2, backlog_limit=500_000)
    async with (
        start(timing=quick) as running,
        running.console(instance="fast") as fast,
        running.console(instance="slow") as slow,
    ):
        await fast.subscribe("incidents")
        await slow.subscribe("incidents")
        await slow.of_type("snapshot.end")
        # Its socket fills up, as if its program hung.
        slow.socket.transport.pause_reading()
        connections = running.platform.connections
        last = ""
        for _ in range(3000):
            done = await running.platform.execute("测试", "incident.create", None, WORDY)
            assert done.data is not None
            last = done.data["id"]
            await fast.event(last)
            if connections.count == 1:
                break
        await until(lambda: connections.count == 1)
        slow.socket.transport.resume_reading()
        code, _ = await slow.closed()
        # It was told, or, not reading even that, cut.
        assert code in (4413, 1006)
        after = await running.platform.execute("测试", "incident.create", None, WORDY)
        assert after.data is not None
        await fast.event(after.data["id"])


async def test_states_conflate_while_a_console_does_not_read(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("counters")
        await one.of_type("snapshot.end")
        for value in range(1, 2001):
            running.platform.publish_state("counter", "open", Counter(value=float(value)))
        event = await one.next(lambda f: f["type"] == "event" and f["data"]["value"] == 2000.0)
        assert event["seq"] <= 4


class Socket:
    """Takes what is written, while it is told to."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.writable = True
        self.gone = False
        self.wake: Callable[[], None] = lambda: None

    def write(self, data: bytes) -> None:
        if self.gone:
            raise Disconnected
        self.writes.append(data)

    def when_writable(self, wake: Callable[[], None]) -> None:
        self.wake = wake

    @property
    def text(self) -> str:
        return b"".join(self.writes).decode()


def outgoing(
    socket: Socket, *, pump: Pump | None = None, told: list[object] | None = None, limit: int = 1000
) -> Outgoing:
    told = [] if told is None else told
    return Outgoing(
        sink=socket,
        pump=pump or Pump(),
        state_frame=lambda _topic, key: key[1].encode() if key[1] else None,
        on_overflow=lambda: told.append("overflow"),
        on_broken=told.append,
        limit=limit,
    )


async def test_frames_keep_their_order_and_states_come_after() -> None:
    socket = Socket()
    queue = outgoing(socket)
    queue.push_state("units", ("unit", "u1"))
    queue.push(b"first ")
    queue.push_stream(iter([b"page1 ", b"page2 "]))
    queue.push(b"last ")
    queue.push_state("units", ("unit", "u1"))
    queue.push_state("units", ("unit", ""))
    assert socket.writes == []
    queue.start()
    await until(lambda: socket.text == "first page1 page2 last u1")
    assert queue.backlog == 0


async def test_what_is_pushed_in_one_turn_goes_out_in_one_write() -> None:
    socket = Socket()
    queue = outgoing(socket)
    queue.start()
    for number in range(5):
        queue.push(str(number).encode())
    await until(lambda: socket.writes)
    assert socket.writes == [b"01234"]


async def test_a_single_frame_is_written_as_the_very_bytes_that_all_share() -> None:
    socket = Socket()
    queue = outgoing(socket)
    queue.start()
    frame = b"x" * 500
    queue.push(frame)
    await until(lambda: socket.writes)
    assert socket.writes[0] is frame


async def test_a_burst_goes_out_at_once_and_shared_when_nothing_waits() -> None:
    burst = Burst([])
    frames = [b"a" * 300, b"b" * 300]
    sockets = [Socket(), Socket()]
    for socket in sockets:
        queue = outgoing(socket)
        queue.start()
        await one_turn()
        queue.push_burst(frames, burst)
    assert sockets[0].writes == [b"".join(frames)]
    assert sockets[0].writes[0] is sockets[1].writes[0]


async def test_a_burst_keeps_its_place_behind_what_waits() -> None:
    socket = Socket()
    queue = outgoing(socket)
    queue.push_burst([b"1"], Burst([]))
    assert socket.writes == []
    queue.start()
    queue.push(b"2")
    queue.push_burst([b"3", b"4"], Burst([]))
    await until(lambda: socket.text == "1234")
    socket.writable = False
    queue.push_burst([b"5"], Burst([]))
    socket.writable = True
    queue.push_burst([b"6"], Burst([]))
    assert queue.backlog == 2
    socket.wake()
    await until(lambda: socket.text == "123456")


async def test_a_burst_larger_than_a_write_is_sent_in_pieces() -> None:
    socket = Socket()
    queue = outgoing(socket, limit=10**9)
    queue.start()
    await one_turn()
    frames = [bytes((65 + number % 26,)) * 40_000 for number in range(10)]
    queue.push_burst(frames, Burst([]))
    await until(lambda: socket.text == b"".join(frames).decode())
    assert len(socket.writes) > 2


async def test_a_burst_to_a_socket_that_is_gone_is_told() -> None:
    told: list[object] = []
    socket = Socket()
    queue = outgoing(socket, told=told)
    queue.start()
    await one_turn()
    socket.gone = True
    queue.push_burst([b"a"], Burst([]))
    queue.push_burst([b"b"], Burst([]))
    assert [type(each) for each in told] == [Disconnected]


async def test_a_socket_that_is_full_is_left_alone_until_it_wakes() -> None:
    socket = Socket()
    queue = outgoing(socket)
    queue.start()
    socket.writable = False
    queue.push(b"a")
    for value in "bcd":
        queue.push_state("units", ("unit", value))
    await one_turn()
    await one_turn()
    assert socket.writes == []
    queue.push(b"-")
    queue.forget_states("units")
    queue.push_state("units", ("unit", "e"))
    socket.writable = True
    socket.wake()
    await until(lambda: socket.text == "a-e")


async def test_a_long_queue_lets_the_others_have_their_turn() -> None:
    crowd, quiet = Socket(), Socket()
    pump = Pump()
    long, short = outgoing(crowd, pump=pump, limit=10**9), outgoing(quiet, pump=pump)
    long.start()
    short.start()
    for _ in range(1000):
        long.push(b"x" * 1000)
    short.push(b"y")
    await one_turn()
    assert quiet.writes == [b"y"]
    assert len(crowd.writes) <= 2
    await until(lambda: sum(map(len, crowd.writes)) == 1_000_000)


async def test_overflow_is_told_once_and_nothing_more_is_taken() -> None:
    told: list[object] = []
    queue = outgoing(Socket(), told=told, limit=10)
    for _ in range(5):
        queue.push(b"12345")
    assert told == ["overflow"]
    assert queue.backlog == 15


async def test_a_socket_that_is_gone_is_told_once() -> None:
    told: list[object] = []
    socket = Socket()
    queue = outgoing(socket, told=told)
    queue.start()
    socket.gone = True
    queue.push(b"a")
    await until(lambda: told)
    queue.push(b"b")
    queue.push_state("units", ("unit", "u"))
    queue.push_stream(iter([b"c"]))
    await one_turn()
    assert [type(each) for each in told] == [Disconnected]
    assert (queue.backlog, socket.writes) == (0, [])


async def test_a_console_that_vanishes_is_forgotten(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one:
        await one.auth(token)
        assert running.platform.connections.count == 1
        with closing(one.socket.transport):
            one.socket.transport.abort()
        await until(lambda: running.platform.connections.count == 0)


async def test_streams_that_nobody_reads_are_bounded() -> None:
    told: list[object] = []
    queue = outgoing(Socket(), told=told)
    for _ in range(1000):
        queue.push_stream(iter([b"page"]))
    assert told == ["overflow"]
