"""``python -m platform_backend accounts add|change|list|disable|enable|reset-otp|reset-password``.

Works on the platform's database itself, beside a running platform, which takes every change over within two
seconds. Passwords and second factors are shown once, when they are made, and stand nowhere else.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import segno
from sqlalchemy.exc import DatabaseError

from backend_client.protocol.roles import ALL_ROLES
from backend_client.protocol.roles import DEVICE as DEVICE_ROLE
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.access.passwords import generate_password, hash_password, objection
from platform_backend.access.second_factor import new_secret, otp_address
from platform_backend.administration.account_table import account_table, scope_in_words, unknown_places
from platform_backend.audit.trail import AuditTrail, audit_key
from platform_backend.options import default_data_folder
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store, StoreUnusable

_ADMINISTRATOR = "system_administrator"


class _Cannot(Exception):
    """The tool does not do what was asked; one sentence that says why."""


def main(arguments: Sequence[str]) -> int:
    """Run the tool: 0 done, 1 not done (one sentence on standard error says why), 2 asked wrongly."""
    said = _parse(arguments)
    folder: Path = said.data or default_data_folder()
    database = folder / "platform.sqlite3"
    work: Callable[[_Office, argparse.Namespace], None] = said.work
    try:
        if not database.exists():
            raise _Cannot(
                f"There is no platform's database in {folder}: start the platform there once, or name its "
                "folder with --data."
            )
        with closing(Store(database)) as store:
            work(_Office(store, folder), said)
    except (_Cannot, StoreUnusable) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, ValueError, sqlite3.Error, DatabaseError) as error:
        cause = getattr(error, "orig", None) or error
        print(f"The accounts in {folder} cannot be changed ({cause}).", file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True, slots=True)
class _Office:
    """Where accounts are kept."""

    store: Store
    folder: Path

    @contextmanager
    def writing(self) -> Iterator[_Act]:
        """One transaction for a change and its entry in the audit trail."""
        trail = AuditTrail(audit_key(self.folder))
        with self.store.writing() as connection:
            batch = Batch(connection, now=time.time())
            yield _Act(batch, trail)
            batch.flush()


@dataclass(frozen=True, slots=True)
class _Act:
    batch: Batch
    trail: AuditTrail

    def find(self, name: str) -> Account:
        """The account of this name. Raises _Cannot."""
        account = book.find(self.batch.connection, name)
        if account is None:
            raise _Cannot(f"There is no account {name!r}; see: accounts list.")
        return account

    def put(self, account: Account, what: str, detail: str = "") -> None:
        """Write the account, and who did it."""
        book.put(self.batch.connection, account)
        self.trail.write(
            self.batch, who=_who(), origin="shell", what=f"account.{what}", target=account.id, detail=detail
        )

    def refuse_last(self, account: Account, said: argparse.Namespace) -> None:
        """Raise _Cannot when nobody else could run the platform, unless that is said to be meant."""
        if said.yes or not _runs_platform(account):
            return
        others = (each for each in book.find_all(self.batch.connection) if each.id != account.id)
        if not any(_runs_platform(each) for each in others):
            raise _Cannot(
                f"{account.id} is the last system administrator who can sign in; add --yes if that is meant."
            )


def _add(office: _Office, said: argparse.Namespace) -> None:
    if not book.is_name(said.account):
        raise _Cannot(f"{said.account!r} is no name for an account: up to 64 letters, digits and . _ @ -")
    kind = book.DEVICE if said.device else book.PERSON
    roles = _roles(said.role, kind) or ((DEVICE_ROLE,) if said.device else ())
    if not roles:
        raise _Cannot(
            f"A person needs at least one --role of: {', '.join(sorted(ALL_ROLES - {DEVICE_ROLE}))}."
        )
    division, departments = _scope(said)
    password = _password(said)
    account = Account(
        id=said.account,
        name=said.name or said.account,
        kind=kind,
        password_hash=hash_password(password),
        roles=roles,
        division=division,
        departments=departments,
        otp_secret=None if said.device else new_secret(),
    )
    with office.writing() as act:
        if book.find(act.batch.connection, account.id) is not None:
            raise _Cannot(
                f"There is an account {account.id} already; see: accounts change {account.id} --help"
            )
        act.put(account, "add", _rights(account))
        warnings = unknown_places(act.batch.connection, division, departments)
    print(f"account {account.id} ({account.name}): {_rights(account)}")
    _show_password(said, password)
    _show_second_factor(account)
    _warn(warnings)


def _change(office: _Office, said: argparse.Namespace) -> None:
    with office.writing() as act:
        account = act.find(said.account)
        changed = replace(account, name=said.name or account.name)
        if said.role:
            changed = replace(changed, roles=_roles(said.role, account.kind))
        warnings: list[str] = []
        if said.everywhere or said.division is not None or said.department:
            division, departments = _scope(said)
            changed = replace(changed, division=division, departments=departments)
            warnings = unknown_places(act.batch.connection, division, departments)
        if changed == account:
            raise _Cannot(f"Nothing to change: {account.id} is so already.")
        if not _runs_platform(changed):
            act.refuse_last(account, said)
        act.put(changed, "change", f"{changed.name}: {_rights(changed)}")
    print(f"account {changed.id} ({changed.name}): {_rights(changed)}")
    _warn(warnings)


def _list(office: _Office, _said: argparse.Namespace) -> None:
    with office.store.reading() as connection:
        print("\n".join(account_table(connection, now=time.time())))


def _disable(office: _Office, said: argparse.Namespace) -> None:
    with office.writing() as act:
        account = act.find(said.account)
        if not account.enabled:
            raise _Cannot(f"{account.id} is disabled already.")
        act.refuse_last(account, said)
        act.put(replace(account, enabled=False), "disable")
        ended = book.end_sessions(act.batch.connection, account.id)
    print(f"{account.id} is disabled; sessions ended: {ended}")


def _enable(office: _Office, said: argparse.Namespace) -> None:
    with office.writing() as act:
        account = act.find(said.account)
        act.put(replace(account, enabled=True, failures=0, locked_until=0.0), "enable")
    print(f"{account.id} can sign in again.")


def _reset_otp(office: _Office, said: argparse.Namespace) -> None:
    with office.writing() as act:
        account = act.find(said.account)
        if account.kind == book.DEVICE:
            raise _Cannot(f"{account.id} is a device: it needs no second factor.")
        account = replace(account, otp_secret=new_secret(), otp_step=0, failures=0, locked_until=0.0)
        act.put(account, "reset_otp")
        ended = book.end_sessions(act.batch.connection, account.id)
    print(f"{account.id} has a new second factor, the old one is void; sessions ended: {ended}")
    _show_second_factor(account)


def _reset_password(office: _Office, said: argparse.Namespace) -> None:
    password = _password(said)
    hashed = hash_password(password)
    with office.writing() as act:
        account = act.find(said.account)
        act.put(replace(account, password_hash=hashed, failures=0, locked_until=0.0), "password")
        ended = book.end_sessions(act.batch.connection, account.id)
    print(f"{account.id} has a new password; sessions ended: {ended}")
    _show_password(said, password)


def _roles(asked: Sequence[str], kind: str) -> tuple[str, ...]:
    roles = tuple(dict.fromkeys(asked))
    if (DEVICE_ROLE in roles and kind == book.PERSON) or (kind == book.DEVICE and set(roles) - {DEVICE_ROLE}):
        raise _Cannot("The role device is a device's only one, and no person's.")
    return roles


def _scope(said: argparse.Namespace) -> tuple[str | None, tuple[str, ...]]:
    departments = tuple(dict.fromkeys(said.department))
    for word in (said.division, *departments):
        if word is not None and not book.is_scope_word(word):
            raise _Cannot(f"{word!r} is no division's code and no department's id.")
    return said.division, departments


def _password(said: argparse.Namespace) -> str:
    if not said.password_stdin:
        return generate_password()
    password = sys.stdin.readline().rstrip("\r\n")
    if (wrong := objection(password)) is not None:
        raise _Cannot(f"{wrong} Without --password-stdin a good one is made.")
    return password


def _show_password(said: argparse.Namespace, password: str) -> None:
    if not said.password_stdin:
        print(f"password: {password}")


def _show_second_factor(account: Account) -> None:
    if account.otp_secret is None:
        return
    address = otp_address(account.id, account.otp_secret)
    print(f"second factor: {address}")
    # For a telephone held before the screen; in a file or a pipe it would be rubbish.
    if sys.stdout.isatty():
        segno.make(address, error="l").terminal(out=sys.stdout, compact=True)


def _rights(account: Account) -> str:
    return f"{', '.join(account.roles) or 'no role'}; sees {scope_in_words(account)}"


def _runs_platform(account: Account) -> bool:
    return (
        account.enabled
        and account.kind == book.PERSON
        and account.password_hash is not None
        and _ADMINISTRATOR in account.roles
    )


def _warn(warnings: Sequence[str]) -> None:
    for each in warnings:
        print(f"Warning: {each}", file=sys.stderr)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        # A container's user may have no name.
        return f"uid {os.getuid()}"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m platform_backend accounts", description="Who may sign in, as what, and sees what."
    )
    acts = parser.add_subparsers(metavar="ACT", required=True)

    def act(name: str, work: Callable[[_Office, argparse.Namespace], None], help_: str) -> _Parser:
        one = acts.add_parser(name, help=help_, description=help_)
        one.set_defaults(work=work)
        if work is not _list:
            one.add_argument("account", metavar="NAME", help="the name people sign in with")
        one.add_argument("--data", type=Path, metavar="DIR", help="the platform's data folder")
        return one

    add = act("add", _add, "Make an account; its password and second factor are shown once.")
    change = act(
        "change", _change, "Change what an account is called, may do or sees; what is not named stays."
    )
    for one in (add, change):
        one.add_argument("--name", metavar="显示名", help="what people call them")
        one.add_argument(
            "--role",
            action="append",
            default=[],
            choices=sorted(ALL_ROLES),
            metavar="ROLE",
            help=f"may be given several times; one of: {', '.join(sorted(ALL_ROLES))}",
        )
        one.add_argument("--division", metavar="PREFIX", help="sees what belongs to codes that begin so")
        one.add_argument(
            "--department",
            action="append",
            default=[],
            metavar="ID",
            help="sees the incidents this department has a task in; may be given several times",
        )
    add.add_argument("--device", action="store_true", help="a wall's own account: sees, and sends nothing")
    change.add_argument("--everywhere", action="store_true", help="sees everything; takes scopes away")
    act("list", _list, "Show all accounts.")
    disable = act("disable", _disable, "Let nobody sign in to an account, and end its sessions.")
    for one in (change, disable):
        one.add_argument("--yes", action="store_true", help="even the last system administrator")
    act("enable", _enable, "Let people sign in again: after disable, and at once after a lockout.")
    act("reset-otp", _reset_otp, "Make a new second factor, after a lost telephone; ends the sessions.")
    reset = act("reset-password", _reset_password, "Make a new password, and end the sessions.")
    for one in (add, reset):
        one.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input's first line"
        )
    return parser.parse_args(arguments)


_Parser = argparse.ArgumentParser
