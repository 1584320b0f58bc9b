"""What has to be known of and done to the windows that libVLC draws in (X11).

libVLC draws into a window of its own inside ours, with a black background: whenever a part of it comes to
light, raised in front of another or made larger, X paints it black until the next picture. Without a
background X leaves the pixels alone. A tile that changes over from one stream to the next raises a window in
which the next one already plays, and the last picture of the former stands until its first is drawn.

Asked of libxcb directly: errors there are values, while libX11 ends the process when a window has gone.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
import threading
from collections.abc import Sequence
from typing import Final

#: libVLC takes so many connections of the X server for each picture; a worker has one of its own.
_FOR_EACH: Final = 2
#: So many are left for everybody else: the console itself, its map, the window manager, other programs.
_FOR_OTHERS: Final = 16
_TILES_PER_WORKER: Final = 16
#: The server numbers what its clients make with 29 bits, and each of its clients has an equal part of them.
_NUMBERS: Final = 1 << 29
_BACK_PIXMAP: Final = 1
_NONE: Final = 0
_VIEWABLE: Final = 2


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Tree(ctypes.Structure):
    """xcb_query_tree_reply_t."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("root", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("children", ctypes.c_uint16),
    )


class _Geometry(ctypes.Structure):
    """xcb_get_geometry_reply_t."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("depth", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("root", ctypes.c_uint32),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class _Attributes(ctypes.Structure):
    """The beginning of xcb_get_window_attributes_reply_t."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("backing_store", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("visual", ctypes.c_uint32),
        ("class_", ctypes.c_uint16),
        ("bit_gravity", ctypes.c_uint8),
        ("win_gravity", ctypes.c_uint8),
        ("backing_planes", ctypes.c_uint32),
        ("backing_pixel", ctypes.c_uint32),
        ("save_under", ctypes.c_uint8),
        ("map_is_installed", ctypes.c_uint8),
        ("map_state", ctypes.c_uint8),
    )


class _Setup(ctypes.Structure):
    """The beginning of xcb_setup_t."""

    _fields_ = (
        ("status", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("protocol_major_version", ctypes.c_uint16),
        ("protocol_minor_version", ctypes.c_uint16),
        ("length", ctypes.c_uint16),
        ("release_number", ctypes.c_uint32),
        ("resource_id_base", ctypes.c_uint32),
        ("resource_id_mask", ctypes.c_uint32),
    )


def most_clients() -> int:
    """How many clients the X server takes at once, as it was started (`-maxclients`); 0 where there is none.

    Read from the numbers that it lets each client give (X.Org: `RESOURCE_CLIENT_BITS`).
    """
    name = ctypes.util.find_library("xcb") if sys.platform == "linux" else None
    if name is None:
        return 0
    xcb = ctypes.CDLL(name)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    xcb.xcb_get_setup.restype = ctypes.POINTER(_Setup)
    xcb.xcb_get_setup.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        if xcb.xcb_connection_has_error(connection):
            return 0
        return _NUMBERS // (int(xcb.xcb_get_setup(connection).contents.resource_id_mask) + 1)
    finally:
        xcb.xcb_disconnect(connection)


def most_drawn(clients: int) -> int:
    """In how many windows libVLC may draw at once when the X server takes so many clients, 0 for any number.

    Of 256, which are usual, 116.
    """
    if not clients:
        return sys.maxsize
    return max(1, (clients - _FOR_OTHERS) * _TILES_PER_WORKER // (_FOR_EACH * _TILES_PER_WORKER + 1))


class XWindows:
    """One connection to the X server; does nothing where there is none. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._root = _NONE
        name = ctypes.util.find_library("xcb") if sys.platform == "linux" else None
        self._xcb: ctypes.CDLL | None = None if name is None else ctypes.CDLL(name)
        if self._xcb is None:
            return
        xcb = self._xcb
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
        xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
        xcb.xcb_query_tree.restype = _Cookie
        xcb.xcb_query_tree.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        xcb.xcb_query_tree_reply.restype = ctypes.POINTER(_Tree)
        xcb.xcb_query_tree_reply.argtypes = [ctypes.c_void_p, _Cookie, ctypes.c_void_p]
        xcb.xcb_query_tree_children.restype = ctypes.POINTER(ctypes.c_uint32)
        xcb.xcb_query_tree_children.argtypes = [ctypes.POINTER(_Tree)]
        xcb.xcb_get_window_attributes.restype = _Cookie
        xcb.xcb_get_window_attributes.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        xcb.xcb_get_window_attributes_reply.restype = ctypes.POINTER(_Attributes)
        xcb.xcb_get_window_attributes_reply.argtypes = [ctypes.c_void_p, _Cookie, ctypes.c_void_p]
        xcb.xcb_get_geometry.restype = _Cookie
        xcb.xcb_get_geometry.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        xcb.xcb_get_geometry_reply.restype = ctypes.POINTER(_Geometry)
        xcb.xcb_get_geometry_reply.argtypes = [ctypes.c_void_p, _Cookie, ctypes.c_void_p]
        xcb.xcb_change_window_attributes_checked.restype = _Cookie
        xcb.xcb_change_window_attributes_checked.argtypes = [
            *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32),
            ctypes.POINTER(ctypes.c_uint32),
        ]
        xcb.xcb_request_check.restype = ctypes.c_void_p
        xcb.xcb_request_check.argtypes = [ctypes.c_void_p, _Cookie]
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [ctypes.c_void_p]
        xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
        self._connection = xcb.xcb_connect(None, None)
        if xcb.xcb_connection_has_error(self._connection):
            self._xcb = None

    def remove_backgrounds(self, window: int) -> int:
        """Take the background from everything inside `window`; gives how many windows that were.

        Returns once the X server has done it. A window that has gone counts as none.
        """
        if self._xcb is None:
            return 0
        with self._lock:
            return self._remove(window)

    def size(self, window: int) -> tuple[int, int]:
        """Width and height in pixels; zeros for a window that has gone, and where there is no X."""
        if self._xcb is None:
            return 0, 0
        with self._lock:
            cookie = self._xcb.xcb_get_geometry(self._connection, window)
            reply = self._xcb.xcb_get_geometry_reply(self._connection, cookie, None)
        if not reply:
            return 0, 0
        size = (int(reply.contents.width), int(reply.contents.height))
        self._free(reply)
        return size

    def stacked(self, windows: Sequence[int]) -> list[int]:
        """Those of these top-level windows that are on the screen, the lowest first, whatever frames a window
        manager has put around them. Empty where there is no X.
        """
        if self._xcb is None:
            return []
        with self._lock:
            outermost = {self._outermost(each): each for each in windows if self._is_viewable(each)}
            root = self._root
            return [outermost[each] for each in self._inside(root) if each in outermost] if root else []

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._xcb is not None:
                self._xcb.xcb_disconnect(self._connection)
                self._xcb = None

    def _is_viewable(self, window: int) -> bool:
        assert self._xcb is not None
        cookie = self._xcb.xcb_get_window_attributes(self._connection, window)
        reply = self._xcb.xcb_get_window_attributes_reply(self._connection, cookie, None)
        if not reply:
            return False
        viewable = int(reply.contents.map_state) == _VIEWABLE
        self._free(reply)
        return viewable

    def _outermost(self, window: int) -> int:
        """The window around this one that stands on the screen itself; 0 for one that has gone."""
        assert self._xcb is not None
        while True:
            cookie = self._xcb.xcb_query_tree(self._connection, window)
            reply = self._xcb.xcb_query_tree_reply(self._connection, cookie, None)
            if not reply:
                return 0
            self._root, parent = int(reply.contents.root), int(reply.contents.parent)
            self._free(reply)
            if parent in (self._root, _NONE):
                return window
            window = parent

    def _remove(self, window: int) -> int:
        assert self._xcb is not None
        inside = self._inside(window)
        nothing = ctypes.c_uint32(_NONE)
        for each in inside:
            cookie = self._xcb.xcb_change_window_attributes_checked(
                self._connection, each, _BACK_PIXMAP, ctypes.byref(nothing)
            )
            self._free(self._xcb.xcb_request_check(self._connection, cookie))
        return len(inside) + sum(self._remove(each) for each in inside)

    def _inside(self, window: int) -> list[int]:
        assert self._xcb is not None
        cookie = self._xcb.xcb_query_tree(self._connection, window)
        reply = self._xcb.xcb_query_tree_reply(self._connection, cookie, None)
        if not reply:
            return []
        try:
            children = self._xcb.xcb_query_tree_children(reply)
            return [children[index] for index in range(reply.contents.children)]
        finally:
            self._free(reply)
