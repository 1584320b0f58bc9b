from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_client.changes import NO_CHANGES, Changes
from backend_client.picture import OutOfStep, Picture
from backend_client.protocol.codec import JSON, MSGPACK
from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import (
    Bookmark,
    Event,
    Resume,
    Resync,
    Scope,
    ServerMessage,
    SnapshotBegin,
    SnapshotEnd,
    SnapshotPage,
    Subscribed,
    User,
)
from tests.backend_client.world import View, World, counter, incident

TOPICS = ("incidents", "counters")


def feed_all(picture: Picture, frames: list[ServerMessage]) -> Changes:
    changes = NO_CHANGES
    for frame in frames:
        if not isinstance(frame, Subscribed):
            changes |= picture.take(frame)  # type: ignore[arg-type]
    return changes


def subscribe(picture: Picture, world: World, sub: str = "s") -> View:
    picture.begin(TOPICS)
    return View(world, sub=sub, topics=TOPICS, resume=picture.resume(TOPICS))


def followed(world: World) -> tuple[Picture, View]:
    picture = Picture()
    view = subscribe(picture, world)
    feed_all(picture, view.pull())
    return picture, view


def titles(picture: Picture) -> dict[str, str]:
    return {id_: entry.data.title for id_, entry in picture.of(Incident).items()}


def test_a_snapshot_appears_whole_at_its_end() -> None:
    world = World()
    for number in range(7):
        world.put("incident", f"i{number}", incident(f"title {number}"))
    picture = Picture()
    frames = subscribe(picture, world).pull()
    end = next(index for index, frame in enumerate(frames) if type(frame).__name__ == "SnapshotEnd")
    feed_all(picture, frames[:end])
    assert not picture.entries("incident")
    changes = feed_all(picture, frames[end:])
    assert changes.reset == {"incident"}
    assert len(picture.entries("incident")) == 7
    assert picture.is_current(TOPICS)


def test_an_event_changes_one_entity() -> None:
    world = World()
    world.put("incident", "a", incident("before"))
    picture, view = followed(world)
    world.put("incident", "a", incident("after"))
    assert feed_all(picture, view.pull()) == Changes({"incident": frozenset("a")})
    assert titles(picture) == {"a": "after"}


def test_a_delete_takes_an_entity_away_and_a_put_brings_it_back() -> None:
    world = World()
    world.put("incident", "a", incident())
    picture, view = followed(world)
    world.delete("incident", "a")
    assert feed_all(picture, view.pull()).ids("incident") == frozenset("a")
    assert not picture.entries("incident")
    world.put("incident", "a", incident("back"))
    feed_all(picture, view.pull())
    assert titles(picture) == {"a": "back"}


def test_an_older_version_is_ignored() -> None:
    world = World()
    world.put("incident", "a", incident("first"))
    world.put("incident", "a", incident("second"))
    picture, view = followed(world)
    world.put("incident", "a", incident("late"))
    (event,) = view.pull()
    assert isinstance(event, Event)
    assert picture.apply(msgspec.structs.replace(event, ver=2)) == NO_CHANGES
    assert titles(picture) == {"a": "second"}


def test_a_missing_event_is_noticed_at_the_next() -> None:
    world = World()
    picture, view = followed(world)
    world.put("incident", "a", incident())
    world.put("incident", "b", incident())
    frames = view.pull()
    with pytest.raises(OutOfStep):
        feed_all(picture, frames[1:])


def test_a_snapshot_that_does_not_match_its_digest_is_not_shown() -> None:
    world = World()
    world.put("incident", "a", incident("good"))
    picture, _ = followed(world)
    world.put("incident", "a", incident("damaged"))
    world.compact("incidents")
    world.digest_faults = 1
    with pytest.raises(OutOfStep, match="digest"):
        feed_all(picture, subscribe(picture, world).pull())
    assert titles(picture) == {"a": "good"}
    feed_all(picture, subscribe(picture, world).pull())
    assert titles(picture) == {"a": "damaged"}


def test_data_that_break_the_contract_are_told_of_and_left_out() -> None:
    faults: list[tuple[str, str, str]] = []
    world = World()
    world.put("incident", "good", incident())
    world.put("incident", "bad", msgspec.Raw(b'{"severity": "purple"}'))
    picture = Picture(on_undecodable=lambda *fault: faults.append(fault))
    view = subscribe(picture, world)
    feed_all(picture, view.pull())
    assert set(picture.entries("incident")) == {"good"}
    world.put("incident", "good", msgspec.Raw(b"[]"))
    world.put("incident", "other", incident())
    feed_all(picture, view.pull())
    assert set(picture.entries("incident")) == {"good", "other"}
    assert [(entity, id_) for entity, id_, _ in faults] == [("incident", "bad"), ("incident", "good")]


def test_entities_not_known_here_are_left_out_but_belong_to_the_digest() -> None:
    world = World(topics=("walls", "incidents", "counters"))
    world.put("scene", "s1", msgspec.Raw(b"{}"))
    picture = Picture()
    picture.begin(("walls",))
    feed_all(picture, View(world, sub="s", topics=("walls",), resume=None).pull())
    assert picture.is_current(("walls",))


def test_a_second_snapshot_names_only_what_differs() -> None:
    world = World()
    for id_ in "abc":
        world.put("incident", id_, incident(id_))
    picture, _ = followed(world)
    world.put("incident", "b", incident("changed"))
    world.delete("incident", "c")
    world.put("incident", "d", incident("new"))
    world.compact("incidents")
    changes = feed_all(picture, subscribe(picture, world).pull())
    assert changes.dirty == {"incident": frozenset("bcd")}
    assert not changes.reset


def test_cursors_of_another_epoch_are_not_resumed() -> None:
    world = World()
    world.put("incident", "a", incident("old world"))
    picture, _ = followed(world)
    restored = World(epoch="epoch-2")
    restored.put("incident", "a", incident("new world"))
    frames = subscribe(picture, restored).pull()
    feed_all(picture, frames)
    assert titles(picture) == {"a": "new world"}
    assert picture.epoch == "epoch-2"


def test_what_was_sent_for_other_eyes_is_followed_but_never_resumed() -> None:
    world = World()
    world.put("incident", "i1", incident("one"))
    picture = Picture()
    picture.show_to(user("甲", division="3301"))
    view = subscribe(picture, world)
    feed_all(picture, view.pull())
    picture.show_to(user("甲", division="3301"))
    assert picture.resume(TOPICS) is not None
    picture.show_to(user("甲", division="330104"))
    world.put("incident", "i1", incident("two"))
    feed_all(picture, view.pull())
    assert titles(picture) == {"i1": "two"}
    # Also not for the first one: what the other was not sent in between is missing.
    picture.show_to(user("甲", division="3301"))
    assert picture.resume(TOPICS) is None
    feed_all(picture, subscribe(picture, world).pull())
    assert picture.resume(TOPICS) is not None


def test_a_snapshot_that_began_for_other_eyes_cannot_be_resumed() -> None:
    world = World()
    world.put("incident", "i1", incident("one"))
    picture = Picture()
    picture.show_to(user("甲"))
    frames = subscribe(picture, world).pull()
    begun = next(index for index, frame in enumerate(frames) if isinstance(frame, SnapshotBegin))
    feed_all(picture, frames[: begun + 1])
    picture.show_to(user("乙"))
    feed_all(picture, frames[begun + 1 :])
    assert titles(picture) == {"i1": "one"}
    assert "incidents" in picture.cursors
    assert "incidents" not in (picture.resume(TOPICS) or no_resume()).cursors


def user(id_: str, *, division: str | None = None) -> User:
    return User(id=id_, name=id_, roles=("dispatcher",), scope=Scope(division=division))


def no_resume() -> Resume:
    return Resume(epoch="", cursors={})


def test_state_topics_are_never_resumed() -> None:
    world = World()
    world.put("counter", "today", counter(1))
    world.put("incident", "a", incident())
    picture, _ = followed(world)
    resume = picture.resume(TOPICS)
    assert resume is not None
    assert set(resume.cursors) == {"incidents"}


def test_a_bookmark_moves_the_cursor_and_cannot_move_it_back() -> None:
    picture, _ = followed(World())
    picture.take(Bookmark(sub="s", topic="incidents", seq=40))
    assert picture.cursors["incidents"] == 40
    with pytest.raises(OutOfStep):
        picture.take(Bookmark(sub="s", topic="incidents", seq=39))


def test_a_resync_cuts_a_snapshot_short() -> None:
    world = World()
    for number in range(7):
        world.put("incident", f"i{number}", incident())
    picture = Picture()
    frames = subscribe(picture, world).pull()
    first_page = next(i for i, frame in enumerate(frames) if isinstance(frame, SnapshotPage))
    feed_all(picture, frames[: first_page + 1])
    picture.take(Resync(sub="s", topic="incidents", reason="scope_changed"))
    assert "incidents" not in picture.cursors
    assert not picture.entries("incident")
    world.logs["incidents"] = world.logs["incidents"][-2:]
    topic = View(world, sub="s", topics=("incidents",), resume=None).pull()[1:]
    feed_all(picture, topic)
    assert set(picture.entries("incident")) == {"i5", "i6"}


def test_a_resync_of_a_topic_nobody_asked_for_is_out_of_step() -> None:
    with pytest.raises(OutOfStep):
        Picture().take(Resync(sub="s", topic="incidents", reason="scope_changed"))


def test_entities_are_read_in_the_encoding_they_come_in() -> None:
    world = World()
    world.put("incident", "a", incident("第一件"))
    picture = Picture()
    for wire in (MSGPACK, JSON, MSGPACK):
        picture.begin(("incidents",), wire=wire)
        decoder = wire.server_frames()
        for frame in View(world, sub="s", topics=("incidents",), resume=None).pull()[1:]:
            message = decoder.decode(wire.encode(frame))
            assert isinstance(message, SnapshotBegin | SnapshotPage | SnapshotEnd)
            picture.take(message)
        assert titles(picture) == {"a": "第一件"}


def test_a_topic_that_may_no_longer_be_seen_is_forgotten() -> None:
    world = World()
    world.put("incident", "a", incident())
    picture, _ = followed(world)
    view = picture.entries("incident")
    assert picture.forget("incidents").reset == {"incident"}
    assert not view


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abcd"), st.integers(0, 3)),
        st.tuples(st.just("delete"), st.sampled_from("abcd"), st.just(0)),
        st.tuples(st.just("count"), st.sampled_from("xy"), st.integers(0, 3)),
        st.tuples(st.just("receive"), st.just(""), st.integers(1, 6)),
        st.tuples(st.just("cut"), st.just(""), st.just(0)),
        st.tuples(st.just("lose"), st.just(""), st.integers(0, 4)),
        st.tuples(st.just("compact"), st.just(""), st.just(0)),
        st.tuples(st.just("restore"), st.just(""), st.just(0)),
        st.tuples(st.just("damage"), st.just(""), st.just(0)),
    ),
    max_size=40,
)


class Console:
    """A picture behind a wire on which frames wait, get lost or are cut off."""

    def __init__(self) -> None:
        self.world = World()
        self.picture = Picture()
        self.wire: list[ServerMessage] = []
        self.connect()

    def connect(self) -> None:
        self.wire = []
        self.view = subscribe(self.picture, self.world)

    def receive(self, count: int) -> None:
        self.wire += self.view.pull()
        for _ in range(min(count, len(self.wire))):
            try:
                feed_all(self.picture, [self.wire.pop(0)])
            except OutOfStep:
                self.connect()
                return

    def touch_everything(self) -> None:
        """Every topic speaks once more, so that whatever was lost is noticed."""
        self.world.put("incident", "last", incident())
        self.world.put("counter", "last", counter(1))

    def catch_up(self) -> None:
        for _ in range(20):
            self.wire += self.view.pull()
            if not self.wire and self.picture.is_current(TOPICS):
                return
            self.receive(len(self.wire))
            if not self.wire and not self.picture.is_current(TOPICS):
                self.connect()
        raise AssertionError("never became current")


@settings(max_examples=300)
@given(STEPS)
def test_whatever_is_cut_or_lost_the_end_equals_a_fresh_snapshot(steps: list[tuple[str, str, int]]) -> None:
    console = Console()
    for act, id_, number in steps:
        match act:
            case "put":
                console.world.put("incident", id_, incident(f"{id_}{number}"))
            case "delete":
                if id_ in console.world.held("incidents"):
                    console.world.delete("incident", id_)
            case "count":
                console.world.put("counter", id_, counter(number))
            case "receive":
                console.receive(number)
            case "cut":
                console.connect()
            case "lose":
                console.wire += console.view.pull()
                if number < len(console.wire):
                    del console.wire[number]
            case "compact":
                console.world.compact("incidents")
            case "restore":
                console.world.epoch += "'"
                console.connect()
            case "damage":
                console.world.digest_faults = 1
    console.touch_everything()
    console.catch_up()
    console.touch_everything()
    console.catch_up()
    console.world.digest_faults = 0
    fresh, _ = followed(console.world)
    for entity in ("incident", "counter"):
        assert dict(console.picture.entries(entity)) == dict(fresh.entries(entity))
