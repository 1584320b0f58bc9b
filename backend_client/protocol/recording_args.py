"""Arguments and answers about recordings and evidence."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.incident_args import CommandArgs, Line, Remark, Text

#: How long a range may be fetched after its reason was given, in seconds.
VIEW_HOLDS_S: Final = 600.0
#: The longest range that is looked at for one reason, and the longest clip, in minutes.
MOST_VIEW_MIN: Final = 24 * 60
MOST_CLIP_MIN: Final = 60
#: How many bookmarks one person may have at a time, and how long the text of one is at most.
MOST_BOOKMARKS: Final = 300
MOST_BOOKMARK_TEXT: Final = 200
#: The largest file that a console hands in, in bytes.
MOST_UPLOAD_BYTES: Final = 200_000_000


class RecordingLook(CommandArgs, frozen=True, kw_only=True):
    """Look back at a camera's recordings of [since, until); the reason goes into the audit trail."""

    camera: str
    since: str
    until: str
    reason: Text


BookmarkText: TypeAlias = Annotated[str, Meta(max_length=MOST_BOOKMARK_TEXT)]


class BookmarkPut(CommandArgs, frozen=True, kw_only=True, omit_defaults=True):
    """Put a bookmark on a moment of a camera's pictures; its text may come later."""

    camera: str
    moment: str
    text: BookmarkText = ""
    incident: str | None = None


class BookmarkDescribe(CommandArgs, frozen=True, kw_only=True, omit_defaults=True):
    """What stands at a bookmark from now on, and which incident it belongs to."""

    text: BookmarkText
    incident: str | None = None


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the console hands in after the command: how long it is, and the SHA-256 it has to have."""

    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    bytes: Annotated[int, Meta(ge=1, le=MOST_UPLOAD_BYTES)]
    media_type: Literal["video/mp2t", "image/jpeg", "image/png"]


class EvidenceExport(CommandArgs, frozen=True, kw_only=True):
    """Take pictures of a camera out as evidence; a still is of the moment `since`.

    Who may not export alone waits for approval, of `approver` where one is named. With `upload` the console
    hands the pictures in itself; without, the platform takes them from its recordings.
    """

    camera: str
    since: str
    until: str
    kind: EvidenceKind
    reason: Text
    case_number: Line
    approver: str | None = None
    upload: Upload | None = None


class EvidenceApprove(CommandArgs, frozen=True, kw_only=True):
    """An approver's word on an export that waits for it; `text` says why one is refused."""

    granted: bool
    text: Remark = ""


class RecordingsSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What of a camera is recorded in [since, until)."""

    camera: str
    since: str
    until: str


class RecordedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part without a gap; `why` is ``continuous`` or ``alarm``."""

    since: str
    until: str
    bytes: int
    why: str


class RecordingsFound(msgspec.Struct, frozen=True, kw_only=True):
    """The recorded parts in order. `more`: there are later ones; ask again from the last one's end on."""

    parts: tuple[RecordedPart, ...]
    more: bool


class EvidenceApprovers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who could approve an export of a camera's pictures that the asking user would ask for."""

    camera: str


class Approver(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose word releases evidence, and whether he is signed in anywhere now."""

    id: str
    name: str
    signed_in: bool


class ApproversFound(msgspec.Struct, frozen=True, kw_only=True):
    """All who may approve, those who are signed in first."""

    people: tuple[Approver, ...]


class EvidenceSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find exports of evidence, also past ones, newest first. `text` matches all their words."""

    text: Annotated[str, Meta(max_length=200)] = ""
    since: str | None = None
    until: str | None = None
    offset: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    limit: Annotated[int, Meta(ge=1, le=500)] = 100
