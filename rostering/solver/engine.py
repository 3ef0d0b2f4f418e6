"""The engine: builds the model, fills what must be filled, lowers the cost, and has every rota checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from rostering.checker import check
from rostering.problem import (
    Limits,
    Problem,
    ProblemError,
    Progress,
    Report,
    Result,
    Roster,
    RuleSpec,
    Status,
)
from rostering.rules import rule_of
from rostering.solver.clock import Clock, WorkMeter
from rostering.solver.conflict import clashes
from rostering.solver.constraints import ADDS, REFUSES
from rostering.solver.model import Model, StopRequested
from rostering.solver.search import Found, Outcome, search

READING, COVER, IMPROVING = "reading", "cover", "improving"
# Filling what must be filled may take this share of the time; the rest belongs to lowering the cost.
COVER_SHARE = 0.5
# Pages redraw every two seconds; judging a rota for each of the solver's steps would slow the search.
PROGRESS_SECONDS = 0.2
# Completing a hint is propagation and little else; units of work.
HINT_WORK = 1.0
FULL_RELAXATION = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One search: which share of the time left it may take, and whether it improves more than it proves."""

    share: float = 1.0
    mostly_improves: bool = False


# The whole linear relaxation comes first: it closes small problems at once and gives large ones a bound worth
# showing. With a lighter one rotas get better sooner. One thread proves little meanwhile, so it goes back.
TOGETHER = (Turn(0.2), Turn(mostly_improves=True))
ALONE = (Turn(0.2), Turn(0.5, mostly_improves=True), Turn())


class SolverDisagreement(RuntimeError):
    """Solver and checker judge a rota differently: a fault in a rule or in its twin."""


class Engine:
    """One run of the solver on one problem."""

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._wall = Clock(limits.seconds)
        work = limits.deterministic
        self._clock = self._wall if work is None else Clock(work, WorkMeter())
        self._problem = problem
        self._limits = limits
        self._on_progress = on_progress or (lambda _progress: None)
        self._should_stop = should_stop or (lambda: False)
        self._phase = READING
        self._found_in = READING
        self._found: Found | None = None
        self._bound = 0
        self._emitted_at = 0.0
        self._emitted: Found | None = None
        self._emitted_as: tuple[int, int] | None = None

    def run(self) -> Result:
        """Return the result of the run."""
        self._check_rules()
        self._emit(None)
        try:
            self._model = build(self._problem, self._stop_or_late)
        except StopRequested:
            return self._result(Status.STOPPED if self._should_stop() else Status.UNKNOWN)
        cover = self._fill()
        if cover is not None and (cover.over or self._found is None):
            return self._ended(cover, cover_proven=False)
        cover_proven = cover is None or cover.status == cp_model.OPTIMAL
        return self._improve(cover_proven)

    # -- phases

    def _fill(self) -> Outcome | None:
        """Bring the missing minimum cover down as far as it goes; None when no minimum is asked for."""
        missing = self._model.missing_cover()
        if not missing:
            return None
        self._phase = COVER
        expression = cp_model.LinearExpr.weighted_sum(
            [var for _, var in missing], [weight for weight, _ in missing]
        )
        self._model.cp.minimize(expression)
        outcome = self._search(Turn(COVER_SHARE), gap=0.0, bound_weight=self._minimum_weight())
        if outcome.best is not None and not outcome.over:
            self._model.cp.add(expression <= outcome.best.objective)
        return outcome

    def _improve(self, cover_proven: bool) -> Result:
        self._phase = IMPROVING
        self._model.cp.minimize(self._model.total_cost())
        for turn in ALONE if self._limits.workers == 1 else TOGETHER:
            if self._found is not None:
                self._hint(self._found)
            outcome = self._search(turn, gap=self._limits.gap, bound_weight=1)
            if outcome.over or outcome.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                break
        return self._ended(outcome, cover_proven)

    def _search(self, turn: Turn, *, gap: float, bound_weight: int) -> Outcome:
        solver = self._solver(turn)
        parameters = solver.parameters
        parameters.relative_gap_limit = gap
        parameters.max_time_in_seconds = self._wall.left()
        outcome = search(
            self._model.cp,
            self._model.x,
            solver,
            self._clock.part(self._clock.left() * turn.share),
            should_stop=self._should_stop,
            on_change=lambda now: self._hear(now, bound_weight),
        )
        self._hear(outcome, bound_weight)
        return outcome

    def _solver(self, turn: Turn) -> cp_model.CpSolver:
        """Return a solver: of several threads one proves and the others improve; one thread takes turns."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self._limits.workers
        parameters.random_seed = self._limits.seed
        if turn.mostly_improves:
            parameters.subsolvers.append("default_lp")
            parameters.interleave_search = self._limits.workers == 1
            parameters.interleave_batch_size = 1
        elif self._limits.workers == 1:
            parameters.linearization_level = FULL_RELAXATION
        else:
            parameters.subsolvers.append("max_lp")
        return solver

    def _hint(self, found: Found) -> None:
        """Make a rota the hint from which the next search starts, if it can with all variables."""
        cp = self._model.cp
        chosen = set(found.pairs)
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for pair, variable in self._model.x.items():
            cp.add_hint(variable, pair in chosen)
        solver = self._solver(Turn())
        solver.parameters.fix_variables_to_their_hinted_value = True
        solver.parameters.max_time_in_seconds = self._wall.left()
        clock = Clock(HINT_WORK, WorkMeter())
        outcome = search(cp, {}, solver, clock, should_stop=self._should_stop, on_change=lambda _now: None)
        if outcome.status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            cp.clear_hints()  # type: ignore[no-untyped-call]
            for index, value in enumerate(solver.response_proto.solution):
                cp.add_hint(cp.get_int_var_from_proto_index(index), value)

    def _hear(self, outcome: Outcome, bound_weight: int) -> None:
        self._bound = max(self._bound, outcome.bound * bound_weight)
        best, known = outcome.best, self._found
        if best is not None and (
            known is None or self._found_in != self._phase or best.objective < known.objective
        ):
            self._found, self._found_in = best, self._phase
        late = time.monotonic() - self._emitted_at >= PROGRESS_SECONDS
        if late or self._emitted is None:
            self._emit(self._found)

    # -- answers

    def _ended(self, outcome: Outcome, cover_proven: bool) -> Result:
        if outcome.status == cp_model.INFEASIBLE and self._found is None:
            reasons = clashes(self._problem, build, self._stop_or_late)
            return replace(self._result(Status.INFEASIBLE), reasons=reasons, seconds=self._wall.spent())
        if outcome.status == cp_model.MODEL_INVALID:
            raise SolverDisagreement(f"the model is invalid: {self._model.cp.validate()}")
        if outcome.stopped:
            return self._result(Status.STOPPED, cover_proven)
        if self._found is None:
            return self._result(Status.UNKNOWN)
        return self._result(Status.FEASIBLE, cover_proven)

    def _result(self, status: Status, cover_proven: bool = False) -> Result:
        roster = report = cost = gap = unfilled = None
        if self._found is not None:
            roster = Roster.of(self._found.pairs)
            report = self._judged(roster, self._found)
            cost, unfilled = report.cost, report.unfilled
            gap = gap_of(cost, self._bound)
            if status is Status.FEASIBLE and cover_proven and cost == self._bound:
                status = Status.OPTIMAL
        return Result(
            status=status,
            roster=roster,
            report=report,
            cost=cost,
            bound=self._bound,
            gap=gap,
            unfilled=unfilled,
            cover_proven=cover_proven or unfilled == 0,
            phase=self._found_in,
            seconds=self._wall.spent(),
            seed=self._limits.seed,
        )

    def _judged(self, roster: Roster, found: Found) -> Report:
        """Return what the checker says of a rota; raise SolverDisagreement if the solver said otherwise.

        The solver's slacks may be larger than they need be until it is done, so it may think a rota dearer
        than it is, never cheaper.
        """
        report = check(self._problem, roster)
        if not report.lawful:
            first = next(one for one in report.violations if one.hard)
            raise SolverDisagreement(f"the solver's rota breaks the rule {first.spec}: {first}")
        counted = report.cost if self._found_in == IMPROVING else self._minimum_cost(report)
        claimed = found.objective * (1 if self._found_in == IMPROVING else self._minimum_weight())
        if counted > claimed:
            raise SolverDisagreement(f"the solver counts {claimed} where the checker counts {counted}")
        if report.cost < self._bound:
            raise SolverDisagreement(f"the bound {self._bound} is above the cost {report.cost}")
        return report

    def _minimum_cost(self, report: Report) -> int:
        return sum(line.cost for line in report.lines if line.rule == "minimum_cover")

    def _minimum_weight(self) -> int:
        return sum(spec.weight for spec in self._problem.rules if spec.rule == "minimum_cover")

    # -- watching

    def _emit(self, found: Found | None) -> None:
        best, unfilled, roster = None, None, None
        if found is not None:
            if found is not self._emitted:
                roster = Roster.of(found.pairs)
                report = self._judged(roster, found)
                self._emitted, self._emitted_as = found, (report.cost, report.unfilled)
            if self._emitted_as:
                best, unfilled = self._emitted_as
        self._emitted_at = time.monotonic()
        gap = None if best is None else gap_of(best, self._bound)
        self._on_progress(Progress(self._wall.spent(), self._phase, best, self._bound, gap, unfilled, roster))

    def _stop_or_late(self) -> bool:
        return self._should_stop() or self._wall.over

    def _check_rules(self) -> None:
        """Raise ProblemError for a rule that may not be in force as it is."""
        for spec in self._problem.rules:
            rule_of(spec)
        if any(spec.rule == "minimum_cover" and spec.hard for spec in self._problem.rules):
            return
        weight = self._minimum_weight()
        for spec in self._problem.rules:
            if spec.rule != "wanted_cover":
                continue
            for demand in self._problem.demands:
                cheap = spec.weight * demand.under_wanted > weight * demand.under_minimum
                if demand.minimum and demand.wanted > demand.minimum and cheap:
                    place = f"rules[{spec.name}].weight"
                    raise ProblemError(place, f"weighs more than the minimum of demand {demand.key!r}")


def build(problem: Problem, should_stop: Callable[[], bool]) -> Model:
    """Return the model of a problem; raise StopRequested when asked to stop meanwhile."""
    model = Model(problem, refused_pairs(problem, should_stop), should_stop)
    add_rules(model, problem.rules)
    return model


def refused_pairs(problem: Problem, should_stop: Callable[[], bool]) -> set[tuple[str, str]]:
    """Return the pairs of worker and shift that can never be; raise StopRequested when asked to stop."""
    refused: set[tuple[str, str]] = set()
    for spec in problem.rules:
        if spec.rule in REFUSES:
            if should_stop():
                raise StopRequested
            refused.update(REFUSES[spec.rule](problem, spec))
    return refused


def add_rules(model: Model, specs: Iterable[RuleSpec]) -> None:
    """Add rules to a model, minimum cover before those that build on it."""
    for spec in sorted(specs, key=lambda spec: spec.rule != "minimum_cover"):
        if spec.rule in ADDS:
            ADDS[spec.rule](model, spec)


def gap_of(cost: int, bound: int) -> float:
    """Return how far a cost is from a bound, as a share of the cost."""
    return (cost - bound) / cost if cost > 0 else 0.0
