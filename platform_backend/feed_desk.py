"""Serves the feed: one connection for each console, put together from what the platform has."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from starlette.websockets import WebSocket

from backend_client.protocol.messages import Command, Result
from platform_backend.access.accounts import Accounts
from platform_backend.access.sign_ins import Session
from platform_backend.commands.context import Actor
from platform_backend.district_time import DistrictTime
from platform_backend.feed.channel import Channel
from platform_backend.feed.connection import Connection, Services, Timing
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.feed.outgoing import Outgoing, Pump
from platform_backend.feed.state_hub import StateHub
from platform_backend.feed.subscriptions import Subscriptions
from platform_backend.frames import Layout
from platform_backend.queries import Queries
from platform_backend.tally import Tally


class FeedDesk:
    """`command`, `status` and `queries` answer what consoles ask on their connections."""

    def __init__(
        self,
        *,
        log: EventLog,
        states: StateHub,
        connections: Connections,
        accounts: Accounts,
        epoch: str,
        simulated: bool,
        clock: DistrictTime,
        timing: Timing,
        tally: Tally,
        command: Callable[[Actor, Command], Awaitable[Result]],
        status: Callable[[Actor, str], Awaitable[Result | None]],
        queries: Queries,
    ) -> None:
        self._log = log
        self._states = states
        self._connections = connections
        self._accounts = accounts
        self._epoch = epoch
        self._simulated = simulated
        self._clock = clock
        self._timing = timing
        self._tally = tally
        self._command = command
        self._status = status
        self._queries = queries
        self._pump = Pump()

    async def serve(self, websocket: WebSocket) -> None:
        """One console, until its connection ends."""
        channel = Channel(websocket, close_within_s=self._timing.close_within_s)
        services = Services(
            epoch=self._epoch,
            simulated=self._simulated,
            clock=self._clock,
            session=self._accounts.session,
            current=self._accounts.current,
            subscriptions=self._subscriptions,
            command=self._command,
            status=self._status,
            query=self._queries.answer,
            opened=self._connections.opened,
            joined=self._connections.joined,
            left=self._connections.left,
            tally=self._tally,
            pump=self._pump,
        )
        await Connection(channel=channel, services=services, timing=self._timing).run()

    def _subscriptions(self, session: Session, outgoing: Outgoing, layout: Layout) -> Subscriptions:
        return Subscriptions(
            log=self._log,
            states=self._states,
            epoch=self._epoch,
            user=session.user,
            outgoing=outgoing,
            layout=layout,
            clock=time.monotonic,
            tally=self._tally,
            state_interval_s=self._timing.state_interval_s,
        )
