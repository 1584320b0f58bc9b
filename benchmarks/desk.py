"""How quickly the desk's table answers with a whole district in it, while changes keep coming.

    python -m benchmarks.desk [--incidents 44000] [--rate 1000] [--rounds 5] [--keys 150] [--turns 400]

Prints one JSON line. The console's whole desk stands on a virtual screen of 1920x1080; a plain `QTableView`
with a `QSortFilterProxyModel` over the same rows, in another process and on another screen, takes turns with
it. `filter_p99_ms`: from the X server's stamp of a key in the search field to the table painted with its new
rows. `scroll_p99_ms`: a frame while one scrolls by the wheel, PageDown and arrows, from taking the input up
to the end of the paint, whatever the desk does in it; `scroll_seen_p99_ms` counts from the X server's stamp.
All are medians of the rounds' own percentiles; `..._worst_ms` is the worst round's p99. The first `--warm`
rounds do not count. `picture_mb` is what the incidents themselves take of `rss_mb`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.desk_figures import figures_of
from console.virtual_screen import virtual_screen

ROOT: Final = Path(__file__).resolve().parent.parent
_CONTENDERS: Final = ("desk", "plain")


class SeatProcess:
    """A contender in its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._ready = False

    def work(self, *, keys: int, turns: int) -> dict[str, Any]:
        """One round."""
        assert self._process.stdin is not None
        if not self._ready:
            # Its first line: the contenders make themselves ready side by side.
            self.answer()
            self._ready = True
        self._process.stdin.write(f"{keys} {turns}\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self.answer())
        return told

    def answer(self) -> str:
        """Its next line. Raises SystemExit when it has ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"a contender ended (exit code {self._process.wait()})")
        return line


@contextmanager
def seat(name: str, *, incidents: int, rate: int) -> Iterator[SeatProcess]:
    """Start a contender on a screen of its own and end it with the block."""
    with (
        virtual_screen() as screen,
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.desk_seat", name, str(incidents), str(rate)],
            cwd=ROOT,
            env=os.environ | screen.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        yield SeatProcess(process)
        assert process.stdin is not None
        process.stdin.close()


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.desk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--incidents", type=int, default=44_000)
    parser.add_argument("--rate", type=int, default=1_000, help="changes of incidents a second")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=1, help="rounds before those")
    parser.add_argument("--keys", type=int, default=150, help="keys a round")
    parser.add_argument("--turns", type=int, default=400, help="turns of the wheel and keys a round")
    parser.add_argument("--alone", action="store_true", help="without the plain table")
    options = parser.parse_args()
    names = _CONTENDERS[:1] if options.alone else _CONTENDERS
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    with ExitStack() as stack:
        seats = {
            name: stack.enter_context(seat(name, incidents=options.incidents, rate=options.rate))
            for name in names
        }
        for number in range(options.warm + options.rounds):
            for name, at in seats.items():
                told = at.work(keys=options.keys, turns=options.turns)
                if number >= options.warm:
                    rounds[name].append(told)
    ours, *others = (figures_of(told) for told in rounds.values())
    more = {"plain": others[0]} if others else {}
    about = {"incidents": options.incidents, "rounds": options.rounds}
    print(json.dumps(ours | more | about | {"load_average": round(os.getloadavg()[0], 1)}))


if __name__ == "__main__":
    main()
