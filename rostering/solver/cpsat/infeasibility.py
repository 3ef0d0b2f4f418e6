"""Infeasibility analysis: minimal unsatisfiable subsets of what is compulsory, found by a deletion filter.

A subset is minimal when the rest can be kept as soon as any one constraint is left out (Chinneck and
Dravnieks 1991, for linear programmes; Liffiton and Sakallah 2008, for clauses). Nearly always the constraints
of one person clash, so each person is searched alone first, then with their supervisors, and the whole team
only if neither explains it.
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
    describe,
    grouped_constraints,
    restricted_to,
    worker_constraints,
)
from rostering.solver.cpsat.search import search

#: Rules that locked duties alone cannot be said to break, because other duties may be added.
NOT_EXPLANATORY = ("locked", "contract_hours", "minimum_cover", SUPERVISION)
T = TypeVar("T")


def explain_infeasibility(
    problem: Problem, clock: Clock, should_stop: Callable[[], bool]
) -> tuple[Conflict, ...]:
    """Return each minimal set of what cannot all be kept, in words, as far as the time allows."""
    return tuple(_in_words(problem, clash) for clash in minimal_conflicts(problem, clock, should_stop))


def minimal_conflicts(
    problem: Problem, clock: Clock, should_stop: Callable[[], bool]
) -> tuple[tuple[RemovableConstraint, ...], ...]:
    """Return disjoint minimal unsatisfiable subsets of the constraints, as far as the time allows."""
    conflict_search = _ConflictSearch(problem, clock, should_stop)
    with suppress(StopRequested):
        conflict_search.run()
    return tuple(conflict_search.conflicts)


def deletion_filter(items: Sequence[T], clash: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a minimal subset of items that clash: the deletion filter, by halves before single items.

    All items together must clash, and every superset of a clashing set must clash. Halves are deleted first,
    then smaller and smaller parts, and at last each remaining item (as in delta debugging, Zeller and
    Hildebrandt 2002).
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
    """A search for minimal unsatisfiable subsets; raises StopRequested when the time is over."""

    def __init__(self, problem: Problem, clock: Clock, should_stop: Callable[[], bool]) -> None:
        self._problem, self._clock, self._should_stop = problem, clock, should_stop
        self.conflicts: list[tuple[RemovableConstraint, ...]] = []

    def run(self) -> None:
        """Search where conflicts are most likely and cheapest to find, until there are some."""
        for places in (self._alone, self._with_supervisors, self._together):
            for groups in places():
                self._search(groups)
            if self.conflicts:
                return

    def _search(self, groups: Sequence[Sequence[RemovableConstraint]]) -> None:
        """Find one conflict after another; whole groups are deleted before single constraints."""
        rest = [list(group) for group in groups]
        while self._groups_clash(rest):
            few = deletion_filter(rest, self._groups_clash)
            kept = deletion_filter([constraint for group in few for constraint in group], self._is_infeasible)
            # Not monotone: leave credits hours, so without a leave others may clash that did not before.
            while len(fewer := deletion_filter(kept, self._is_infeasible)) < len(kept):
                kept = fewer
            self.conflicts.append(tuple(kept))
            rest = [[constraint for constraint in group if constraint not in kept] for group in rest]

    # -- the groups that are searched

    def _alone(self) -> Iterator[list[list[RemovableConstraint]]]:
        for worker in self._problem.workers:
            own = worker_constraints(self._problem, worker)
            yield [[constraint for constraint in own if not self._supervises(constraint)]]

    def _with_supervisors(self) -> Iterator[list[list[RemovableConstraint]]]:
        for worker in self._problem.workers:
            own = worker_constraints(self._problem, worker)
            if any(self._supervises(constraint) for constraint in own):
                others = (self._problem.worker_of[key] for key in worker.supervisors or ())
                yield [own, *(worker_constraints(self._problem, other) for other in others)]

    def _together(self) -> Iterator[list[list[RemovableConstraint]]]:
        yield [list(group) for group in grouped_constraints(self._problem)]

    def _supervises(self, constraint: RemovableConstraint) -> bool:
        return any(spec.name == constraint.spec and spec.rule == SUPERVISION for spec in self._problem.rules)

    # -- feasibility

    def _groups_clash(self, groups: Sequence[Sequence[RemovableConstraint]]) -> bool:
        return self._is_infeasible([constraint for group in groups for constraint in group])

    def _is_infeasible(self, constraints: Sequence[RemovableConstraint]) -> bool:
        """Return whether CP-SAT proves that no rota keeps all of these."""
        if not constraints:
            return False
        model = build(restricted_to(self._problem, constraints), self._over)
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


def _in_words(problem: Problem, constraints: Sequence[RemovableConstraint]) -> Conflict:
    """Return a minimal conflict in words, with the rules that its locked duties alone break."""
    alone = restricted_to(problem, constraints)
    locked = Roster.of((worker.key, key) for worker in alone.workers for key in worker.locked)
    broken = [
        sentence(problem, violation)
        for violation in check(alone, locked).violations
        if violation.hard and violation.rule not in NOT_EXPLANATORY
    ]
    ordered = sorted(constraints, key=lambda constraint: (constraint.worker, constraint.field != "locked"))
    return Conflict(
        tuple(describe(problem, constraint) for constraint in ordered), tuple(dict.fromkeys(broken))
    )
