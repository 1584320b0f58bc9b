"""The command line of ``python -m platform_backend``, with and without ``replay FILE.csv``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from platform_backend.stream_addresses import check_template

_DESCRIPTION = """Serves one district to its consoles. Prints its two addresses and, on first start, the
password of the account admin, once. With 'replay FILE.csv' in front it feeds a real incident log through."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A log to be replayed: `speed` times as fast as it was written."""

    log: Path
    map_file: Path
    speed: float


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    host: str
    port: int
    data: Path
    district: str
    seed: int
    simulate: bool
    camera_site: bool
    stream_address: str | None
    launch_token_fd: int | None
    parent_fd: int | None
    replay: Replay | None


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; leaves the process with a usage message when it is wrong."""
    replaying = arguments[:1] == ["replay"]
    parser = argparse.ArgumentParser(
        prog="python -m platform_backend" + (" replay" if replaying else ""), description=_DESCRIPTION
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: any free one)")
    parser.add_argument("--data", type=Path, help="folder of the database, made when missing")
    parser.add_argument("--district", default="jianggan", help="which district to make on first start")
    parser.add_argument("--seed", type=int, default=1, help="seed of the generated district")
    parser.add_argument("--simulate", action="store_true", help="let incidents, units and devices live")
    parser.add_argument("--no-camera-site", dest="camera_site", action="store_false", help="serve no video")
    parser.add_argument(
        "--stream-address",
        type=_template,
        metavar="TEMPLATE",
        help="for districts whose cameras come from an existing media server: where their streams are, as "
        "rtsp://10.0.0.9:554/{id}/{stream} (also {device_id} and {number}); cameras keep it until the next "
        "start without this option",
    )
    parser.add_argument("--launch-token-fd", type=int, help="where to write the one-time launch token")
    parser.add_argument("--parent-fd", type=int, help="read end of a pipe; its end ends the platform")
    if replaying:
        parser.add_argument("log", type=Path, metavar="FILE.csv", help="the log to replay")
        parser.add_argument("--map", type=Path, required=True, metavar="MAP.toml", help="how to read it")
        parser.add_argument("--speed", type=float, default=1.0, help="times as fast as it was (default: 1)")
    said = parser.parse_args(arguments[1:] if replaying else arguments)
    return Options(
        host=said.host,
        port=said.port,
        data=said.data or platformdirs.user_data_path("grid-command-console") / "platform",
        district=said.district,
        seed=said.seed,
        simulate=said.simulate,
        camera_site=said.camera_site,
        stream_address=said.stream_address,
        launch_token_fd=said.launch_token_fd,
        parent_fd=said.parent_fd,
        replay=Replay(said.log, said.map, said.speed) if replaying else None,
    )


def _template(text: str) -> str:
    try:
        return check_template(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
