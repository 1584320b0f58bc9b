"""The platform alone: ``python -m platform_backend --port N --data DIR --district NAME --seed N``.

With ``accounts``, ``audit``, ``backup``, ``evidence``, ``limits`` or ``restore`` in front it is one of the
administrator's tools. How it starts and stops is told in `start`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import signal
import socket
import sys
from collections.abc import Sequence

from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.failures import CannotStart
from platform_backend.launch_line import LaunchLine
from platform_backend.logs import start_logging
from platform_backend.options import Options, parse
from platform_backend.start import Start
from platform_backend.web.serving import bind
from platform_backend.web.tls import ServerTls

#: Subcommands beside serving and replay; each module has a ``main(arguments) -> exit code``.
_TOOLS = {
    "accounts": "platform_backend.administration.accounts",
    "audit": "platform_backend.administration.audit",
    "evidence": "platform_backend.administration.evidence",
    "backup": "platform_backend.administration.backup",
    "limits": "platform_backend.administration.limits",
    "restore": "platform_backend.administration.restore",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the platform until it is told to stop; the exit code."""
    said = sys.argv[1:] if arguments is None else arguments
    if said and (tool := _TOOLS.get(said[0])) is not None:
        # Read only now: serving needs none of them.
        code: int = importlib.import_module(tool).main(said[1:])
        return code
    options = parse(said)
    # Until it serves, a signal ends the process at once: what is half made is rolled back by the next start.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Whoever starts this beside a console has no use for its daily business.
    start_logging(
        form=options.log_format, level=logging.WARNING if options.parent_fd is not None else logging.INFO
    )
    launch = LaunchLine(options.launch_token_fd)
    try:
        spec = _spec(options.district)
        tls = _tls(options)
        with contextlib.closing(bind(options.host, options.port)) as listener:
            asyncio.run(_serve(options, spec, listener, tls, launch))
    except CannotStart as error:
        launch.cannot_start(str(error))
        print(error, file=sys.stderr)
        return 1
    return 0


async def _serve(
    options: Options,
    spec: DistrictSpec,
    listener: socket.socket,
    tls: ServerTls | None,
    launch: LaunchLine,
) -> None:
    await Start(options=options, spec=spec, listener=listener, tls=tls, launch=launch).run()


def _spec(district: str) -> DistrictSpec:
    try:
        return load_spec(district)
    except ValueError as error:
        raise CannotStart(str(error)) from error


def _tls(options: Options) -> ServerTls | None:
    if options.tls_cert is None:
        return None
    return ServerTls(cert=options.tls_cert, key=options.tls_key, client_ca=options.tls_client_ca)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in _TOOLS and hasattr(signal, "SIGPIPE"):
        # Who reads a tool's lines may have seen enough (`head`): that is no failure of what it did.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
