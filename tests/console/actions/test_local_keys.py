"""The keys of lists and dialogs are told once each, in words."""

from __future__ import annotations

from console.actions.local_keys import local_keys


def test_every_key_has_words_and_stands_once_in_its_group() -> None:
    groups = local_keys()
    assert len({group.theme for group in groups}) == len(groups)
    for group in groups:
        assert all(row.text and row.keys for row in group.rows)
        keys = [row.keys for row in group.rows]
        assert len(set(keys)) == len(keys)
