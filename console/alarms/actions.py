"""The acts on alarms, as actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.alarm_lifecycle import decide
from backend_client.protocol.entities import Alarm
from backend_client.protocol.incident_args import CommandArgs, Empty
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.lifecycle import Why
from console.actions.keys import KEYS
from console.alarms.forms import alarm_args, alarm_form
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from widgets import act_words
from widgets.action import Action
from widgets.alarms.alarm_words import standing

translate = QCoreApplication.translate

_GROUP: Final = "alarm.acknowledge_group"
_ACKNOWLEDGING: Final = ("alarm.acknowledge", _GROUP)
#: The acts in the order in which they are offered.
ON_ALARM: Final = (
    "alarm.acknowledge",
    _GROUP,
    "alarm.to_incident",
    "alarm.false_alarm",
    "alarm.shelve",
    "alarm.unshelve",
)


@dataclass(frozen=True, slots=True)
class AlarmHands:
    """What the desk says and does. `first` is the id of the alarm that one key acknowledges, `chosen` of the
    one that is looked at (empty: none), `group` those of its kind and place; `acknowledge` takes one or many.
    """

    first: Callable[[], str]
    chosen: Callable[[], str]
    group: Callable[[str], tuple[str, ...]]
    acknowledge: Callable[[tuple[str, ...]], None]


class AlarmActions:
    """Gives commands on the alarm that is chosen in the list, or else on the first of the strip."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        hands: AlarmHands,
    ) -> None:
        self._situation = situation
        self._alarms = picture.of(Alarm)
        self._types = picture.of(IncidentType)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._hands = hands

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("AlarmActions", "Alarms")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ON_ALARM

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == _GROUP:
            return translate("AlarmActions", "Acknowledge the group")
        return act_words.command(id_)

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        return self._why_not(id_, self._target(id_))

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        self._run(id_, self._target(id_))

    def buttons(self, alarm: str) -> tuple[Action, ...]:
        """The acts on one alarm, as they stand under the list; of shelving and its end what is possible."""
        possible = "alarm.unshelve" if not self._why_not("alarm.unshelve", alarm) else "alarm.shelve"
        return tuple(
            self._button(id_, alarm)
            for id_ in ON_ALARM
            if id_ not in ("alarm.shelve", "alarm.unshelve") or id_ == possible
        )

    def _button(self, id_: str, alarm: str) -> Action:
        why_not = self._why_not(id_, alarm)
        text = translate("AlarmActions", "Group") if id_ == _GROUP else self.text(id_)
        if id_ in _ACKNOWLEDGING:
            # The narrow list has room for the keys that are used all day.
            key = QKeySequence(KEYS[id_]).toString(QKeySequence.SequenceFormat.NativeText)
            text = f"{text}   {key}"
        return Action(
            id=id_,
            text=text,
            shortcut=KEYS.get(id_, ""),
            enabled=not why_not,
            why_not=why_not,
            run=lambda: self._run(id_, alarm),
        )

    def _target(self, id_: str) -> str:
        return self._hands.first() if id_ in _ACKNOWLEDGING else self._hands.chosen()

    def _why_not(self, id_: str, target: str) -> str:
        entry = self._alarms.get(target)
        act = "alarm.acknowledge" if id_ == _GROUP else id_
        if entry is None:
            if not permissions.may_send(act, self._situation.roles):
                return translate("OperatorActions", "Not your role")
            return translate("AlarmActions", "No alarm is open")
        alarm = entry.data
        decision = decide(act, alarm.state, priority=alarm.priority, roles=self._situation.roles)
        match decision.why:
            case None:
                return ""
            case Why.STATE:
                return translate("OperatorActions", "Now: {state}").format(state=standing(alarm))
            case _ if permissions.may_send(act, self._situation.roles):
                return translate("AlarmActions", "Priority 1: duty leader only")
        return translate("OperatorActions", "Not your role")

    def _run(self, id_: str, target: str) -> None:
        entry = self._alarms.get(target)
        if entry is None:
            return
        match id_:
            case "alarm.acknowledge":
                self._hands.acknowledge((target,))
            case "alarm.acknowledge_group":
                self._hands.acknowledge(self._hands.group(target))
            case "alarm.unshelve":
                self._give(id_, entry, Empty())
            case _:
                form = alarm_form(id_, entry.data, types=self._kinds())
                self._dialogs.ask(form, lambda answer: self._give(id_, entry, alarm_args(id_, answer)))

    def _kinds(self) -> list[tuple[str, str]]:
        return sorted((entry.data.code, entry.data.name) for entry in self._types.values())

    def _give(self, name: str, entry: Entry[Alarm], args: CommandArgs) -> None:
        self._dispatching.give(name, target=entry.id, args=args, expect_ver=entry.ver)
