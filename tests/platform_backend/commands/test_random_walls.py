"""Random commands of several people on walls, scenes and tours: what must always be so is so."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene, Tour, TourTimes, Wall
from backend_client.protocol.wall_rules import holds_nothing, of_scenes
from platform_backend.commands.context import Actor
from platform_backend.commands.tending import tended
from platform_backend.commands.wall_tiles import numbers_of
from platform_backend.local_time import local
from platform_backend.store.batch import Batch, Draft
from tests.platform_backend.commands.hall import CODES, DISTRICT, Hall, hall
from tests.platform_backend.commands.wall_room import CHIEF, FOUR, LI, NINE, WANG, WallRoom

_WALLS = ("w", "w2")
_PEOPLE = (LI, WANG, CHIEF)
_ACTS = (
    *("wall.show",) * 5,
    *("wall.tour",) * 9,
    *("wall.take", "wall.take", "wall.lock", "wall.scene", "wall.clear"),
    *("scene.save", "scene.save", "scene.delete", "tour.save", "tour.save", "tour.save", "tour.delete"),
    *("keep", "keep", "keep", "alarm"),
)


class Walls:
    """Two walls in one transaction that is never written."""

    def __init__(self, room: Hall, connection: Connection) -> None:
        self.now = room.now
        self.seen: Counter[str] = Counter()
        self._room = room
        self._batch = Batch(connection, now=self.now)
        self._alarms: list[str] = []

    def step(self, name: str, actor: Actor, number: int) -> None:
        """Do one thing, chosen by `number`, and look at all that came of it."""
        self.now += 1.0 + number % 40
        self._batch.now = self.now
        if name == "alarm":
            self._alarms = [] if self._alarms else [format_time(self.now)]
        elif name == "keep":
            self._keep()
        else:
            self._act(name, actor, number)
        self._look()

    def walls(self) -> dict[str, Wall]:
        """Each wall as it is."""
        return {row.id: row.decode(Wall) for row in self._batch.rows_in_view("wall") if row.id in _WALLS}

    def _act(self, name: str, actor: Actor, number: int) -> None:
        target, args, expect_ver = self._arguments(name, number)
        if number % 5 and target in _WALLS:
            # Most of it is done by whoever may.
            holder = self.walls()[target].holder
            actor = next((each for each in _PEOPLE if each.id == holder), actor)
        before, events = self.walls(), len(self._batch.events)
        command = Command(
            cmd_id=new_command_id(self.now),
            name=name,
            target=target,
            args=msgspec.Raw(msgspec.json.encode(args)),
            expect_ver=expect_ver,
        )
        result = self._room.executor.run(self._batch, actor, command)
        self._judge(name, actor, target, before, events, result)
        if result.ok and name == "wall.show" and target is not None:
            shown = {tile["tile"] for tile in args["tiles"]}
            toured = {tile for run in self.walls()[target].tours for tile in run.tiles}
            assert not shown & toured

    def _judge(
        self,
        name: str,
        actor: Actor,
        target: str | None,
        before: dict[str, Wall],
        events: int,
        result: Result,
    ) -> None:
        after = self.walls()
        if not result.ok:
            assert result.error is not None
            assert result.error.cause != "failed"
            assert (after, len(self._batch.events)) == (before, events)
            return
        self.seen[name] += 1
        for id_, was in before.items():
            if after[id_] == was:
                continue
            assert id_ == target
            stood = (was.tiles, was.layout, was.tours, was.previous, was.incident, was.scene)
            now = after[id_]
            if was.locked:
                assert stood == (now.tiles, now.layout, now.tours, now.previous, now.incident, now.scene)
            if was.holder not in (None, actor.id):
                # WANG is signed in nowhere; the chief may take it from everybody here, and lock what is held.
                assert name == "wall.lock" or (name == "wall.take" and now.holder == actor.id)
                assert actor is CHIEF or was.holder == WANG.id

    def _keep(self) -> None:
        tours = {row.id: row.decode(Tour) for row in self._batch.rows_in_view("tour")}
        draft = Draft(self._batch, by="keeper")
        for id_, wall in self.walls().items():
            after = tended(id_, wall, tours=tours, raised=self._alarms, now=self.now)
            assert tended(id_, after, tours=tours, raised=self._alarms, now=self.now) == after
            for run in after.tours:
                disturbed = wall.alarms and tours[run.tour].pause_on_alarm and bool(self._alarms)
                assert run.rests_for != "alarm" or disturbed
                self.seen[f"rests for {run.rests_for}"] += 1
                self.seen["scheduled"] += run.scheduled
            if after != wall:
                draft.put(id_, after, codes=CODES[DISTRICT])
        self._batch.merge(draft)

    def _look(self) -> None:
        """What must always be so."""
        for wall in self.walls().values():
            named = [tile.tile for tile in wall.tiles]
            assert named == sorted(set(named))
            assert set(named) <= set(numbers_of(wall.layout))
            assert not any(holds_nothing(tile) for tile in wall.tiles)
            toured = [tile for run in wall.tours for tile in run.tiles]
            assert len(set(toured)) == len(toured)
            assert all(run.tiles for run in wall.tours) or len(wall.tours) == 1
            assert set(toured) <= set(numbers_of(wall.layout))
            assert len({run.tour for run in wall.tours}) == len(wall.tours)
            for run in (*wall.tours, *wall.previous_tours):
                tour = self._living("tour", run.tour, Tour)
                assert tour.steps
                assert of_scenes(tour) is not bool(run.tiles)
                assert (run.paused_at is None) <= (run.rests_for == "")
            for scene in (wall.scene, wall.previous_scene):
                assert scene is None or self._living("scene", scene, Scene)
            lent = (wall.previous, wall.previous_layout, wall.previous_tours, wall.previous_scene)
            assert wall.incident is not None or lent == ((), None, (), None)
            assert (wall.holder is None) is (wall.held_since is None)
        for row in self._batch.rows_in_view("tour"):
            for step in row.decode(Tour).steps:
                assert not step.scene or self._living("scene", step.scene, Scene)

    def _living(self, entity: str, id_: str, kind: type[Any]) -> Any:
        row = self._batch.row(entity, id_)
        assert row is not None
        assert row.in_view
        return row.decode(kind)

    def _arguments(self, name: str, number: int) -> tuple[str | None, dict[str, Any], int | None]:
        """Target, arguments and guard for a command, chosen by `number`."""
        wall = _WALLS[number % 2]
        scenes, tours = (
            sorted(row.id for row in self._batch.rows_in_view(each)) for each in ("scene", "tour")
        )
        scene = scenes[number % len(scenes)] if scenes else "none"
        tour = tours[number % len(tours)] if tours else "none"
        tiles = [1 + number % 9] if number % 3 else [1 + number % 4, 2 + (number % 4)]
        cameras = [f"k{1 + (number + at) % 9}" for at in range(3)]
        match name:
            case "wall.show":
                shown = [{"tile": tile, "camera": cameras[0] if number % 5 else ""} for tile in tiles]
                more: dict[str, Any] = {"incident": ("i1", "i2")[number % 2]} if number % 4 == 1 else {}
                if number % 7 == 0:
                    more["layout"] = (FOUR, NINE)[number // 7 % 2]
                if number % 6 == 0:
                    more = {"restore": True}
                return wall, {"tiles": shown if number % 11 else [], **more}, None
            case "wall.scene":
                return wall, {"scene": scene}, None
            case "wall.tour":
                act = ("start", "start", "start", "pause", "resume", "stop")[number // 2 % 6]
                running = self.walls()[wall].tours
                if act != "start" and running:
                    return wall, {"tour": running[0].tour, "act": act, "tiles": tiles[number % 2 :]}, None
                whole = tours and of_scenes(self._living("tour", tour, Tour))
                return wall, {"tour": tour, "act": act, "tiles": [] if whole else tiles}, None
            case "wall.clear":
                return wall, {"tiles": tiles if number % 3 else []}, None
            case "wall.take":
                return wall, {"release": number % 3 > 0}, None
            case "wall.lock":
                return wall, {"locked": number % 4 == 0, "alarms": number % 5 > 0}, None
            case "scene.save":
                shown = [{"tile": tile, "camera": cameras[0]} for tile in tiles if tile <= 4]
                args = {"name": f"s{number % 7}", "layout": (FOUR, NINE)[number % 2], "tiles": shown}
                return self._again(scene, "scene", args, number)
            case "tour.save":
                steps: list[dict[str, Any]] = [{"camera": each} for each in cameras]
                if number % 2 and scenes:
                    steps = [{"scene": each} for each in scenes[:2]]
                return self._again(tour, "tour", self._tour(steps, number, tiles), number)
        return (scene if name == "scene.delete" else tour), {}, None if number % 2 else 1

    def _tour(self, steps: list[dict[str, Any]], number: int, tiles: list[int]) -> dict[str, Any]:
        whole = "scene" in steps[0]
        times = TourTimes(
            wall=_WALLS[number // 3 % 2],
            days=tuple(range(1, 8)),
            since=f"{local(self.now - 60.0):%H:%M}",
            until=f"{local(self.now + 300.0):%H:%M}",
            tiles=() if whole else tuple(tiles),
        )
        arranged = [msgspec.to_builtins(times)] if number % 3 else []
        return {"name": f"t{number % 7}", "dwell_s": 5.0, "steps": steps, "times": arranged}

    def _ids(self, entity: str) -> list[str]:
        return sorted(row.id for row in self._batch.rows_in_view(entity))

    def _again(
        self, id_: str, entity: str, args: dict[str, Any], number: int
    ) -> tuple[str | None, dict[str, Any], int | None]:
        row = self._batch.row(entity, id_)
        if row is None or number % 4:
            return None, args, None
        # One in five does not know of the last change.
        return id_, args, row.ver - (number % 5 == 0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hall(tmp_path_factory.mktemp("walls")) as one:
        room = WallRoom(one)
        room.sign_in(LI, CHIEF)
        one.put({"w2": Wall(name="二屏", org=DISTRICT)})
        scene = room.scene("s9")
        room.tour("t9")
        room.tour("t8", steps=[{"scene": scene}, {"scene": room.scene("s8", layout=FOUR, tiles=[])}])
        yield one


@settings(max_examples=25)
@given(
    asked=st.lists(
        st.tuples(st.integers(0, len(_ACTS) - 1), st.integers(0, len(_PEOPLE) - 1), st.integers(0, 2**16)),
        min_size=20,
        max_size=60,
    )
)
def test_what_must_always_be_so_is_so(shared: Hall, asked: list[tuple[int, int, int]]) -> None:
    with shared.store.reading() as connection:
        walls = Walls(shared, connection)
        for act, who, number in asked:
            walls.step(_ACTS[act], _PEOPLE[who], number)


def test_chance_comes_through_everything(shared: Hall) -> None:
    """The property is worth something: all that may happen does happen."""
    rng = random.Random(1)
    seen: Counter[str] = Counter()
    with shared.store.reading() as connection:
        for _ in range(6):
            walls = Walls(shared, connection)
            for _ in range(150):
                walls.step(rng.choice(_ACTS), rng.choice(_PEOPLE), rng.randrange(2**16))
            seen += walls.seen
    wanted = {name for name in _ACTS if "." in name} | {"scheduled", "rests for alarm", "rests for person"}
    assert wanted <= set(seen)
