"""What is asked before somebody looks back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.recording_args import RecordingLook
from console.wall.reasons import reasons
from console.wall.recording_forms import range_fields, range_of
from widgets.dispatch.form_dialog import Form, FormAnswer

translate = QCoreApplication.translate


def look_form(*, camera: str, now: float, since: float | None = None, about: str = "") -> Form:
    """From when on, for how long, and why; `since` stands there already, `about` under the camera's name."""
    return Form(
        title=translate("Recordings", "Look back at a recording"),
        about=f"{camera}\n{about}" if about else camera,
        send=translate("Recordings", "Look back"),
        fields=range_fields(now=now, since=since),
        words=True,
        words_caption=translate("Recordings", "Reason"),
        presets=reasons(),
        warning=translate("Recordings", "The reason is written into the audit trail."),
    )


def look_args(answer: FormAnswer, *, camera: str, now: float) -> RecordingLook:
    """The command that an answered `look_form` stands for."""
    since, until = range_of(answer, now=now)
    return RecordingLook(camera=camera, since=since, until=until, reason=answer.text)
