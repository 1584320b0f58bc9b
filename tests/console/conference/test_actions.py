from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.conference import Conference, PartyState
from backend_client.protocol.conference_args import ConferenceOpen
from backend_client.protocol.conference_rules import Why
from console.actions.keys import HELD, KEYS
from console.conference.actions import why_words
from tests.console.conference.hall import LI, Hall, conference, joined
from tests.waiting import until
from tests.widgets.district import alarm


async def test_each_has_words_and_keys_that_are_its_own(hall: Hall) -> None:
    ids = hall.actions.ids()
    assert len({hall.actions.text(id_) for id_ in ids}) == len(ids)
    assert set(ids) - KEYS.keys() - HELD.keys() == {"conference.plain", "conference.sheet"}
    assert len({why_words(why) for why in Why}) == len(Why)


async def test_one_key_confers_about_the_alarm_that_has_the_keyboard_or_else_the_incident(hall: Hall) -> None:
    hall.made.put("alarm", "a1", alarm(2))
    hall.chosen_alarm = "a1"
    hall.actions.run("conference.open")
    hall.chosen_alarm = ""
    hall.opened()
    hall.put(conference(joined(), incident=None, alarm="a1"))
    hall.actions.run("conference.open")
    opened = [args for _, _, args in hall.commands.given if isinstance(args, ConferenceOpen)]
    assert [(each.alarm, each.incident) for each in opened] == [("a1", None), (None, "i1")]


async def test_it_is_called_as_what_it_would_do(hall: Hall) -> None:
    hall.made.put("alarm", "a1", alarm(2))
    assert (hall.actions.text("conference.open"), hall.actions.on_alarm("a1").text) == ("Confer", "Confer")
    hall.put(conference(joined("li"), alarm="a1"))
    assert hall.actions.on_alarm("a1").text == hall.actions.text("conference.open") == "Join the call"
    hall.actions.on_alarm("a1").run()
    assert hall.room.here == "k1"
    assert hall.actions.on_alarm("a1").text == "To the call"
    assert not hall.actions.on_alarm("gone").enabled


async def test_what_is_not_possible_says_why(hall: Hall) -> None:
    why_not = hall.actions.why_not
    assert why_not("conference.open") == ""
    assert why_not("conference.mute") == "You are in no conference"
    hall.situation.set_incident("")
    assert why_not("conference.open") == "No incident and no alarm is chosen"
    hall.situation.set_incident("i1")
    hall.put(conference(joined("li"), replace(joined(), state=PartyState.REMOVED)))
    assert why_not("conference.open") == "You were removed from the conference"
    hall.put(conference(joined("li"), locked=True))
    assert why_not("conference.open") == "The conference is locked"
    hall.situation.set_user(replace(LI, roles=("device",)))
    assert why_not("conference.open") == "Not your role"


async def test_keys_do_what_the_page_s_buttons_do(hall: Hall) -> None:
    view = hall.enter()
    for act in ("mute", "camera", "hand", "share"):
        assert hall.actions.why_not(f"conference.{act}") == ""
        hall.actions.run(f"conference.{act}")
    assert [name for name, _ in view.orders] == ["mute", "camera", "hand", "share"]
    view.is_asking = True
    hall.actions.run("conference.allow")
    assert not view.is_asking
    hall.actions.run("conference.allow")
    hall.actions.run("conference.talk")
    assert len(hall.told) == 2
    hall.actions.run("conference.leave")
    await until(lambda: len(hall.line.named("conference.leave")) == 1)


async def test_the_call_gives_way_to_the_cameras_and_comes_back_when_it_asks(hall: Hall) -> None:
    view = hall.enter()
    hall.actions.run("conference.show")
    assert hall.corner.currentWidget() is hall.usual
    hall.actions.run("conference.show")
    assert hall.room.place.is_shown
    hall.room.place.hide()
    view.asking.emit()
    assert hall.room.place.is_shown


async def test_a_camera_stands_beside_the_call_and_goes_again(hall: Hall) -> None:
    hall.enter()
    assert hall.actions.why_not("conference.beside") == "No tile with a camera is chosen"
    hall.chosen_camera = "c2"
    hall.actions.run("conference.beside")
    assert hall.room.place.beside == "c2"
    hall.actions.run("conference.beside")
    assert hall.room.place.beside == ""
    hall.actions.put_nearest(("c1", "c2"))
    assert hall.room.place.beside == "c1"
    hall.chosen_camera = ""
    hall.actions.run("conference.beside")
    assert hall.room.place.beside == ""


async def test_the_nearest_camera_is_of_the_place_that_the_call_is_about(hall: Hall) -> None:
    hall.enter(incident="i9")
    hall.actions.put_nearest(("c1",))
    assert hall.room.place.beside == ""


async def test_without_a_matter_it_is_called_after_who_opens_it(hall: Hall) -> None:
    hall.actions.run("conference.plain")
    assert hall.commands.given[-1][2] == ConferenceOpen(title="Conference of 王", seat="seat-1")
    hall.actions.run("conference.sheet")
    assert hall.sheets.currentWidget() is hall.room.place.sheet
    assert isinstance(conference(), Conference)
