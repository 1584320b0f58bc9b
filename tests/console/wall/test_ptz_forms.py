from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.camera_args import PresetDrop, PresetStore
from backend_client.protocol.ptz import Preset
from console.wall.ptz_forms import drop_form, dropped, store_form, stored
from tests.widgets.district import camera
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import ChoiceField

CAMERA = replace(camera(), presets=(Preset(number=1, name="路口"), Preset(number=3, name="桥")))


def test_the_first_free_number_is_offered_first_and_those_in_use_after_it() -> None:
    form = store_form(CAMERA)
    number = form.fields[1]
    assert isinstance(number, ChoiceField)
    assert number.choices == (("2", "2  new"), ("1", "1  instead of 路口"), ("3", "3  instead of 桥"))
    answer = FormAnswer(text="", values={"name": f"  {'长' * 50}", "number": "2"})
    assert stored(answer) == PresetStore(number=2, name="长" * 40)


def test_a_camera_full_of_presets_can_replace_one() -> None:
    full = replace(CAMERA, presets=tuple(Preset(number=n, name=str(n)) for n in range(1, 256)))
    number = store_form(full).fields[1]
    assert isinstance(number, ChoiceField)
    assert [id_ for id_, _ in number.choices] == [str(n) for n in range(1, 256)]


def test_one_of_the_presets_is_forgotten() -> None:
    (field,) = drop_form(CAMERA).fields
    assert isinstance(field, ChoiceField)
    assert field.choices == (("1", "1  路口"), ("3", "3  桥"))
    assert dropped(FormAnswer(text="", values={"number": "3"})) == PresetDrop(number=3)
