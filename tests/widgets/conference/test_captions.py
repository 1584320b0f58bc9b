from __future__ import annotations

import re
from importlib import resources

import msgspec
from PySide6.QtWidgets import QApplication

from widgets.conference.captions import page_words
from widgets.conference.documents import conference_documents


def test_every_word_the_page_names_is_there(qapp: QApplication) -> None:
    documents = conference_documents()
    scripts = "".join(documents[name].read().decode() for name in ("tiles.js", "room.js"))
    named = set(re.findall(r"words\.(\w+)", scripts))
    assert named
    assert named <= page_words().keys()


def test_every_trouble_with_devices_has_words(qapp: QApplication) -> None:
    script = conference_documents()["devices.js"].read().decode()
    told = set(re.findall(r'Error: "(\w+)"', script)) | set(re.findall(r'trouble: "(\w+)"', script))
    assert {"denied", "no_device", "device_in_use", "insecure"} <= told
    assert told <= page_words().keys()


def test_every_way_of_the_media_has_words(qapp: QApplication) -> None:
    documents = conference_documents()
    scripts = "".join(documents[name].read().decode() for name in ("media.js", "room_server.js"))
    bodies = re.findall(r"get told\(\) \{(.*?)\n    \}", scripts, re.DOTALL)
    told = {name for body in bodies for name in re.findall(r'"(\w+)"', body)} - {"connected"}
    assert told == {"external", "room_server_away", "room_server_waits"}
    assert told <= page_words().keys()


def test_guests_read_the_same_words(qapp: QApplication) -> None:
    folder = resources.files("resources") / "conference"
    english, chinese = (
        msgspec.json.decode((folder / name).read_bytes(), type=dict[str, str])
        for name in ("words.json", "words.zh.json")
    )
    assert english | {"language": ""} == page_words() | {"language": ""}
    assert english.keys() == chinese.keys()
    # What the page fills in has its place in both.
    assert all(("{n}" in english[name]) == ("{n}" in chinese[name]) for name in english)
