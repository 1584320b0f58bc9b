"""Brings what a newer version of the product knows of a district into a database of an older one."""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.protocol.entities import Department, Entity
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.types import published_types
from platform_backend.store.batch import Batch, Draft


def what_is_known(spec: DistrictSpec, departments: Mapping[str, Department]) -> dict[tuple[str, str], Entity]:
    """What the directory of a district should hold beside what people may change, by entity and id."""
    types = published_types(spec, departments=departments)
    return {("incident_type", id_): each for id_, each in types.items()}


def bring_up_to_date(batch: Batch, known: Mapping[tuple[str, str], Entity]) -> int:
    """Add what is missing and renew what differs; how many did. For everybody, so without codes."""
    draft = Draft(batch, by="platform")
    for (entity, id_), data in known.items():
        row = draft.row(entity, id_)
        if row is None or row.decode(type(data)) != data:
            draft.put(id_, data, codes="")
    batch.merge(draft)
    return len(draft.staged)
