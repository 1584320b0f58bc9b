"""Causes of refusals: each says something of its own, with values that an error carries."""

from __future__ import annotations

import string

import pytest

from backend_client.protocol.causes import MEANINGS, Cause, Details, needs


def test_every_cause_has_a_meaning_of_its_own() -> None:
    assert set(MEANINGS) == set(Cause)
    assert len(set(MEANINGS.values())) == len(Cause)


@pytest.mark.parametrize("cause", list(Cause))
def test_a_cause_needs_what_its_meaning_names(cause: Cause) -> None:
    named = {name for _, name, _, _ in string.Formatter().parse(MEANINGS[cause]) if name is not None}
    assert named == needs(cause)
    assert named <= set(Details.__struct_fields__)


@pytest.mark.parametrize("cause", list(Cause))
def test_a_cause_is_an_ascii_token(cause: Cause) -> None:
    assert cause.value.isascii()
    assert cause.value.replace("_", "").islower()
