"""Words: every name of the contract has its own, and ages read well."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from backend_client.protocol.commands import ARGS
from backend_client.protocol.entities import AlarmState, AssigneeKind, IncidentState, TaskState, UnitStatus
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.incident_parts import Clock
from widgets import act_words, words


@pytest.mark.parametrize(
    ("say", "names"),
    [
        (words.incident_state, IncidentState),
        (words.task_state, TaskState),
        (words.clock, Clock),
        (words.unit_status, UnitStatus),
        (words.alarm_state, AlarmState),
        (words.assignee_kind, AssigneeKind),
        (words.error, ErrorCode),
        (act_words.command, ARGS),
    ],
)
def test_every_name_has_its_own_words(say: Callable[[str], str], names: Iterable[str]) -> None:
    said = [say(name) for name in names]
    assert len(set(said)) == len(said)
    assert not set(said) & {str(name) for name in names}


@pytest.mark.parametrize(
    "say",
    [words.incident_state, words.task_state, words.unit_status, words.source, words.role, act_words.command],
)
def test_a_name_of_a_newer_contract_is_shown_as_it_came(say: Callable[[str], str]) -> None:
    assert say("teleported") == "teleported"


def test_levels_are_told_by_number_and_colour() -> None:
    assert words.severity(1) == "1 red"
    assert words.severity(9) == "9"
    assert words.priority(2) == "Priority 2"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "0 s"),
        (0.9, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h 00"),
        (11_100, "3 h 05"),
        (86_400, "1 d 0 h"),
        (187_200, "2 d 4 h"),
    ],
)
def test_ages_have_two_parts_at_most(seconds: float, text: str) -> None:
    assert words.age(seconds) == text


@pytest.mark.parametrize(
    ("metres", "text"), [(344, "340 m"), (994, "990 m"), (996, "1.0 km"), (12_345, "12.3 km")]
)
def test_distances_are_as_exact_as_positions(metres: float, text: str) -> None:
    assert words.distance(metres) == text


def test_monday_is_the_first_day() -> None:
    assert [words.weekday(0), words.weekday(6)] == ["Monday", "Sunday"]


def test_a_sign_in_fault_is_told_in_our_words_or_the_platforms() -> None:
    assert words.sign_in_fault("unauthenticated", "nope") == "User or password is wrong."
    assert words.sign_in_fault("unreachable", "nope") != "nope"
    assert words.sign_in_fault("teleported", "The account is asleep.") == "The account is asleep."
