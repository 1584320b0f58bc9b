"""Links to tasks: their digests, their one browser, their end."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from backend_client.protocol.errors import Refused
from platform_backend.access.task_links import (
    LINK_HOLDS_S,
    look_at,
    make_link,
    new_session,
    open_link,
    use_link,
)
from platform_backend.data_folder import DataFolder
from platform_backend.store import schema
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.store import Store

NOW = 1_800_000_000.0


def test_a_link_is_opened_once_used_by_its_browser_and_ends(data: Path) -> None:
    with closing(DataFolder(data)) as folder, closing(Store(folder.database)) as store:
        with store.writing() as connection:
            batch = Batch(connection, now=NOW)
            draft = Draft(batch, by="甲")
            invitation = make_link(draft, incident="i1", task="t1", made_by="甲", now=NOW)
            batch.merge(draft)
            batch.flush()
        with store.writing() as connection:
            assert look_at(connection, invitation, now=NOW)
            session = open_link(Batch(connection, now=NOW), invitation, "guessed", now=NOW)
            assert session != "guessed", "a browser brings what it was given here, or nothing"
        with store.writing() as connection:
            assert not look_at(connection, invitation, now=NOW)
            with pytest.raises(Refused, match="another device"):
                open_link(Batch(connection, now=NOW), invitation, new_session(), now=NOW)
            assert open_link(Batch(connection, now=NOW), invitation, session, now=NOW) == session
            link = use_link(connection, invitation, session, now=NOW)
            assert (link.incident, link.task, link.made_by) == ("i1", "t1", "甲")
            for wrong in ("", session[:-1], invitation):
                with pytest.raises(Refused, match="another device"):
                    use_link(connection, invitation, wrong, now=NOW)
            with pytest.raises(Refused, match="older than a day"):
                use_link(connection, invitation, session, now=NOW + LINK_HOLDS_S)
            with pytest.raises(Refused, match="no such link"):
                look_at(connection, invitation[:-1], now=NOW)
            kept = connection.execute(select(schema.task_links)).one()
        with store.writing() as connection:
            batch = Batch(connection, now=NOW + 1.0)
            draft = Draft(batch, by="甲")
            newer = make_link(draft, incident="i1", task="t1", made_by="甲", now=NOW + 1.0)
            make_link(draft, incident="i1", task="t2", made_by="甲", now=NOW + 2.0)
            batch.merge(draft)
            batch.flush()
            with pytest.raises(Refused, match="superseded"):
                use_link(connection, invitation, session, now=NOW + 1.0)
            assert look_at(connection, newer, now=NOW + 1.0), "a link to another task is another link"
            assert invitation.encode() not in bytes(kept.digest)
            assert session.encode() not in bytes(kept.session)
