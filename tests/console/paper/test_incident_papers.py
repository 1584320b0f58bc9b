"""The papers about an incident, read back from their PDFs."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Incident, TaskForm
from backend_client.protocol.incident_parts import Reporter
from console.paper.incident_papers import IncidentPapers
from console.paper.sheet import Paper
from tests.console.paper.matters import STAMP, matter, room
from tests.console.paper.reading import page_texts, pdf_of

pytestmark = pytest.mark.usefixtures("qapp")


def papers() -> IncidentPapers:
    return IncidentPapers(picture=room().picture)


def read(paper: Paper) -> str:
    return "".join(page_texts(pdf_of(paper)))


def slip(incident: Incident, *, people: bool = False, reporter: Reporter | None = None) -> str:
    return read(papers().slip(incident, incident.tasks[0], stamp=STAMP, people=people, reporter=reporter))


def test_a_slip_tells_its_recipient_what_where_and_until_when() -> None:
    text = slip(matter())
    for said in (
        "Taskslip",
        "330104002-2026-000001",
        "占道经营",
        "1redUrgent",
        "示范路1号",
        "第1网格330104002001001",
        "群众来电，示范路口有摊贩占道",
        "请于一小时内到场",
        "Handle2026-03-02",
        "示范员0001(lead)",
        "示范城管局(supports)",
        "Signedforby",
        "Recipientsigns",
        "Issuedby",
    ):
        assert said in text, said


def test_a_slip_is_headed_by_what_its_task_was_given_as() -> None:
    incident = matter()
    down = replace(incident.tasks[0], form=TaskForm.ASSIGN_DOWN)
    assert "Assigndown2026" in slip(replace(incident, tasks=(down, *incident.tasks[1:])))


def test_who_reported_is_masked_unless_asked_for() -> None:
    masked = slip(matter())
    assert "李**" in masked
    assert "139****5678" in masked
    assert "联系电话138****5678" in masked
    for secret in ("李四光", "13912345678", "13812345678"):
        assert secret not in masked
    whole = slip(matter(), people=True)
    for secret in ("李四光", "13912345678", "13812345678"):
        assert secret in whole


def test_the_reporter_as_the_platform_tells_him_for_a_reason() -> None:
    told = Reporter(name="李四光", phone="13912345678")
    text = slip(matter(reporter=Reporter(name="李**", phone="139****5678")), people=True, reporter=told)
    assert "李四光" in text
    assert "13912345678" in text


def test_a_supervision_document_has_its_demand_its_reply_and_room_for_the_release() -> None:
    incident = matter()
    (document,) = incident.supervisions
    text = read(papers().supervision(incident, document, stamp=STAMP, people=True))
    for said in (
        "Listedsupervisiondocument",
        "督办〔2026〕7号",
        "江干区赵督查",
        "凯旋街道",
        "两小时内书面答复",
        "已到场清理",
        "钱队长",
        "Release",
        "Issuersigns",
    ):
        assert said in text, said
    masked = read(papers().supervision(incident, document, stamp=STAMP, people=False))
    assert "赵督查" not in masked


def test_a_record_tells_every_step() -> None:
    text = read(papers().record(matter(), stamp=STAMP, people=True))
    for said in (
        "Incidentrecord",
        "示范员0001(lead)",
        "Handle",
        "督办〔2026〕7号",
        "Firstreport",
        "初步情况",
        "Report王值班",
        "Assign王值班示范员0001,示范城管局",
        "Signfor示范员0001",
    ):
        assert said in text, said
    assert text.index("Assign王") < text.index("Signfor示范员")


def test_a_masked_record_names_nobody() -> None:
    pages = page_texts(pdf_of(papers().record(matter(), stamp=STAMP, people=False)))
    text = "".join(pages)
    for secret in ("示范员0001", "李四光", "13812345678"):
        assert secret not in text
    assert text.count("王值班") == len(pages), "only who prints it, at the foot of each page"
    assert "示范城管局" in text


def test_a_record_of_little_is_short() -> None:
    bare = matter(tasks=(), deadlines=(), supervisions=(), reports=(), reporter=None)
    text = read(papers().record(bare, stamp=STAMP, people=False))
    assert "Nobodywasassigned" in text
    assert "Clocks" not in text
