"""What can be had on paper or as a file, by what stands on the desk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from backend_client.protocol.duty import DutyLogEntry
from backend_client.protocol.entities import Incident, Unit
from backend_client.protocol.messages import User
from backend_client.protocol.times import format_time
from console.paper.making import Job
from console.paper.offers import MOST_ROWS_ON_PAPER, Offer, Offers, PastShown, Shown
from console.paper.past import Progress
from console.paper.sheet import Paper
from console.paper.table import Table
from console.situation import Situation
from tests.console.paper.matters import USER, call, handover, room
from tests.console.paper.reading import page_texts, pdf_of
from tests.widgets.district import District, ago, incident
from widgets.paper.sheets import Output, Wish

pytestmark = pytest.mark.usefixtures("qapp")


class Desk:
    """A desk with one incident on view."""

    def __init__(self, made: District | None = None, *, user: User | None = USER) -> None:
        self.made = room() if made is None else made
        self.shown: Sequence[str] | None = None
        self.count: int | None = None
        self.past: PastShown | None = None
        picture = self.made.picture
        self.situation = Situation(picture=picture)
        self.situation.set_user(user)
        self.situation.set_incident("i1")
        self.offers = Offers(
            picture=picture,
            situation=self.situation,
            incidents=lambda: self._shown(list(picture.of(Incident))),
            units=lambda: self._shown(list(picture.of(Unit))),
            past=lambda: self.past,
            log=self._log,
            simulated=lambda: True,
            now=self.made.now,
        )

    async def _log(self, since: float, until: float, _progress: Progress) -> list[DutyLogEntry]:
        return [call(at=format_time(since)), call(at=format_time(until), text="上一班的话")]

    def _shown(self, ids: list[str]) -> Shown:
        ids = ids if self.shown is None else list(self.shown)
        return Shown(len(ids) if self.count is None else self.count, "To accept", lambda: ids)

    def offer(self, id_: str) -> Offer:
        return next(offer for offer in self.offers.all() if offer.sheet.id == id_)

    def ids(self) -> list[str]:
        return [offer.sheet.id for offer in self.offers.all()]


def test_the_incident_on_view_comes_first() -> None:
    assert Desk().ids() == [
        "slip:task-1",
        "slip:task-2",
        "record",
        "supervision:督办〔2026〕7号",
        "list:incidents",
        "units",
        "contacts",
        "duty_log:0",
        "duty_log:1",
        "handover:h1",
    ]


def test_without_an_incident_there_are_lists() -> None:
    desk = Desk()
    desk.situation.set_incident("")
    assert desk.ids()[0] == "list:incidents"


async def paper_of(offer: Offer, *, people: bool = False) -> Paper:
    """The paper of an offer, of whichever kind it is."""
    if offer.listed is None:
        assert offer.paper is not None
        return offer.paper(people)
    return offer.listed(await table_of(offer), people)


async def table_of(offer: Offer) -> Table:
    """The rows of an offer."""
    assert offer.table is not None
    return await offer.table(Job(offer=offer, wish=Wish("", Output.XLSX, None), show=lambda _share: None))


async def test_every_paper_can_be_set_and_says_that_the_data_are_no_real_ones() -> None:
    for offer in Desk().offers.all():
        for people in (False, True):
            text = page_texts(pdf_of(await paper_of(offer, people=people)))[0]
            assert "Demonstrationdata" in text
            assert "凯旋街道" in text, "the org of whoever prints"
            assert ("Personaldatamasked" in text) is not people
            assert "王值班" in text


async def test_a_drill_is_told_on_its_papers_and_on_lists_with_one() -> None:
    desk = Desk(room(exercise=True))
    for id_ in ("slip:task-1", "record", "list:incidents"):
        assert "Drill" in page_texts(pdf_of(await paper_of(desk.offer(id_))))[0], id_
    assert (await paper_of(Desk().offer("list:incidents"))).stamp.exercise is False


def test_names_of_files_have_date_and_number() -> None:
    desk = Desk()
    assert desk.offer("record").sheet.stem == "20260302_Incident record_330104002-2026-000001"
    assert desk.offer("slip:task-1").sheet.stem.endswith("_330104002-2026-000001_示范员0001")
    assert desk.offer("list:incidents").what == "incidents To accept"
    assert desk.offer("record").what == "record 330104002-2026-000001"


async def test_a_list_has_exactly_what_is_shown_in_its_order() -> None:
    desk = Desk()
    desk.shown = ["unit-3", "unit-1", "gone"]
    table = await table_of(desk.offer("units"))
    assert [row[1] for row in table.rows()] == ["示范员0003", "示范员0001"]


async def test_of_the_past_everything_is_had_that_was_found() -> None:
    desk = Desk()

    async def gather(_progress: Progress) -> list[Incident]:
        return [incident(7), incident(8)]

    desk.past = PastShown(2, "of the last 7 d", gather)
    offer = desk.offer("list:past")
    assert [row[0] for row in (await table_of(offer)).rows()] == [
        "330104002-2026-000007",
        "330104002-2026-000008",
    ]
    assert (offer.what, offer.rows) == ("past of the last 7 d", 2)


def test_a_long_list_is_no_paper() -> None:
    desk = Desk()
    desk.count = MOST_ROWS_ON_PAPER + 1
    sheet = desk.offer("list:incidents").sheet
    assert sheet.outputs == (Output.XLSX,)
    assert "too many for paper" in sheet.about
    desk.count = MOST_ROWS_ON_PAPER
    assert Output.PDF in desk.offer("list:incidents").sheet.outputs


async def test_the_logs_are_those_of_this_shift_and_the_one_before() -> None:
    desk = Desk()
    now, before = desk.offer("duty_log:0"), desk.offer("duty_log:1")
    assert [row[5] for row in (await table_of(now)).rows()] == ["告知群众已派人"]
    assert [row[5] for row in (await table_of(before)).rows()] == ["告知群众已派人", "上一班的话"], (
        "asked for: the feed's view does not reach so far back"
    )
    desk.made.put("handover", "h2", handover(written_at=ago(60)))
    assert (desk.offer("duty_log:0").rows, desk.offer("duty_log:1").rows) == (0, 1)
    desk.made.delete("handover", "h1")
    desk.made.delete("handover", "h2")
    assert desk.offer("duty_log:0").rows == 2
    assert "duty_log:1" not in desk.ids()


def test_nobody_signed_in_is_of_no_street() -> None:
    assert Desk(user=None).offers.stamp(exercise=False, people=False).org == "江干区"
