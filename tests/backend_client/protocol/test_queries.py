from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.protocol.queries import ANSWERS, ARGS, AuditSearch, IncidentsSearch


def test_every_query_has_arguments_and_an_answer() -> None:
    assert set(ARGS) == set(ANSWERS)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("incidents.search", {"limit": 0}),
        ("incidents.search", {"limit": 501}),
        ("incidents.search", {"offset": -1}),
        ("incidents.search", {"offset": 2**40}),
        ("cameras.search", {"text": "长" * 201}),
        ("incident.history", {}),
        ("audit.search", {"limit": "10"}),
    ],
)
def test_arguments_outside_their_bounds_are_refused(name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(wrong), type=ARGS[name])


def test_what_is_not_asked_for_is_not_sent() -> None:
    assert msgspec.json.encode(IncidentsSearch(text="积水")) == '{"text":"积水"}'.encode()
    assert msgspec.json.encode(AuditSearch()) == b"{}"
