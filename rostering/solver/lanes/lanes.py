"""The searches in processes of their own: starts and ends them, and passes on what each finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from queue import Empty, SimpleQueue

from rostering.problem import Limits, Problem
from rostering.solver.core.clock import Clock
from rostering.solver.core.errors import LanesCrashed, SolverDisagreement
from rostering.solver.core.incumbent import DualBound, Incumbent, Solution
from rostering.solver.core.phases import FIRST, Ending, SearchKind
from rostering.solver.lanes.child import Child
from rostering.solver.lanes.messages import (
    Bound,
    Envelope,
    Failed,
    Message,
    PackedColumns,
    Phase,
    ProcessEnded,
    SearchTask,
    Stop,
)
from rostering.solver.lanes.searches import SECOND_SEED

#: How many seconds searches have for sending their last results once they are asked to stop.
LAST_RESULTS_SECONDS = 0.4


class Lanes:
    """The processes of one run.

    Parameters
    ----------
    problem, limits, clock
        What to search for, and the clock of the run.
    incumbent : Incumbent
        Takes the best rota and bounds of all lanes.

    Attributes
    ----------
    names : list of str
        The names of all searches that were started.
    phases : list of str
        The phases that lanes have entered, in order; the reader may clear it.
    endings : list of Ending
        The endings of lanes that came to their end.
    notes : list of str
        When lanes began and how they broke off, in words.
    """

    def __init__(self, problem: Problem, limits: Limits, clock: Clock, incumbent: Incumbent) -> None:
        self._problem, self._limits, self._clock, self._incumbent = problem, limits, clock, incumbent
        self._received: SimpleQueue[tuple[Child, Envelope]] = SimpleQueue()
        self._running: list[Child] = []
        self._crashes: list[str] = []
        self._columns: PackedColumns | None = None
        self._sent: tuple[Solution | None, int, int] = (None, 0, 0)
        self._memory_mb: dict[str, int] = {}
        self.names: list[str] = []
        self.phases: list[str] = []
        self.endings: list[Ending] = []
        self.notes: list[str] = []

    # -- starting and ending

    def start(self, kind: SearchKind, workers: int = 1) -> None:
        """Start a search with so many threads, and send it what is known; only a note where that fails."""
        name = f"{kind} in lane {len(self.names) + 1}"
        seed = self._limits.seed + (SECOND_SEED * len(self.names) if kind is SearchKind.IMPROVE else 0)
        limits = replace(self._limits, seconds=self._clock.left(), seed=seed, workers=workers)
        try:
            child = Child(
                SearchTask(kind, name, self._problem, limits), lambda *received: self._received.put(received)
            )
        except OSError as error:
            self.notes.append(f"no process could be started for a {kind}: {error}")
            return
        self._share()
        self.names.append(name)
        self._running.append(child)
        self.notes.append(f"{name} began after {self._clock.spent():.1f} s")
        if self._columns is not None and kind is SearchKind.IMPROVE:
            child.tell(self._columns)
        self._send((child,), (None, 0, 0))

    @property
    def running(self) -> tuple[SearchKind, ...]:
        """The kinds of the running searches."""
        return tuple(child.task.kind for child in self._running)

    def drop(self, kind: SearchKind) -> None:
        """End at once the search of this kind that began last."""
        self._end(self._children(kind)[-1])

    def finish(self, *, wait_for_results: bool) -> None:
        """End all searches; with ``wait_for_results`` they may first stop and send their last results."""
        if wait_for_results:
            for child in self._running:
                child.tell(Stop())
            patience = Clock(LAST_RESULTS_SECONDS)
            while self._running and not patience.over:
                self.receive(patience.left())
        for child in tuple(self._running):
            self._end(child)

    def _children(self, kind: SearchKind) -> list[Child]:
        return [child for child in self._running if child.task.kind is kind]

    def _end(self, child: Child) -> None:
        self._running.remove(child)
        child.end()

    # -- messages

    @property
    def memory_mb(self) -> int:
        """The sum of the peak memory of all processes."""
        return sum(self._memory_mb.values())

    def receive(self, seconds: float) -> None:
        """Handle all messages, waiting so many seconds for the first; send every lane what is new to it."""
        try:
            self._handle(*self._received.get(block=seconds > 0, timeout=seconds or None))
            while True:
                self._handle(*self._received.get_nowait())
        except Empty:
            self._share()

    def _share(self) -> None:
        incumbent, before = self._incumbent, self._sent
        self._sent = (incumbent.best, incumbent.bound, incumbent.cover_bound)
        self._send(self._running, before)

    def _send(self, children: Iterable[Child], before: tuple[Solution | None, int, int]) -> None:
        """Send the best rota and the bounds to lanes where they have changed."""
        best, *bounds = self._sent
        for child in children:
            if best is not None and best is not before[0] and best.lane != child.task.lane:
                child.tell(best)
            if tuple(bounds) != before[1:]:
                child.tell(Bound(bounds[0], self._incumbent.bound_from, bounds[1]))

    def _handle(self, child: Child, envelope: Envelope) -> None:
        message = envelope.message
        self._memory_mb[child.task.lane] = max(envelope.memory_mb, self._memory_mb.get(child.task.lane, 0))
        if isinstance(message, Solution):
            self._incumbent.take(message)
        elif isinstance(message, Bound):
            self._incumbent.take_bound(message.value, message.by, cover=message.cover)
        elif isinstance(message, DualBound):
            self._incumbent.take_dual_bound(message)
        elif isinstance(message, Phase):
            self.phases.append(message.name)
        elif isinstance(message, PackedColumns):
            self._columns = message
            for other in self._children(SearchKind.IMPROVE):
                other.tell(message)
        elif child in self._running:
            self._handle_end(child, message)

    def _handle_end(self, child: Child, message: Message) -> None:
        """Keep the ending of a search, or note how it broke off."""
        if isinstance(message, Ending):
            self.endings.append(message)
        elif isinstance(message, Failed) and message.disagrees:
            raise SolverDisagreement(message.words)
        elif isinstance(message, Failed | ProcessEnded):
            words = message.words if isinstance(message, Failed) else child.how_it_ended()
            self._crashes.append(f"{child.task.lane} broke off: {words}")
            self.notes.append(self._crashes[-1])
        self._end(child)
        best = self._incumbent.best
        if len(self._crashes) == len(self.names) and (best is None or best.phase == FIRST):
            raise LanesCrashed("; ".join(self._crashes))
