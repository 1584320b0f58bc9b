"""What the command palette finds: incidents, units, grids and cameras of the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import (
    CLOSED_STATES,
    Camera,
    Device,
    Grid,
    Incident,
    Org,
    Unit,
    UnitStatus,
)
from widgets import signs, words
from widgets.alphabet import Alphabet
from widgets.names import OrgNames
from widgets.palette.picture_source import PictureIndex, PictureSource
from widgets.palette.values import PaletteSource

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PaletteHands:
    """What choosing does, by the id of what is chosen."""

    show_incident: Callable[[str], None]
    show_unit: Callable[[str], None]
    show_grid: Callable[[str], None]
    show_camera: Callable[[str], None]
    put_camera_on_wall: Callable[[str], None]


class PictureSources:
    """The palette's sources over the picture, in their order, kept in step with it."""

    def __init__(self, *, picture: Picture, alphabet: Alphabet, hands: PaletteHands) -> None:
        self._devices = picture.of(Device)
        names = OrgNames(orgs=picture.of(Org))
        incidents = PictureIndex(
            picture=picture,
            kind=Incident,
            name="incident",
            fields=lambda _id, data: (data.title, data.serial_no, data.place, data.type_name),
            weight=lambda data: data.state in CLOSED_STATES,
            alphabet=alphabet,
        )
        units = PictureIndex(
            picture=picture,
            kind=Unit,
            name="unit",
            fields=lambda _id, data: (data.name, data.code, data.kind, names.street(data.org)),
            weight=lambda data: data.status is UnitStatus.OFF,
            along_with=("org",),
            alphabet=alphabet,
        )
        grids = PictureIndex(
            picture=picture,
            kind=Grid,
            name="grid",
            fields=lambda _id, data: (data.name, data.code, names.street(data.org)),
            along_with=("org",),
            alphabet=alphabet,
        )
        cameras = PictureIndex(
            picture=picture,
            kind=Camera,
            name="camera",
            fields=lambda _id, data: (data.name, data.device_id, names.street(data.org)),
            along_with=("org",),
            alphabet=alphabet,
        )
        self._indexes = (incidents, units, grids, cameras)
        self.all: tuple[PaletteSource, ...] = (
            PictureSource(
                title=translate("Palette", "Incidents"),
                kind="incident",
                index=incidents,
                look=lambda _id, data: signs.SEVERITY.get(data.severity, signs.UNKNOWN),
                note=lambda _id, data: words.incident_state(data.state),
                choose=hands.show_incident,
            ),
            PictureSource(
                title=translate("Palette", "Units"),
                kind="unit",
                index=units,
                look=lambda _id, data: signs.UNIT_STATUS.get(data.status, signs.UNKNOWN),
                note=lambda _id, data: words.unit_status(data.status),
                choose=hands.show_unit,
            ),
            PictureSource(
                title=translate("Palette", "Grids"),
                kind="grid",
                index=grids,
                look=lambda _id, _data: None,
                note=lambda _id, _data: "",
                choose=hands.show_grid,
            ),
            PictureSource(
                title=translate("Palette", "Cameras"),
                kind="camera",
                index=cameras,
                look=lambda id_, _data: signs.ONLINE if self._online(id_) else signs.OFFLINE,
                note=lambda id_, _data: "" if self._online(id_) else translate("Palette", "offline"),
                choose=hands.show_camera,
                choose_other=hands.put_camera_on_wall,
            ),
        )

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        for index in self._indexes:
            index.on_changes(changes)

    def _online(self, camera: str) -> bool:
        entry = self._devices.get(camera)
        return entry is None or entry.data.online
