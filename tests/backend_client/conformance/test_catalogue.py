from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from backend_client.conformance.catalogue import RULES
from backend_client.conformance.rule import Rule
from tests.backend_client.conformance import (
    test_addresses,
    test_bookmarks,
    test_closes,
    test_commands,
    test_conferences,
    test_dispatching,
    test_effects,
    test_events,
    test_frames,
    test_handshake,
    test_liveness,
    test_momentary,
    test_queries,
    test_recordings,
    test_replays,
    test_seats,
    test_snapshots,
    test_topics,
    test_tours,
    test_turning,
    test_wall_recordings,
    test_walls,
)

PAGE = Path(__file__).parents[3] / "docs" / "protocol.md"
RULE_LINE = re.compile(r"^- \*\*([A-Z]-\d+)\*\* (.+)$", re.MULTILINE)
PLANTED = (
    test_addresses.FAULTS,
    test_addresses.WITH_CODES,
    test_bookmarks.FAULTS,
    test_closes.FAULTS,
    test_commands.FAULTS,
    test_conferences.FAULTS,
    test_effects.FAULTS,
    test_dispatching.FAULTS,
    test_events.FAULTS,
    test_frames.FAULTS,
    test_handshake.FAULTS,
    test_liveness.FAULTS,
    test_liveness.HOARDING,
    test_momentary.FAULTS,
    test_queries.FAULTS,
    test_recordings.FAULTS,
    test_replays.FAULTS,
    test_seats.FAULTS,
    test_snapshots.FAULTS,
    test_topics.FAULTS,
    test_tours.FAULTS,
    test_walls.FAULTS,
    test_turning.FAULTS,
    test_wall_recordings.FAULTS,
)


def test_every_rule_has_a_broken_platform() -> None:
    planted = Counter(id_ for faults in PLANTED for id_ in faults)
    assert planted == Counter(rule.id for rule in RULES)


def test_the_page_holds_every_rule_in_the_same_words_and_order() -> None:
    page = RULE_LINE.findall(PAGE.read_text(encoding="utf-8"))
    assert page == [(rule.id, rule.text) for rule in RULES]


def test_the_page_says_must_as_often_as_there_are_rules() -> None:
    assert len(re.findall(r"\bMUST\b", PAGE.read_text(encoding="utf-8"))) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_one_sentence_with_one_must(rule: Rule) -> None:
    text = rule.text
    assert len(re.findall(r"\bMUST\b", text)) == 1
    assert text.endswith(".")
    assert not re.search(r"\.\s+[A-Z]", text)


def test_the_rules_of_a_chapter_are_numbered_without_a_gap() -> None:
    numbers: dict[str, list[int]] = {}
    for rule in RULES:
        letter, _, number = rule.id.partition("-")
        numbers.setdefault(letter, []).append(int(number))
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
