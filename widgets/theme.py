"""Colours and fonts of the dark theme, made for a dark room and for walls read from 3 m.

Text on its ground reaches WCAG AAA (7:1). No state is told by colour alone: each has a sign or a word too.
"""

from __future__ import annotations

from typing import Final

FONT_FAMILIES: Final = ("Noto Sans CJK SC", "Microsoft YaHei", "sans-serif")
MONO_FAMILIES: Final = ("Noto Sans Mono CJK SC", "Consolas", "monospace")
BASE_POINT_SIZE: Final = 10

GROUND: Final = "#0d1117"  # behind everything
SURFACE: Final = "#151b23"  # panels
RAISED: Final = "#1f2733"  # headers, inputs, buttons
LINE: Final = "#303b4a"  # borders
TEXT: Final = "#e8edf4"
TEXT_QUIET: Final = "#adb8c6"
ACCENT: Final = "#5aa9ff"  # selection, focus
SELECTION: Final = "#17406b"

OK: Final = "#4fd18b"
WARNING: Final = "#ffc24d"
DANGER: Final = "#ff7b72"

#: Severity 1 (red) to 4 (blue), as 红橙黄蓝 has them.
SEVERITY: Final = {1: "#ff6b6b", 2: "#ff9f43", 3: "#f7d154", 4: "#63b3ff"}
