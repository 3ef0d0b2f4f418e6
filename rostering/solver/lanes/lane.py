"""One search in a process of its own: ``python -m rostering.solver.lanes.lane``, which `Child` alone starts.

Messages are read from standard input and written to what was standard output; whatever else is printed goes
to standard error. When the parent has ended, input ends, and so does this process, whatever it is doing.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections import deque
from typing import TYPE_CHECKING, BinaryIO

from rostering.solver.core.clock import Clock, clock_for
from rostering.solver.core.errors import SolverDisagreement
from rostering.solver.core.incumbent import DualBound, Incumbent, Solution
from rostering.solver.core.process import memory_mb, take_standard_streams
from rostering.solver.lanes.messages import (
    Bound,
    Envelope,
    Failed,
    Message,
    PackedColumns,
    Phase,
    SearchTask,
    Stop,
    receive,
    send,
)
from rostering.solver.lanes.searches import SearchEnvironment, run_search

if TYPE_CHECKING:
    from rostering.solver.columns.master.published_columns import PublishedColumns


class Lane:
    """A search that sends what it finds to its parent, and receives what others find.

    Parameters
    ----------
    task : SearchTask
        What to search for; its time starts now.
    outgoing : binary stream
        Where messages are written, by the searching thread only.
    """

    def __init__(self, task: SearchTask, outgoing: BinaryIO) -> None:
        self._task, self._outgoing = task, outgoing
        self._wall, self._clock = Clock(task.limits.seconds), clock_for(task.limits)
        self._incumbent = Incumbent(task.problem, self._send_found, task.lane)
        self._sent: tuple[Solution | None, int, int] = (None, 0, 0)
        self._sent_dual_bound: DualBound | None = None
        self._packed: deque[bytes] = deque(maxlen=1)
        self._stop = threading.Event()

    def search(self) -> None:
        """Search to the end, and send how it ended."""
        environment = SearchEnvironment(
            self._incumbent,
            self._clock,
            lambda: self._stop.is_set() or self._wall.over,
            lambda phase: self._send(Phase(phase)),
            lambda published: self._send(PackedColumns(pickle.dumps(published))),
            self._received_columns,
        )
        try:
            self._send(run_search(self._task.kind, self._task.problem, self._task.limits, environment))
        except Exception as error:
            self._send(Failed(f"{type(error).__name__}: {error}", isinstance(error, SolverDisagreement)))

    def _received_columns(self) -> PublishedColumns | None:
        """Return the columns received last, unpickled by the searching thread: two may not import at once."""
        return pickle.loads(self._packed.pop()) if self._packed else None

    def listen(self, incoming: BinaryIO) -> None:
        """Receive messages; end the process when the input ends."""
        while True:
            try:
                message = receive(incoming).message
            except EOFError:
                os._exit(0)
            if isinstance(message, Solution):
                self._incumbent.take(message)
            elif isinstance(message, Bound):
                self._incumbent.take_bound(message.value, message.by, cover=message.cover)
            elif isinstance(message, PackedColumns):
                self._packed.append(message.packed)
            elif isinstance(message, Stop):
                self._stop.set()

    def _send_found(self) -> None:
        """Send the rota or bound that was just found here."""
        incumbent = self._incumbent
        now, before = (incumbent.best, incumbent.bound, incumbent.cover_bound), self._sent
        self._sent = now
        if now[0] is not None and now[0] is not before[0] and now[0].lane == self._task.lane:
            self._send(now[0])
        # The dual bound goes first: the run may end as soon as the parent has the bound.
        if incumbent.dual_bound is not None and incumbent.dual_bound is not self._sent_dual_bound:
            self._sent_dual_bound = incumbent.dual_bound
            self._send(incumbent.dual_bound)
        if now[1:] != before[1:]:
            self._send(Bound(incumbent.bound, incumbent.bound_from, incumbent.cover_bound))

    def _send(self, message: Message) -> None:
        send(self._outgoing, Envelope(message, memory_mb()))


def main() -> None:
    """Take over the standard streams for messages, and run the search of the first one."""
    incoming, outgoing = take_standard_streams()
    try:
        task = receive(incoming).message
    except EOFError:
        return
    assert isinstance(task, SearchTask)
    lane = Lane(task, outgoing)
    threading.Thread(target=lane.listen, args=(incoming,), daemon=True).start()
    try:
        lane.search()
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
