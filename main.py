"""Start the console: arguments -> console.app.run()."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    # Ctrl+C ends the process at once until there is a loop that handles it: an interrupt that Python raises
    # inside PySide's own lazy imports leaves a broken Qt behind, and the start would go on with it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from console.app import Options, part_of_wall, run


def parse_arguments(arguments: list[str]) -> Options:
    """Read the command line; ends the process with a sentence when it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Command-centre console: video wall, map and dispatch desk on one live feed.",
    )
    parser.add_argument(
        "--platform",
        metavar="ws[s]://HOST:PORT/feed",
        help="address of the platform's feed (default: an embedded platform)",
    )
    parser.add_argument(
        "--district", metavar="NAME", help="district of the embedded platform: jianggan (default), gulou"
    )
    parser.add_argument("--data", metavar="DIR", type=Path, help="folder for everything that is kept")
    parser.add_argument("--lang", choices=("zh_CN", "en"), help="language (default: the system's)")
    parser.add_argument(
        "--wall",
        metavar="NAME",
        help="be nothing but the wall with this id (such as wall-2), as the platform has it, without a desk",
    )
    parser.add_argument(
        "--part",
        metavar="x,y,w,h",
        type=part_of_wall,
        help="show only this part of the wall, in fractions of the whole (such as 1/3,0,1/3,1): several "
        "machines make one large wall",
    )
    parser.add_argument(
        "--screenshots", metavar="DIR", type=Path, help="hands-free run: save one PNG per window into DIR"
    )
    parser.add_argument(
        "--exit-after",
        metavar="SECONDS",
        type=_seconds,
        help="hands-free run: end after so many seconds, with a last line of JSON on what was on the screen",
    )
    parsed = parser.parse_args(arguments)
    if parsed.platform and not parsed.platform.startswith(("ws://", "wss://")):
        parser.error("--platform takes an address like ws://10.0.0.5:8700/feed")
    if parsed.part is not None and parsed.wall is None:
        parser.error("--part needs --wall")
    return Options(
        platform=parsed.platform,
        district=parsed.district,
        data=parsed.data,
        language=parsed.lang,
        screenshots=parsed.screenshots,
        exit_after_s=parsed.exit_after,
        wall=parsed.wall,
        part=parsed.part,
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 7 * 86400:
        raise argparse.ArgumentTypeError("seconds must lie between 0 and a week")
    return seconds


if __name__ == "__main__":
    sys.exit(run(parse_arguments(sys.argv[1:])))
