"""Links to conferences: their digests, their one browser, their end."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from backend_client.protocol.errors import Refused
from platform_backend.access.conference_links import LINK_HOLDS_S, look_at, make_link, open_link, use_link
from platform_backend.access.task_links import new_session
from platform_backend.store import schema
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.store import Store

NOW = 1_800_000_000.0


def test_a_link_is_opened_once_used_by_its_browser_and_ends(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "store.sqlite3")) as store:
        with store.writing() as connection:
            batch = Batch(connection, now=NOW)
            draft = Draft(batch, by="甲")
            invitation = make_link(draft, conference="c1", guest="guest-1", made_by="甲", now=NOW)
            batch.merge(draft)
            batch.flush()
        with store.writing() as connection:
            batch = Batch(connection, now=NOW)
            link, waits = look_at(connection, invitation, now=NOW)
            assert (link.conference, link.guest, link.made_by, waits) == ("c1", "guest-1", "甲", True)
            session = open_link(batch, invitation, "guessed", now=NOW)
            assert session != "guessed", "a browser brings what it was given here, or nothing"
            assert not look_at(connection, invitation, now=NOW)[1]
            with pytest.raises(Refused, match="another device"):
                open_link(batch, invitation, new_session(), now=NOW)
            assert open_link(batch, invitation, session, now=NOW) == session
            assert use_link(connection, invitation, session, now=NOW) == link
            for wrong in ("", session[:-1], invitation):
                with pytest.raises(Refused, match="another device"):
                    use_link(connection, invitation, wrong, now=NOW)
            with pytest.raises(Refused, match="has expired"):
                use_link(connection, invitation, session, now=NOW + LINK_HOLDS_S)
            for none in (invitation[:-1], "x" * 100):
                with pytest.raises(Refused, match="no such link"):
                    look_at(connection, none, now=NOW)
            kept = connection.execute(select(schema.conference_links)).one()
    assert invitation.encode() not in (kept.digest, kept.session)
    assert session.encode() not in (kept.digest, kept.session)
