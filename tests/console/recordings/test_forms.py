from __future__ import annotations

from backend_client.protocol.times import format_time
from console.recordings.forms import look_args, look_form
from widgets.dispatch.form_dialog import FormAnswer

NOON = 1_800_000_000.0


def test_looking_back_asks_from_when_how_long_and_why() -> None:
    form = look_form(camera="北门", now=NOON)
    assert (form.about, form.words, [each.id for each in form.fields]) == ("北门", True, ["since", "minutes"])
    answer = FormAnswer(text="走失老人", values={"since": NOON - 900, "minutes": "30"})
    args = look_args(answer, camera="c1", now=NOON)
    assert (args.since, args.until) == (format_time(NOON - 900), format_time(NOON + 900))
    assert (args.camera, args.reason) == ("c1", "走失老人")
    # What lies ahead cannot have been recorded.
    ahead = FormAnswer(text="x", values={"since": NOON + 900, "minutes": "10"})
    assert look_args(ahead, camera="c1", now=NOON).since == format_time(NOON - 1)
