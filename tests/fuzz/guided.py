"""Coverage-guided fuzzing of one end: ``python -m tests.fuzz.guided console|platform FOLDER -runs=N ...``.

FOLDER is where inputs are kept; good frames are put there first. Other options are libFuzzer's. An input is
a byte that says which encoding and whether somebody has signed in, and frames parted by `PARTING`.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped]

_LOOKED_INTO = [
    "backend_client.feed_connection",
    "backend_client.picture",
    "backend_client.protocol.codec",
    "platform_backend.feed.connection",
    "platform_backend.feed.event_log",
    "platform_backend.frames",
    "platform_backend.feed.outgoing",
    "platform_backend.feed.snapshots",
    "platform_backend.feed.state_hub",
    "platform_backend.feed.subscriptions",
]

with atheris.instrument_imports(include=_LOOKED_INTO):
    from tests.fuzz.ends import serve_console, serve_platform
    from tests.fuzz.hostile import mutated
    from tests.fuzz.seeds import PARTING, WIRES, client_frames, server_frames

_SIGNED_IN = {
    "console": {wire: server_frames(wire)[:3] for wire in WIRES},
    "platform": {wire: client_frames(wire)[:2] for wire in WIRES},
}
_FRAMES = {"console": server_frames, "platform": client_frames}
_SERVE = {"console": serve_console, "platform": serve_platform}


def main() -> None:
    """Fuzz until the runs are done; libFuzzer ends the process, with a code other than 0 for a find."""
    end, folder = sys.argv[1], Path(sys.argv[2])
    _plant(end, folder)
    loop = asyncio.new_event_loop()
    serve, signed_in = _SERVE[end], _SIGNED_IN[end]

    def one_input(data: bytes) -> None:
        if not data:
            return
        wire = WIRES[data[0] & 1]
        before = signed_in[wire] if data[0] & 2 else []
        loop.run_until_complete(serve(wire, [*before, *data[1:].split(PARTING)]))

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        # Bytes turned at random seldom get past the decoder: every second time a value is changed instead.
        rng = random.Random(seed)
        if rng.random() < 0.5 or len(data) < 2:
            changed: bytes = atheris.Mutate(data, most)
            return changed
        wire, frames = WIRES[data[0] & 1], data[1:].split(PARTING)
        which = rng.randrange(len(frames))
        frames[which] = mutated(wire, frames[which], rng)
        return (data[:1] + PARTING.join(frames))[:most]

    atheris.Setup([sys.argv[0], str(folder), *sys.argv[3:]], one_input, custom_mutator=mutate)
    atheris.Fuzz()


def _plant(end: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, wire in enumerate(WIRES):
        frames = _FRAMES[end](wire)
        (folder / f"all-{number}").write_bytes(bytes((number,)) + PARTING.join(frames))
        for which, frame in enumerate(frames):
            (folder / f"one-{number}-{which}").write_bytes(bytes((number | 2,)) + frame)


if __name__ == "__main__":
    main()
