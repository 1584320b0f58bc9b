from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from platform_backend.store import schema
from platform_backend.store.migrations import upgrade
from platform_backend.store.store import Store


def columns(connection: Connection) -> dict[str, object]:
    """Every table's columns with all that SQLite knows of them but their order."""
    tables = connection.exec_driver_sql("PRAGMA table_list").all()
    return {
        name: (without_rowid, sorted(tuple(row)[1:] for row in rows))
        for _schema, name, kind, _count, without_rowid, _strict in tables
        if kind == "table" and not name.startswith("sqlite_")
        for rows in [connection.exec_driver_sql(f"PRAGMA table_info('{name}')").all()]
    }


def test_all_steps_together_make_the_tables_of_today(tmp_path: Path) -> None:
    Store(tmp_path / "made.sqlite3").close()
    made = create_engine(f"sqlite:///{tmp_path / 'made.sqlite3'}")
    engine = create_engine("sqlite://")
    with engine.begin() as connection, made.begin() as fresh:
        upgrade.upgrade(connection, since="base")
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []
        assert columns(connection) == columns(fresh)
        # A new database knows its revision without ever having been upgraded.
        assert MigrationContext.configure(fresh).get_current_revision() == context.get_current_revision()
    engine.dispose()
    made.dispose()


def test_the_newest_step_is_the_version_of_the_tables() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [f"{int(schema.SCHEMA_VERSION):04}"]


def test_a_start_with_nothing_to_upgrade_does_not_load_alembic(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    script = (
        "import sys; from pathlib import Path; from platform_backend.store.store import Store; "
        "Store(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], timeout=30, check=False).returncode == 0
