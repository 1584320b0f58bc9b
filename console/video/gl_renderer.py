"""Prints who draws OpenGL on this display, as its driver calls itself: `python -m console.video.gl_renderer`.

Ends with 1 and prints nothing where OpenGL does not start. EGL by ctypes: no library of ours, and no window.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

_NONE: Final = 0x3038
_SURFACE_TYPE, _PBUFFER = 0x3033, 0x0001
_RENDERABLE_TYPE, _OPENGL_BIT = 0x3040, 0x0008
_OPENGL_API: Final = 0x30A2
_WIDTH, _HEIGHT = 0x3057, 0x3056
_GL_RENDERER: Final = 0x1F01


def renderer() -> str | None:
    """The name, or None."""
    try:
        egl: Any = ctypes.CDLL("libEGL.so.1")
        x: Any = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    for library, name in (
        (x, "XOpenDisplay"),
        (egl, "eglGetDisplay"),
        (egl, "eglCreateContext"),
        (egl, "eglCreatePbufferSurface"),
        (egl, "eglGetProcAddress"),
    ):
        getattr(library, name).restype = ctypes.c_void_p
    native = x.XOpenDisplay(None)
    if not native:
        return None
    display = ctypes.c_void_p(egl.eglGetDisplay(ctypes.c_void_p(native)))
    if not egl.eglInitialize(display, None, None) or not egl.eglBindAPI(_OPENGL_API):
        return None
    config, count = ctypes.c_void_p(), ctypes.c_int()
    wanted = (ctypes.c_int * 5)(_SURFACE_TYPE, _PBUFFER, _RENDERABLE_TYPE, _OPENGL_BIT, _NONE)
    found = egl.eglChooseConfig(display, wanted, ctypes.byref(config), 1, ctypes.byref(count))
    if not found or not count.value:
        return None
    context = ctypes.c_void_p(egl.eglCreateContext(display, config, None, None))
    size = (ctypes.c_int * 5)(_WIDTH, 1, _HEIGHT, 1, _NONE)
    surface = ctypes.c_void_p(egl.eglCreatePbufferSurface(display, config, size))
    if not context or not surface or not egl.eglMakeCurrent(display, surface, surface, context):
        return None
    address = egl.eglGetProcAddress(b"glGetString")
    if not address:
        return None
    name = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_uint)(address)(_GL_RENDERER)
    return name.decode(errors="replace") if name else None


if __name__ == "__main__":
    told = renderer()
    if told is None:
        sys.exit(1)
    sys.stdout.write(told)
