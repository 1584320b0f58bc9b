"""What incidents are about."""

from __future__ import annotations

from collections import Counter
from random import Random

from platform_backend.districts.generate import District


def test_matters_follow_the_weights(gulou: District) -> None:
    rng = Random(1)
    drawn = [gulou.matters.draw(gulou.matters.place(rng=rng), rng=rng) for _ in range(4000)]
    kinds = Counter(matter.kind.name for matter in drawn)
    assert kinds.most_common(1)[0][0] == "占道经营"
    assert set(kinds) == {kind.name for kind in gulou.types.values()}
    severities = Counter(matter.severity for matter in drawn)
    assert severities[1] < severities[2] < severities[3]
    assert all(matter.severity in (1, 2, 3, 4) for matter in drawn)


def test_words_name_the_place(gulou: District) -> None:
    rng = Random(2)
    place = gulou.matters.place(rng=rng)
    matter = gulou.matters.draw(place, rng=rng)
    assert matter.title == f"{place.spot}{matter.kind.name}"
    assert place.name in matter.description
