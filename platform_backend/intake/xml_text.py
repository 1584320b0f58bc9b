"""Texts that people wrote, as XML 1.0 can hold them."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

#: What no XML 1.0 document may hold, however it is written (section 2.2, Char).
_NO_CHARACTERS: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def put(parent: Element, tag: str, text: str) -> Element:
    """Add an element with a text."""
    element = SubElement(parent, tag)
    element.text = _NO_CHARACTERS.sub("", text)
    return element
