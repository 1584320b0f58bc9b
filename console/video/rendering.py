"""Who decodes and draws, the graphics card or the processor: a pure decision over what is found at the start.

`probe` looks, `decide` decides. On Linux hardware means VA-API or VDPAU and OpenGL, on Windows Direct3D 11.
A card that can draw but not decode is not used: what the processor has decoded is drawn cheaper past OpenGL.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

#: Names under which Mesa and others draw OpenGL with the processor, at four times the cost of not using it.
_DRAWN_BY_PROCESSOR: Final = ("llvmpipe", "softpipe", "swrast", "swr", "swiftshader", "software rasterizer")
_RENDER_NODES: Final = "/dev/dri/renderD*"
_DRIVER_FOLDERS: Final = (
    "/usr/lib/*/dri",
    "/usr/lib/dri",
    "/usr/lib64/dri",
    "/usr/lib/*/vdpau",
    "/usr/lib64/vdpau",
)
_DRIVER_FILES: Final = ("*_drv_video.so", "libvdpau_*.so*")
#: Belongs to VDPAU itself and decodes nothing.
_NO_DRIVER: Final = "libvdpau_trace"
_LOOK_S: Final = 10.0


class Rendering(Enum):
    """Who decodes and draws; AUTO is a wish only."""

    AUTO = "auto"
    SOFTWARE = "software"
    HARDWARE = "hardware"


class Why(Enum):
    """What a decision rests on."""

    FORCED = "set so"
    NO_GPU = "no graphics card"
    NO_DECODER = "no driver that decodes (VA-API, VDPAU)"
    NO_GL = "OpenGL does not start"
    SLOW_GL = "OpenGL is drawn by the processor"
    NO_D3D11 = "no Direct3D 11"
    FOUND = "graphics card found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probes:
    """What was found. `platform` is Python's name of the system; `gl_renderer` is None when OpenGL does not
    start, and is asked only where a card and a driver are.
    """

    platform: str
    render_nodes: tuple[str, ...] = ()
    decoder_drivers: tuple[str, ...] = ()
    gl_renderer: str | None = None
    direct3d_11: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """SOFTWARE or HARDWARE, and why."""

    rendering: Rendering
    why: Why


def decide(wish: Rendering, probes: Probes) -> Decision:
    """Follow the wish; AUTO becomes HARDWARE where all that it needs was found."""
    if wish is not Rendering.AUTO:
        return Decision(wish, Why.FORCED)
    why = _missing(probes)
    return Decision(Rendering.HARDWARE, Why.FOUND) if why is None else Decision(Rendering.SOFTWARE, why)


def _missing(probes: Probes) -> Why | None:
    if probes.platform == "win32":
        return None if probes.direct3d_11 else Why.NO_D3D11
    if not probes.render_nodes:
        return Why.NO_GPU
    if not probes.decoder_drivers:
        return Why.NO_DECODER
    if probes.gl_renderer is None:
        return Why.NO_GL
    name = probes.gl_renderer.lower()
    return Why.SLOW_GL if any(each in name for each in _DRAWN_BY_PROCESSOR) else None


def probe(
    *,
    platform: str = sys.platform,
    root: Path = Path("/"),
    gl_renderer: Callable[[], str | None] | None = None,
) -> Probes:
    """Look at this machine. May take some seconds where there is a graphics card."""
    if platform == "win32":
        library = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "d3d11.dll"
        return Probes(platform=platform, direct3d_11=library.exists())
    nodes = _found(root, (_RENDER_NODES,))
    patterns = (f"{folder}/{file}" for folder in _DRIVER_FOLDERS for file in _DRIVER_FILES)
    drivers = tuple(each for each in _found(root, patterns) if _NO_DRIVER not in each)
    return Probes(
        platform=platform,
        render_nodes=nodes,
        decoder_drivers=drivers,
        gl_renderer=(gl_renderer or ask_gl_renderer)() if nodes and drivers else None,
    )


def _found(root: Path, patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        sorted(f"/{path.relative_to(root)}" for each in patterns for path in root.glob(each.lstrip("/")))
    )


def ask_gl_renderer() -> str | None:
    """Who draws OpenGL on this display, or None. Asked in a process of its own: drivers crash and hang."""
    try:
        asked = subprocess.run(
            [sys.executable, "-m", "console.video.gl_renderer"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LOOK_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.decode(errors="replace").strip() or None if asked.returncode == 0 else None
