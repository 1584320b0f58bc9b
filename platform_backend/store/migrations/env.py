"""What Alembic runs for every command: the steps happen inside the transaction of whoever asks for them."""

from __future__ import annotations

from alembic import context

from platform_backend.store import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
context.run_migrations()
