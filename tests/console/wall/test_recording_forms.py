"""Which part of a camera's recordings a tile is to hold."""

from __future__ import annotations

from backend_client.protocol.times import format_time
from console.wall.recording_forms import range_of, tile_content, tile_form
from layouts.drafts import Content, Kind
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import ChoiceField, MomentField

NOON = 1_800_000_000.0


def test_a_tile_is_told_from_when_on_and_for_how_long_and_no_reason() -> None:
    form = tile_form(camera="北门", tile=3, now=NOON)
    since, minutes = form.fields
    assert isinstance(since, MomentField)
    assert isinstance(minutes, ChoiceField)
    assert form.words is None
    assert "3" in form.title
    assert form.about == "北门"


def test_the_answer_is_what_the_tile_holds() -> None:
    answer = FormAnswer("", {"since": NOON - 900, "minutes": "10"})
    since, until = format_time(NOON - 900), format_time(NOON - 300)
    expected = Content(kind=Kind.RECORDING, camera="c1", since=since, until=until)
    assert tile_content(answer, camera="c1", now=NOON) == expected
    late = FormAnswer("", {"since": NOON + 50, "minutes": "10"})
    assert range_of(late, now=NOON)[0] == format_time(NOON - 1)
