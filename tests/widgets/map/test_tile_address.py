from __future__ import annotations

import pytest

from widgets.map.tile_address import is_address, origin_of


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        ("http://10.0.0.9/{z}/{x}/{y}.png", "http://10.0.0.9"),
        ("http://10.0.0.9:80/{z}/{x}/{y}.png", "http://10.0.0.9"),
        (
            "https://Maps.Example:8443/wmts?TileMatrix={z}&TileCol={x}&TileRow={y}",
            "https://maps.example:8443",
        ),
        ("https://maps.example:443/{z}/{x}/{-y}.jpg", "https://maps.example"),
        ("http://[::1]:9000/{z}/{x}/{y}", "http://[::1]:9000"),
    ],
)
def test_an_address_has_one_exact_origin(template: str, origin: str) -> None:
    assert is_address(template)
    assert origin_of(template) == origin


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("ftp://maps.example/{z}/{x}/{y}", "http"),
        ("file:///maps/{z}/{x}/{y}", "http"),
        ("http:///{z}/{x}/{y}", "http"),
        ("http://{s}.maps.example/{z}/{x}/{y}", "plain host"),
        ("http://user:secret@maps.example/{z}/{x}/{y}", "plain host"),
        ("http://maps.example; img-src */{z}/{x}/{y}", "plain host"),
        ("http://[::1/{z}/{x}/{y}", ""),
        ("http://maps.example/{z}/{x}", "{y}"),
        ("http://maps.example/{z}/{x}/{y}/{-y}", "{y}"),
        ("http://maps.example/{z}/{x}/{y}?key={key}", "{key}"),
    ],
)
def test_what_is_no_address_of_tiles_is_refused_with_the_reason(template: str, word: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        origin_of(template)
    assert word in str(refused.value)


def test_a_file_is_no_address() -> None:
    assert not is_address("/srv/maps/site.mbtiles")
    assert not is_address(r"C:\maps\site.mbtiles")
