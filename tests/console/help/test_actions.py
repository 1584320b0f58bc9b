"""Help and text size: each action does its own, and every one has a key."""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from console.actions.keys import KEYS
from console.help.actions import HelpActions, HelpHands


def test_each_action_does_its_own_and_has_words_and_a_key() -> None:
    done: list[str] = []
    names = [field.name for field in fields(HelpHands)]
    actions = HelpActions(hands=HelpHands(**{name: partial(done.append, name) for name in names}))
    for id_ in actions.ids():
        assert actions.why_not(id_) == ""
        assert actions.text(id_) not in ("", id_)
        assert id_ in KEYS
        actions.run(id_)
    assert done == names
    assert actions.text("desk.else") == "desk.else"
    assert actions.theme
