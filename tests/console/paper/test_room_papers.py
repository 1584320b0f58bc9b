"""The duty log and the handover, read back from their PDFs."""

from __future__ import annotations

import pytest

from console.paper.room_papers import RoomPapers
from console.paper.sheet import Paper
from tests.console.paper.matters import STAMP, call, handover, room
from tests.console.paper.reading import page_texts, pdf_of
from tests.widgets.district import NOW, ago

pytestmark = pytest.mark.usefixtures("qapp")


def papers() -> RoomPapers:
    return RoomPapers(picture=room().picture)


def read(paper: Paper) -> str:
    return "".join(page_texts(pdf_of(paper)))


def test_a_duty_log_tells_who_said_what_to_whom() -> None:
    lines = papers().log_table([call(settled_at=ago(10), outcome="reached")])
    text = read(papers().duty_log(lines, since=NOW - 3600, until=NOW, stamp=STAMP))
    for said in (
        "Dutylog",
        "Call",
        "孙主任",
        "13712345678",
        "告知群众已派人",
        "Reached",
        "330104002-2026-000001",
    ):
        assert said in text, said
    assert "Dutyleadersigns" in text
    masked = read(papers().duty_log(lines.masked(), since=NOW - 3600, until=NOW, stamp=STAMP))
    for secret in ("孙主任", "13712345678"):
        assert secret not in masked


def test_an_empty_log_says_so() -> None:
    paper = papers().duty_log(papers().log_table([]), since=NOW - 60, until=NOW, stamp=STAMP)
    assert "Nothingwaswritten" in read(paper)


def test_a_handover_names_both_and_what_is_open_promised_and_silent() -> None:
    text = read(papers().handover(handover(), stamp=STAMP, people=False))
    for said in (
        "一号席",
        "周夜班",
        "王值班",
        "夜间平稳",
        "330104002-2026-000001",
        "十点前回复来电人",
        "烟感三号静音至13:00",
        "Giversigns",
        "Takersigns",
    ):
        assert said in text, said
    unsigned = handover(taker=None, taker_name="", signed_at=None, open=(), promised=(), silenced=())
    assert read(papers().handover(unsigned, stamp=STAMP, people=False)).count("None") == 3
