"""What is asked before a ringing conference is turned away, and before somebody or all are sent out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.conference.ringing import Ring
from widgets.conference.ring_words import ring_head
from widgets.dispatch.form_dialog import Form
from widgets.dispatch.form_fields import ChoiceField

translate = QCoreApplication.translate


def decline_form(ring: Ring) -> Form:
    """Why one does not come."""
    return Form(
        title=translate("ConferenceRing", "Decline the call"),
        about=ring_head(by=ring.by, title=ring.title),
        send=translate("ConferenceRing", "Decline"),
        words_caption=translate("ConferenceRing", "Why? The others read it."),
        presets=(
            translate("ConferenceRing", "In another conference"),
            translate("ConferenceRing", "At work on another incident"),
            translate("ConferenceRing", "Away from the desk for a moment"),
            translate("ConferenceRing", "Not in my charge"),
        ),
    )


def hand_on_form(ring: Ring, seats: Sequence[tuple[str, str]]) -> Form:
    """At which of the `seats`, ids and names, it shall ring instead."""
    return Form(
        title=translate("ConferenceRing", "Hand the call on"),
        about=ring_head(by=ring.by, title=ring.title),
        send=translate("ConferenceRing", "Hand on"),
        fields=(ChoiceField("seat", translate("ConferenceRing", "Let it ring at"), tuple(seats)),),
        words=None,
    )


def remove_form(name: str) -> Form:
    """Why somebody is sent out of the room."""
    return Form(
        title=translate("ConferenceRing", "Remove from the conference"),
        about=translate(
            "ConferenceRing", "{name} is sent out of the room and comes in again only when asked anew."
        ).format(name=name),
        send=translate("ConferenceRing", "Remove"),
        words=False,
        words_caption=translate("ConferenceRing", "Why? It stands in the record."),
        presets=(
            translate("ConferenceRing", "Not needed any more"),
            translate("ConferenceRing", "Asked by mistake"),
            translate("ConferenceRing", "Disturbing noise"),
        ),
    )


def close_form(title: str) -> Form:
    """Whether a conference shall end for everybody."""
    return Form(
        title=translate("ConferenceRing", "End the conference for all"),
        about=title,
        send=translate("ConferenceRing", "End it"),
        words=None,
        warning=translate("ConferenceRing", "Everybody is sent out, and who rings rings no more."),
    )
