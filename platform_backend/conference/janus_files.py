"""What Janus is started with: where Debian has put it, and a configuration of our own, as ``/etc/janus``
opens a port to everybody.
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: The socket on which Janus is spoken to, in its folder.
SOCKET: Final = "api"
#: Ports for pictures and voices: each page needs two for each network of the machine.
PORTS: Final = (21000, 21999)
_LIBRARIES: Final = Path("/usr/lib")
_PLUGIN: Final = "videoroom"
_TRANSPORT: Final = "websockets"
_MISSING: Final = (
    "Conferences of more than four need Janus on this machine, and {what} is missing: install the Debian "
    "package janus and start the platform again; until then conferences have four places."
)


class JanusMissing(Exception):
    """Janus is not installed; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Janus as the distribution has installed it, and what lets it end with whoever starts it."""

    program: str
    plugins: Path
    transports: Path
    setpriv: str


def find_janus(*, path: str | None = None, libraries: Path = _LIBRARIES) -> Installation:
    """Janus on this machine; programs are looked for in `path`. Raises JanusMissing."""
    program, setpriv = shutil.which("janus", path=path), shutil.which("setpriv", path=path)
    if program is None:
        raise JanusMissing(_MISSING.format(what="the program janus"))
    if setpriv is None:
        raise JanusMissing(_MISSING.format(what="the program setpriv"))
    # A folder for each architecture, whose name is Debian's.
    for folder in (libraries, *sorted(libraries.glob("*-linux-*"))):
        plugins, transports = folder / "janus" / "plugins", folder / "janus" / "transports"
        if any(plugins.glob(f"*{_PLUGIN}*.so")) and any(transports.glob(f"*{_TRANSPORT}*.so")):
            return Installation(program, plugins, transports, setpriv)
    raise JanusMissing(_MISSING.format(what="its VideoRoom plugin"))


def write_configuration(folder: Path, found: Installation, *, ports: tuple[int, int]) -> None:
    """Write what Janus reads into `folder`, which nobody else may enter; it is read relative to it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / "empty").mkdir(exist_ok=True)
    files = {
        "janus.jcfg": _general(found, ports),
        "janus.transport.websockets.jcfg": _TRANSPORT_FILE,
        "janus.plugin.videoroom.jcfg": "general: { }\n",
    }
    for name, text in files.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)


def _general(found: Installation, ports: tuple[int, int]) -> str:
    return f"""\
general: {{
  configs_folder = "."
  plugins_folder = "{found.plugins}"
  transports_folder = "{found.transports}"
  events_folder = "empty"
  loggers_folder = "empty"
  debug_level = 3
  debug_colors = false
  server_name = "conference"
  admin_secret = "{secrets.token_hex(16)}"
  session_timeout = 60
}}
media: {{ rtp_port_range = "{ports[0]}-{ports[1]}" }}
nat: {{ ignore_mdns = true }}
plugins: {{ disable = "{_others(found.plugins, _PLUGIN)}" }}
transports: {{ disable = "{_others(found.transports, _TRANSPORT)}" }}
events: {{ broadcast = false }}
"""


def _others(folder: Path, wanted: str) -> str:
    return ",".join(sorted(file.name for file in folder.glob("*.so") if wanted not in file.name))


#: No port at all: only who may enter the folder speaks with Janus.
_TRANSPORT_FILE: Final = f"""\
general: {{
  json = "compact"
  ws = true
  ws_unix = "{SOCKET}"
  wss = false
  ws_logging = "err"
}}
admin: {{ admin_ws = false }}
"""
