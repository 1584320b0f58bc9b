"""What storing and forgetting a preset asks, and the command that the answer makes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.camera_args import PresetDrop, PresetStore
from backend_client.protocol.entities import Camera
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, LineField

translate = QCoreApplication.translate

_NUMBER, _NAME = "number", "name"
_MOST_NUMBERS = 255
_MOST_CHARACTERS = 40


def store_form(camera: Camera) -> Form:
    """Under which number, and how it is called; the first number that is free is offered first."""
    used = {preset.number for preset in camera.presets}
    free = next((number for number in range(1, _MOST_NUMBERS + 1) if number not in used), None)
    new = [(str(free), translate("PtzForms", "{number}  new").format(number=free))] if free else []
    instead = translate("PtzForms", "{number}  instead of {name}")
    old = [(str(each.number), instead.format(number=each.number, name=each.name)) for each in camera.presets]
    return Form(
        title=translate("PtzForms", "Store the view as a preset"),
        about=camera.name,
        send=translate("PtzForms", "Store"),
        fields=(
            LineField(_NAME, translate("PtzForms", "Name"), required=True),
            ChoiceField(_NUMBER, translate("PtzForms", "Number"), (*new, *old)),
        ),
        words=None,
    )


def stored(answer: FormAnswer) -> PresetStore:
    """The command's arguments."""
    name = answer.word(_NAME).strip()[:_MOST_CHARACTERS]
    return PresetStore(number=int(answer.word(_NUMBER)), name=name)


def drop_form(camera: Camera) -> Form:
    """Which one."""
    choices = tuple((str(each.number), f"{each.number}  {each.name}") for each in camera.presets)
    return Form(
        title=translate("PtzForms", "Forget a preset"),
        about=camera.name,
        send=translate("PtzForms", "Forget it"),
        fields=(ChoiceField(_NUMBER, translate("PtzForms", "Preset"), choices),),
        words=None,
    )


def dropped(answer: FormAnswer) -> PresetDrop:
    """The command's arguments."""
    return PresetDrop(number=int(answer.word(_NUMBER)))
