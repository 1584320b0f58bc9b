from __future__ import annotations

import re

from widgets.map.documents import map_documents
from widgets.map.page import build_page


def test_everything_the_page_names_is_served() -> None:
    html = build_page(centre=(120.2, 30.3), zoom=11)
    documents = map_documents(html=html.encode(), base_map=lambda: b"")
    named = re.findall(r'(?:src|href)="console://map/([^"]*)"', html)
    assert set(named) == documents.keys() - {"index.html", "base_map.geojson"}
    assert all(documents[name].read() for name in named)
    assert {documents[name].media_type for name in named} == {b"text/javascript", b"text/css"}


def test_the_base_map_is_read_when_it_is_asked_for() -> None:
    held = [b"one"]
    documents = map_documents(html=b"", base_map=lambda: held[0])
    held[0] = b"two"
    assert documents["base_map.geojson"].read() == b"two"
