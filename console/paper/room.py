"""Printing and exporting, put together for one desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from backend_client.feed import Feed
from backend_client.picture import Picture
from backend_client.protocol.incident_parts import Reporter
from backend_client.protocol.permissions import may_ask
from backend_client.protocol.queries import IncidentReporter, ReporterFound
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.paper.actions import PaperActions
from console.paper.announcing import Announcer
from console.paper.figures_paper import figures_offer
from console.paper.making import Maker
from console.paper.offers import Offer, Offers, PastShown, Shown
from console.paper.office import PaperOffice
from console.paper.past import Past
from console.paper.shown import incidents_shown, past_shown, units_shown
from console.situation import Situation
from widgets.action import Action
from widgets.boards.figure_rows import FiguresShown
from widgets.boards.unit_board import UnitBoard
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.status_strip import StatusStrip
from widgets.incident_history import IncidentHistory
from widgets.paper.paper_button import PaperButton
from widgets.row_model import RowModel
from widgets.row_table import RowTable


class PaperDesk(Protocol):
    """The parts of a desk that are printed and exported, and where is said how it went."""

    @property
    def table(self) -> IncidentTable: ...

    @property
    def lanes(self) -> LaneBar: ...

    @property
    def history(self) -> HistoryList: ...

    @property
    def units(self) -> UnitBoard: ...

    @property
    def status(self) -> StatusStrip: ...


class PaperRoom:
    """Prints and exports what stands on `desk`; `data` is the workstation's own folder.

    `all_actions` are those of the whole console: the button's menu has this room's of them.
    """

    def __init__(
        self,
        *,
        desk: PaperDesk,
        picture: Picture,
        situation: Situation,
        dialogs: Dialogs,
        requests: Requests,
        feed: Feed,
        tasks: TaskSet,
        data: Path,
        all_actions: Callable[[], Iterable[Action]],
        figures: Callable[[], FiguresShown | None] = lambda: None,
    ) -> None:
        self._situation = situation
        self._requests = requests
        past = Past(ask=requests.query, now=feed.now)
        offers = Offers(
            picture=picture,
            situation=situation,
            incidents=lambda: _in_view(desk, picture),
            units=lambda: units_shown(_rows(desk.units.table), desk.units.statuses),
            log=past.duty_log,
            past=lambda: _of_the_past(desk, past, picture),
            simulated=lambda: feed.status.simulated,
            now=feed.now,
            more=lambda: _figures(figures(), offers),
        )
        self._office = PaperOffice(
            offers=offers,
            maker=Maker(
                announcer=Announcer(requests=requests, tasks=tasks, connected=lambda: feed.status.acting),
                reporter=self.reporter,
                stamp=lambda people: offers.stamp(exercise=False, people=people),
            ),
            dialogs=dialogs,
            tasks=tasks,
            tell=lambda text, calm: desk.status.show_notice(text, seconds=20.0, calm=calm),
            data=data,
        )
        self.actions = PaperActions(
            situation=situation,
            picture=picture,
            office=self._office,
            has_figures=lambda: figures() is not None,
        )
        mine = frozenset(self.actions.ids())
        desk.lanes.add_beside_search(
            PaperButton(actions=lambda: [action for action in all_actions() if action.id in mine])
        )

    async def reporter(self, incident: str, reason: str) -> Reporter | None:
        """Who reported an incident, for a reason; None where that is not for this person.

        Raises RequestRefused.
        """
        if not may_ask("incident.reporter", self._situation.roles):
            return None
        args = IncidentReporter(incident=incident, reason=reason)
        found = await self._requests.questions.ask("incident.reporter", args, answer=ReporterFound)
        return Reporter(name=found.name, phone=found.phone)

    def print(self, id_: str) -> None:
        """Do what the action says, where that is possible now."""
        if not self.actions.why_not(id_):
            self.actions.run(id_)

    def close(self) -> None:
        """Give up what is being made."""
        self._office.give_up()


def _in_view(desk: PaperDesk, picture: Picture) -> Shown | None:
    """What the incident table shows, while it is on view."""
    filter_ = desk.lanes.filter
    return None if filter_.past else incidents_shown(_rows(desk.table), filter_, picture)


def _of_the_past(desk: PaperDesk, past: Past, picture: Picture) -> PastShown | None:
    """What the list of the past shows, while that is on view."""
    history = _rows(desk.history.table)
    assert isinstance(history, IncidentHistory)
    return past_shown(history, past, picture) if desk.lanes.filter.past else None


def _figures(shown: FiguresShown | None, offers: Offers) -> tuple[Offer, ...]:
    if shown is None:
        return ()
    return (figures_offer(shown, stamp=lambda: offers.stamp(exercise=False, people=False)),)


def _rows(table: RowTable) -> RowModel:
    assert table.rows is not None
    return table.rows
