"""One search in a process of its own: ``python -m rostering.solver.lanes.lane``, which `Child` alone starts.

Letters come in by standard input and go out by what was standard output; whatever else is printed goes to
standard error. When the other side is gone input ends, and so does this process, whatever it is doing.
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
from rostering.solver.lanes.searches import SearchEnvironment, run

if TYPE_CHECKING:
    from rostering.solver.columns.master.published_columns import PublishedColumns


class Lane:
    """A search that tells what it finds and hears what others find.

    Parameters
    ----------
    task : SearchTask
        What to search for; its time begins now.
    outgoing : binary stream
        Where letters are written, by the thread that searches and no other.
    """

    def __init__(self, task: SearchTask, outgoing: BinaryIO) -> None:
        self._task, self._outgoing = task, outgoing
        self._wall, self._clock = Clock(task.limits.seconds), clock_for(task.limits)
        self._incumbent = Incumbent(task.problem, self._tell_found, task.lane)
        self._told: tuple[Solution | None, int, int] = (None, 0, 0)
        self._told_dual_bound: DualBound | None = None
        self._packed: deque[bytes] = deque(maxlen=1)
        self._stop = threading.Event()

    def search(self) -> None:
        """Search to the end, and tell how it ended."""
        around = SearchEnvironment(
            self._incumbent,
            self._clock,
            lambda: self._stop.is_set() or self._wall.over,
            lambda phase: self._tell(Phase(phase)),
            lambda published: self._tell(PackedColumns(pickle.dumps(published))),
            self._news,
        )
        try:
            self._tell(run(self._task.kind, self._task.problem, self._task.limits, around))
        except Exception as error:
            self._tell(Failed(f"{type(error).__name__}: {error}", isinstance(error, SolverDisagreement)))

    def _news(self) -> PublishedColumns | None:
        """Return what was heard last; unpacked by the thread that searches: two may not import at once."""
        return pickle.loads(self._packed.pop()) if self._packed else None

    def listen(self, incoming: BinaryIO) -> None:
        """Take in letters; end the process when there will be no more."""
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

    def _tell_found(self) -> None:
        """Tell of a rota or bound that was found here."""
        incumbent = self._incumbent
        now, before = (incumbent.best, incumbent.bound, incumbent.cover_bound), self._told
        self._told = now
        if now[0] is not None and now[0] is not before[0] and now[0].lane == self._task.lane:
            self._tell(now[0])
        # The prices go first: with the bound the run may be over.
        if incumbent.dual_bound is not None and incumbent.dual_bound is not self._told_dual_bound:
            self._told_dual_bound = incumbent.dual_bound
            self._tell(incumbent.dual_bound)
        if now[1:] != before[1:]:
            self._tell(Bound(incumbent.bound, incumbent.bound_from, incumbent.cover_bound))

    def _tell(self, message: Message) -> None:
        send(self._outgoing, Envelope(message, memory_mb()))


def main() -> None:
    """Take the standard streams for letters, and search as the first one says."""
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
