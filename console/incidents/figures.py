"""Figures on incidents at one desk: asked for when somebody looks at them, kept when they cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Picture
from backend_client.protocol.entities import Org
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.messages import User
from backend_client.protocol.permissions import may_ask
from backend_client.protocol.queries import Args, Figures, Statistics
from backend_client.protocol.times import format_time
from backend_client.questions import RequestRefused
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.situation import Situation
from widgets import refusal_words
from widgets.boards.figure_rows import FiguresShown, figure_groups
from widgets.boards.figures_board import FiguresBoard
from widgets.boards.periods import Period, begin_of
from widgets.dispatch.desk import Desk
from widgets.dispatch.sheets import Tab
from widgets.names import OrgNames

translate = QCoreApplication.translate

A = TypeVar("A")

_QUERY: Final = "statistics"
#: Figures that are no older than this, in seconds, are not asked for again when the sheet comes on view.
_FRESH_S: Final = 30.0


class Asks(Protocol):
    """What asks the platform, as `Questions` does."""

    async def ask(self, name: str, args: Args, *, answer: type[A]) -> A:
        """As `Questions.ask`."""
        ...


class FiguresRoom(QObject):
    """An action group with one sheet of the desk."""

    def __init__(
        self,
        *,
        desk: Desk,
        picture: Picture,
        situation: Situation,
        questions: Asks,
        tasks: TaskSet,
        shift_since: Callable[[], float],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`shift_since` and `now` are on the platform's clock."""
        super().__init__(parent)
        self._desk = desk
        self._types = picture.of(IncidentType)
        self._names = OrgNames(orgs=picture.of(Org))
        self._situation = situation
        self._questions = questions
        self._tasks = tasks
        self._shift_since = shift_since
        self._now = now
        self._user: User | None = situation.user
        self._held: dict[Period, FiguresShown] = {}
        self._trouble = ""
        self._asked = 0
        self.board = FiguresBoard(now=now)
        desk.add_tab(Tab("figures", translate("FiguresRoom", "Figures"), self.board, self.board.focus))
        self.board.wanted.connect(self._look)
        self.board.refresh_requested.connect(self._ask)
        situation.changed.connect(self._on_situation)

    @property
    def shown(self) -> FiguresShown | None:
        """What was answered last for the period that is chosen."""
        return self._held.get(self.board.period)

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("FiguresRoom", "Figures")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("desk.figures", "figures.refresh")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "desk.figures":
            return translate("FiguresRoom", "Figures of the shift, the day, the week")
        return translate("FiguresRoom", "Ask for the figures anew")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "figures.refresh" and not may_ask(_QUERY, self._situation.roles):
            return translate("OperatorActions", "Not your role")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        self._desk.show_tab("figures")
        if id_ == "figures.refresh":
            self._ask()

    def on_feed(self, status: FeedStatus) -> None:
        """Take in how the connection is: what could not be had may be had now."""
        if status.state is not FeedState.LIVE:
            if self._held or self.board.isVisible():
                self._tell(_away())
        elif self._trouble and status.acting:
            self._tell("")
            if self.board.isVisible():
                self._ask()

    def _on_situation(self) -> None:
        user = self._situation.user
        if user == self._user:
            return
        # What one may see another may not.
        self._user = user
        self._held.clear()
        self._asked += 1
        self._tell("")
        if self.board.isVisible():
            self._look()

    def _look(self) -> None:
        shown = self.shown
        self.board.show_figures(shown)
        if shown is None or self._now() - shown.until > _FRESH_S:
            self._ask()

    def _ask(self) -> None:
        if self._situation.user is None:
            return
        if not may_ask(_QUERY, self._situation.roles):
            self._tell(translate("FiguresRoom", "Figures are not for your role"))
            return
        self._asked += 1
        self._tasks.spawn(self._fetch(self.board.period, self._asked), name="figures")

    async def _fetch(self, period: Period, number: int) -> None:
        until = self._now()
        since = begin_of(period, now=until, shift_since=self._shift_since)
        args = Statistics(since=format_time(since), until=format_time(until))
        try:
            figures = await self._questions.ask(_QUERY, args, answer=Figures)
        except RequestRefused as refused:
            if number == self._asked:
                is_away = refused.error.code == ErrorCode.UNAVAILABLE
                self._tell(_away() if is_away else refusal_words.refusal(refused.error))
            return
        if number != self._asked:
            # Somebody has asked anew since, or somebody else sits here.
            return
        names = {entry.data.code: entry.data.name for entry in self._types.values()}
        groups = figure_groups(figures, type_names=names, org_name=self._names.name)
        self._held[period] = FiguresShown(period, since, until, groups)
        self._tell("")

    def _tell(self, trouble: str) -> None:
        self._trouble = trouble
        self.board.show_figures(self.shown)
        self.board.show_trouble(trouble)


def _away() -> str:
    return translate("FiguresRoom", "The platform is away")
