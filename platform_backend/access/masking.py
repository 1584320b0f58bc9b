"""Who reported an incident, as everybody may read it: a surname and the ends of a number."""

from __future__ import annotations

from backend_client.protocol.incident_args import ReporterWhole
from backend_client.protocol.incident_parts import Reporter

#: Numbers as long as this show three digits before the stars and four after; shorter ones two, or none.
_LONG, _SHORT = 10, 5


def masked(reporter: ReporterWhole) -> Reporter:
    """王小明 138 0000 5678 -> 王** 138****5678. The number of stars tells nothing."""
    return Reporter(name=_name(reporter.name.strip()), phone=_phone(reporter.phone))


def _name(name: str) -> str:
    return f"{name[0]}**" if name else ""


def _phone(phone: str) -> str:
    digits = "".join(phone.split()).replace("-", "")
    if not digits:
        return ""
    if len(digits) >= _LONG:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-2:]}" if len(digits) >= _SHORT else "****"
