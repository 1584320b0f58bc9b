"""What every console asked and was told, written down as it happens so that it survives the console.

A line that has been handed to the operating system outlives a kill -9 of its writer.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from tests.history.incident_model import Answer, Call
from tests.history.linear import Operation


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call or one answer, at a moment of the machine's monotonic clock.

    `unsaid`: the call was never made, or was a read without an answer, and says nothing.
    """

    number: str
    at: float
    call: Call | None = None
    answer: Answer | None = None
    unsaid: bool = False


class Diary:
    """Appends to one file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def called(self, number: str, call: Call) -> None:
        """A call is about to be made."""
        self._write(Line(number=number, at=time.monotonic(), call=call))

    def answered(self, number: str, answer: Answer | None) -> None:
        """It was answered; None: it says nothing."""
        self._write(Line(number=number, at=time.monotonic(), answer=answer, unsaid=answer is None))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, line: Line) -> None:
        self._file.write(msgspec.json.encode(line) + b"\n")


def read_diaries(folder: Path) -> list[Operation[Call]]:
    """Every call of the folder's diaries with its answer; a read that was not answered is left out."""
    calls: dict[str, Line] = {}
    ends: dict[str, Line] = {}
    for path in sorted(folder.glob("*.diary")):
        for text in path.read_bytes().splitlines():
            line = msgspec.json.decode(text, type=Line)
            (calls if line.call is not None else ends)[line.number] = line
    operations: list[Operation[Call]] = []
    for number, line in calls.items():
        assert line.call is not None
        end = ends.get(number)
        if end is None:
            if line.call.name != "read":
                operations.append(Operation(line.call, line.at))
        elif not end.unsaid:
            call = msgspec.structs.replace(line.call, answer=end.answer)
            operations.append(Operation(call, line.at, end.at))
    return operations
