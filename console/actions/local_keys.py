"""The keys that belong to one list or dialog and therefore are no actions: for the sheet of all keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.help.key_sheet import KeyGroup, KeyRow

translate = QCoreApplication.translate


def local_keys() -> tuple[KeyGroup, ...]:
    """By the part of the desk that they work in."""
    return (
        KeyGroup(
            translate("LocalKeys", "In the table"),
            (
                KeyRow(("Up", "Down"), translate("LocalKeys", "To another incident")),
                KeyRow(("Return",), translate("LocalKeys", "On to the chosen incident")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "While assigning"),
            (
                KeyRow(("Up", "Down"), translate("LocalKeys", "To another recipient")),
                KeyRow(("Space",), translate("LocalKeys", "Mark several")),
                KeyRow(("Ctrl+L",), translate("LocalKeys", "Make one the lead")),
                KeyRow(("Return",), translate("LocalKeys", "Assign")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "While writing a result or reason"),
            (
                KeyRow(("1", "…", "9"), translate("LocalKeys", "Take a ready sentence")),
                KeyRow(("Return",), translate("LocalKeys", "Send")),
                KeyRow(("Shift+Return",), translate("LocalKeys", "New line")),
                KeyRow(("Esc",), translate("LocalKeys", "Leave without sending")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "While reporting an incident"),
            (KeyRow(("Alt+1", "…", "Alt+4"), translate("LocalKeys", "Severity")),),
        ),
        KeyGroup(
            translate("LocalKeys", "Among the commands"),
            (KeyRow(("Del",), translate("LocalKeys", "Seen: take it off the list")),),
        ),
        KeyGroup(
            translate("LocalKeys", "Among the people of a conference"),
            (
                KeyRow(("1", "…", "9"), translate("LocalKeys", "Ask who is proposed or found")),
                KeyRow(("Up", "Down"), translate("LocalKeys", "To another person")),
                KeyRow(("Return", "Del"), translate("LocalKeys", "Do the first act, the last")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "On the wall"),
            (
                KeyRow(("Left", "Right", "Up", "Down"), translate("LocalKeys", "To another tile")),
                KeyRow(("Return",), translate("LocalKeys", "Enlarge a tile, or put it back")),
                KeyRow(("Esc",), translate("LocalKeys", "Put the enlarged tile back")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "While turning a camera"),
            (
                KeyRow(("Left", "Right", "Up", "Down"), translate("LocalKeys", "Turn it")),
                KeyRow(("+", "-"), translate("LocalKeys", "Zoom in, zoom out")),
                KeyRow(("[", "]"), translate("LocalKeys", "Slower, faster")),
                KeyRow(("1", "…", "9", "0"), translate("LocalKeys", "Call a preset: 1 to 10")),
                KeyRow(("Esc",), translate("LocalKeys", "Let go of it")),
            ),
        ),
        KeyGroup(
            translate("LocalKeys", "In the manual"),
            (
                KeyRow(("Ctrl+F",), translate("LocalKeys", "Search")),
                KeyRow(("Return", "Shift+Return"), translate("LocalKeys", "Next place, the one before")),
                KeyRow(("Esc",), translate("LocalKeys", "Close")),
            ),
        ),
    )
