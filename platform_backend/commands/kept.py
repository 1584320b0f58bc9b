"""Scenes and tours as they are kept: found, guarded against another's change, not deleted while in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import Scene, Tour, Wall
from platform_backend.access.scope import sees, unseen
from platform_backend.commands.context import Context
from platform_backend.store.batch import Row

K = TypeVar("K", Scene, Tour)
_KINDS: dict[str, type[Scene] | type[Tour]] = {"scene": Scene, "tour": Tour}


def living(context: Context, kind: type[K], id_: str, what: str) -> K:
    """As `Context.find`, for what may have been deleted."""
    found = context.find(kind, id_, what)
    row = context.draft.row(what, id_)
    if row is None or not row.in_view:
        raise unseen(context.actor.scope, f"{what} {id_!r}")
    return found


def aimed(context: Context, kind: type[K], what: str) -> tuple[str, K]:
    """As `Context.aim`, for what may have been deleted."""
    id_, _ = context.aim(kind, what)
    return id_, living(context, kind, id_, what)


def saved_as(context: Context, kind: type[K], what: str, name: str) -> tuple[str, K | None]:
    """The id under which something is saved, a new one without a target, and how it was before.

    Raises Refused when the version that it was made from is not said, or when another one is called so.
    """
    if context.target is None:
        id_, former = str(uuid7()), None
    else:
        id_, former = aimed(context, kind, what)
        if context.expect_ver is None:
            sentence = f"a {what} is saved again with the version that it was made from"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.UNGUARDED)
    for row in context.draft.rows_in_view(what):
        if row.id != id_ and sees(context.actor.scope, row.codes) and row.decode(kind).name == name:
            sentence = f"another {what} is called {name}"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NAME_TAKEN, name=name)
    return id_, former


def refuse_while_used(context: Context, users: Iterator[tuple[Row, str]]) -> None:
    """Raise Refused naming the first of those that use it, unless there are none."""
    for row, name in users:
        # What lies outside of somebody's scope is not named to him.
        told = name if sees(context.actor.scope, row.codes) else "…"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"{told} uses it", Cause.IN_USE, name=told)


def walls_with_tour(context: Context, tour: str) -> Iterator[tuple[Row, str]]:
    """The walls on which a tour runs, or will when they are given back."""
    for row in context.draft.rows_in_view("wall"):
        wall = row.decode(Wall)
        if any(run.tour == tour for run in (*wall.tours, *wall.previous_tours)):
            yield row, wall.name


def users_of_scene(context: Context, scene: str) -> Iterator[tuple[Row, str]]:
    """The tours that show a scene, and the walls on which it stands, or will when they are given back."""
    for row in context.draft.rows_in_view("tour"):
        tour = row.decode(Tour)
        if any(step.scene == scene for step in tour.steps):
            yield row, tour.name
    for row in context.draft.rows_in_view("wall"):
        wall = row.decode(Wall)
        if scene in (wall.scene, wall.previous_scene):
            yield row, wall.name
