"""``python -m console.device_account``: this workstation's own account, put into the system's keyring.

With it a wall starts after a power loss without anybody in front of it. The secret is asked for on the
terminal, or read from a pipe: never given as an argument, which everybody on the machine could read.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Callable, Sequence

from console import settings as settings_file
from console.faults import StartRefused
from console.people.credentials import Credentials, DeviceCredential

_WORDS = {
    "none": "This system has no keyring that is fit for secrets, so nothing was kept.",
    "hangs": "The system's keyring does not answer: unlock it, then try again.",
    "fails": "The system's keyring refused: unlock it, then try again.",
}


def main(
    arguments: Sequence[str],
    *,
    credentials: Callable[[str], Credentials] = lambda site: Credentials(site=site, limit_s=60.0),
    ask: Callable[[str], str] = getpass.getpass,
) -> int:
    """Keep, show or forget the account; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m console.device_account", description="This workstation's own account at a platform."
    )
    parser.add_argument("act", choices=("keep", "show", "forget"))
    parser.add_argument(
        "--platform", metavar="wss://HOST:PORT/feed", help="the first platform (default: as the settings say)"
    )
    parser.add_argument("--user", metavar="NAME", help="the account's name, for keep")
    said = parser.parse_args(arguments)
    try:
        site = said.platform or settings_file.load(settings_file.default_path()).platform
    except StartRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return refused.exit_code
    if site is None:
        parser.error("name the platform with --platform, or as platform in the settings")
    kept = credentials(site)
    if said.act == "keep":
        if not said.user:
            parser.error("keep needs --user")
        secret = ask(f"Secret of {said.user}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if not secret:
            parser.error("the secret is empty")
        work = _keep(kept, DeviceCredential(user=said.user, secret=secret))
    elif said.act == "show":
        work = _show(kept, site)
    else:
        work = _forget(kept)
    told = asyncio.run(work)
    if kept.unusable:
        sys.stderr.write(f"{_WORDS[kept.unusable]}\n")
        return 1
    sys.stdout.write(f"{told}\n")
    return 0


async def _keep(kept: Credentials, credential: DeviceCredential) -> str:
    await kept.keep_device(credential)
    return f"{credential.user} is kept in the keyring."


async def _show(kept: Credentials, site: str) -> str:
    device = await kept.device()
    return f"No account is kept for {site}." if device is None else f"{device.user} at {site}"


async def _forget(kept: Credentials) -> str:
    await kept.forget_device()
    return "Nothing is kept any more."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
