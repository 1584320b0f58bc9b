"""How a command fares, in words, for every place that shows commands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets import theme, words
from widgets.action import CommandPhase, CommandView, Conflict
from widgets.moments import clock_text
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

COMMAND_LOOK = {
    CommandPhase.UNSENT: Look(Sign.PAUSE, theme.WARNING),
    CommandPhase.PENDING: Look(Sign.HALF, theme.ACCENT),
    CommandPhase.DONE: Look(Sign.CHECK, theme.OK),
    CommandPhase.REFUSED: Look(Sign.CROSS, theme.DANGER),
    CommandPhase.EXPIRED: Look(Sign.CROSS, theme.DANGER),
}


def fate(command: CommandView, *, now: float) -> str:
    """How a command fares at the platform's time `now`, without its own name."""
    match command.phase:
        case CommandPhase.UNSENT if command.not_after is not None:
            until = clock_text(command.not_after)
            text = translate("CommandWords", "not sent yet; goes out when the platform is back, until {time}")
            return text.format(time=until)
        case CommandPhase.UNSENT:
            return translate("CommandWords", "not sent yet; goes out when the platform is back")
        case CommandPhase.PENDING:
            return translate("CommandWords", "sent, waiting for the platform")
        case CommandPhase.DONE:
            return translate("CommandWords", "done")
        case CommandPhase.REFUSED:
            reason = command.reason if command.conflict is None else changed_by(command.conflict, now=now)
            return translate("CommandWords", "refused. {reason}").format(reason=reason)
        case CommandPhase.EXPIRED:
            return translate("CommandWords", "not sent in time. Telephone now")


def named_fate(command: CommandView, *, now: float) -> str:
    """The same with the command's name before it."""
    named = translate("CommandWords", "{name}: {fate}")
    return named.format(name=command.text, fate=fate(command, now=now))


def changed_by(conflict: Conflict, *, now: float) -> str:
    """Who was first, and how long ago."""
    if not conflict.by and conflict.at is None:
        return words.error("version_conflict")
    by = conflict.by or translate("CommandWords", "somebody else")
    if conflict.at is None:
        return translate("CommandWords", "Changed by {by}").format(by=by)
    age = words.age(now - conflict.at)
    return translate("CommandWords", "Changed by {by} {age} ago").format(by=by, age=age)
