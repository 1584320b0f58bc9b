"""The sieve: a whole district at once and one by one are judged alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.lanes import Lane
from tests.backend_client.protocol.test_lanes import clock
from tests.widgets.district import NOW, District, ago, district, incident
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import IncidentFilter
from widgets.incident_sieve import IncidentSieve

S = IncidentState


def made_district() -> District:
    return district(
        incidents=[
            incident(
                number,
                state=list(S)[number % len(S)],
                severity=1 + number % 4,
                age=number * 100.0,
                type_code=f"020{number % 3}",
                owner_org="kaixuan" if number % 2 else "jingfang",
                deadlines=(clock(ago(200 - number * 10)),),
            )
            for number in range(1, 41)
        ]
    )


MADE = made_district()
FACTS = IncidentFacts(picture=MADE.picture)

FILTERS = st.builds(
    IncidentFilter,
    lane=st.none() | st.sampled_from(list(Lane)),
    text=st.sampled_from(["", "示", "zdjy", "000012", "占道 1", "nothing", "2号"]),
    severities=st.frozensets(st.integers(1, 4)),
    type_code=st.sampled_from(["", "0200", "0201"]),
    street=st.sampled_from(["", "kaixuan"]),
    older_than_s=st.sampled_from([0.0, 1000.0]),
    within_s=st.sampled_from([0.0, 2000.0]),
)


def sieve_of(filter_: IncidentFilter) -> IncidentSieve:
    return IncidentSieve(filter_, facts=FACTS, streets=frozenset({"kaixuan"}), now=lambda: NOW)


def plainly(filter_: IncidentFilter, slot: int) -> bool:
    """The same, as one would say it."""
    found = {FACTS.slot(id_): entry.data for id_, entry in MADE.picture.of(Incident).items()}[slot]
    text = FACTS.columns.texts.all()[slot] + FACTS.columns.letters.all()[slot]
    lanes = {
        lane
        for lane, bit in zip(Lane, (1 << number for number in range(13)), strict=True)
        if FACTS.masks[slot] & bit
    }
    if FACTS.due[slot] <= NOW:
        lanes.add(Lane.OVERDUE)
    return (
        (filter_.lane is None or filter_.lane in lanes)
        and all(word in text for word in filter_.words)
        and (not filter_.severities or found.severity in filter_.severities)
        and filter_.type_code in ("", found.type_code)
        and filter_.street in ("", found.owner_org)
        and (not filter_.older_than_s or found.reported_at <= ago(filter_.older_than_s))
        and (not filter_.within_s or found.reported_at >= ago(filter_.within_s))
    )


@given(filter_=FILTERS)
def test_all_at_once_and_one_by_one_agree(filter_: IncidentFilter) -> None:
    sieve = sieve_of(filter_)
    slots = range(len(FACTS.masks))
    assert sieve.flags().tolist() == [plainly(filter_, slot) for slot in slots]
    assert [sieve.passes(slot) for slot in slots] == [plainly(filter_, slot) for slot in slots]


def test_a_slot_that_nobody_has_lets_nothing_through() -> None:
    made = district(incidents=[incident(1)])
    facts = IncidentFacts(picture=made.picture)
    facts.take(made.delete("incident", "i1"))
    for filter_ in (IncidentFilter(lane=Lane.OPEN), IncidentFilter(severities=frozenset({3}))):
        sieve = IncidentSieve(filter_, facts=facts, streets=frozenset(), now=lambda: NOW)
        assert sieve.flags().tolist() == [False]
        assert not sieve.passes(0)
