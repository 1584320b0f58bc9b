"""What may happen between a site and its consoles, told as a list of numbers that a property draws."""

from __future__ import annotations

from collections.abc import Sequence

from backend_client.picture import Picture
from backend_client.protocol.codec import JSON, MSGPACK
from backend_client.protocol.messages import Bookmark, Event, ReplayEnd, SnapshotPage
from tests.properties.replica import Replica, digest, plain
from tests.properties.site import CODES, ORG_CODES, SCOPES, TOPICS, Site
from tests.properties.virtual_loop import VirtualLoop

#: One number is one act: its remainder says which, what is left of it says upon what.
ACTS = (
    "put",
    "put",
    "put",
    "take away",
    "move",
    "move",
    "switch",
    "flow",
    "flow",
    "take",
    "take",
    "take",
    "cut",
    "subscribe",
    "bookmark",
    "wait",
    "prune",
    "restart",
    "scope",
    "scope while away",
    "back up",
    "restore",
    "lose",
    "double",
)
_LOG_ENTITIES = ("seat", "wall")
_ROUNDS = 40


class Story:
    """Two consoles, one of each encoding, that follow one site."""

    def __init__(self, picture: type[Picture] = Picture) -> None:
        self._loop = VirtualLoop()
        self._picture = picture
        self._may_lose_step = False

    def tell(self, numbers: Sequence[int]) -> None:
        """Let it happen, wait until nothing moves, and compare. Raises AssertionError."""
        with self._loop.running():
            self._site = site = Site(self._loop)
            self._scopes = [SCOPES[0], SCOPES[0]]
            self._consoles = [Replica(wire=wire, picture=self._picture()) for wire in (JSON, MSGPACK)]
            for console, scope in zip(self._consoles, self._scopes, strict=True):
                console.connect(site, scope)
            for id_, codes in enumerate(CODES[:3]):
                site.put("wall", f"e{id_}", codes)
                site.move(f"u{id_}", f"o{id_ + 1}")
            for console in self._consoles:
                self._settle(console)
            for number in numbers:
                self._act(ACTS[number % len(ACTS)], number // len(ACTS))
            for each, console in enumerate(self._consoles):
                self._settle(console)
                self._compare(each, console)
            for line in site.lines:
                line.close()

    def _act(self, act: str, rest: int) -> None:
        site, each = self._site, rest % 2
        console, rest = self._consoles[each], rest // 2
        line = console.line
        assert line is not None
        match act:
            case "put":
                site.put(_LOG_ENTITIES[rest % 2], f"e{rest // 2 % 3}", CODES[rest // 6 % len(CODES)])
            case "take away":
                site.take_away(_LOG_ENTITIES[rest % 2], f"e{rest // 2 % 3}")
            case "move":
                site.move(f"u{rest % 3}", tuple(ORG_CODES)[rest // 3 % 3])
            case "switch":
                site.switch(f"k{rest % 3 + 1}")
            case "flow":
                line.flow(rest % 4 + 1)
            case "take":
                console.take(1 + rest % 12)
            case "cut":
                console.connect(site, self._scopes[each])
            case "subscribe":
                console.subscribe()
            case "bookmark":
                line.subscriptions.bookmark()
            case "wait":
                self._loop.run(seconds=rest % 16 / 10)
            case "prune":
                site.prune(TOPICS[rest % 2], rest // 2 % 3)
            case "restart":
                site.restart()
                self._connect_all()
            case "scope" | "scope while away":
                self._scopes[each] = SCOPES[rest % len(SCOPES)]
                if act == "scope":
                    # One change that overtakes another leaves events behind without their snapshot.
                    self._may_lose_step = True
                    line.change_scope(self._scopes[each])
                else:
                    console.connect(site, self._scopes[each])
            case "back up":
                site.back_up()
            case "restore":
                site.restore()
                self._connect_all()
            case "lose":
                self._lose(console, _LOG_ENTITIES[rest % 2])
            case "double":
                if line.frames:
                    self._may_lose_step = True
                    line.frames.appendleft(line.frames[0])

    def _connect_all(self) -> None:
        for console, scope in zip(self._consoles, self._scopes, strict=True):
            console.connect(self._site, scope)

    def _lose(self, console: Replica, entity: str) -> None:
        """The newest frame about a topic is lost, if only it can be missed: the next event tells of it."""
        line, topic = console.line, "directory" if entity == "seat" else "walls"
        assert line is not None
        line.flow(1000)
        decoder = console.wire.server_frames()
        messages = [decoder.decode(frame) for frame in line.frames]
        for index in reversed(range(len(messages))):
            message = messages[index]
            if isinstance(message, Bookmark | ReplayEnd) and message.topic == topic:
                break
            if isinstance(message, Event | SnapshotPage) and message.topic == topic:
                self._may_lose_step = True
                del line.frames[index]
                break
        self._site.put(entity, "e0", "")

    def _settle(self, console: Replica) -> None:
        line = console.line
        for _ in range(_ROUNDS):
            assert line is not None
            line.flow(1000)
            self._loop.run(seconds=1.0)
            if not line.frames and not line.asked:
                line.flow(1000)
                if not line.frames:
                    return
            console.take(len(line.frames))
        raise AssertionError("it never comes to rest")

    def _compare(self, each: int, console: Replica) -> None:
        fresh = Replica(wire=console.wire)
        fresh.connect(self._site, self._scopes[each])
        self._settle(fresh)
        held, wanted = console.held(), fresh.held()
        assert held == wanted
        assert digest(held) == digest(wanted)
        assert plain(held) == self._site.truth(self._scopes[each])
        assert console.picture.is_current(TOPICS)
        # Nobody who keeps the order of frames has to ask twice.
        assert self._may_lose_step or console.lost_steps == 0
