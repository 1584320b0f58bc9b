"""Refusals in words: every cause has its own sentence with its values, in both languages."""

from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.causes import Cause, Details, needs
from backend_client.protocol.errors import Error, ErrorCode
from console.translations import CATALOGUE, read_catalogue
from widgets import refusal_words, words

#: One value of each kind, and how it reads.
VALUES = {
    "name": ("二队", "二队"),
    "state": ("handling", "Handling"),
    "until": ("2026-12-03T10:00:00.000Z", "2026-12-0"),
    "limit": (256, "256"),
    "count": (7, "7"),
}
STATES = {
    Cause.TASK_STATE: ("signed", "Signed for"),
    Cause.ALARM_STATE: ("open", "New alarm"),
    Cause.EXPORT_STATE: ("waiting", "Waiting for approval"),
}


def error(cause: str | None, details: Details | None = None, by: str | None = None) -> Error:
    """A refusal as the platform sends it."""
    return Error(code=ErrorCode.ILLEGAL_TRANSITION, message="no", cause=cause, details=details, by=by)


def values(cause: Cause) -> dict[str, tuple[object, str]]:
    """The values of a cause, and how they read."""
    return {name: VALUES[name] for name in needs(cause)} | (
        {"state": STATES[cause]} if cause in STATES else {}
    )


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_says_all_that_it_needs(cause: Cause) -> None:
    wanted = values(cause)
    details = msgspec.convert({name: value for name, (value, _) in wanted.items()}, Details)
    said = refusal_words.refusal(error(cause, details))
    assert "{" not in said
    assert all(reads in said for _, reads in wanted.values())


def test_every_cause_has_its_own_words() -> None:
    sample = Details(name="n", state="s", until="2026-12-03T10:00:00.000Z", limit=1, count=1)
    said = [refusal_words.refusal(error(cause, sample)) for cause in Cause]
    assert len(set(said)) == len(said)
    assert words.error(ErrorCode.ILLEGAL_TRANSITION) not in said


@pytest.mark.parametrize(
    "refused",
    [error(None), error("on_the_moon"), error(Cause.AT_MOST), error(Cause.AT_MOST, Details(name="x"))],
)
def test_what_it_does_not_know_is_told_by_its_code(refused: Error) -> None:
    assert refusal_words.refusal(refused) == words.error(ErrorCode.ILLEGAL_TRANSITION)


def test_who_was_faster_stands_behind() -> None:
    assert refusal_words.refusal(error(Cause.SEAT_HELD, by="李明")) == "Somebody else holds the seat (李明)"


def test_without_a_name_there_are_no_brackets() -> None:
    assert "(" not in refusal_words.refusal(error(None))


def test_a_moment_that_is_none_is_shown_as_it_came() -> None:
    assert "tomorrow" in refusal_words.refusal(error(Cause.PAST, Details(until="tomorrow")))


def test_every_cause_has_its_words_in_chinese() -> None:
    chinese = read_catalogue(CATALOGUE)
    missing = [cause for cause in Cause if ("Refusals", refusal_words.sentence(cause)) not in chinese]
    assert missing == []
