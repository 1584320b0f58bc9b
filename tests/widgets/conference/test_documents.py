from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication

from widgets import theme
from widgets.conference.documents import PAGE_NAME, conference_documents


def test_the_page_asks_for_nothing_that_is_not_there(qapp: QApplication) -> None:
    documents = conference_documents()
    asked = re.findall(r'(?:src|href)="([^"]+)"', documents[PAGE_NAME].read().decode())
    assert set(asked) == documents.keys() - {PAGE_NAME}


def test_nothing_of_it_names_another_machine(qapp: QApplication) -> None:
    documents = conference_documents()
    ours = [document.read() for name, document in documents.items() if name != "line.js"]
    assert not any(b"://" in each for each in ours)


def test_the_channel_is_there_before_who_speaks_on_it_and_colours_are_the_theme_s(qapp: QApplication) -> None:
    documents = conference_documents()
    line = documents["line.js"].read()
    assert -1 < line.index(b"QWebChannel =") < line.index(b"conferenceLine")
    # What stands last is what holds.
    assert documents["page.css"].read().rindex(f"--ground: {theme.GROUND}".encode()) > 0
    assert documents["page.css"].read().rstrip().endswith(b"}")
