"""Signs: every state has one, and no two states of one kind share a shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState, IncidentState, TaskState, UnitStatus
from widgets import signs
from widgets.signs import Look, Sign, SignPainter


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (signs.INCIDENT_STATE, IncidentState),
        (signs.TASK_STATE, TaskState),
        (signs.UNIT_STATUS, UnitStatus),
        (signs.ALARM_STATE, AlarmState),
        (signs.SEVERITY, (1, 2, 3, 4)),
    ],
)
def test_every_state_has_a_shape_of_its_own(table: Mapping[Any, Look], states: Any) -> None:
    shapes = [table[state].sign for state in states]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_draws_something_in_its_colour(qtbot: QtBot, sign: Sign) -> None:
    image = SignPainter().pixmap(Look(sign, "#ff0000"), 20).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert any(colour.red() > 200 and colour.green() < 60 for colour in inked)


def test_shapes_differ_without_colour(qtbot: QtBot) -> None:
    painter = SignPainter()
    pictures = set()
    for sign in Sign:
        image = painter.pixmap(Look(sign, "#ffffff"), 20).toImage()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(Sign)


def test_the_gravest_is_not_the_faintest_to_who_sees_no_red(qtbot: QtBot) -> None:
    brightest = {}
    for severity, look in signs.SEVERITY.items():
        image = SignPainter().pixmap(look, 16).toImage()
        shades = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        # Without the cones for red hardly anything but green tells how bright a thing is.
        brightest[severity] = max(each.green() for each in shades if each.alpha() == 255)
    assert brightest[1] == max(brightest.values())


def test_a_sign_is_drawn_once_and_kept(qtbot: QtBot) -> None:
    painter = SignPainter()
    one = painter.pixmap(signs.ONLINE, 16)
    assert painter.pixmap(signs.ONLINE, 16) is one
    assert painter.pixmap(signs.ONLINE, 16, 2.0).width() == 32
