"""Looking back at recordings, and what of them is taken out as evidence (取证).

Times are RFC 3339 UTC strings.
"""

from __future__ import annotations

import enum
from typing import Final

from backend_client.protocol.entity import EntityData

#: What the file with the pictures is called, by what it is.
MEDIA_NAMES: Final = {"video/mp2t": "clip.ts", "image/jpeg": "still.jpg", "image/png": "still.png"}


class EvidenceKind(enum.StrEnum):
    """A moving picture or a single one."""

    CLIP = "clip"
    STILL = "still"


class EvidenceState(enum.StrEnum):
    """How far an export has come."""

    AWAITING = "awaiting"  # the console's own pictures have not arrived yet
    WAITING = "waiting"  # for approval
    PREPARING = "preparing"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"


class RecordingView(EntityData, frozen=True, kw_only=True):
    """Somebody looks back: `user` may fetch [since, until) of the camera until `expires_at`, for `reason`."""

    camera: str
    camera_name: str
    org: str
    user: str
    by: str
    at: str
    since: str
    until: str
    reason: str
    expires_at: str


class RecordingBookmark(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A moment of a camera's pictures that somebody wants to come back to, shared by all who may look back.

    `moment` is the pictures' own time, `at` when it was put down. `org` and `grid_code` are the camera's.
    """

    camera: str
    camera_name: str
    org: str
    grid_code: str
    moment: str
    user: str
    by: str
    at: str
    text: str = ""
    incident: str | None = None


class EvidenceRecord(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """Pictures that were taken out of the recordings, why, by whom and with whose approval.

    `source` is ``recordings``, or ``console`` for pictures that a console has kept itself. `shown_since` and
    `shown_until` are what the file really shows. `approver` is the user who is asked, where one was named.
    `sha256` and `bytes` are of the file; `cause` says in a word why it failed. `fetched_at` is when who asked
    for it fetched the pictures for the first time.
    """

    at: str
    by: str
    user: str
    role: str
    org: str
    camera: str
    camera_name: str
    device_id: str
    since: str
    until: str
    kind: EvidenceKind
    reason: str
    case_number: str
    state: EvidenceState
    workstation: str = ""
    source: str = "recordings"
    approver: str | None = None
    approved_by: str = ""
    approved_at: str | None = None
    approval_text: str = ""
    shown_since: str | None = None
    shown_until: str | None = None
    sha256: str = ""
    bytes: int = 0
    media_type: str = ""
    ready_at: str | None = None
    cause: str = ""
    fetched_at: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in (EvidenceState.READY, EvidenceState.REFUSED, EvidenceState.FAILED)
