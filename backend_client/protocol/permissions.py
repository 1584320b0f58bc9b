"""Which roles may send which command, ask which query and read which topic at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from backend_client.protocol.alarm_lifecycle import ALARM_ACTS
from backend_client.protocol.lifecycle import ACTS
from backend_client.protocol.roles import ALL_ROLES, APPROVERS, DEVICE, ONLOOKERS, ROOM

#: Roles that may send each command; those on an incident or an alarm stand in the tables of their lifecycles.
ROLES: Final[Mapping[str, frozenset[str]]] = {
    **{name: act.roles for name, act in ACTS.items()},
    **{name: row.roles for name, row in ALARM_ACTS.items()},
    "incident.create": ROOM,
    "unit.set_status": ROOM,
    "wall.show": ROOM,
    "wall.scene": ROOM,
    "wall.tour": ROOM,
    "wall.take": ROOM,
    "wall.clear": ROOM,
    "wall.lock": ROOM,
    "wall.pin": ROOM,
    "wall.play": ROOM,
    "wall.confer": ROOM,
    "scene.save": ROOM,
    "scene.delete": ROOM,
    "tour.save": ROOM,
    "tour.delete": ROOM,
    "camera.ptz": ROOM,
    "camera.preset": ROOM,
    "camera.drop_preset": ROOM,
    "conference.open": ROOM | ONLOOKERS,
    "conference.join": ROOM | ONLOOKERS,
    "conference.leave": ROOM | ONLOOKERS,
    "conference.close": ROOM | ONLOOKERS,
    "conference.invite": ROOM | ONLOOKERS,
    "conference.decline": ROOM | ONLOOKERS,
    "conference.hand_on": ROOM | ONLOOKERS,
    "conference.guest": ROOM | ONLOOKERS,
    "conference.remove": ROOM | ONLOOKERS,
    "conference.lock": ROOM | ONLOOKERS,
    "conference.mute": ROOM | ONLOOKERS,
    "conference.mark": ROOM | ONLOOKERS,
    "conference.say": ROOM | ONLOOKERS,
    "conference.fall_back": ROOM | ONLOOKERS,
    "conference.camera": ROOM | ONLOOKERS,
    # A wall's own account shows what stands on the wall, and its page has to reach the others'.
    "conference.watch": ROOM | ONLOOKERS | {DEVICE},
    "conference.signal": ROOM | ONLOOKERS | {DEVICE},
    "seat.take": ROOM | ONLOOKERS,
    "seat.hand_over": ROOM | ONLOOKERS,
    "handover.write": ROOM,
    "handover.sign": ROOM,
    "duty_log.add": ROOM | ONLOOKERS,
    "duty_log.settle": ROOM,
    "report.export": ROOM | ONLOOKERS,
    "recording.view": ROOM | ONLOOKERS,
    "recording.bookmark": ROOM | ONLOOKERS,
    "recording.describe": ROOM | ONLOOKERS,
    "recording.unmark": ROOM | ONLOOKERS,
    "evidence.export": ROOM,
    "evidence.approve": APPROVERS,
}

_PEOPLE: Final = ALL_ROLES - {DEVICE}
#: Roles that may ask each query; a wall's own account looks at the present only.
QUERY_ROLES: Final[Mapping[str, frozenset[str]]] = {
    "incidents.search": _PEOPLE,
    "cameras.search": ALL_ROLES,
    "incident.history": _PEOPLE,
    "incident.reporter": ROOM,
    "contacts": ROOM | ONLOOKERS,
    "duty_log.search": ROOM | ONLOOKERS,
    "handovers.search": ROOM | ONLOOKERS,
    "statistics": ROOM | ONLOOKERS,
    "conference.proposals": ROOM | ONLOOKERS,
    "recordings.search": ROOM | ONLOOKERS,
    "evidence.search": ROOM | ONLOOKERS,
    "evidence.approvers": ROOM,
    "audit.search": frozenset({"audit_administrator"}),
}

#: Whose work the room's own papers and the pictures of incidents are; the rest is for every account's scope.
_SEEN_BY: Final[Mapping[str, frozenset[str]]] = {
    "duty": ROOM | ONLOOKERS,
    "media": ROOM | ONLOOKERS,
    "conferences": ROOM | ONLOOKERS | {DEVICE},
}


def may_send(command: str, roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may send `command` at all."""
    return not ROLES.get(command, frozenset()).isdisjoint(roles)


def may_call_presets(roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may send `camera.ptz` with a preset and `automatic`: a wall's own account
    may, whose displays turn cameras to what alarms, tours and scenes ask for, and nothing else of it.
    """
    roles = frozenset(roles)
    return DEVICE in roles or may_send("camera.ptz", roles)


def may_ask(query: str, roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may ask `query` at all."""
    return not QUERY_ROLES.get(query, frozenset()).isdisjoint(roles)


def may_see(what: str, roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may see anything of a topic, or of ``media``, the pictures, at all."""
    return not _SEEN_BY.get(what, ALL_ROLES).isdisjoint(roles)
