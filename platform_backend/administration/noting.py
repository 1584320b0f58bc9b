"""What an administrator does at the machine itself stands in the audit trail like everything else."""

from __future__ import annotations

import getpass
import time
from pathlib import Path

from platform_backend.audit.trail import AuditTrail, audit_key
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store


def note(store: Store, folder: Path, what: str, detail: str = "") -> None:
    """Write an entry in a transaction of its own, also beside a running platform.

    Raises OSError or ValueError about the trail's key, DatabaseError about the store.
    """
    trail = AuditTrail(audit_key(folder))
    with store.writing() as connection:
        batch = Batch(connection, now=time.time())
        trail.write(batch, who=getpass.getuser(), origin="shell", what=what, detail=detail)
        batch.flush()
