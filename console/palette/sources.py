"""What the command palette finds: incidents, alarms, units, grids, cameras, scenes and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.duty import Contact
from backend_client.protocol.entities import (
    CLOSED_STATES,
    Alarm,
    AlarmState,
    Camera,
    Department,
    Device,
    Grid,
    Incident,
    Org,
    Unit,
    UnitStatus,
)
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import Scene
from widgets import signs, words
from widgets.alphabet import Alphabet
from widgets.drills import titled
from widgets.duty.numbers import on_duty
from widgets.moments import minute_text, moment_text
from widgets.names import OrgNames
from widgets.palette.picture_source import PictureIndex, PictureSource
from widgets.palette.values import PaletteSource

translate = QCoreApplication.translate

#: New alarms stand before those that somebody has looked at.
_ALARM_WEIGHT: Final = {AlarmState.OPEN: 0, AlarmState.ACKNOWLEDGED: 1, AlarmState.SHELVED: 2}


class BookmarkHands(Protocol):
    """What of the room of recordings is used."""

    def play_bookmark(self, id_: str) -> None:
        """As `RecordingRoom.play_bookmark`."""
        ...

    def why_no_bookmark(self) -> str:
        """As `RecordingRoom.why_no_bookmark`."""
        ...


@dataclass(frozen=True, slots=True)
class PaletteHands:
    """What choosing does, by the id of what is chosen."""

    show_incident: Callable[[str], None]
    show_past: Callable[[str, Incident], None]
    show_alarm: Callable[[str], None]
    show_unit: Callable[[str], None]
    show_grid: Callable[[str], None]
    show_camera: Callable[[str], None]
    put_camera_on_wall: Callable[[str], None]
    put_scene_on_wall: Callable[[str], None]
    why_no_scene: Callable[[], str]
    play_bookmark: Callable[[str], None]
    why_no_bookmark: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Directory:
    """Whom to call: the contacts as they were last known, and calling one by his id; why not, in words."""

    contacts: Mapping[str, Entry[Contact]]
    call: Callable[[str], None]
    why_not: Callable[[], str]


class PictureSources:
    """The palette's sources over the picture, in their order, kept in step with it."""

    def __init__(
        self,
        *,
        picture: Picture,
        alphabet: Alphabet,
        hands: PaletteHands,
        directory: Directory,
        now: Callable[[], float],
    ) -> None:
        self._devices = picture.of(Device)
        self._departments = picture.of(Department)
        self._now = now
        self._names = names = OrgNames(orgs=picture.of(Org))
        incidents = PictureIndex(
            entries=picture.of(Incident),
            name="incident",
            fields=lambda _id, data: (titled(data), data.serial_no, data.place, data.type_name),
            weight=lambda data: data.state in CLOSED_STATES,
            alphabet=alphabet,
        )
        alarms = PictureIndex(
            entries=picture.of(Alarm),
            name="alarm",
            fields=lambda _id, data: (titled(data), data.place, data.kind),
            weight=lambda data: _ALARM_WEIGHT.get(data.state, 0),
            keeps=lambda data: data.state is not AlarmState.CLOSED,
            alphabet=alphabet,
        )
        units = PictureIndex(
            entries=picture.of(Unit),
            name="unit",
            fields=lambda _id, data: (data.name, data.code, data.kind, names.street(data.org)),
            weight=lambda data: data.status is UnitStatus.OFF,
            along_with=("org",),
            alphabet=alphabet,
        )
        grids = PictureIndex(
            entries=picture.of(Grid),
            name="grid",
            fields=lambda _id, data: (data.name, data.code, names.street(data.org)),
            along_with=("org",),
            alphabet=alphabet,
        )
        cameras = PictureIndex(
            entries=picture.of(Camera),
            name="camera",
            fields=lambda _id, data: (data.name, data.device_id, names.street(data.org)),
            along_with=("org",),
            alphabet=alphabet,
        )
        contacts = PictureIndex(
            entries=directory.contacts,
            name="contact",
            fields=lambda _id, data: (
                data.name,
                data.post,
                self._where(data.org),
                *(phone.number for phone in data.phones),
            ),
            # Who is reached by a unit's number is found as that unit as well.
            weight=lambda data: data.unit is not None,
            along_with=("org", "department"),
            alphabet=alphabet,
        )
        scenes = PictureIndex(
            entries=picture.of(Scene),
            name="scene",
            fields=lambda _id, data: (
                data.name,
                translate("Palette", "scene to the wall")
                if data.tiles
                else translate("Palette", "layout to the wall"),
                data.by,
            ),
            alphabet=alphabet,
        )
        bookmarks = PictureIndex(
            entries=picture.of(RecordingBookmark),
            name="recording_bookmark",
            fields=lambda _id, data: (data.text or data.camera_name, data.camera_name, data.by),
            alphabet=alphabet,
        )
        self._indexes = (incidents, alarms, units, grids, cameras, scenes, bookmarks, contacts)
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
                title=translate("Palette", "Alarms"),
                kind="alarm",
                index=alarms,
                look=lambda _id, data: signs.ALARM_STATE.get(data.state, signs.UNKNOWN),
                note=lambda _id, data: words.alarm_state(data.state),
                choose=hands.show_alarm,
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
            PictureSource(
                title=translate("Palette", "Scenes"),
                kind="scene",
                index=scenes,
                look=lambda _id, _data: None,
                note=lambda _id, data: (
                    translate("Palette", "{n} tiles").format(n=len(data.tiles))
                    if data.tiles
                    else translate("Palette", "layout only")
                ),
                choose=hands.put_scene_on_wall,
                why_not=lambda _id, _data: hands.why_no_scene(),
            ),
            PictureSource(
                title=translate("Palette", "Bookmarks"),
                kind="recording_bookmark",
                index=bookmarks,
                look=lambda _id, _data: None,
                note=lambda _id, data: moment_text(data.moment, now=now()),
                choose=hands.play_bookmark,
                why_not=lambda _id, _data: hands.why_no_bookmark(),
            ),
            PictureSource(
                title=translate("Palette", "Directory"),
                kind="contact",
                index=contacts,
                look=lambda _id, data: None if on_duty(data, self._now()) is None else signs.ON_DUTY,
                note=lambda _id, data: self._duty(data),
                choose=directory.call,
                why_not=lambda _id, data: directory.why_not() or self._why_no_number(data),
            ),
        )

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        for index in self._indexes:
            index.on_changes(changes)

    def _where(self, org: str) -> str:
        entry = self._departments.get(org)
        return self._names.street(org) if entry is None else entry.data.name

    def _duty(self, contact: Contact) -> str:
        turn = on_duty(contact, self._now())
        if turn is None:
            return ""
        until = minute_text(parse_time(turn.until))
        return translate("Palette", "on duty until {time}").format(time=until)

    def _why_no_number(self, contact: Contact) -> str:
        return "" if contact.phones else translate("DutyRoom", "No number is known")

    def _online(self, camera: str) -> bool:
        entry = self._devices.get(camera)
        return entry is None or entry.data.online
