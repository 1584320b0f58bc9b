"""Words that mean recipients and organisations."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.entities import Org, UnitStatus
from console.palette.line_recipients import Everybody, Orgs, Recipients
from tests.widgets.district import District, ago, district, incident, task, unit
from widgets.alphabet import Alphabet
from widgets.initials import Initials


def room(**fields: Any) -> tuple[District, Recipients]:
    made = district(incidents=[incident(**fields)], units=3)
    made.put("org", "caihe", Org(kind="street", code="330104005", name="采荷街道", parent="jianggan"))
    made.put("unit", "unit-7", unit(7, code="w1", name="示范组0007", org="caihe"))
    made.put("unit", "unit-8", unit(8, code="w1", name="示范组0008", org="pengbu"))
    made.put("unit", "unit-9", unit(9, code="q9", name="示范员00031", position_at=ago(4000)))
    recipients = Recipients(picture=made.picture, initials=Initials(), alphabet=Alphabet())
    while recipients.prepare():
        pass
    return made, recipients


def everybody(made: District, recipients: Recipients) -> Everybody:
    entry: Any = made.picture.entries("incident")["i1"]
    return recipients.of(entry, now=made.now())


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("w1", ["unit-1"]),
        ("w1@chjd", ["unit-7"]),
        ("w1@采荷街道", ["unit-7"]),
        ("w1@none", []),
        ("w2", ["unit-2"]),
        ("cg", ["d1"]),
        ("城管局", ["d1"]),
        ("sfcgj", ["d1"]),
        ("示范员0003", ["unit-3"]),
        ("sfy0002", ["unit-2"]),
        ("unit-8", ["unit-8"]),
        ("nobody", []),
    ],
)
def test_whom_a_word_means(word: str, ids: list[str]) -> None:
    assert [each.id for each in everybody(*room()).meant(word)] == ids


def test_the_likeliest_is_recommended() -> None:
    seen = everybody(*room())
    assert seen.meant("!") == [seen.all[0]]


def test_a_code_that_the_own_street_does_not_have_may_be_any_of_the_others() -> None:
    made, recipients = room(owner_org="jianggan")
    assert {each.id for each in everybody(made, recipients).meant("w1")} == {"unit-1", "unit-7", "unit-8"}


def test_a_name_that_several_bear_is_not_clear() -> None:
    found = everybody(*room()).meant("sfz")
    assert {each.id for each in found} == {"unit-7", "unit-8"}


def test_each_has_a_word_that_means_no_other() -> None:
    seen = everybody(*room())
    for each in seen.all:
        assert seen.meant(seen.token(each)) == [each]
    assert {seen.token(each) for each in seen.all} >= {"w1", "w1@采荷街道", "w2", "cg"}


def test_what_was_written_so_far_lists_the_likeliest_first() -> None:
    seen = everybody(*room())
    assert seen.beginning("") == seen.beginning("!") == list(seen.all)
    assert {each.id for each in seen.beginning("w1@")} == {"unit-1", "unit-7", "unit-8"}
    assert [each.id for each in seen.beginning("q")] == ["unit-9"]


def test_whoever_is_busy_with_it_or_off_duty_is_not_recommended() -> None:
    made, recipients = room(tasks=(task(2),))
    for id_ in ("unit-1", "unit-7", "unit-8", "unit-9"):
        made.change("unit", id_, status=UnitStatus.OFF)
    assert [each.id for each in everybody(made, recipients).meant("!")] == ["unit-3"]
    made.change("unit", "unit-3", status=UnitStatus.OFF)
    made.time += 60
    assert [each.id for each in everybody(made, recipients).meant("!")] == ["d1"]


def test_they_are_weighed_anew_for_another_incident_version_or_time() -> None:
    made, recipients = room()
    first = everybody(made, recipients)
    assert everybody(made, recipients) is first
    made.change("incident", "i1", title="示范改")
    second = everybody(made, recipients)
    assert second is not first
    made.time += 10
    assert everybody(made, recipients) is not second


def test_a_new_unit_is_found() -> None:
    made, recipients = room()
    recipients.on_changes(made.put("unit", "unit-20", unit(20, code="z20", name="秋涛组")))
    while recipients.prepare():
        pass
    assert [each.id for each in everybody(made, recipients).meant("qtz")] == ["unit-20"]


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("", ["jianggan", "caihe"]),
        ("ch", ["caihe"]),
        ("采荷", ["caihe"]),
        ("江干区", ["jianggan"]),
        ("330104", ["jianggan"]),
        ("330104005", ["caihe"]),
        ("kaixuan", []),
        ("景芳", []),
    ],
)
def test_which_organisation_a_word_means(word: str, ids: list[str]) -> None:
    made, _ = room()
    orgs = Orgs(picture=made.picture, alphabet=Alphabet())
    assert [id_ for id_, _ in orgs.meant(word, besides="kaixuan")] == ids
