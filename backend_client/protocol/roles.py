"""The roles of the people and devices of a command room; source: the domain's table of roles."""

from __future__ import annotations

#: Roles of a command room's people.
ROOM = frozenset({"duty_officer", "dispatcher", "duty_leader"})
#: Roles of those who look on, advise and press; they do not act in the room's place.
ONLOOKERS = frozenset({"leader", "supervisor"})
#: Roles that run the platform: three people at protection level 3, one in a small street.
ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "audit_administrator"})
#: The role of a wall's own account: it sees and shows, and calls presets that its wall asks for.
DEVICE = "device"
ALL_ROLES = ROOM | ONLOOKERS | ADMINISTRATORS | {DEVICE}

#: Those whose word extensions, suspensions and the ledger wait for (值班长).
APPROVERS = frozenset({"duty_leader"})
