from __future__ import annotations

import re

import pytest

from widgets import theme
from widgets.map.base_map import BaseMap
from widgets.map.page import LEAFLET, MAP_NAME, SCRIPTS, STYLES, build_page, leaflet_file, script_file


@pytest.fixture(scope="module")
def html() -> str:
    return build_page(centre=(120.2, 30.3), zoom=11)


def test_everything_the_page_loads_comes_from_the_scheme(html: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert len(addresses) == len(SCRIPTS) + len(STYLES) + len(LEAFLET) + 1
    assert all(address.startswith("console://map/") for address in addresses)
    assert "http:" not in html
    assert "https:" not in html


def test_the_pages_own_policy_comes_before_anything_it_could_forbid(html: str) -> None:
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert "default-src 'none'" in html


def test_the_map_is_folium_s_and_draws_on_canvas(html: str) -> None:
    assert f"var {MAP_NAME} = L.map(" in html
    assert '"preferCanvas": true' in html
    assert "center: [30.3, 120.2]" in html


def test_the_themes_colours_are_said_once(html: str) -> None:
    assert f"--ground: {theme.GROUND};" in html
    assert f"--severity-1: {theme.SEVERITY[1]};" in html
    assert "'Noto Sans CJK SC'" in html


def test_building_twice_gives_the_same_page(html: str) -> None:
    assert build_page(centre=(120.2, 30.3), zoom=11) == html


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_our_own_files_are_there_and_ask_for_nothing_outside(name: str) -> None:
    text = script_file(name).decode()
    assert text
    assert not re.search(r"https?://|//cdn", text)
    assert len(text.splitlines()) <= 400


def test_leaflet_is_the_pinned_one() -> None:
    assert b"Leaflet 1.9.3" in leaflet_file("leaflet.js")
    assert b".leaflet-container" in leaflet_file("leaflet.css")


def test_a_map_server_is_the_only_origin_that_the_policy_adds() -> None:
    base_map = BaseMap(address="http://10.0.0.9:81/{z}/{x}/{y}.png", attribution="</script>{{ 7 * 7 }}")
    html = build_page(centre=(120.2, 30.3), zoom=11, base_map=base_map)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].endswith("img-src 'self' data: http://10.0.0.9:81")
    assert "connect-src 'self';" in policy[1]
    assert policy[1].count("http") == 1
    # What the settings say stands in a script in a template, and ends neither.
    assert "49" not in html.partition("consoleMap.start")[2]
    assert html.count("</script>") == html.count("<script")
