from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import Event, SnapshotEnd, User
from tests.properties.story import ACTS, Story

#: ``EXAMPLES=100000 python -m pytest tests/properties`` is the long form.
EXAMPLES = int(os.environ.get("EXAMPLES", "10000"))
_SECONDS_AN_EXAMPLE = 0.05

_NUMBERS = st.integers(min_value=0, max_value=(1 << 14) - 1)
#: Short ones and long ones: lists without a least size are mostly very short.
STORIES = st.lists(_NUMBERS, max_size=10) | st.lists(_NUMBERS, min_size=10, max_size=40)
SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
BRIEF = settings(SETTINGS, max_examples=2000, phases=[Phase.generate])


def acts(*told: tuple[str, int]) -> list[int]:
    """A story from names: `rest` is what is left of the number for the act's own use."""
    return [rest * len(ACTS) + ACTS.index(act) for act, rest in told]


@pytest.mark.timeout(60 + EXAMPLES * _SECONDS_AN_EXAMPLE)
@SETTINGS
@given(STORIES)
# A console that asks to resume before it hears that its scope has changed.
@example(acts(("put", 270), ("put", 573), ("lose", 442), ("scope", 286)))
@example(acts(("put", 2), ("flow", 6), ("take", 22), ("subscribe", 0), ("scope", 6), ("flow", 6)))
# A unit that leaves a view which a change of scope had left as it was.
@example(acts(("move", 0), ("flow", 6), ("scope", 4), ("flow", 6), ("move", 12)))
def test_whatever_happens_a_replica_equals_a_fresh_snapshot(story: Sequence[int]) -> None:
    Story().tell(story)


# What the property is worth: each of these defects must be found.


class IgnoresPrev(Picture):
    """Takes every event, whatever was missed before it."""

    def apply(self, event: Event) -> Changes:
        topic = self._topics.get(event.topic)
        if topic is not None and topic.staged is None:
            topic.cursor = event.prev
        return super().apply(event)


class IgnoresDigest(Picture):
    """Believes every snapshot."""

    def _swap(self, end: SnapshotEnd) -> Changes:
        topic = self._topics[end.topic]
        versions = {id_: item.ver for id_, item in (topic.staged or {}).items()}
        return super()._swap(
            SnapshotEnd(
                sub=end.sub,
                topic=end.topic,
                count=len(versions),
                digest=snapshot_digest(versions.items()),
            )
        )


class MergesSnapshots(Picture):
    """Keeps what a snapshot no longer has."""

    def _replace(self, fresh: object) -> Changes:
        assert isinstance(fresh, dict)
        for name, entries in fresh.items():
            for id_, entry in self._entries[name].items():
                entries.setdefault(id_, entry)
        return super()._replace(fresh)


class IgnoresDeletes(Picture):
    """Never lets anything go."""

    def _remove(self, event: Event) -> Changes:
        return Changes()


class ResumesForOtherEyes(Picture):
    """Goes on from cursors that were somebody else's."""

    def show_to(self, user: User) -> None:
        pass


@pytest.mark.parametrize(
    "defect", [IgnoresPrev, IgnoresDigest, MergesSnapshots, IgnoresDeletes, ResumesForOtherEyes]
)
def test_a_planted_defect_is_found(defect: type[Picture]) -> None:
    def is_found(story: Sequence[int]) -> bool:
        try:
            Story(picture=defect).tell(story)
        except AssertionError:
            return True
        return False

    try:
        found = find(STORIES, is_found, settings=BRIEF)
    except NoSuchExample:
        pytest.fail("2000 examples did not find it")
    assert is_found(found)
