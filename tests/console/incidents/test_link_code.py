"""An address as a code for cameras."""

from __future__ import annotations

from PySide6.QtGui import QColor

from console.incidents.link_code import link_code


def test_the_code_is_square_black_on_white_with_a_quiet_zone_and_the_addresss_own() -> None:
    code = link_code("https://platform.example/task/abc")
    assert code.width() == code.height() > 100
    edge = [code.pixelColor(x, 5) for x in range(code.width())]
    assert set(map(QColor.name, edge)) == {"#ffffff"}
    colours = {
        code.pixelColor(x, y).name() for x in range(0, code.width(), 3) for y in range(0, code.height(), 3)
    }
    assert colours == {"#ffffff", "#000000"}
    assert code != link_code("https://platform.example/task/abd")
