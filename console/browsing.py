"""What a person looks at: choosing a thing moves the desk's own map, detail and previews, never the wall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, Camera, Grid, Incident, Position, Unit
from console.wall.previews import Previews
from console.windows import DeskWindow

#: A street's worth of map around a chosen thing.
_CLOSE_ZOOM = 16.0
#: Incidents that are passed more quickly than this are not all shown in full.
_LEAF_MS = 100


class Browsing(QObject):
    """Follows the choices made on the desk. `on_incident` hears which incident actions are for now.

    What is looked at is the current row of the list in front. Where that has none it is nothing, or what was
    brought from elsewhere; a list that stands behind moves nothing.
    """

    def __init__(
        self,
        *,
        desk: DeskWindow,
        picture: Picture,
        previews: Previews,
        on_incident: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture = picture
        self._previews = previews
        self._on_incident = on_incident
        self._chosen = ""
        self._is_bringing = False
        self._leafing = QTimer(self, singleShot=True, interval=_LEAF_MS)
        self._leafing.timeout.connect(self._rest)
        #: Words and position of the place that a new incident is probably at.
        self.new_place: tuple[str, Position | None] = ("", None)
        desk.table.current_incident_changed.connect(self._choose_in_table)
        desk.table.first_offered.connect(self._take_offer)
        desk.table.selected_ids_changed.connect(self._tell_marked)
        desk.history.current_incident_changed.connect(self._choose_in_history)
        desk.lanes.filter_changed.connect(lambda _filter: self._follow_list())
        desk.history.incident_activated.connect(lambda _id: desk.detail.focus_first_action())
        desk.table.incident_activated.connect(lambda _id: desk.detail.focus_first_action())
        desk.commands.target_activated.connect(self.show_incident)
        desk.map.incident_clicked.connect(self.show_incident)
        desk.map.alarm_clicked.connect(self._choose_alarm)
        desk.map.unit_clicked.connect(self._choose_unit)
        desk.map.camera_clicked.connect(self._choose_camera)
        desk.map.grid_clicked.connect(self._choose_grid)
        desk.alarms.alarm_activated.connect(self._choose_alarm)
        desk.cameras.current_camera_changed.connect(self._choose_camera)
        desk.units.unit_activated.connect(self._choose_unit)

    @property
    def is_leafing(self) -> bool:
        """Whether the detail may still show one that somebody has left behind a moment ago."""
        return self._leafing.isActive()

    # What is chosen in the lists.

    def _choose_in_table(self, id_: str) -> None:
        if not self._is_bringing and not self._desk.desk.shows_history:
            self._choose_incident(id_)

    def _choose_in_history(self, id_: str) -> None:
        if not self._is_bringing and self._desk.desk.shows_history:
            found = self._desk.history.incident(id_)
            self._choose_incident(id_)
            if found is not None:
                self._show_past(id_, found)

    def _follow_list(self) -> None:
        """Another list is in front, or other rows of it. Whoever has nothing chosen there reads on."""
        if not self._desk.desk.shows_history:
            self._choose_incident(self._desk.table.current_id)
        elif current := self._desk.history.table.current_id:
            self._choose_in_history(current)

    def _take_offer(self, id_: str) -> None:
        # Whoever waits at an empty lane acts at once; whoever looks at something else goes on looking at it.
        if not self._chosen and not self._desk.desk.shows_history:
            self._desk.table.select_id(id_)

    def _tell_marked(self) -> None:
        # Counted only where it is told: somebody may mark a whole district.
        if not self._chosen:
            desk = self._desk
            marked = () if desk.desk.shows_history else desk.table.selected_ids
            desk.detail.show_marked(len(marked))

    def _choose_incident(self, id_: str) -> None:
        """The first one is shown at once; whoever goes on by a held key sees some of those he passes.

        What can be done is always about the one that is chosen.
        """
        self._chosen = id_
        entry = self._picture.of(Incident).get(id_)
        # Before anybody asks what can be done about it: the wall is lent to what these see.
        self._show_cameras(None if entry is None else entry.data)
        self._on_incident(id_)
        if not self._leafing.isActive():
            self._leafing.start()
            self._show_chosen()

    def _rest(self) -> None:
        if self._chosen != self._desk.detail.incident_id:
            self._leafing.start()
            self._show_chosen()

    def _show_chosen(self) -> None:
        id_ = self._chosen
        self._desk.detail.show_incident(id_)
        self._tell_marked()
        entry = self._picture.of(Incident).get(id_)
        self._show_place(id_, None if entry is None else entry.data)

    def _show_place(self, id_: str, incident: Incident | None) -> None:
        position = None if incident is None else incident.position
        self._desk.map.select("incident", id_)
        if position is not None:
            self._desk.map.centre_on(position)
        self._desk.units.set_centre(position)

    def _show_cameras(self, incident: Incident | None) -> None:
        position = None if incident is None else incident.position
        cameras = () if incident is None else incident.cameras
        self._previews.show_place(position, first=cameras[0] if cameras else "")

    # What is brought from elsewhere.

    def show_incident(self, id_: str) -> None:
        """Bring an incident before the officer. The table shows it too, whatever it is filtered by."""
        self._bring(id_)
        self._choose_incident(id_)

    def show_past(self, id_: str, incident: Incident) -> None:
        """Bring one before the officer that the platform remembers, to be read."""
        self._bring(id_)
        self._choose_incident(id_)
        self._show_past(id_, incident)

    def _bring(self, id_: str) -> None:
        self._is_bringing = True
        self._desk.history.table.let_go()
        if not self._desk.table.reveal_id(id_):
            self._desk.table.let_go()
        self._is_bringing = False

    def _show_past(self, id_: str, incident: Incident) -> None:
        if id_ not in self._picture.of(Incident):
            self._desk.detail.show_past(id_, incident)
            self._show_place(id_, incident)
            self._show_cameras(incident)

    def show_unit(self, id_: str) -> None:
        """Bring a unit before the officer, in its table if that lists it."""
        self._desk.desk.show_tab("units")
        self._desk.units.table.select_id(id_)
        self._choose_unit(id_)

    def show_alarm(self, id_: str) -> None:
        """Bring an alarm before the officer, in the list of alarms."""
        self._desk.desk.show_tab("alarms")
        self._desk.centre.show_all()
        self._desk.centre.table.select_id(id_)
        self._choose_alarm(id_)

    def show_grid(self, id_: str) -> None:
        """Go to a grid on the map."""
        self._choose_grid(id_)
        _, middle = self.new_place
        if id_ in self._picture.of(Grid) and middle is not None:
            self._desk.map.centre_on(middle, _CLOSE_ZOOM)

    def show_camera(self, id_: str) -> None:
        """Play a camera on the desk and go to its place."""
        self._choose_camera(id_)

    def _choose_alarm(self, id_: str) -> None:
        entry = self._picture.of(Alarm).get(id_)
        if entry is None:
            return
        if entry.data.incident is not None and entry.data.incident in self._picture.of(Incident):
            # What goes on with it stands there.
            self.show_incident(entry.data.incident)
            return
        self._desk.map.select("alarm", id_)
        if entry.data.position is not None:
            self._desk.map.centre_on(entry.data.position)
        first = entry.data.cameras[0] if entry.data.cameras else ""
        self._previews.show_place(entry.data.position, first=first)

    def _choose_unit(self, id_: str) -> None:
        entry = self._picture.of(Unit).get(id_)
        if entry is None:
            return
        self._desk.map.select("unit", id_)
        if entry.data.position is not None:
            self._desk.map.centre_on(entry.data.position)

    def _choose_camera(self, id_: str) -> None:
        entry = self._picture.of(Camera).get(id_)
        if entry is None:
            return
        self._desk.map.select("camera", id_)
        self._desk.map.centre_on(entry.data.position, _CLOSE_ZOOM)
        self._previews.show_place(entry.data.position, first=id_)

    def _choose_grid(self, id_: str) -> None:
        entry = self._picture.of(Grid).get(id_)
        if entry is None:
            return
        self._desk.map.select("grid", id_)
        corners = entry.data.polygon
        middle = (
            sum(corner[0] for corner in corners) / len(corners),
            sum(corner[1] for corner in corners) / len(corners),
        )
        self.new_place = (entry.data.name, middle)
