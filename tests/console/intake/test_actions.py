"""What can be brought in and taken out, by whom."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from backend_client.protocol.incident_parts import Reporter
from backend_client.protocol.messages import Scope, User
from console.intake.actions import IntakeActions
from console.situation import Situation
from tests.widgets.district import District, district, incident

IDS = (
    *("intake.import", "intake.alert"),
    *("incident.export_cap", "incident.export_eido", "incident.export_eido_named"),
)


class Noted:
    """Notes what it is asked to do."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def open(self) -> None:
        self.done.append("import")

    def read_alert(self) -> None:
        self.done.append("alert")

    def export(self, id_: str, _incident: object, form: str) -> None:
        self.done.append((id_, form))

    def export_named(self, id_: str, _incident: object) -> None:
        self.done.append((id_, "named"))


def actions(made: District, *roles: str) -> tuple[IntakeActions, Situation, Noted]:
    situation = Situation(picture=made.picture)
    situation.set_user(User(id="wang", name="王", roles=roles, scope=Scope()))
    noted = Noted()
    group = IntakeActions(
        situation=situation,
        picture=made.picture,
        importing=noted,  # type: ignore[arg-type]
        exchanging=noted,  # type: ignore[arg-type]
    )
    return group, situation, noted


def possible(group: IntakeActions) -> list[str]:
    return [id_ for id_ in group.ids() if not group.why_not(id_)]


def test_who_may_do_what() -> None:
    named = replace(incident(), reporter=Reporter(name="示*", phone="138****0000"))
    made = district(incidents=[named])
    group, situation, _ = actions(made, "dispatcher")
    assert group.ids() == IDS
    assert possible(group) == ["intake.import", "intake.alert"]
    situation.set_incident("i1")
    assert possible(group) == list(IDS)
    group, situation, _ = actions(made, "leader")
    situation.set_incident("i1")
    assert possible(group) == ["incident.export_cap", "incident.export_eido"]
    assert len({group.text(id_) for id_ in IDS}) == len(IDS)
    assert group.theme


def test_nobody_is_named_where_nobody_is_known() -> None:
    group, situation, _ = actions(district(incidents=[incident()]), "dispatcher")
    situation.set_incident("i1")
    assert "incident.export_eido_named" not in possible(group)


def test_each_does_what_it_says() -> None:
    group, situation, noted = actions(district(incidents=[incident()]), "dispatcher")
    group.run("incident.export_cap")
    situation.set_incident("i1")
    for id_ in IDS:
        group.run(id_)
    assert noted.done == ["import", "alert", ("i1", "cap"), ("i1", "eido"), ("i1", "named")]
