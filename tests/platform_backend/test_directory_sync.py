"""What a newer product knows reaches a database that an older one made."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import delete

from platform_backend.data_folder import DataFolder
from platform_backend.directory_sync import bring_up_to_date, what_is_known
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.staff import build_departments
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store


def test_what_is_missing_is_brought_and_nothing_twice(data: Path, small_spec: DistrictSpec) -> None:
    known = what_is_known(small_spec, build_departments(small_spec))
    table = schema.entities
    with closing(DataFolder(data)) as folder, closing(Store(folder.database)) as store:
        with store.writing() as connection:
            assert bring_up_to_date(Batch(connection, now=1_800_000_000.0), known) == 0
            connection.execute(delete(table).where(table.c.entity == "incident_type"))
        with store.writing() as connection:
            batch = Batch(connection, now=1_800_000_100.0)
            assert bring_up_to_date(batch, known) == len(known)
            batch.flush()
        with store.writing() as connection:
            assert bring_up_to_date(Batch(connection, now=1_800_000_200.0), known) == 0
