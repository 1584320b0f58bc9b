"""Who may see what: each entity belongs to division codes, each user has a division prefix.

Codes are kept with the entity as one space-separated string; the empty string means: for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.protocol.entities import Alarm, Camera, Entity, Grid, Incident, Seat, Unit, Wall
from backend_client.protocol.messages import Scope


def codes_of(data: Entity, org_codes: Mapping[str, str]) -> str:
    """Division codes `data` belongs to. `org_codes` maps an org's id to its division code.

    Orgs, departments and counters are for everybody: a street must be able to name whom it passes work to.
    """
    match data:
        case Incident():
            codes = (org_codes.get(data.owner_org), data.grid_code)
        case Alarm() | Camera() | Unit():
            codes = (org_codes.get(data.org), data.grid_code)
        case Grid():
            codes = (org_codes.get(data.org), data.code)
        case Wall() | Seat():
            codes = (org_codes.get(data.org), None)
        case _:
            return ""
    return " ".join(sorted({code for code in codes if code}))


def sees(scope: Scope, codes: str) -> bool:
    """Whether a user with `scope` may see what belongs to `codes`."""
    prefix = scope.division
    if not prefix or not codes:
        return True
    return any(code.startswith(prefix) for code in codes.split(" "))
