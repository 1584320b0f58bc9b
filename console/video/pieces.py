"""Puts pictures together from the pieces in which RTP carries them, and knows early when one is whole.

FFmpeg's own parser knows that a picture has ended only when the next one begins: 40 ms late at 25 pictures a
second. Without it FFmpeg hands on what each RTP packet carried: NAL units with a start code before them, and
for one that was cut (FU), its first piece with a start code and the others without. The end of a picture is
not told; but a camera cuts all its pictures in the same way. So the end is foretold from the number of slices
and the length of the pieces, first only in the mind: when that was right for two seconds, pictures are handed
on at once. When it is wrong ever after, this stream waits for the next picture again, as FFmpeg would.

Pure: no video library, no clock of its own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_START: Final = b"\0\0\0\1"
_CODE: Final = len(_START)
#: So many pictures running have to be foretold rightly, a key frame among them, before it is relied on.
PROOF: Final = 50
#: H.264: slices that stand alone; key: IDR slice, parameter set.
_AVC_SLICES: Final = frozenset({1, 5})
_AVC_KEYS: Final = frozenset({5, 7})
#: HEVC: everything below is a slice; key: pictures to start at, parameter sets.
_AVC_SETS: Final = frozenset({7, 8})
_HEVC_SETS: Final = frozenset({32, 33, 34})
_HEVC_SLICES: Final = 32
_HEVC_KEYS: Final = frozenset({16, 17, 18, 19, 20, 21, 32, 33})
#: Ticks of a stream's clock: what lies further from the picture before belongs to a new clock.
_NEW_CLOCK: Final = 90_000
#: Most pictures that can change places in H.264 and HEVC.
_MOST_PLACES: Final = 16


class Picture(NamedTuple):
    """A whole encoded picture. Times are the source's ticks, None where it said none; `at` is when its last
    piece came, in the clock of whoever handed it in.
    """

    data: bytes
    dts: int | None
    pts: int | None
    key: bool
    at: float


class Assembler:
    """Puts the pieces of one stream together."""

    def __init__(self, codec: str) -> None:
        self._hevc = codec == "hevc"
        #: What the start of a cut NAL unit has more than the other pieces.
        self._header = 2 if self._hevc else 1
        self._order = DecodingOrder()
        self._parts: list[bytes] = []
        self._pts: int | None = None
        self._at = 0.0
        self._key = False
        self._slices = 0
        self._foretold = 0  # number of parts at which the picture seemed whole
        self._handed_on = False
        self._usual_slices = 0
        self._full = 0  # length of a piece that is followed by another
        self._right = 0
        self._key_proved = False
        self._misled = False

    @property
    def prompt(self) -> bool:
        """Whether pictures are handed on as soon as they are whole."""
        return self._key_proved and self._right >= PROOF and not self._misled

    def add(self, piece: bytes, pts: int | None, at: float) -> list[Picture]:
        """Take one piece that came at `at`; gives the pictures that are now known to be whole, in order."""
        whole = []
        if self._parts and pts is not None and pts != self._pts:
            whole += self._certain()
        if self._slices and self._is_set(piece):
            # Some senders repeat the parameter sets before every slice of a key frame, and all others take
            # that for the beginning of a picture.
            return whole
        if not self._parts:
            self._pts = pts
        elif self._handed_on:
            # More of a picture that had been taken for whole: its rest comes as a picture of its own.
            self._misled, self._handed_on, self._key = True, False, False
            self._parts = []
        self._parts.append(piece)
        self._at = at
        self._look_at(piece)
        if not self._foretold and self._seems_whole(piece):
            self._foretold = len(self._parts)
            if self.prompt:
                self._handed_on = True
                whole.append(self._picture())
        return whole

    def end(self) -> list[Picture]:
        """What is left when no more pieces come."""
        return self._certain() if self._parts else []

    def _is_set(self, piece: bytes) -> bool:
        if len(piece) <= _CODE or not piece.startswith(_START) or piece.find(_START, _CODE) >= 0:
            return False
        if self._hevc:
            return piece[_CODE] >> 1 & 0x3F in _HEVC_SETS
        return piece[_CODE] & 0x1F in _AVC_SETS

    def _look_at(self, piece: bytes) -> None:
        if not piece.startswith(_START):
            self._full = max(self._full, len(piece))
            return
        at = 0
        while at >= 0 and at + _CODE < len(piece):
            first = piece[at + _CODE]
            if self._hevc:
                kind = first >> 1 & 0x3F
                self._slices += kind < _HEVC_SLICES
                self._key |= kind in _HEVC_KEYS
            else:
                kind = first & 0x1F
                self._slices += kind in _AVC_SLICES
                self._key |= kind in _AVC_KEYS
            at = piece.find(_START, at + _CODE)

    def _seems_whole(self, piece: bytes) -> bool:
        if self._slices < max(1, self._usual_slices):
            return False
        length = len(piece) - _CODE - self._header if piece.startswith(_START) else len(piece)
        return length != self._full

    def _certain(self) -> list[Picture]:
        """The picture is over, because another has begun."""
        if self._handed_on:
            whole = []
        else:
            whole = [self._picture()]
            if self._foretold == len(self._parts) and self._slices == self._usual_slices:
                self._right += 1
                self._key_proved |= self._key
            elif self._foretold:
                # Foretold too early. Not foretold at all only costs time.
                self._right, self._key_proved = 0, False
        self._usual_slices = max(self._slices, self._usual_slices)
        self._parts, self._foretold, self._slices = [], 0, 0
        self._key = self._handed_on = False
        return whole

    def _picture(self) -> Picture:
        pts = self._pts
        dts = None if pts is None else self._order.dts(pts)
        return Picture(b"".join(self._parts), dts, pts, self._key, self._at)


class DecodingOrder:
    """Decoding times for pictures that come with showing times alone, in the order of decoding.

    Each is the earliest showing time of the last few pictures, of as many as were seen to change places
    (B-frames); they grow.
    """

    def __init__(self) -> None:
        self._latest: list[int] = []
        self._places = 0
        self._last: int | None = None

    def dts(self, pts: int) -> int:
        """The decoding time of the next picture."""
        if self._last is None or abs(pts - self._last) > _NEW_CLOCK:
            self._latest, self._last = [pts], pts
            return pts
        self._places = min(_MOST_PLACES, max(self._places, sum(each > pts for each in self._latest)))
        self._latest = sorted([*self._latest, pts])[-(self._places + 1) :]
        self._last = max(self._latest[0], self._last + 1)
        return self._last
