"""Facts about incidents, against those of a picture read anew."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane, Viewer
from tests.backend_client.protocol.test_lanes import clock
from tests.widgets.district import NOW, ago, district, incident, task
from widgets.incident_facts import IncidentFacts

S = IncidentState
STEPS = st.lists(
    st.tuples(st.integers(1, 6), st.none() | st.tuples(st.sampled_from(list(S)), st.integers(0, 9))),
    max_size=40,
)


def facts_by_id(facts: IncidentFacts, ids: list[str]) -> dict[str, tuple[object, ...]]:
    slots = {id_: facts.slot(id_) for id_ in ids}
    columns = facts.columns
    texts, letters = columns.texts.all(), columns.letters.all()
    return {
        id_: (
            facts.masks[slot],
            facts.due[slot],
            columns.severities[slot],
            columns.reported[slot],
            texts[slot],
            letters[slot],
        )
        for id_, slot in slots.items()
    }


@given(steps=STEPS)
def test_facts_equal_those_read_anew(steps: list[tuple[int, tuple[S, int] | None]]) -> None:
    made = district(incidents=[incident(1), incident(2, state=S.CLOSED)])
    facts = IncidentFacts(picture=made.picture)
    for number, data in steps:
        id_ = f"i{number}"
        if data is not None:
            late = (clock(ago(data[1] - 4)),) if data[1] else ()
            changes = made.put("incident", id_, incident(data[1] or 99, state=data[0], deadlines=late))
        elif id_ in made.picture.entries("incident"):
            changes = made.delete("incident", id_)
        else:
            continue
        facts.take(changes)
        facts.take(changes)
    fresh = IncidentFacts(picture=made.picture)
    ids = list(made.picture.entries("incident"))
    assert facts_by_id(facts, ids) == facts_by_id(fresh, ids)
    for lane in Lane:
        assert facts.count(lane, now=NOW) == fresh.count(lane, now=NOW), lane


def test_a_snapshot_is_taken_in_as_a_whole() -> None:
    made = district(incidents=[incident(1), incident(2)])
    facts = IncidentFacts(picture=made.picture)
    facts.take(made.snapshot("incidents", {("incident", "x"): incident(7, state=S.HANDLING)}))
    assert facts.count(Lane.OPEN, now=NOW) == 1
    assert facts.count(Lane.TO_ACCEPT, now=NOW) == 0
    assert sorted(text for text in facts.columns.texts.all() if text) == [
        "330104002-2026-000007\n示范路口7号占道经营\n示范路7号\n占道经营"
    ]


def test_what_lies_around_a_place_is_found_at_once() -> None:
    here, there = (120.20, 30.25), (120.21, 30.25)
    made = district(
        incidents=[incident(1, position=here), incident(2, position=there), incident(3, position=None)]
    )
    facts = IncidentFacts(picture=made.picture)
    assert set(facts.around(here, 500.0)) == {"i1", "i3"}
    assert set(facts.around(here, 1500.0)) == {"i1", "i2", "i3"}
    assert set(facts.around(None, 1.0)) == {"i1", "i2", "i3"}
    facts.take(made.change("incident", "i2", position=here))
    facts.take(made.delete("incident", "i1"))
    assert set(facts.around(here, 500.0)) == {"i2", "i3"}
    assert facts.around(here, 500.0)["i2"].data.position == here


def test_slots_are_used_again() -> None:
    made = district(incidents=[incident(1)])
    facts = IncidentFacts(picture=made.picture)
    slot = facts.slot("i1")
    facts.take(made.delete("incident", "i1"))
    assert facts.masks[slot] == 0
    assert facts.due[slot] == inf
    assert facts.columns.severities[slot] == 0
    assert facts.columns.texts.at(slot) == ""
    facts.take(made.put("incident", "i2", incident(2)))
    assert facts.slot("i2") == slot


def test_other_eyes_see_other_lanes() -> None:
    made = district(incidents=[incident(1, reported_by=("kaixuan",))])
    facts = IncidentFacts(picture=made.picture)
    assert facts.count(Lane.REPORTED_UP, now=NOW) == 1
    assert facts.set_viewer(Viewer(orgs=frozenset({"caihe"})))
    assert facts.count(Lane.REPORTED_UP, now=NOW) == 0
    assert not facts.set_viewer(Viewer(orgs=frozenset({"caihe"})))


def test_texts_are_made_bit_by_bit() -> None:
    made = district(incidents=[incident(number) for number in range(1, 601)])
    facts = IncidentFacts(picture=made.picture)
    assert sum(bool(text) for text in facts.columns.texts.all()) == 200
    while not facts.is_prepared:
        facts.prepare()
    assert facts.columns.letters.all_made()
    assert all(facts.columns.texts.all())
    assert all("zdjy" in letters for letters in facts.columns.letters.all())


def test_those_who_have_it_are_found_too() -> None:
    made = district(incidents=[incident(1, tasks=(task(1, name="示范张三"),))])
    facts = IncidentFacts(picture=made.picture)
    assert "示范张三" in facts.columns.texts.all()[facts.slot("i1")]
    facts.take(made.change("incident", "i1", tasks=(task(2, name="示范李四"),)))
    assert "示范李四" in facts.columns.texts.all()[facts.slot("i1")]
