"""Changes of layouts as hypothesis draws them: sensible ones and nonsense."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from hypothesis import strategies as st

from layouts import edges, editing
from layouts.layout import Layout, Place

Change: TypeAlias = Callable[[Layout], Layout]


def _nth(layout: Layout, index: int) -> int:
    """One of the layout's tiles, or one that it may not have."""
    numbers = sorted(layout.by_number)
    return numbers[index] if index < len(numbers) else index


def _some(layout: Layout, indexes: Collection[int]) -> set[int]:
    return {_nth(layout, index) for index in indexes}


_index = st.integers(0, 9)
_indexes = st.sets(_index, max_size=5)
_few = st.integers(0, 4)
_place = st.builds(Place, st.integers(-1, 6), st.integers(-1, 6), _few, _few)

CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        lambda n, c, r: lambda at: editing.split(at, _nth(at, n), columns=c, rows=r), _index, _few, _few
    ),
    st.builds(lambda ns: lambda at: editing.merge(at, _some(at, ns)), _indexes),
    st.builds(lambda n, c, r: lambda at: editing.move(at, _nth(at, n), column=c, row=r), _index, _few, _few),
    st.builds(lambda n, m: lambda at: editing.swap(at, _nth(at, n), _nth(at, m)), _index, _index),
    st.builds(lambda p: lambda at: editing.add(at, p), _place),
    st.builds(lambda ns: lambda at: editing.remove(at, _some(at, ns)), _indexes),
    st.builds(lambda n, to: lambda at: editing.renumber(at, _nth(at, n), to), _index, st.integers(0, 20)),
    st.just(lambda at: editing.renumbered(at, editing.in_reading_order(at))),
    st.builds(
        lambda ns, alarm: lambda at: editing.reserve(at, _some(at, ns), alarm=alarm), _indexes, st.booleans()
    ),
    st.builds(
        lambda c, r: lambda at: editing.regrid(at, columns=c, rows=r), st.integers(0, 12), st.integers(0, 12)
    ),
    st.just(editing.simplest),
    st.builds(
        lambda n, edge, by: lambda at: edges.resize(at, _nth(at, n), edge=edge, by=by),
        _index,
        st.sampled_from(edges.Edge),
        st.integers(-4, 4),
    ),
)
