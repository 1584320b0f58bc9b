"""Actions are found by their words, with their keys and with the reason when they are impossible."""

from __future__ import annotations

from widgets.action import Action
from widgets.alphabet import Alphabet, needle_of
from widgets.palette.action_source import ActionSource


def action(id_: str, text: str, *, why_not: str = "", ran: list[str] | None = None) -> Action:
    return Action(
        id=id_,
        text=text,
        shortcut="M",
        enabled=not why_not,
        why_not=why_not,
        run=lambda: (ran if ran is not None else []).append(id_),
        theme="席位",
    )


def test_an_action_is_found_and_run() -> None:
    ran: list[str] = []
    here = [
        action("desk.mute", "告警静音", ran=ran),
        action("desk.lock", "锁定席位", why_not="Not your role"),
    ]
    source = ActionSource(actions=lambda: here, alphabet=Alphabet())
    (mute,) = source.search(needle_of("gjjy"), most=5).entries
    assert (mute.id, mute.key, mute.why_not) == ("desk.mute", "M", "")
    assert [entry.id for entry in source.search(needle_of("mute"), most=5).entries] == ["desk.mute"]
    (lock,) = source.search(needle_of("suoding"), most=5).entries
    assert lock.why_not == "Not your role"
    source.choose("desk.mute")
    assert ran == ["desk.mute"]
    assert source.entry("desk.none") is None
    assert not source.prepare()


def test_what_is_possible_stands_before_what_is_not() -> None:
    here = [action("a", "受理", why_not="Now: Closed"), action("b", "受理人")]
    source = ActionSource(actions=lambda: here, alphabet=Alphabet())
    assert [entry.id for entry in source.search(needle_of("席位"), most=5).entries] == ["b", "a"]
    here[0] = action("a", "受理")
    assert [entry.id for entry in source.search(needle_of("席位"), most=5).entries] == ["a", "b"]
