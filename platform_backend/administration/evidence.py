"""``python -m platform_backend evidence verify|key``: whether evidence is genuine, and the key that shows it.

``verify`` needs no platform and no data folder: it is also for those who are handed evidence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from platform_backend.access.tokens import read_key
from platform_backend.evidence.signing import KEY_FILE, Signer
from platform_backend.evidence.verify import verify
from platform_backend.options import default_data_folder


def main(arguments: Sequence[str]) -> int:
    """Run the tool: 0 genuine, 1 not genuine or not verified, 2 the tool could not do its work."""
    said = _parse(arguments)
    try:
        if said.tool == "key":
            signer = Signer(read_key((said.data or default_data_folder()) / KEY_FILE))
            print(signer.public_pem.decode(), end="")
            print(signer.fingerprint, file=sys.stderr)
            return 0
        verdict = verify(said.folder, key=_key(said))
    except (OSError, ValueError) as error:
        print(f"The key cannot be read ({error}).", file=sys.stderr)
        return 2
    print(verdict.sentence)
    return 0 if verdict.good else 1


def _key(said: argparse.Namespace) -> bytes | None:
    if said.key is not None:
        return bytes(said.key.read_bytes())
    if said.data is not None:
        return Signer(read_key(said.data / KEY_FILE)).public_pem
    return None


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m platform_backend evidence", description=__doc__)
    tools = parser.add_subparsers(dest="tool", required=True)
    check = tools.add_parser("verify", help="say in one sentence whether anything was changed")
    check.add_argument("folder", type=Path, metavar="FOLDER", help="pictures, manifest.json and manifest.sig")
    whose = check.add_mutually_exclusive_group()
    whose.add_argument("--key", type=Path, metavar="FILE.pem", help="the platform's public key")
    whose.add_argument("--data", type=Path, help="the platform's data folder, on its own machine")
    key = tools.add_parser("key", help="print the public key, to be handed to anybody")
    key.add_argument("--data", type=Path, help="the platform's data folder")
    return parser.parse_args(arguments)
