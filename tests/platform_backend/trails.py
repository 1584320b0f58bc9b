"""An audit trail of its own, without a platform around it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from platform_backend.audit.anchors import RUNNING, Anchor, AnchorFile
from platform_backend.audit.check import Verdict, check
from platform_backend.audit.trail import AuditTrail, audit_key
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store

BEGAN = 1_800_000_000.0


class Trail:
    """A data folder with an audit trail; each entry is written in a transaction of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "platform.sqlite3"
        self.key = audit_key(folder)
        self.anchors = AnchorFile(folder / "audit.anchors", self.key)

    def write(self, *acts: str, trail: AuditTrail | None = None) -> None:
        """Write entries by alternating people, as a platform that was started for it."""
        writer = trail or AuditTrail(self.key)
        with closing(Store(self.database)) as store:
            for number, act in enumerate(acts):
                with store.writing() as connection:
                    batch = Batch(connection, now=BEGAN + number)
                    who = ("ann", "bob")[number % 2]
                    target = None if number % 3 else f"i{number}"
                    writer.write(batch, who=who, origin="10.0.0.1 w1", what=act, target=target)
                    batch.flush()

    def anchor(self) -> Anchor:
        """Drop an anchor at the end."""
        number, mac = self.sql("SELECT number, mac FROM audit_head")[0]
        anchor = Anchor("2027-01-15T08:00:00.000Z", RUNNING, number, mac)
        self.anchors.append(anchor)
        return anchor

    def sql(self, statement: str, *values: object) -> list[tuple[int, bytes]]:
        """What somebody does who can write to the database."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def check(self, *, demanded: Anchor | None = None) -> Verdict:
        """Check the trail against its anchors."""
        return check(self.database, key=self.key, lines=self.anchors.read(), demanded=demanded)
