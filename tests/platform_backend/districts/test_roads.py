"""The road net: whole, named, and passable."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from platform_backend.districts.generate import District


def test_every_junction_can_be_reached(district: District) -> None:
    net = district.net
    seen, queue = {0}, [0]
    while queue:
        here = queue.pop()
        for index in net.at[here]:
            for there in (net.stretches[index].start, net.stretches[index].end):
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
    assert len(seen) == len(net.junctions)


def test_a_way_runs_along_roads_and_is_not_much_longer_than_it_must(district: District) -> None:
    net = district.net
    sides = {frozenset(side) for stretch in net.stretches for side in pairwise(stretch.line)}
    rng = Random(5)
    for _ in range(40):
        start, end = rng.sample(range(len(net.junctions)), 2)
        way = net.way(start, end)
        assert way[0] == net.junctions[start]
        assert way[-1] == net.junctions[end]
        assert all(frozenset(side) in sides for side in pairwise(way))
        length = sum(math.dist(a, b) for a, b in pairwise(way))
        assert length < 2.2 * math.dist(way[0], way[-1]) + 1500.0
    assert net.way(3, 3) == (net.junctions[3],)


def test_roads_are_plainly_made_up_and_of_all_ranks(district: District) -> None:
    roads = {stretch.road for stretch in district.net.stretches}
    assert {road.rank for road in roads} == {"main", "secondary", "lane"}
    assert all(road.name.startswith("示范") for road in roads)
    assert len({road.name for road in roads}) == len(roads)


def test_a_line_can_be_had_from_both_ends(district: District) -> None:
    stretch = district.net.stretches[7]
    assert district.net.line_from(7, stretch.start) == stretch.line
    assert district.net.line_from(7, stretch.end) == stretch.line[::-1]


def test_the_nearest_junction(district: District) -> None:
    x, y = district.net.junctions[11]
    assert district.net.nearest((x + 0.5, y)) == 11
