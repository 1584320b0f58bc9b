"""Texts in XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from platform_backend.intake.xml_text import put


@given(text=st.text(alphabet=st.characters(codec="utf-8")))
def test_every_text_can_be_written_and_read_back(text: str) -> None:
    root = Element("a")
    put(root, "b", text)
    (again,) = fromstring(tostring(root, encoding="utf-8"))
    # Of what XML can hold nothing is lost but the way in which lines end.
    kept = "".join(each for each in text if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff"))
    assert (again.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
