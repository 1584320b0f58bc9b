"""What one console listens to: snapshots, replays, events with its own cursors, states at most at 2 Hz."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import (
    Bookmark,
    ReplayBegin,
    ReplayEnd,
    Resync,
    Scope,
    Subscribe,
    Subscribed,
    User,
)
from backend_client.protocol.topics import STATE_TOPICS, TOPICS
from platform_backend.access.scope import sees, sees_all, sights
from platform_backend.feed.event_log import EventLog
from platform_backend.feed.outgoing import Key, Outgoing
from platform_backend.feed.state_hub import StateHub
from platform_backend.frames import Layout
from platform_backend.log_types import MAX_VARIANTS, Burst, Held, LogEvent
from platform_backend.tally import Tally

#: An entity of a state topic is sent at most once in this time, in seconds.
STATE_INTERVAL_S = 0.5
#: Width of the buckets in which states wait for their turn, in seconds.
_BUCKET_S = 0.1


class Subscriptions:
    """The topics of one connection and its cursors; everything goes out through `outgoing`."""

    def __init__(
        self,
        *,
        log: EventLog,
        states: StateHub,
        epoch: str,
        user: User,
        outgoing: Outgoing,
        layout: Layout,
        clock: Callable[[], float],
        tally: Tally | None = None,
        state_interval_s: float = STATE_INTERVAL_S,
    ) -> None:
        self.cursors: dict[str, int] = {}
        self._log = log
        self._states = states
        self._epoch = epoch
        #: What this console sees of each topic, and the topics of which that is everything.
        self._sights = sights(user)
        self._seen_whole = _whole(self._sights)
        self._outgoing = outgoing
        self._layout = layout
        self._clock = clock
        self._tally = tally or Tally()
        self._interval = state_interval_s
        self._sub = ""
        self._head = b""
        #: Counts the streams of each topic: one that has been overtaken breaks off.
        self._streams: dict[str, int] = {}
        #: State entities that a console with a limited scope holds: it is told when one leaves its view.
        self._shown: dict[str, set[Key]] = {}
        #: Newest event of each log topic when the scope changed last on this connection.
        self._same_eyes_since: dict[str, int] = {}
        self._last_sent: dict[Key, float] = {}
        self._waiting: set[Key] = set()
        self._buckets: dict[int, list[tuple[str, Key]]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def subscribe(self, message: Subscribe) -> None:
        """Answer a subscribe; it replaces the one before."""
        self.unsubscribe(tuple(self.cursors))
        self._sub = message.id
        self._head = self._layout.event_head(message.id)
        wanted = tuple(dict.fromkeys(message.topics))
        known = tuple(topic for topic in wanted if topic in TOPICS)
        refused = {
            topic: Error(code=ErrorCode.NOT_FOUND, message=f"there is no topic {topic[:40]!r}")
            for topic in wanted
            if topic not in TOPICS
        }
        answer = Subscribed(id=message.id, topics=known, refused=refused)
        self._outgoing.push(self._layout.message(answer))
        for topic in known:
            if topic in STATE_TOPICS:
                self._send_states(topic)
            else:
                self._resume(topic, message)

    def unsubscribe(self, topics: tuple[str, ...]) -> None:
        """Stop topics."""
        for topic in topics:
            if self.cursors.pop(topic, None) is not None:
                self._next_stream(topic)
                if topic in STATE_TOPICS:
                    self._outgoing.forget_states(topic)

    def change_user(self, user: User) -> None:
        """Somebody else, or with other rights, sees this console now: send anew what looks different."""
        formerly, self._sights = self._sights, sights(user)
        self._seen_whole = _whole(self._sights)
        changed = {topic for topic in TOPICS if formerly[topic] != self._sights[topic]}
        self._same_eyes_since |= {
            topic: log.head for topic, log in self._log.topics.items() if topic in changed
        }
        for topic in tuple(self.cursors):
            if topic not in changed:
                continue
            former, scope = formerly[topic], self._sights[topic]
            state = topic in STATE_TOPICS
            codes = {h.codes for h in (self._states.all_of(topic) if state else self._view(topic))}
            if all(sees(former, each) == sees(scope, each) for each in codes):
                if state:
                    self._note_shown(topic, (h for h in self._states.all_of(topic) if sees(scope, h.codes)))
                continue
            self._resync(topic, "scope_changed")
            if state:
                self._outgoing.forget_states(topic)
                self._send_states(topic)
            else:
                self._send_log(topic)

    def on_events(self, burst: Burst) -> None:
        """Pass on what this console may see of the events of a commit."""
        cursors, head = self.cursors, self._head
        frames: list[bytes] = []
        for event, made in burst.events:
            if (prev := cursors.get(event.topic)) is None:
                continue
            scope = self._sights[event.topic]
            visible = event.topic in self._seen_whole or sees(scope, event.codes)
            if visible or sees(scope, event.former_codes):
                cursors[event.topic] = event.seq
                variant = (head, prev, visible)
                if (frame := made.get(variant)) is None:
                    frame = event.frame(self._layout, head, prev, visible)
                    if len(made) < MAX_VARIANTS:
                        made[variant] = frame
                frames.append(frame)
        if frames:
            self._outgoing.push_burst(frames, burst)

    def on_state(self, topic: str, key: Key) -> None:
        """Send a changed state now, or when its turn has come."""
        if topic not in self.cursors or key in self._waiting:
            return
        due = self._last_sent.get(key, -math.inf) + self._interval
        if due <= self._clock():
            self._outgoing.push_state(topic, key)
            return
        self._waiting.add(key)
        self._buckets.setdefault(math.ceil(due / _BUCKET_S), []).append((topic, key))
        self._set_timer()

    def state_frame(self, topic: str, key: Key) -> bytes | None:
        """The latest of an entity as this connection's next event; None when it is not for this console."""
        prev = self.cursors.get(topic)
        if prev is None:
            return None
        held = self._states.held(topic, key)
        layout = self._layout
        if sees(self._sights[topic], held.codes):
            tail = held.state_tail(layout)
            if topic not in self._seen_whole:
                self._shown.setdefault(topic, set()).add(key)
        elif key in self._shown.get(topic, ()):
            tail = held.gone_tail(layout)
            self._shown[topic].discard(key)
        else:
            return None
        self.cursors[topic] = prev + 1
        self._last_sent[key] = self._clock()
        return layout.event(
            self._head, prev, layout.field("topic", topic), layout.field("seq", prev + 1), tail
        )

    def bookmark(self) -> None:
        """Tell the console how far it is in every topic."""
        for topic, cursor in self.cursors.items():
            seq = cursor if topic in STATE_TOPICS else self._log.topics[topic].head
            self.cursors[topic] = seq
            self._outgoing.push(self._layout.message(Bookmark(sub=self._sub, topic=topic, seq=seq)))

    def close(self) -> None:
        """Stop listening."""
        self.cursors.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _view(self, topic: str) -> Iterable[Held]:
        return self._log.topics[topic].view.values()

    def _resume(self, topic: str, message: Subscribe) -> None:
        log = self._log.topics[topic]
        resume = message.resume
        cursor = None if resume is None else resume.cursors.get(topic)
        if resume is not None and cursor is not None:
            reason = "epoch_changed" if resume.epoch != self._epoch else log.cannot_replay(cursor)
            if reason is None and cursor <= self._same_eyes_since.get(topic, 0):
                # Asked for before the console heard of its new scope: what it holds was seen by other eyes.
                reason = "scope_changed"
            if reason is None:
                self.cursors[topic] = log.head
                self._push_stream(topic, self._replay(topic, cursor, log.head, log.after(cursor)))
                return
            self._resync(topic, reason)
        self._send_log(topic)

    def _resync(self, topic: str, reason: str) -> None:
        self._tally.resyncs[reason] += 1
        self._outgoing.push(self._layout.message(Resync(sub=self._sub, topic=topic, reason=reason)))

    def _send_log(self, topic: str) -> None:
        log = self._log.topics[topic]
        self.cursors[topic] = log.head
        frames = log.snapshot(self._sights[topic]).frames(
            self._layout, sub=self._sub, topic=topic, epoch=self._epoch, as_of=log.head
        )
        self._push_stream(topic, frames)

    def _send_states(self, topic: str) -> None:
        self.cursors[topic] = 1
        snapshot, changed = self._states.snapshot(topic, self._sights[topic])
        self._note_shown(topic, snapshot.entities())
        frames = snapshot.frames(self._layout, sub=self._sub, topic=topic, epoch=self._epoch, as_of=1)
        self._push_stream(topic, frames)
        for key in changed:
            self._outgoing.push_state(topic, key)

    def _note_shown(self, topic: str, entities: Iterable[Held]) -> None:
        limited = topic not in self._seen_whole
        self._shown[topic] = {(held.entity, held.id) for held in entities} if limited else set()

    def _next_stream(self, topic: str) -> int:
        self._streams[topic] = number = self._streams.get(topic, 0) + 1
        return number

    def _push_stream(self, topic: str, frames: Iterator[bytes]) -> None:
        self._outgoing.push_stream(self._while_current(topic, self._next_stream(topic), frames))

    def _while_current(self, topic: str, number: int, frames: Iterator[bytes]) -> Iterator[bytes]:
        # What a console asked for before, or what somebody else was to see, is broken off where it stands.
        while self._streams[topic] == number and (frame := next(frames, None)) is not None:
            yield frame

    def _replay(self, topic: str, cursor: int, head: int, missed: list[LogEvent]) -> Iterator[bytes]:
        sub, start, scope, layout = self._sub, self._head, self._sights[topic], self._layout
        yield layout.message(ReplayBegin(sub=sub, topic=topic, from_=cursor))
        for event in missed:
            visible = sees(scope, event.codes)
            if visible or sees(scope, event.former_codes):
                yield event.frame(layout, start, cursor, visible)
                cursor = event.seq
        yield layout.message(ReplayEnd(sub=sub, topic=topic, seq=head))

    def _set_timer(self) -> None:
        if self._timer is None:
            wait = max(0.0, min(self._buckets) * _BUCKET_S - self._clock())
            self._timer = asyncio.get_running_loop().call_later(wait, self._turn)

    def _turn(self) -> None:
        self._timer = None
        now = self._clock()
        for bucket in sorted(bucket for bucket in self._buckets if bucket * _BUCKET_S <= now):
            for topic, key in self._buckets.pop(bucket):
                self._waiting.discard(key)
                if topic in self.cursors:
                    self._outgoing.push_state(topic, key)
        if self._buckets:
            self._set_timer()


def _whole(scopes: Mapping[str, Scope]) -> frozenset[str]:
    return frozenset(topic for topic, scope in scopes.items() if sees_all(scope))
