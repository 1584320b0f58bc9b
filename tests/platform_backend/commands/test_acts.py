"""The table of commands: each of the contract's, and those that only the platform gives itself."""

from __future__ import annotations

from backend_client.protocol.commands import ARGS, MOMENTARY
from platform_backend.commands.acts import ACTS


def test_every_command_of_the_contract_is_carried_out_with_its_arguments() -> None:
    carried_out = {name: act.args for name, act in ACTS.items() if not act.internal}
    assert carried_out == {name: args for name, args in ARGS.items() if name not in MOMENTARY}


def test_what_only_the_platform_says_is_in_no_contract() -> None:
    internal = {name for name, act in ACTS.items() if act.internal}
    assert {"conference.room", "conference.room_failed"} <= internal
    assert not internal & ARGS.keys()
