"""Every word the conference's page shows, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def page_words() -> dict[str, str]:
    """Words by the names that the page has for them; `{name}` and `{n}` are filled in by the page."""
    return {
        "language": QLocale().bcp47Name(),
        "title": translate("ConferencePage", "Conference"),
        **_states(),
        **_ways(),
        **_troubles(),
        **_tiles(),
        **_buttons(),
        **_ends(),
    }


def _states() -> dict[str, str]:
    return {
        "asking": translate("ConferencePage", "Asking for microphone and camera ..."),
        "joining": translate("ConferencePage", "Joining ..."),
        "in": translate("ConferencePage", "You are in the conference."),
        "alone": translate("ConferencePage", "Nobody else is here yet."),
        "elsewhere": translate(
            "ConferencePage", "You are not in this conference, or are in it at another seat."
        ),
        "platform_away": translate(
            "ConferencePage", "The platform is away: the call goes on, nobody can be added until it is back."
        ),
        "recording": translate("ConferencePage", "This conference is being recorded."),
    }


def _ways() -> dict[str, str]:
    return {
        "platform_and_room_away": translate(
            "ConferencePage",
            "The platform and its room server are away: the call goes on when they are back.",
        ),
        "room_server_waits": translate("ConferencePage", "Connecting over the room server ..."),
        "room_server_away": translate(
            "ConferencePage", "The room server cannot be reached from here: call by telephone."
        ),
        "fell_back": translate(
            "ConferencePage",
            "The room server is down: the first four go on directly. Call the others by telephone.",
        ),
        "no_place": translate(
            "ConferencePage",
            "The room server is down: the first four go on without you. Call by telephone, or join later.",
        ),
        "external": translate("ConferencePage", "The conference is held in another room:"),
    }


def _troubles() -> dict[str, str]:
    return {
        "denied": translate(
            "ConferencePage",
            "Microphone and camera were refused: you see and hear the others, they do not you.",
        ),
        "no_answer": translate(
            "ConferencePage", "Nobody answered within 10 s: microphone and camera count as refused."
        ),
        "no_device": translate(
            "ConferencePage",
            "There is no microphone and no camera: you see and hear the others, they do not you.",
        ),
        "no_camera": translate("ConferencePage", "There is no camera: the others only hear you."),
        "no_microphone": translate("ConferencePage", "There is no microphone: the others only see you."),
        "device_in_use": translate(
            "ConferencePage", "Microphone or camera is used by another program: end it, then ask again."
        ),
        "insecure": translate(
            "ConferencePage", "The browser gives microphone and camera to addresses with https:// alone."
        ),
    }


def _tiles() -> dict[str, str]:
    return {
        "you": translate("ConferencePage", "you"),
        "speaking": translate("ConferencePage", "speaking"),
        "muted": translate("ConferencePage", "muted"),
        "hand_is_up": translate("ConferencePage", "hand raised"),
        "connecting": translate("ConferencePage", "Connecting to {name} ..."),
        "lost": translate("ConferencePage", "The connection to {name} is lost; trying again ..."),
        "unreached": translate("ConferencePage", "The platform does not reach {name} now; trying again ..."),
        "nothing_comes": translate("ConferencePage", "Nothing has come from {name} for {n} s"),
        "sends_nothing": translate("ConferencePage", "{name} has sent neither sound nor picture so far"),
        "quality_good": translate("ConferencePage", "good connection"),
        "quality_fair": translate("ConferencePage", "fair connection"),
        "quality_poor": translate("ConferencePage", "poor connection"),
    }


def _buttons() -> dict[str, str]:
    return {
        "mute": translate("ConferencePage", "Mute"),
        "mute_off": translate("ConferencePage", "Unmute"),
        "camera": translate("ConferencePage", "Camera off"),
        "camera_off": translate("ConferencePage", "Camera on"),
        "share": translate("ConferencePage", "Share screen"),
        "share_off": translate("ConferencePage", "Stop sharing"),
        "hand": translate("ConferencePage", "Raise hand"),
        "hand_off": translate("ConferencePage", "Lower hand"),
        "devices": translate("ConferencePage", "Devices"),
        "leave": translate("ConferencePage", "Leave"),
        "choose_voice": translate("ConferencePage", "Microphone"),
        "choose_camera": translate("ConferencePage", "Camera"),
        "ask_again": translate("ConferencePage", "Ask again"),
    }


def _ends() -> dict[str, str]:
    return {
        "you_left": translate("ConferencePage", "You have left the conference."),
        "closed_closed": translate("ConferencePage", "The conference has ended."),
        "closed_removed": translate("ConferencePage", "The moderator has removed you from the conference."),
        "closed_expired": translate("ConferencePage", "The link has expired."),
        "closed_locked": translate("ConferencePage", "The conference is locked."),
        "closed_full": translate("ConferencePage", "The conference is full."),
    }
