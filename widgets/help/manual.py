"""A manual as it is shown: its Markdown without the anchors, and where its sections begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ANCHOR: Final = re.compile(r'<a id="([a-z0-9-]+)"></a>')
_HEADING: Final = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_FENCE: Final = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class ManualSection:
    """A heading: its `level` from 1, and the anchors before it; `title` without marks of Markdown."""

    title: str
    level: int
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    """`sections` holds every heading of `markdown`, in its order."""

    markdown: str
    sections: tuple[ManualSection, ...]

    def number_of(self, anchor: str) -> int | None:
        """Which heading `anchor` leads to, from 0; None when there is none."""
        found = (number for number, each in enumerate(self.sections) if anchor in each.anchors)
        return next(found, None)


def read_manual(text: str) -> Manual:
    """Take a manual apart. An anchor stands on a line of its own, above its heading."""
    lines: list[str] = []
    sections: list[ManualSection] = []
    waiting: list[str] = []
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (anchor := _ANCHOR.fullmatch(line.strip())):
            waiting.append(anchor[1])
            continue
        elif not fenced and (heading := _HEADING.match(line)):
            title = re.sub(r"[`*]", "", heading[2])
            sections.append(ManualSection(title=title, level=len(heading[1]), anchors=tuple(waiting)))
            waiting = []
        lines.append(line)
    return Manual(markdown="\n".join(lines) + "\n", sections=tuple(sections))
