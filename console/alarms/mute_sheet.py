"""Asks why the alarm sound is to be muted, mutes it, and writes that into the duty log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol import permissions
from backend_client.protocol.commands import DutyLogAdd
from backend_client.protocol.duty import DutyLogKind
from console.alarms.forms import mute_form
from console.alarms.muting import Muting
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from widgets.dispatch.form_dialog import FormAnswer

_LOGGED = "duty_log.add"


class MuteSheet:
    """One key: mutes after a question, and lets alarms sound again without one."""

    def __init__(
        self,
        *,
        muting: Muting,
        dialogs: Dialogs,
        dispatching: Dispatching,
        situation: Situation,
        seat: str,
    ) -> None:
        """`seat` is the id of the seat at this desk, empty for none."""
        self._muting = muting
        self._dialogs = dialogs
        self._dispatching = dispatching
        self._situation = situation
        self._seat = seat

    def toggle(self) -> None:
        """Ask and mute, or end the mute that holds."""
        if self._muting.mute is not None:
            self._muting.end()
            self._log(QCoreApplication.translate("MuteSheet", "Alarm sound on again"))
        else:
            self._dialogs.ask(mute_form(), self._begin)

    def _begin(self, answer: FormAnswer) -> None:
        minutes = int(answer.word("minutes"))
        user = self._situation.user
        self._muting.begin(reason=answer.text, by="" if user is None else user.name, minutes=minutes)
        text = QCoreApplication.translate("MuteSheet", "Alarm sound muted for {n} min: {reason}")
        self._log(text.format(n=minutes, reason=answer.text))

    def _log(self, text: str) -> None:
        if permissions.may_send(_LOGGED, self._situation.roles):
            entry = DutyLogAdd(kind=DutyLogKind.NOTE, text=text, seat=self._seat)
            self._dispatching.give(_LOGGED, target=None, args=entry)
