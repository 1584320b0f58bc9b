from __future__ import annotations

from backend_client.protocol.entities import ENTITY_TYPES
from backend_client.protocol.topics import LOG_TOPICS, STATE_TOPICS, TOPIC_OF, TOPICS


def test_a_topic_is_a_log_or_a_state() -> None:
    assert set(LOG_TOPICS).isdisjoint(STATE_TOPICS)
    assert set(TOPICS) == {*LOG_TOPICS, *STATE_TOPICS}
    assert len(TOPICS) == len(set(TOPICS))


def test_every_entity_has_one_topic_and_every_topic_an_entity() -> None:
    assert set(ENTITY_TYPES) <= set(TOPIC_OF)
    assert set(TOPIC_OF.values()) == set(TOPICS)
