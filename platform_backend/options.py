"""The command line of ``python -m platform_backend``, with and without ``replay FILE.csv``."""

from __future__ import annotations

import argparse
import ipaddress
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import platformdirs

from backend_client.protocol.messages import MOST_RATE
from platform_backend.conference.janus_files import PORTS
from platform_backend.room_addresses import check_ports, check_room_server
from platform_backend.stream_addresses import check_template

T = TypeVar("T")

_DESCRIPTION = """Serves one district to its consoles. Prints its two addresses and, on first start, the
password of the account admin, once. With 'replay FILE.csv' in front it feeds a real incident log through;
with accounts, audit, backup, evidence, restore or limits in front it is one of the administrator's tools."""


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
    tls_cert: Path | None = None
    tls_key: Path | None = None
    tls_client_ca: Path | None = None
    second_factor: bool = False
    event_log_days: float = 7.0
    event_log_mb: float = 512.0
    log_format: str = "text"
    clock_rate: float = 1.0
    recorder: bool = True
    record: tuple[str, ...] = ()
    call_cameras: int = 2
    room_server: str | None = None
    room_server_ports: tuple[int, int] = PORTS


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
    parser.add_argument("--no-recorder", dest="recorder", action="store_false", help="record nothing")
    parser.add_argument(
        "--record",
        action="append",
        default=[],
        metavar="CAMERA",
        help="record this camera all the time (id or 20-digit device id, '*': all of them), beside those "
        "that recordings.toml in the data folder names; may be repeated",
    )
    parser.add_argument(
        "--stream-address",
        type=_checked(check_template),
        metavar="TEMPLATE",
        help="for districts whose cameras come from an existing media server: where their streams are, as "
        "rtsp://10.0.0.9:554/{id}/{stream} (also {device_id} and {number}); cameras keep it until the next "
        "start without this option",
    )
    parser.add_argument(
        "--call-cameras",
        type=_count,
        default=2,
        metavar="N",
        help="so many cameras can be shown in conferences at a time (default: 2); each takes about a tenth "
        "of a processor core",
    )
    parser.add_argument(
        "--room-server",
        type=_checked(check_room_server),
        metavar="janus|ADDRESS",
        help="over what conferences of more than four are held: 'janus', which the platform starts itself "
        "(Debian package janus), or the https address of a Jitsi or LiveKit installation, as "
        "https://meet.example/{room}; without it they have four places",
    )
    parser.add_argument(
        "--room-server-ports",
        type=_checked(check_ports),
        default=PORTS,
        metavar="FIRST-LAST",
        help="UDP ports on which Janus is sent pictures and voices (default: 21000-21999)",
    )
    parser.add_argument(
        "--tls-cert", type=Path, metavar="FILE", help="PEM certificate chain: serve https and wss"
    )
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its PEM key, when not in the same file")
    parser.add_argument(
        "--tls-client-ca",
        type=Path,
        metavar="FILE",
        help="demand client certificates signed by this PEM authority",
    )
    parser.add_argument(
        "--second-factor",
        choices=("auto", "on", "off"),
        default="auto",
        help="one-time codes (TOTP) at sign-in; auto: off when listening on loopback only, else on",
    )
    parser.add_argument(
        "--event-log-days",
        type=_positive,
        default=7.0,
        help="how long missed events can be asked for (default: 7)",
    )
    parser.add_argument(
        "--event-log-mb",
        type=_positive,
        default=512.0,
        help="how large they may become on disk (default: 512)",
    )
    parser.add_argument(
        "--log-format", choices=("text", "json"), default="text", help="form of the log lines"
    )
    parser.add_argument(
        "--clock-rate",
        type=_rate,
        default=1.0,
        metavar="N",
        help="let the district's time pass N times as fast, with all its clocks, its simulation and its "
        "replay; for trials and demonstrations, in a data folder of its own",
    )
    parser.add_argument("--launch-token-fd", type=int, help="where to write the one-time launch token")
    parser.add_argument("--parent-fd", type=int, help="read end of a pipe; its end ends the platform")
    if replaying:
        parser.add_argument("log", type=Path, metavar="FILE.csv", help="the log to replay")
        parser.add_argument("--map", type=Path, required=True, metavar="MAP.toml", help="how to read it")
        parser.add_argument(
            "--speed", type=float, default=1.0, help="times as fast as it was, by the district's time"
        )
    said = parser.parse_args(arguments[1:] if replaying else arguments)
    if said.tls_cert is None and (said.tls_key is not None or said.tls_client_ca is not None):
        parser.error("--tls-key and --tls-client-ca need --tls-cert")
    return Options(
        host=said.host,
        port=said.port,
        data=said.data or default_data_folder(),
        district=said.district,
        seed=said.seed,
        simulate=said.simulate,
        camera_site=said.camera_site,
        stream_address=said.stream_address,
        launch_token_fd=said.launch_token_fd,
        parent_fd=said.parent_fd,
        replay=Replay(said.log, said.map, said.speed) if replaying else None,
        tls_cert=said.tls_cert,
        tls_key=said.tls_key,
        tls_client_ca=said.tls_client_ca,
        second_factor=not _is_loopback(said.host)
        if said.second_factor == "auto"
        else said.second_factor == "on",
        event_log_days=said.event_log_days,
        event_log_mb=said.event_log_mb,
        log_format=said.log_format,
        clock_rate=said.clock_rate,
        recorder=said.recorder,
        record=tuple(said.record),
        call_cameras=said.call_cameras,
        room_server=said.room_server,
        room_server_ports=said.room_server_ports,
    )


def default_data_folder() -> Path:
    """Where the database lies unless ``--data`` says otherwise."""
    return platformdirs.user_data_path("grid-command-console") / "platform"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


def _rate(text: str) -> float:
    value = _positive(text)
    if value > MOST_RATE:
        raise argparse.ArgumentTypeError(f"{text!r} is faster than consoles follow: {MOST_RATE:g} at most")
    return value


def _checked(check: Callable[[str], T]) -> Callable[[str], T]:
    def checked(text: str) -> T:
        try:
            return check(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return checked
