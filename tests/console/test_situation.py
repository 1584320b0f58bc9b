"""Who acts, and on what."""

from __future__ import annotations

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lifecycle import Why
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.relations import Relation
from console.situation import Situation
from tests.widgets.district import District, district, incident

USER = User(id="u1", name="示范", roles=("dispatcher",), scope=Scope())


def made() -> tuple[District, Situation]:
    street = district(incidents=[incident()])
    return street, Situation(picture=street.picture)


def test_it_tells_of_changes_and_of_nothing_else() -> None:
    _, situation = made()
    told: list[tuple[frozenset[str], str]] = []
    situation.changed.connect(lambda: told.append((situation.roles, situation.incident)))
    situation.set_user(USER)
    situation.set_user(USER)
    situation.set_incident("i1")
    situation.set_incident("i1")
    situation.set_user(None)
    assert told == [
        (frozenset({"dispatcher"}), ""),
        (frozenset({"dispatcher"}), "i1"),
        (frozenset(), "i1"),
    ]


def test_it_decides_as_the_platform_will() -> None:
    _, situation = made()
    one = incident()
    assert situation.decide("incident.accept", one).why is Why.ROLE
    assert situation.relation(one) is Relation.NONE
    situation.set_user(USER)
    assert situation.relation(one) in (Relation.OWN, Relation.ABOVE)
    assert situation.decide("incident.accept", one).state is IncidentState.TO_DISPATCH
    assert situation.decide("incident.void", one).why is Why.ROLE
    elsewhere = User(id="u2", name="示范", roles=("dispatcher",), scope=Scope(division="999999"))
    situation.set_user(elsewhere)
    assert situation.decide("incident.accept", one).why is Why.RELATION
