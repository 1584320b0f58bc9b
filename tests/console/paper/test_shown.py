"""What the lists show, and by which filter, in words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState, UnitStatus
from backend_client.protocol.lanes import Lane
from backend_client.protocol.queries import Found, Searches
from console.paper.past import Past
from console.paper.shown import filter_told, incidents_shown, past_shown, units_shown
from tests.widgets.district import district, incident
from widgets.incident_filter import EVERYTHING, IncidentFilter
from widgets.incident_history import IncidentHistory, NobodyToAsk
from widgets.item_models import IncidentTableModel, UnitTableModel

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        (EVERYTHING, "All"),
        (IncidentFilter(lane=Lane.TO_ACCEPT), "To accept"),
        (
            IncidentFilter(
                lane=Lane.OVERDUE,
                text="路口",
                severities=frozenset({2, 1}),
                type_code="0201",
                street="kaixuan",
                older_than_s=7200,
            ),
            "Overdue, 1 red, 2 orange, 占道经营, 凯旋街道, older than 2 h, “路口”",
        ),
        (IncidentFilter(type_code="9999"), "9999"),
        (IncidentFilter(past=True, within_s=86_400), "of the last 1 d"),
    ],
)
def test_a_filter_is_told_in_words(filter_: IncidentFilter, said: str) -> None:
    picture = district(incidents=[incident()]).picture
    assert filter_told(filter_, picture) == said


def test_exactly_the_rows_that_are_shown(qtbot: QtBot) -> None:
    made = district(
        incidents=[incident(1), incident(2, state=IncidentState.HANDLING), incident(3, severity=1)], units=2
    )
    model = IncidentTableModel(picture=made.picture, now=made.now)
    filter_ = IncidentFilter(lane=Lane.TO_ACCEPT)
    model.set_filter(filter_)
    shown = incidents_shown(model, filter_, made.picture)
    assert (shown.count, shown.about, list(shown.ids())) == (2, "To accept", ["i3", "i1"])
    units = units_shown(UnitTableModel(picture=made.picture, now=made.now), {UnitStatus.AVAILABLE})
    assert (units.count, units.about, sorted(units.ids())) == (2, "Available", ["unit-1", "unit-2"])


def test_the_past_is_offered_once_it_is_known_how_much_it_is(qtbot: QtBot) -> None:
    made = district()
    history = IncidentHistory(archive=NobodyToAsk(), picture=made.picture, now=made.now)

    async def ask(_name: str, _args: Searches) -> Found:
        raise AssertionError("nobody gathered anything")

    past = Past(ask=ask, now=made.now)
    assert past_shown(history, past, made.picture) is None
    history.set_filter(IncidentFilter(past=True, text="路"))
    qtbot.waitUntil(lambda: history.total is not None)
    shown = past_shown(history, past, made.picture)
    assert shown is not None
    assert (shown.total, shown.about) == (0, "“路”")
