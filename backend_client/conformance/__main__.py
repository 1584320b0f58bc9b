"""``python -m backend_client.conformance ws://HOST:PORT/feed --user U --password P``: is it a platform?

Ends with 0 only when every rule of the contract has been run and has passed.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import ssl
import sys
import time
from collections.abc import Sequence

from backend_client.conformance.catalogue import RULES
from backend_client.conformance.report import as_json, table
from backend_client.conformance.rule import Rule
from backend_client.conformance.run import Outcome, Verdict, run
from backend_client.conformance.site import Account, Site
from backend_client.protocol.messages import MSGPACK_NAME, PROTOCOL_NAME

_DESCRIPTION = """Runs every rule of docs/protocol.md against a platform and prints which of them it keeps.
It creates exercise incidents and closes them again, takes a free seat and gives it back, changes the
status of one unit for a few seconds, shows this and that on a wall and raises one alarm where it can: run
it on a test system, or at a quiet hour."""
_EPILOG = """Passwords may stand in the environment as CONFORMANCE_PASSWORD, CONFORMANCE_LIMITED_PASSWORD and
CONFORMANCE_COLLEAGUE_PASSWORD; what is nowhere is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kit; 0 when all passed, 1 when a rule failed, 2 when one could not be run."""
    said = _parser().parse_args(arguments)
    rules = _chosen(said.rule)
    site = Site(
        feed=said.feed,
        account=Account(said.user, _password(said.password, "", said.user), said.otp_secret),
        limited=_account(said.limited_user, said.limited_password, "LIMITED_", said.limited_otp_secret),
        colleague=_account(said.colleague, said.colleague_password, "COLLEAGUE_", said.colleague_otp_secret),
        encoding=MSGPACK_NAME if said.encoding == "msgpack" else PROTOCOL_NAME,
        type_code=said.type_code,
        tls=_tls(said.feed, said.ca, said.client_cert, said.client_key),
    )
    begun = time.monotonic()
    outcomes = asyncio.run(run(site, rules))
    seconds = time.monotonic() - begun
    print(as_json(outcomes, seconds=seconds) if said.json else table(outcomes, seconds=seconds))
    return _exit_code(outcomes)


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.FAILED in verdicts:
        return 1
    return 2 if Verdict.NOT_RUN in verdicts else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m backend_client.conformance", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("feed", metavar="ws[s]://HOST:PORT/feed", type=_feed, help="the platform's feed")
    parser.add_argument("--user", required=True, help="who sees everything and may do what a room does")
    parser.add_argument("--password")
    parser.add_argument("--otp-secret", metavar="BASE32", help="secret of that account's one-time codes")
    parser.add_argument(
        "--limited-user", help="a leader of one division: sees part, sends no incident commands"
    )
    parser.add_argument("--limited-password")
    parser.add_argument("--limited-otp-secret", metavar="BASE32")
    parser.add_argument("--colleague", metavar="USER", help="another one who does what a room does")
    parser.add_argument("--colleague-password")
    parser.add_argument("--colleague-otp-secret", metavar="BASE32")
    parser.add_argument("--encoding", choices=("json", "msgpack"), default="json", help="default: json")
    parser.add_argument("--type-code", default="0101", help="type of the incidents it makes (default: 0101)")
    parser.add_argument("--ca", metavar="FILE", help="PEM authorities to trust instead of the system's")
    parser.add_argument("--client-cert", metavar="FILE", help="PEM certificate to show the platform")
    parser.add_argument("--client-key", metavar="FILE", help="its key, when not in the same file")
    parser.add_argument(
        "--rule", metavar="ID", action="append", default=[], help="only this rule; repeatable"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def _feed(text: str) -> str:
    if not text.startswith(("ws://", "wss://")) or not text.endswith("/feed"):
        raise argparse.ArgumentTypeError(f"{text} does not look like ws://HOST:PORT/feed")
    return text


def _chosen(ids: Sequence[str]) -> tuple[Rule, ...]:
    known = {rule.id for rule in RULES}
    if unknown := [id_ for id_ in ids if id_ not in known]:
        sys.exit(f"There is no rule {', '.join(unknown)}.")
    return tuple(rule for rule in RULES if not ids or rule.id in ids)


def _account(user: str | None, password: str | None, which: str, otp_secret: str | None) -> Account | None:
    return None if user is None else Account(user, _password(password, which, user), otp_secret)


def _password(said: str | None, which: str, user: str) -> str:
    if said is None:
        said = os.environ.get(f"CONFORMANCE_{which}PASSWORD")
    return getpass.getpass(f"Password of {user}: ") if said is None else said


def _tls(feed: str, ca: str | None, cert: str | None, key: str | None) -> ssl.SSLContext | None:
    if not feed.startswith("wss://"):
        return None
    context = ssl.create_default_context(cafile=ca)
    if cert is not None:
        context.load_cert_chain(cert, key)
    return context


if __name__ == "__main__":
    sys.exit(main())
