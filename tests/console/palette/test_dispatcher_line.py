"""What a written line means, and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.picture import Entry
from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, Org, TaskState, UnitStatus
from backend_client.protocol.incident_args import (
    Assign,
    Assignee,
    CommandArgs,
    Comment,
    Empty,
    Finish,
    Reason,
    ReportUp,
    TaskRef,
    Transfer,
    Verify,
    Words,
)
from backend_client.protocol.lifecycle import allowed
from console.palette import line_words
from console.palette.dispatcher_line import DispatcherLine, WallHands
from console.palette.line_incidents import IncidentNumbers
from console.palette.line_recipients import Answerable, Orgs, Recipients
from tests.widgets.district import District, district, incident, task, unit
from widgets import words
from widgets.alphabet import Alphabet
from widgets.dispatch.candidates import Candidate, Candidates
from widgets.initials import Initials
from widgets.palette.values import Reading, Tone

S = IncidentState


class Acts:
    """Allows what the state allows, and notes what is given on which version."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, int, CommandArgs]] = []
        self.asked_only: set[str] = set()

    def why_not_on(self, act: str, entry: Entry[Incident], /) -> str:
        return "" if allowed(act, entry.data.state) else f"Now: {words.incident_state(entry.data.state)}"

    def asks_only_on(self, act: str, entry: Entry[Incident], /) -> bool:
        return act in self.asked_only

    def give_all(self, name: str, given: Sequence[tuple[Entry[Incident], CommandArgs]], /) -> None:
        self.given.extend((name, entry.id, entry.ver, args) for entry, args in given)


class Room:
    """A district, and a line over it."""

    def __init__(self, made: District) -> None:
        self.made = made
        made.put("org", "caihe", Org(kind="street", code="330104005", name="采荷街道", parent="jianggan"))
        alphabet, initials = Alphabet(), Initials()
        self.acts = Acts()
        self.on_wall: list[str] = []
        self.marked: tuple[str, ...] = ()
        self.line = DispatcherLine(
            picture=made.picture,
            numbers=IncidentNumbers(
                picture=made.picture,
                chosen=lambda: "i1",
                row=lambda _row: "i2",
                marked=lambda: self.marked,
            ),
            recipients=Recipients(picture=made.picture, initials=initials, alphabet=alphabet),
            orgs=Orgs(picture=made.picture, alphabet=alphabet),
            answerable=Answerable(picture=made.picture, alphabet=alphabet),
            acts=self.acts,
            wall=WallHands(
                why_not=lambda entry: "" if entry.data.position else "No place", put=self.on_wall.append
            ),
            now=made.now,
        )
        self._weighed = Candidates(picture=made.picture, initials=initials)
        while self.line.prepare():
            pass

    def candidates(self) -> tuple[Candidate, ...]:
        """Everybody for the first incident, the likeliest first."""
        entry: Any = self.made.picture.entries("incident")["i1"]
        return self._weighed.for_incident(entry.data, now=self.made.now())

    def read(self, text: str) -> Reading:
        reading = self.line.read(text, len(text))
        assert reading is not None
        assert (reading.give is not None) is (reading.tone is Tone.READY)
        return reading

    def give(self, text: str) -> Any:
        reading = self.read(text)
        assert reading.give is not None, reading.sentence
        reading.give()
        return self.acts.given[-1]


def room(*incidents: Incident, units: int = 3) -> Room:
    return Room(district(incidents=incidents or [incident(17, state=S.TO_DISPATCH)], units=units))


def test_an_incident_is_assigned_in_one_line() -> None:
    here = room()
    sentence = here.read("a 17 w1 w2 :带梯子").sentence
    told = {each.code: line_words.candidate(each) for each in here.candidates()}
    assert told["w1"].startswith("网格员 示范员0001 w1 (190 m, ")
    about = "330104002-2026-000017 示范路口17号占道经营, 示范路17号"
    assert sentence == f"Assign {about} → {told['w1']} (lead); {told['w2']}: “带梯子”"
    first, second = (
        Assignee(kind=AssigneeKind.UNIT, id=f"unit-{number}", lead=number == 1) for number in (1, 2)
    )
    assert here.give("a 17 w1 w2 :带梯子") == (
        "incident.assign",
        "i1",
        1,
        Assign(assignees=(first, second), note="带梯子"),
    )


def test_the_recommended_unit_and_a_department_are_assigned() -> None:
    here = room()
    args = here.give("a 17 ! cg")[3]
    assert [(each.kind, each.id) for each in args.assignees] == [
        (AssigneeKind.UNIT, here.candidates()[0].id),
        (AssigneeKind.DEPARTMENT, "d1"),
    ]


def test_it_is_given_on_the_version_that_was_read() -> None:
    here = room()
    reading = here.read("c 17") if allowed("incident.accept", S.TO_DISPATCH) else here.read("n 17 words")
    here.made.change("incident", "i1", title="示范改")
    assert reading.give is not None
    reading.give()
    assert here.acts.given[-1][2] == 1


@pytest.mark.parametrize(
    ("line", "state", "expected"),
    [
        ("c 17", S.PENDING, ("incident.accept", Empty())),
        ("f 17 valve closed", S.HANDLING, ("incident.finish", Finish(text="valve closed"))),
        ("n 17 called back", S.CLOSED, ("incident.note", Words(text="called back"))),
        ("b 17 on it", S.HANDLING, ("incident.feedback", Words(text="on it"))),
        ("v 17 + dry", S.TO_VERIFY, ("incident.verify", Verify(passed=True, text="dry"))),
        ("v 17 － wet", S.TO_VERIFY, ("incident.verify", Verify(passed=False, text="wet"))),
        ("t 17 ch their area", S.PENDING, ("incident.transfer", Transfer(org="caihe", reason="their area"))),
        ("p 17 beyond us", S.TO_DISPATCH, ("incident.report_up", ReportUp(reason="beyond us"))),
        ("r 17 not ours", S.PENDING, ("incident.reject", Reason(reason="not ours"))),
        ("u 17", S.HANDLING, ("incident.urge", Comment())),
        ("u 17 now", S.HANDLING, ("incident.urge", Comment(text="now"))),
        ("g 17", S.HANDLING, ("task.sign", TaskRef(task="task-1"))),
        ("g 17 w1", S.HANDLING, ("task.sign", TaskRef(task="task-1"))),
        ("受理 17", S.PENDING, None),
        ("Accept 17", S.PENDING, ("incident.accept", Empty())),
    ],
)
def test_every_act_has_its_line(line: str, state: IncidentState, expected: Any) -> None:
    # Nothing is finished that its lead has not reported done.
    done = state is S.HANDLING and line.startswith("f")
    here = room(
        incident(17, state=state, tasks=(task(1, state=TaskState.DONE if done else TaskState.OFFERED),))
    )
    if expected is None:
        assert here.line.read(line, len(line)) is None
        return
    name, id_, version, args = here.give(line)
    assert (name, args) == expected
    assert (id_, version) == ("i1", 1)


@pytest.mark.parametrize("line", ["f 17", "f 17 ", "v 17 +", "t 17 ch", "r 17", "p 17", "n 17"])
def test_acts_that_need_words_wait_for_them(line: str) -> None:
    state = {"v": S.TO_VERIFY, "f": S.HANDLING}.get(line[0], S.PENDING if line[0] != "p" else S.TO_DISPATCH)
    reading = room(incident(17, state=state)).read(line)
    assert (reading.tone, reading.sentence) == (Tone.WAITING, "It needs words: what was done, or why")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a 99 w1", "No incident here is numbered 99"),
        ("a 17 nobody", "Nobody is called nobody"),
        ("a 17 w1 w1", "示范员0001 is named twice"),
        ("a 17 w3", "示范员0003 has a task in 330104002-2026-000017 already"),
        ("c 17", "330104002-2026-000017 示范路口17号占道经营, 示范路17号: Now: Handling"),
        ("g 17 w1", "w1 has no such task in it"),
        ("t 17 nowhere x", "No organisation is called nowhere"),
        ("w 17 now", "Nothing more is needed: “now” is too much"),
        (
            "f 17 done",
            "示范员0003 leads and has not reported it done. The key F asks who said so on the telephone.",
        ),
    ],
)
def test_what_cannot_be_done_says_why(line: str, sentence: str) -> None:
    here = room(incident(17, state=S.HANDLING, tasks=(task(3),)))
    assert (here.read(line).tone, here.read(line).sentence) == (Tone.REFUSED, sentence)
    assert here.acts.given == []


def test_a_number_of_several_incidents_lists_them_and_does_nothing() -> None:
    other = replace(incident(17, state=S.TO_DISPATCH), serial_no="330104005-2026-000017")
    here = room(incident(17, state=S.TO_DISPATCH), other)
    reading = here.read("a 17 w1")
    assert (reading.tone, reading.sentence) == (Tone.WAITING, "2 incidents match 17: which?")
    assert [choice.insert for choice in reading.choices] == ["a 2-17 w1", "a 5-17 w1"]
    assert here.read("a 5-17 w1").tone is Tone.READY


def test_those_that_the_act_is_possible_on_are_listed_first() -> None:
    here = room(incident(117, age=900), incident(217, state=S.TO_DISPATCH))
    assert [choice.note for choice in here.read("a 17").choices] == ["To dispatch", "Now: To accept"]


def test_whoever_is_meant_stands_first() -> None:
    here = room(units=12)
    assert here.read("a 17 w1").choices[0].insert == "a 17 w1 "
    assert here.read("a 17 ! ").choices[0].insert == f"a 17 ! {here.candidates()[0].code} "
    assert here.read("a 17 !").choices[0].insert == f"a 17 {here.candidates()[0].code} "


def test_a_name_of_several_lists_them_and_does_nothing() -> None:
    here = room()
    reading = here.read("a 17 sfy")
    assert (reading.tone, reading.sentence) == (Tone.WAITING, "3 match sfy: which?")
    units = [f"a 17 {each.code} " for each in here.candidates() if each.status is not None]
    assert [choice.insert for choice in reading.choices] == units


def test_every_word_is_completed() -> None:
    here = room(
        incident(17, state=S.TO_DISPATCH), incident(18, state=S.PENDING), incident(19, state=S.TO_VERIFY)
    )
    assert [choice.insert for choice in here.read("a ").choices] == ["a 17 "]
    likeliest = here.candidates()[0].code
    assert here.read("a 17").choices[0].insert == f"a 17 {likeliest} "
    assert here.read("a 17").tone is Tone.WAITING
    assert here.read("a 17 w3 ").choices[0].insert == f"a 17 w3 {likeliest} "
    assert [choice.insert for choice in here.read("v 19").choices] == ["v 19 + ", "v 19 - "]
    assert [choice.insert for choice in here.read("t 18").choices] == ["t 18 江干区 ", "t 18 采荷街道 "]
    assert here.line.read("a 17 w", 1) is not None


def test_whose_task_is_asked_when_there_are_several() -> None:
    here = room(incident(17, state=S.HANDLING, tasks=(task(1), task(2, lead=False))))
    reading = here.read("g 17")
    assert (reading.tone, reading.sentence) == (Tone.WAITING, "Whose task?")
    assert {choice.insert for choice in reading.choices} == {"g 17 w1 ", "g 17 w2 "}
    assert here.give("g 17 w2")[3] == TaskRef(task="task-2")


def test_the_cameras_of_an_incident_go_to_the_wall() -> None:
    here = room(incident(17), incident(18, position=None))
    reading = here.read("w 17")
    assert reading.sentence.startswith("Put the cameras of 330104002-2026-000017")
    assert reading.give is not None
    reading.give()
    assert here.on_wall == ["i1"]
    assert here.read("w 18").sentence.endswith(": No place")
    assert [choice.id for choice in here.read("w ").choices] == ["i1"]


def test_several_incidents_are_assigned_to_the_same_recipients() -> None:
    here = room(incident(17, state=S.TO_DISPATCH), incident(18, state=S.TO_DISPATCH, tasks=(task(2),)))
    sentence = here.read("a 17,18 w1").sentence
    numbers = "330104002-2026-000017, 330104002-2026-000018"
    assert sentence == f"Assign 2 incidents ({numbers}) → 网格员 示范员0001 w1"
    here.give("a 18，17 w1")
    assert [(name, id_) for name, id_, _, _ in here.acts.given] == [
        ("incident.assign", "i2"),
        ("incident.assign", "i1"),
    ]
    assert here.acts.given[0][3] == here.acts.given[1][3]
    assert here.read("a 17,18 w2").sentence == "示范员0002 has a task in 330104002-2026-000018 already"


def test_what_is_marked_is_accepted_at_once_or_not_at_all() -> None:
    here = room(*(incident(number) for number in range(1, 7)))
    assert here.read("c *").sentence == "No row of the table is marked"
    here.marked = tuple(f"i{number}" for number in range(1, 7))
    assert here.read("c *").sentence == (
        "Accept: 6 incidents (330104002-2026-000001, 330104002-2026-000002, 330104002-2026-000003, "
        "330104002-2026-000004 and others)"
    )
    here.give("c *")
    assert [id_ for _, id_, _, _ in here.acts.given] == list(here.marked)
    here.made.change("incident", "i4", state=S.CLOSED)
    assert here.read("c *").sentence.endswith("Now: Closed")


def test_what_ends_a_matter_is_done_with_one_at_a_time() -> None:
    here = room(incident(17, state=S.HANDLING), incident(18, state=S.HANDLING))
    assert here.read("f 17,18 done").sentence == "That is done with one incident at a time"
    assert here.read("w 17,18").tone is Tone.REFUSED
    here = room(*(incident(number) for number in range(1, 53)))
    here.marked = tuple(f"i{number}" for number in range(1, 53))
    assert here.read("c *").sentence == "No more than 50 at once"


def test_an_unclear_number_among_several_is_completed_in_its_place() -> None:
    other = replace(incident(17), serial_no="330104005-2026-000017")
    here = room(incident(18), incident(17), other)
    assert [choice.insert for choice in here.read("c 18,17").choices] == ["c 18,2-17 ", "c 18,5-17 "]


def test_the_chosen_incident_and_a_row_are_meant_too() -> None:
    here = room(incident(17), incident(18))
    assert here.give("c .")[1] == "i1"
    assert here.give("c #1")[1] == "i2"


def test_what_speaks_against_somebody_is_said() -> None:
    here = room(units=1)
    here.line.on_changes(
        here.made.put("unit", "unit-1", unit(1, status=UnitStatus.OFF, load=2, position=None))
    )
    assert "off duty, position unknown)" in here.read("a 17 w1").sentence
    assert "→ 示范城管局" in here.read("a 17 !").sentence
    here.made.delete("department", "d1")
    here.made.time += 60
    assert here.read("a 17 !").sentence == "Nobody is free to be recommended"


def test_the_forms_begin_lines() -> None:
    here = room()
    forms = here.line.forms()
    assert forms[0].insert == "a "
    assert forms[0].parts == ("a number unit …", "Assign")
    assert all(here.line.read(form.insert, 2) is not None for form in forms)
