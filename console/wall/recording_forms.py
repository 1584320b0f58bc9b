"""Which part of a camera's recordings a tile is to hold."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.times import format_time
from layouts.drafts import Content, Kind
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, MomentField

translate = QCoreApplication.translate

_MINUTE: Final = 60.0
_LENGTHS_MIN: Final = (10, 30, 60, 240)
_BACK_MIN: Final = (5, 15, 60)
#: How far back the form lets one go; the platform says what is kept.
_EARLIEST_S: Final = 92 * 86_400.0


def range_fields(*, now: float, since: float | None = None) -> tuple[Field, ...]:
    """From when on, and for how long; `now` in seconds since 1970, `since` what stands there already."""
    presets = tuple(
        (translate("Recordings", "{n} min ago").format(n=minutes), now - minutes * _MINUTE)
        for minutes in _BACK_MIN
    )
    lengths = tuple(
        (str(minutes), translate("Recordings", "{n} min").format(n=minutes)) for minutes in _LENGTHS_MIN
    )
    return (
        MomentField(
            "since",
            translate("Recordings", "From"),
            now - _BACK_MIN[1] * _MINUTE if since is None else since,
            now - _EARLIEST_S,
            presets,
        ),
        ChoiceField("minutes", translate("Recordings", "For"), lengths),
    )


def range_of(answer: FormAnswer, *, now: float) -> tuple[str, str]:
    """From when until when, as the contract writes times, by an answer to `range_fields`."""
    since = min(answer.moment("since"), now - 1.0)
    return format_time(since), format_time(since + int(answer.word("minutes")) * _MINUTE)


def tile_form(*, camera: str, tile: int, now: float) -> Form:
    """Which part a tile of the editor is to hold. The reason is asked for when it goes to the wall."""
    return Form(
        title=translate("Recordings", "Recording for tile {n}").format(n=tile),
        about=camera,
        send=translate("Recordings", "Put it there"),
        fields=range_fields(now=now),
        words=None,
        warning=translate("Recordings", "The reason is asked for when it goes to a wall."),
    )


def tile_content(answer: FormAnswer, *, camera: str, now: float) -> Content:
    """What an answered `tile_form` stands for."""
    since, until = range_of(answer, now=now)
    return Content(kind=Kind.RECORDING, camera=camera, since=since, until=until)
