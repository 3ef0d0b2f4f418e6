"""Says why no rota keeps everything compulsory: the smallest sets of things asked that cannot all be kept.

Nearly always what is asked of one person clashes, so people are looked at alone first, then people beside
those who supervise them, and the whole team only if neither says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from ortools.sat.python import cp_model

from rostering.checker import check
from rostering.problem import Conflict, Problem, Roster
from rostering.rules import sentence
from rostering.solver.constraints.building import build
from rostering.solver.core.clock import Clock
from rostering.solver.core.errors import StopRequested
from rostering.solver.cpsat.removable_constraints import (
    SUPERVISION,
    RemovableConstraint,
    every,
    of_worker,
    say,
    with_only,
)
from rostering.solver.cpsat.search import search

#: Rules of which locked duties alone say nothing: other duties may be there too.
SILENT = ("locked", "contract_hours", "minimum_cover", SUPERVISION)
T = TypeVar("T")


def conflicts(problem: Problem, clock: Clock, should_stop: Callable[[], bool]) -> tuple[Conflict, ...]:
    """Return what cannot all be kept, each smallest set apart, as far as the time allows."""
    return tuple(_said(problem, clash) for clash in clashes(problem, clock, should_stop))


def clashes(
    problem: Problem, clock: Clock, should_stop: Callable[[], bool]
) -> tuple[tuple[RemovableConstraint, ...], ...]:
    """Return grounds that cannot all be kept, each smallest set apart, as far as the time allows."""
    under_way = _ConflictSearch(problem, clock, should_stop)
    with suppress(StopRequested):
        under_way.run()
    return tuple(under_way.found)


def smallest(items: Sequence[T], clash: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return items that clash, of which none can be left out; all of them clash, and so do more than enough.

    Halves are tried first, then smaller and smaller parts, and at last each item that is still there.
    """
    kept, size = list(items), max(1, len(items) // 2)
    while True:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if clash(fewer):
                kept = fewer
            else:
                place += size
        if size == 1:
            return kept
        size //= 2


class _ConflictSearch:
    """A search for clashes, which ends with StopRequested when the time is over."""

    def __init__(self, problem: Problem, clock: Clock, should_stop: Callable[[], bool]) -> None:
        self._problem, self._clock, self._should_stop = problem, clock, should_stop
        self.found: list[tuple[RemovableConstraint, ...]] = []

    def run(self) -> None:
        """Look where clashes are most likely and cheapest to find, until there are some."""
        for places in (self._alone, self._beside_supervisors, self._together):
            for groups in places():
                self._search(groups)
            if self.found:
                return

    def _search(self, groups: Sequence[Sequence[RemovableConstraint]]) -> None:
        """Find one clash after another among grounds, which are left out by whole groups first."""
        rest = [list(group) for group in groups]
        while self._clash(rest):
            few = smallest(rest, self._clash)
            kept = smallest([one for group in few for one in group], self._clash_of)
            # Leave credits hours: with less of it other things may clash that did not before.
            while len(fewer := smallest(kept, self._clash_of)) < len(kept):
                kept = fewer
            self.found.append(tuple(kept))
            rest = [[one for one in group if one not in kept] for group in rest]

    # -- where to look

    def _alone(self) -> Iterator[list[list[RemovableConstraint]]]:
        for worker in self._problem.workers:
            yield [[one for one in of_worker(self._problem, worker) if not self._supervises(one)]]

    def _beside_supervisors(self) -> Iterator[list[list[RemovableConstraint]]]:
        for worker in self._problem.workers:
            own = of_worker(self._problem, worker)
            if any(self._supervises(one) for one in own):
                others = (self._problem.worker_of[key] for key in worker.supervisors or ())
                yield [own, *(of_worker(self._problem, other) for other in others)]

    def _together(self) -> Iterator[list[list[RemovableConstraint]]]:
        yield [list(group) for group in every(self._problem)]

    def _supervises(self, ground: RemovableConstraint) -> bool:
        return any(spec.name == ground.spec and spec.rule == SUPERVISION for spec in self._problem.rules)

    # -- whether all can be kept

    def _clash(self, groups: Sequence[Sequence[RemovableConstraint]]) -> bool:
        return self._clash_of([one for group in groups for one in group])

    def _clash_of(self, grounds: Sequence[RemovableConstraint]) -> bool:
        """Return whether no rota keeps all of these."""
        if not grounds:
            return False
        model = build(with_only(self._problem, grounds), self._over)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        outcome = search(
            model.cp, {}, solver, self._clock, should_stop=self._should_stop, on_change=lambda _now: None
        )
        if self._over():
            raise StopRequested
        return outcome.status == cp_model.INFEASIBLE

    def _over(self) -> bool:
        return self._should_stop() or self._clock.over


def _said(problem: Problem, grounds: Sequence[RemovableConstraint]) -> Conflict:
    """Return a clash in words, with what locked duties in it break."""
    alone = with_only(problem, grounds)
    locked = Roster.of((worker.key, key) for worker in alone.workers for key in worker.locked)
    broken = [
        sentence(problem, one)
        for one in check(alone, locked).violations
        if one.hard and one.rule not in SILENT
    ]
    ordered = sorted(grounds, key=lambda one: (one.worker, one.field != "locked"))
    return Conflict(tuple(say(problem, one) for one in ordered), tuple(dict.fromkeys(broken)))
