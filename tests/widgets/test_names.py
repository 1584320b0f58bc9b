"""Names of organisations."""

from __future__ import annotations

from backend_client.protocol.entities import Org
from tests.widgets.district import district
from widgets.names import OrgNames


def test_a_community_lies_in_its_street() -> None:
    names = OrgNames(orgs=district().picture.of(Org))
    assert names.name("jingfang") == "示范景芳社区"
    assert names.street("jingfang") == "凯旋街道"
    assert names.street("kaixuan") == "凯旋街道"
    assert names.street_id("jingfang") == "kaixuan"


def test_above_the_streets_an_organisation_goes_by_its_own_name() -> None:
    names = OrgNames(orgs=district().picture.of(Org))
    assert names.street("jianggan") == "江干区"
    assert names.street_id("jianggan") is None


def test_an_unknown_organisation_is_shown_by_its_id() -> None:
    names = OrgNames(orgs=district().picture.of(Org))
    assert names.name("nobody") == "nobody"
    assert names.street("nobody") == "nobody"


def test_a_directory_that_points_in_a_circle_ends() -> None:
    made = district()
    made.put("org", "a", Org(kind="community", code="1", name="甲", parent="b"))
    made.put("org", "b", Org(kind="community", code="2", name="乙", parent="a"))
    assert OrgNames(orgs=made.picture.of(Org)).street("a") == "甲"
