from __future__ import annotations

from types import ModuleType

from backend_client.conformance.rule import WITHIN_S, rule, rules_of
from backend_client.conformance.site import Site


def test_the_rules_of_a_chapter_come_in_their_order() -> None:
    async def check(_site: Site) -> None:
        """Nothing is looked at."""

    chapter = ModuleType("chapter")
    first = rule("Z-1", "This MUST be first.")(check)
    second = rule("Z-2", "This MUST be second.", within_s=90.0, last=True)(check)
    vars(chapter).update(one=first, helper=check, two=second)
    assert rules_of(chapter) == (first, second)
    assert (first.within_s, first.last) == (WITHIN_S, False)
    assert (second.within_s, second.last) == (90.0, True)
