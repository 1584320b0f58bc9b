"""Saving what a room shares, scenes and tours: nobody's change is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Entry
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import Scene, Tour
from backend_client.protocol.wall_args import SceneSave, TourSave
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, LineField
from widgets.wall.tile_words import duration

translate = QCoreApplication.translate

_NEW, _OVER = "new", "over"

ArgsT = TypeVar("ArgsT", SceneSave, TourSave)
#: What is kept: by whom it was saved last, and when.
_Kept: TypeAlias = Mapping[str, Entry[Scene]] | Mapping[str, Entry[Tour]]


@dataclass(frozen=True, slots=True)
class GuardWords:
    """What is said when somebody was faster: over the question, and for keeping one's own beside his."""

    title: str
    as_new: str


@dataclass(frozen=True, slots=True)
class _Saving(Generic[ArgsT]):
    """One on its way to the platform: under which id, on which version, and whom to tell how it went."""

    id: str
    ver: int
    args: ArgsT
    done: Callable[[str], None]
    refused: Callable[[str], None]


def _nobody(_told: str) -> None:
    """Hears of it when nobody wants to."""


_NOBODY: Final = _nobody


class GuardedSaving(QObject, Generic[ArgsT]):
    """Saves on the version that was looked at. What somebody else changed meanwhile is not overwritten: one
    more question decides whether one's own goes beside it or in its place.
    """

    def __init__(
        self,
        *,
        command: str,
        kept: _Kept,
        words: GuardWords,
        dispatching: Dispatching,
        dialogs: Dialogs,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`command` is the one that saves, `kept` what there is; `now` is the platform's time."""
        super().__init__(parent)
        self._command = command
        self._kept = kept
        self._words = words
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._now = now
        self._saving: dict[str, _Saving[ArgsT]] = {}
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)

    def save(
        self,
        *,
        id_: str,
        ver: int,
        args: ArgsT,
        done: Callable[[str], None] = _NOBODY,
        refused: Callable[[str], None] = _NOBODY,
    ) -> None:
        """Save on the version that was looked at; an empty id makes a new one.

        `done` gets its id, `refused` the reason in words when the platform had another one than a change by
        somebody else.
        """
        key = self._dispatching.give(
            self._command, target=id_ or None, args=args, expect_ver=ver if id_ else None
        )
        self._saving[key] = _Saving(id_, ver, args, done, refused)

    def _on_done(self, done: CommandDone) -> None:
        saving = self._saving.pop(done.key, None)
        if saving is not None:
            saving.done(done.target)

    def _on_refused(self, refused: CommandRefused) -> None:
        saving = self._saving.pop(refused.key, None)
        if saving is None:
            return
        entry = self._kept.get(saving.id)
        if entry is None or entry.ver == saving.ver:
            saving.refused(refused.reason)
        else:
            self._ask(saving, entry, refused.key)

    def _ask(self, saving: _Saving[ArgsT], entry: Entry[Scene] | Entry[Tour], key: str) -> None:
        ago = ""
        if entry.data.saved_at:
            ago = duration(max(0.0, self._now() - parse_time(entry.data.saved_at)))
        about = translate("GuardedSaving", "{name} was changed by {by}, {ago} ago").format(
            name=entry.data.name, by=entry.data.by, ago=ago
        )
        form = Form(
            title=self._words.title,
            about=about,
            send=translate("GuardedSaving", "Keep"),
            fields=(
                ChoiceField(
                    "as",
                    translate("GuardedSaving", "What is to become of mine"),
                    (
                        (_NEW, self._words.as_new),
                        (_OVER, translate("GuardedSaving", "Put mine in its place")),
                    ),
                ),
                LineField("name", translate("GuardedSaving", "Name"), text=saving.args.name, required=True),
            ),
            words=None,
        )
        ver = entry.ver

        def decided(answer: FormAnswer) -> None:
            self._dispatching.dismiss(key)
            is_new = answer.word("as") == _NEW
            self.save(
                id_="" if is_new else saving.id,
                ver=ver,
                args=replace(saving.args, name=answer.word("name")),
                done=saving.done,
                refused=saving.refused,
            )

        self._dialogs.ask(form, decided)
