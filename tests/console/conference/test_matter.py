from __future__ import annotations

from msgspec.structs import replace

from backend_client.picture import Entry
from backend_client.protocol.conference import Conference
from console.conference.matter import Matter, conference_about, of_alarm, of_incident, open_conferences
from tests.console.conference.hall import conference, joined
from tests.widgets.district import ago, alarm, incident


def test_it_is_called_as_what_it_is_about_and_no_longer_than_allowed() -> None:
    about = of_incident("i1", replace(incident(), title="水" * 300))
    assert (about.incident, len(about.title)) == ("i1", 200)
    rang = replace(alarm(2), incident="i1")
    assert of_alarm("a1", rang).alarm == "a1"
    assert of_alarm("a1", rang).incident == "i1"
    assert rang.place in of_alarm("a1", rang).title


def test_the_first_that_goes_on_about_the_same_is_found() -> None:
    made: dict[str, Conference] = {
        "k3": conference(joined(), opened_at=ago(10)),
        "k2": conference(joined(), opened_at=ago(20), incident=None, alarm="a1"),
        "k1": conference(joined(), closed_at=ago(5)),
    }
    going_on = open_conferences({id_: Entry(id_, 1, each) for id_, each in made.items()})
    assert [id_ for id_, _ in going_on] == ["k2", "k3"]
    assert conference_about(Matter(title="", incident="i1"), going_on) == "k3"
    assert conference_about(Matter(title="", incident="i9", alarm="a1"), going_on) == "k2"
    assert conference_about(Matter(title="", incident="i9"), going_on) == ""
    assert conference_about(Matter(title=""), going_on) == "", "what is about nothing is about nothing else"
