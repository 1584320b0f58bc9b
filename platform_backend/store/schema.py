"""Tables of the platform's database."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

#: Version of the tables: raised with each change to them, together with a step in `migrations.versions`.
SCHEMA_VERSION = "5"

metadata = MetaData()

#: What the database is about: epoch, district, seed, schema version, dictionary of incident types.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

#: Every entity as it is now. `codes`: division codes it belongs to, space-separated, empty for everybody.
#: `in_view`: whether consoles see it (an incident leaves the view 24 h after closing).
entities = Table(
    "entities",
    metadata,
    Column("entity", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("ver", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("codes", Text, nullable=False),
    Column("in_view", Boolean, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Float, nullable=False),
    PrimaryKeyConstraint("entity", "id"),
)
Index("entities_in_view", entities.c.entity, sqlite_where=text("in_view = 1"))

#: What `incidents.search` looks at, for open and past incidents alike; `words` is lower case.
incident_index = Table(
    "incident_index",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("org", Text, nullable=False),
    Column("reported_at", Float, nullable=False),
    Column("closed_at", Float, nullable=True),
    Column("words", Text, nullable=False),
    Column("codes", Text, nullable=False),
    Column("type_code", Text, nullable=False, server_default=""),
    Column("exercise", Boolean, nullable=False, server_default="0"),
    Column("merged_into", Text, nullable=True),
    Column("place", Text, nullable=False, server_default=""),
    Column("longitude", Float, nullable=True),
    Column("latitude", Float, nullable=True),
)
Index("incident_index_by_time", incident_index.c.reported_at)

#: What `cameras.search` looks at; `words` holds name, device id and pinyin initials in lower case.
camera_index = Table(
    "camera_index",
    metadata,
    Column("id", Text, primary_key=True),
    Column("org", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("codes", Text, nullable=False),
)

#: The append-only log: one sequence a topic. `former_codes`: where the entity belonged before the event.
events = Table(
    "events",
    metadata,
    Column("topic", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("entity", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("ver", Integer, nullable=False),
    Column("body", LargeBinary, nullable=True),
    Column("codes", Text, nullable=False),
    Column("former_codes", Text, nullable=False),
    PrimaryKeyConstraint("topic", "seq"),
    sqlite_with_rowid=False,
)
Index("events_by_time", events.c.at)
Index("events_of_entity", events.c.entity, events.c.id)

#: Newest sequence number of each topic, and the newest one that is no longer kept in `events`.
heads = Table(
    "heads",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("head", Integer, nullable=False),
    Column("floor", Integer, nullable=False),
)

#: Last serial number given out, by name of the series (org and year).
serials = Table(
    "serials", metadata, Column("name", Text, primary_key=True), Column("value", Integer, nullable=False)
)

#: Final results of commands, kept until `until` so that a repeated command takes effect once.
command_results = Table(
    "command_results",
    metadata,
    Column("user", Text, nullable=False),
    Column("cmd_id", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
    Column("until", Float, nullable=False),
    PrimaryKeyConstraint("user", "cmd_id"),
    sqlite_with_rowid=False,
)
Index("command_results_until", command_results.c.until)

#: Who reported an incident, in full: kept apart, so that no event and no snapshot holds it.
reporters = Table(
    "reporters",
    metadata,
    Column("incident", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
)

#: One-time links to a task (`GET /task/{invitation}`): only the digest of the invitation is kept. `session`
#: is the digest of what the first browser that opened it was given; from then on nobody else is let in.
task_links = Table(
    "task_links",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("incident", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("session", LargeBinary, nullable=True),
    Column("revoked", Boolean, nullable=False, server_default="0"),
)
Index("task_links_of_incident", task_links.c.incident)

#: One-time links to a conference (`GET /conference/{invitation}`), kept as those to tasks are.
conference_links = Table(
    "conference_links",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("conference", Text, nullable=False),
    Column("guest", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("session", LargeBinary, nullable=True),
)

#: Pictures and files that belong to incidents; the bytes lie in the data folder under their SHA-256.
media = Table(
    "media",
    metadata,
    Column("id", Text, primary_key=True),
    Column("incident", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("at", Float, nullable=False),
)
Index("media_of_incident", media.c.incident)

#: Who may sign in. `kind` is ``person`` or ``device`` (a wall's own account); `password_hash` is null where
#: nobody can sign in by password. `roles` and `departments` are space-separated. `otp_secret` is the base32
#: key of the second factor, `otp_step` the last time step used with it. `failures` counts wrong sign-ins in a
#: row, and until `locked_until` none is looked at.
users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="person"),
    Column("password_hash", Text, nullable=True),
    Column("roles", Text, nullable=False),
    Column("division", Text, nullable=True),
    Column("departments", Text, nullable=False, server_default=""),
    Column("otp_secret", Text, nullable=True),
    Column("otp_step", Integer, nullable=False, server_default="0"),
    Column("enabled", Boolean, nullable=False, server_default="1"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked_until", Float, nullable=False, server_default="0"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("origin", Text, nullable=False, server_default=""),
)

#: Who did what, in a chain: `mac` covers the entry and the `mac` before it. Nothing is ever changed here.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("target", Text, nullable=True),
    Column("detail", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)
Index("audit_by_time", audit.c.at)
Index("audit_by_who", audit.c.who, audit.c.number)
#: What this index is for, in the words in which SQLite finds that it applies.
OF_EXPORTS = "what = 'incident.export'"
Index("audit_exports", audit.c.target, audit.c.number, sqlite_where=text(OF_EXPORTS))

#: One row: number and `mac` of the last entry, so that a cut-off end is found; `seal` covers both.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
