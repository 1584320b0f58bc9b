"""What a district file says: read from TOML into frozen values and checked."""

from __future__ import annotations

from importlib import resources

import msgspec

from backend_client.protocol.entities import Position

#: What a TOML file must say in `format` to be a district; other data files stand in the same folder.
FORMAT = "district/1"


class StreetSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A street (街道): real code and name, a rough centre, and how many communities and grids it has."""

    code: str
    name: str
    centre: Position
    communities: int
    grids: int

    @property
    def stem(self) -> str:
        """The name without its rank, for short names such as 凯旋."""
        return self.name.removesuffix("街道").removesuffix("镇")


class WaterSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A river or canal of the base map: its middle line and its width in metres."""

    name: str
    width: float
    line: tuple[Position, ...]


class StaffSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of staff: the letter of its short codes, how many, and the share on duty at any time."""

    kind: str
    letter: str
    count: int
    on_duty: float


class DepartmentSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A functional department."""

    code: str
    name: str


class DistrictSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole district file. Positions are WGS-84; `outline` is one ring, first point not repeated."""

    format: str
    name: str
    title: str
    code: str
    source: str
    cameras: int
    past_incidents: int
    past_days: int
    open_incidents: int
    simulated_per_day: float
    outline: tuple[Position, ...]
    streets: tuple[StreetSpec, ...]
    waters: tuple[WaterSpec, ...]
    staff: tuple[StaffSpec, ...]
    departments: tuple[DepartmentSpec, ...]
    left_out: tuple[str, ...] = ()

    @property
    def communities(self) -> int:
        """How many communities all streets have together."""
        return sum(street.communities for street in self.streets)

    @property
    def grids(self) -> int:
        """How many grids all streets have together."""
        return sum(street.grids for street in self.streets)


class _Head(msgspec.Struct, frozen=True):
    format: str = ""


def names() -> tuple[str, ...]:
    """Names of the districts that this product brings along."""
    folder = resources.files(__package__)
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in folder.iterdir()
            if entry.name.endswith(".toml")
            and msgspec.toml.decode(entry.read_bytes(), type=_Head).format == FORMAT
        )
    )


def load_spec(name: str) -> DistrictSpec:
    """Read the district called `name`. Raises ValueError that lists the names when there is none."""
    known = names()
    if name not in known:
        raise ValueError(f"There is no district {name!r}: choose one of {', '.join(known)} with --district.")
    raw = (resources.files(__package__) / f"{name}.toml").read_bytes()
    return msgspec.toml.decode(raw, type=DistrictSpec)
