from __future__ import annotations

from pathlib import Path

import pytest

from console.video import rendering
from console.video.rendering import Decision, Probes, Rendering, Why, decide, probe

NODES = ("/dev/dri/renderD128",)
DRIVERS = ("/usr/lib/x86_64-linux-gnu/dri/iHD_drv_video.so",)
INTEL = "Mesa Intel(R) UHD Graphics 770 (ADL-S GT1)"


def linux(
    *, nodes: tuple[str, ...] = NODES, drivers: tuple[str, ...] = DRIVERS, gl: str | None = INTEL
) -> Probes:
    return Probes(platform="linux", render_nodes=nodes, decoder_drivers=drivers, gl_renderer=gl)


@pytest.mark.parametrize(
    ("probes", "decision"),
    [
        (linux(), Decision(Rendering.HARDWARE, Why.FOUND)),
        (linux(gl="NVIDIA GeForce RTX 3060/PCIe/SSE2"), Decision(Rendering.HARDWARE, Why.FOUND)),
        (linux(nodes=()), Decision(Rendering.SOFTWARE, Why.NO_GPU)),
        (linux(drivers=()), Decision(Rendering.SOFTWARE, Why.NO_DECODER)),
        (linux(gl=None), Decision(Rendering.SOFTWARE, Why.NO_GL)),
        (linux(gl="llvmpipe (LLVM 15.0.6, 256 bits)"), Decision(Rendering.SOFTWARE, Why.SLOW_GL)),
        (linux(gl="Google SwiftShader"), Decision(Rendering.SOFTWARE, Why.SLOW_GL)),
        (Probes(platform="win32", direct3d_11=True), Decision(Rendering.HARDWARE, Why.FOUND)),
        (Probes(platform="win32"), Decision(Rendering.SOFTWARE, Why.NO_D3D11)),
    ],
)
def test_hardware_is_taken_where_all_it_needs_was_found(probes: Probes, decision: Decision) -> None:
    assert decide(Rendering.AUTO, probes) == decision


def test_a_wish_is_followed_whatever_was_found() -> None:
    assert decide(Rendering.HARDWARE, linux(nodes=())) == Decision(Rendering.HARDWARE, Why.FORCED)
    assert decide(Rendering.SOFTWARE, linux()) == Decision(Rendering.SOFTWARE, Why.FORCED)


def made(root: Path, *files: str) -> Path:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return root


def test_what_a_linux_machine_has_is_found(tmp_path: Path) -> None:
    root = made(
        tmp_path,
        "dev/dri/card0",
        "dev/dri/renderD128",
        "usr/lib/x86_64-linux-gnu/dri/iris_dri.so",
        "usr/lib/x86_64-linux-gnu/dri/iHD_drv_video.so",
        "usr/lib/x86_64-linux-gnu/vdpau/libvdpau_nvidia.so.1",
        "usr/lib/x86_64-linux-gnu/vdpau/libvdpau_trace.so.1",
    )
    found = probe(platform="linux", root=root, gl_renderer=lambda: INTEL)
    assert found == linux(drivers=(*DRIVERS, "/usr/lib/x86_64-linux-gnu/vdpau/libvdpau_nvidia.so.1"))


def test_opengl_is_asked_only_where_a_card_could_be_used(tmp_path: Path) -> None:
    def never() -> str:
        raise AssertionError

    for files in (("dev/dri/card0",), ("dev/dri/renderD128",)):
        assert probe(platform="linux", root=made(tmp_path, *files), gl_renderer=never).gl_renderer is None


def test_windows_has_direct3d_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert probe(platform="win32") == Probes(platform="win32")
    made(tmp_path, "System32/d3d11.dll")
    assert probe(platform="win32") == Probes(platform="win32", direct3d_11=True)


def test_an_opengl_that_does_not_start_or_hangs_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":no-such-display")
    assert rendering.ask_gl_renderer() is None
    monkeypatch.setattr(rendering, "_LOOK_S", 0.0)
    assert rendering.ask_gl_renderer() is None
