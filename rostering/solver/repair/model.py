"""The CP-SAT model of a repair: locked days, missing people, and the number of changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from ortools.sat.python import cp_model

from rostering.problem import Demand, Problem, Roster
from rostering.rules._cover import cover
from rostering.solver.constraints.building import add_rules
from rostering.solver.constraints.changes import days_changed
from rostering.solver.constraints.model import Model, Term, total
from rostering.solver.constraints.refusals import REFUSES, refused_pairs
from rostering.solver.core.clock import Clock
from rostering.solver.cpsat.search import CpSatOutcome, CpSatSolution, search
from rostering.solver.repair.absence import MINIMUM_COVER


def shortfall(problem: Problem, roster: Roster, demand: Demand) -> int:
    """Return how many people a demand has below its minimum; 0 where no rule demands the minimum."""
    asked = any(spec.rule == MINIMUM_COVER for spec in problem.rules)
    return max(0, demand.minimum - cover(problem, roster, demand)) if asked else 0


def missing_weight(problem: Problem) -> int:
    """Return the weight of one missing person: more than all changes together."""
    return 1 + len(problem.workers) * problem.days


class RepairModel:
    """The model of a repair, with missing people and changes as its objective.

    Parameters
    ----------
    problem, left
        The problem and the rota as the absence leaves them; each person's earlier rota is the rota left.
    days : range
        The days on which duties may change.
    gaps : mapping
        How many missing people of each demand are not counted, by its key.
    seed, should_stop
        As for any search.
    best : Roster
        The best rota known, given to the search as a hint.
    """

    def __init__(
        self,
        problem: Problem,
        left: Roster,
        days: Collection[int],
        gaps: Mapping[str, int],
        seed: int,
        should_stop: Callable[[], bool],
        best: Roster,
    ) -> None:
        self._problem, self._seed, self._should_stop = problem, seed, should_stop
        stands = {(assignment.worker, assignment.shift) for assignment in left.assignments}
        closed = {
            (worker.key, shift.key)
            for worker in problem.workers
            for shift in problem.shifts
            if shift.day not in days
        }
        refused = refused_pairs(problem, should_stop)
        self._model = Model(problem, refused | (closed - stands), should_stop)
        first = [spec for spec in problem.rules if spec.hard or spec.rule == MINIMUM_COVER]
        self._later = [spec for spec in problem.rules if spec not in first]
        add_rules(self._model, first)
        for pair in sorted(closed & stands):
            variable = self._model.x.get(pair)
            self._model.cp.add_bool_or([] if variable is None else [variable])
        self._missing = self._missing_terms(gaps)
        counted = [days_changed(self._model, worker) for worker in problem.workers]
        self._changes = [term for terms, _ in counted for term in terms]
        self._always = sum(constant for _, constant in counted)
        self._weight = missing_weight(problem)
        self._hint({(assignment.worker, assignment.shift) for assignment in best.assignments})

    def _missing_terms(self, gaps: Mapping[str, int]) -> list[Term]:
        terms = []
        for demand in self._problem.demands:
            short = self._model.short.get(demand.key)
            if short is None or not demand.under_minimum:
                continue
            gap = gaps.get(demand.key, 0)
            if gap:
                more = self._model.cp.new_int_var(0, demand.minimum, "")
                self._model.cp.add(short <= more + gap)
                short = more
            terms.append((demand.under_minimum, short))
        return terms

    def fill(self, clock: Clock) -> CpSatOutcome:
        """Search for the rota that lacks the fewest people, and of these the one that changes the least."""
        weighed = [(self._weight * times, variable) for times, variable in self._missing]
        self._model.cp.minimize(total([*weighed, *self._changes]) + self._always)
        return self._search(clock)

    def improve_wishes(self, clock: Clock, solution: CpSatSolution) -> CpSatOutcome:
        """Search for the rota with the least cost of wishes among those as good as a solution of `fill`."""
        missing, changes = divmod(solution.objective, self._weight)
        self._model.cp.add(total(self._missing) <= missing)
        self._model.cp.add(total(self._changes) <= changes - self._always)
        add_rules(self._model, self._later)
        self._hint(set(solution.pairs))
        self._model.cp.minimize(self._model.total_cost())
        return self._search(clock)

    def _search(self, clock: Clock) -> CpSatOutcome:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._seed
        return search(
            self._model.cp,
            self._model.x,
            solver,
            clock,
            should_stop=self._should_stop,
            on_change=lambda _now: None,
        )

    def _hint(self, pairs: Collection[tuple[str, str]]) -> None:
        self._model.cp.clear_hints()  # type: ignore[no-untyped-call]
        for pair, variable in self._model.x.items():
            self._model.cp.add_hint(variable, pair in pairs)


def relaxed_to_days(
    problem: Problem, left: Roster, days: Collection[int], should_stop: Callable[[], bool]
) -> RepairModel:
    """Return a relaxation: the model of some days alone, without the rules that look beyond a duty's day.

    Every rota of the whole problem is a solution on these days, so a lower bound here is one on the whole.
    """
    shifts = tuple(shift for shift in problem.shifts if shift.day in days)
    known = {shift.key for shift in shifts}
    workers = tuple(
        replace(worker, locked=(), earlier=tuple(key for key in left.shifts_of(worker.key) if key in known))
        for worker in problem.workers
    )
    rules = tuple(
        spec
        for spec in problem.rules
        if spec.rule in (*REFUSES, "one_at_a_time", "split_duties", MINIMUM_COVER)
    )
    demands = tuple(demand for demand in problem.demands if known.issuperset(demand.shifts))
    alone = replace(problem, shifts=shifts, workers=workers, demands=demands, rules=rules)
    stands = Roster(tuple(assignment for assignment in left.assignments if assignment.shift in known))
    return RepairModel(alone, stands, days, {}, 0, should_stop, stands)
