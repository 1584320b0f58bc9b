"""Figures as rows: the whole first, then what they are made of."""

from __future__ import annotations

from backend_client.protocol.queries import Figures
from widgets.boards.figure_rows import FigureRow, figure_groups, share_text

FIGURES = Figures(
    total=10,
    by_type={"0101": 3, "0202": 6, "9999": 1},
    by_severity={"3": 8, "1": 1, "7": 1},
    by_state={"closed": 6, "pending": 3, "asleep": 1},
    by_org={"o1": 4, "o2": 6},
    closing_rate=0.75,
    on_time_rate=None,
    reworks=2,
)
NAMES = {"0101": "积水", "0202": "垃圾"}


def rows(number: int) -> list[tuple[str, int | None, float | None]]:
    groups = figure_groups(FIGURES, type_names=NAMES, org_name=lambda id_: f"org {id_}")
    return [(row.name, row.count, row.share) for row in groups[number].rows]


def test_the_whole_comes_first() -> None:
    assert [name for name, *_ in rows(0)] == [
        "Reported",
        "Closing rate",
        "On-time rate",
        "Reworks",
    ]
    assert [(count, share) for _, count, share in rows(0)] == [
        (10, None),
        (None, 0.75),
        (None, None),
        (2, None),
    ]


def test_states_and_severities_stand_in_their_order_and_what_is_unknown_last() -> None:
    assert [count for _, count, _ in rows(1)] == [3, 6, 1]
    assert rows(1)[-1] == ("asleep", 1, 0.1)
    assert [count for _, count, _ in rows(2)] == [1, 8, 1]
    assert rows(2)[-1][0] == "7"


def test_types_and_owners_are_named_the_most_first() -> None:
    assert rows(3) == [("垃圾", 6, 0.6), ("积水", 3, 0.3), ("9999", 1, 0.1)]
    assert rows(4) == [("org o2", 6, 0.6), ("org o1", 4, 0.4)]


def test_nothing_has_no_share() -> None:
    none = Figures(
        total=0,
        by_type={},
        by_severity={},
        by_state={},
        by_org={},
        closing_rate=None,
        on_time_rate=None,
        reworks=0,
    )
    (whole,) = figure_groups(none, type_names={}, org_name=str)
    assert whole.rows[0] == FigureRow("Reported", 0)
    assert (share_text(None), share_text(0.9995)) == ("-", "100.0 %")
