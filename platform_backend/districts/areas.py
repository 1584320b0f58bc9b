"""Orgs and grids as entities, made of the tiling: codes, names and polygons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend_client.protocol.entities import Grid, Org
from platform_backend.districts.naming import Names
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.tiling import Tiling


@dataclass(frozen=True, slots=True)
class Areas:
    """Orgs by id, grids by id (their code); `cell_grid[i]` is the grid id of the tiling's cell i."""

    orgs: Mapping[str, Org]
    grids: Mapping[str, Grid]
    cell_grid: tuple[str, ...]


def org_id(code: str) -> str:
    """The id of the org with a division code."""
    return f"org-{code}"


def build_areas(tiling: Tiling, spec: DistrictSpec, *, names: Names) -> Areas:
    """District, streets, communities and grids; a grid's code is its community's and three digits."""
    district = org_id(spec.code)
    orgs = {district: Org(kind="district", code=spec.code, name=spec.title)}
    for street in spec.streets:
        orgs[org_id(street.code)] = Org(kind="street", code=street.code, name=street.name, parent=district)
    grids: dict[str, Grid] = {}
    for cell in tiling.cells:
        street_code = spec.streets[cell.street].code
        code = f"{street_code}{cell.community + 1:03d}"
        if org_id(code) not in orgs:
            orgs[org_id(code)] = Org(
                kind="community", code=code, name=names.community(), parent=org_id(street_code)
            )
        grid = f"{code}{cell.grid + 1:03d}"
        ring = tuple(tiling.plane.to_degrees(point) for point in cell.area.exterior.coords[:-1])
        grids[grid] = Grid(
            code=grid,
            name=f"{orgs[org_id(code)].name}第{cell.grid + 1}网格",
            org=org_id(code),
            street=org_id(street_code),
            polygon=ring,
        )
    return Areas(orgs, grids, tuple(grids))
