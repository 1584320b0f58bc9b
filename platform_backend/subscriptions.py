"""What one console listens to: snapshots, replays, events with its own cursors, states at most at 2 Hz."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterator

from backend_client.protocol.codec import encode
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Resync, Scope, Subscribe, Subscribed
from backend_client.protocol.topics import STATE_TOPICS, TOPICS
from platform_backend.event_log import EventLog
from platform_backend.log_types import LogEvent, json_text
from platform_backend.outgoing import Key, Outgoing
from platform_backend.scope import sees
from platform_backend.snapshots import build_snapshot
from platform_backend.state_hub import StateHub

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
        scope: Scope,
        outgoing: Outgoing,
        clock: Callable[[], float],
        state_interval_s: float = STATE_INTERVAL_S,
    ) -> None:
        self.cursors: dict[str, int] = {}
        self._log = log
        self._states = states
        self._epoch = epoch
        self._scope = scope
        self._outgoing = outgoing
        self._clock = clock
        self._interval = state_interval_s
        self._sub = ""
        self._head = ""
        self._last_sent: dict[Key, float] = {}
        self._waiting: set[Key] = set()
        self._buckets: dict[int, list[tuple[str, Key]]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def subscribe(self, message: Subscribe) -> None:
        """Answer a subscribe; it replaces the one before."""
        self.unsubscribe(tuple(self.cursors))
        self._sub = message.id
        self._head = f'{{"type":"event","sub":{json_text(message.id)},"prev":'
        wanted = tuple(dict.fromkeys(message.topics))
        known = tuple(topic for topic in wanted if topic in TOPICS)
        refused = {
            topic: Error(code=ErrorCode.NOT_FOUND, message=f"there is no topic {topic[:40]!r}")
            for topic in wanted
            if topic not in TOPICS
        }
        self._outgoing.push(encode(Subscribed(id=message.id, topics=known, refused=refused)).decode())
        for topic in known:
            if topic in STATE_TOPICS:
                self._send_states(topic)
            else:
                self._send_log(topic, message)

    def unsubscribe(self, topics: tuple[str, ...]) -> None:
        """Stop topics."""
        for topic in topics:
            if self.cursors.pop(topic, None) is not None and topic in STATE_TOPICS:
                self._outgoing.forget_states(topic)

    def on_event(self, event: LogEvent) -> None:
        """Pass a log event on if this console may see it."""
        prev = self.cursors.get(event.topic)
        if prev is None:
            return
        if sees(self._scope, event.codes):
            tail = event.put_tail
        elif sees(self._scope, event.former_codes):
            tail = event.delete_tail
        else:
            return
        self.cursors[event.topic] = event.seq
        self._outgoing.push(f"{self._head}{prev}{tail}")

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

    def state_frame(self, topic: str, key: Key) -> str | None:
        """The latest of an entity as this connection's next event; None when it is not for this console."""
        prev = self.cursors.get(topic)
        held = self._states.held(topic, key)
        if prev is None or not sees(self._scope, held.codes):
            return None
        self.cursors[topic] = prev + 1
        self._last_sent[key] = self._clock()
        return f'{self._head}{prev},"topic":"{topic}","seq":{prev + 1}{held.state_tail}'

    def bookmark(self) -> None:
        """Tell the console how far it is in every topic."""
        for topic, cursor in self.cursors.items():
            seq = cursor if topic in STATE_TOPICS else self._log.topics[topic].head
            self.cursors[topic] = seq
            self._outgoing.push(
                f'{{"type":"bookmark","sub":{json_text(self._sub)},"topic":"{topic}","seq":{seq}}}'
            )

    def close(self) -> None:
        """Stop listening."""
        self.cursors.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _send_log(self, topic: str, message: Subscribe) -> None:
        log = self._log.topics[topic]
        resume = message.resume
        cursor = None if resume is None else resume.cursors.get(topic)
        self.cursors[topic] = log.head
        if resume is not None and cursor is not None:
            reason = "epoch_changed" if resume.epoch != self._epoch else log.cannot_replay(cursor)
            if reason is None:
                self._outgoing.push_stream(self._replay(topic, cursor, log.head, log.after(cursor)))
                return
            self._outgoing.push(encode(Resync(sub=self._sub, topic=topic, reason=reason)).decode())
        snapshot = log.snapshot(self._scope)
        frames = snapshot.frames(sub=self._sub, topic=topic, epoch=self._epoch, as_of=log.head)
        self._outgoing.push_stream(self._while_current(frames))

    def _send_states(self, topic: str) -> None:
        self.cursors[topic] = 1
        held = [held for held in self._states.all_of(topic) if sees(self._scope, held.codes)]
        frames = build_snapshot(held).frames(sub=self._sub, topic=topic, epoch=self._epoch, as_of=1)
        self._outgoing.push_stream(self._while_current(frames))

    def _while_current(self, frames: Iterator[str]) -> Iterator[str]:
        # A console that subscribes again drops the frames of the former subscription: spare it the pages.
        sub = self._head
        for frame in frames:
            if self._head is not sub:
                return
            yield frame

    def _replay(self, topic: str, cursor: int, head: int, missed: list[LogEvent]) -> Iterator[str]:
        start, sub = self._head, json_text(self._sub)
        yield f'{{"type":"replay.begin","sub":{sub},"topic":"{topic}","from":{cursor}}}'
        for event in missed:
            if not sees(self._scope, event.codes) and not sees(self._scope, event.former_codes):
                continue
            tail = event.put_tail if sees(self._scope, event.codes) else event.delete_tail
            yield f"{start}{cursor}{tail}"
            cursor = event.seq
        yield f'{{"type":"replay.end","sub":{sub},"topic":"{topic}","seq":{head}}}'

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
