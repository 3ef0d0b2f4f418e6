"""CP-SAT on a whole problem: first fills minimum cover, then lowers the cost, or explains infeasibility."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rostering.problem import Limits, Problem, Report, Roster
from rostering.solver.constraints.building import build
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.errors import SolverDisagreement, StopRequested
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import COVER, FIRST, IMPROVING, READING, Ending, SearchKind
from rostering.solver.cpsat.infeasibility import explain_infeasibility
from rostering.solver.cpsat.search import CpSatOutcome, CpSatSolution, Pair, search

#: The share of the time that filling minimum cover may take.
COVER_SHARE = 0.5
#: How many seconds pass at least between two rotas given to the checker, which takes time.
OFFER_SECONDS = 0.2
#: The limit in units of work for completing a hint, which is propagation and little else.
HINT_WORK = 1.0
FULL_RELAXATION = 2


@dataclass(frozen=True, slots=True)
class CpSatStage:
    """One search: the share of the time left that it may take, and whether it mostly improves or proves."""

    share: float = 1.0
    mostly_improves: bool = False


# The full linear relaxation comes first: it closes small problems at once and gives large ones a useful
# bound. With a lighter one rotas improve sooner. One thread proves little with that, so it returns to the
# full one.
TOGETHER = (CpSatStage(0.2), CpSatStage(mostly_improves=True))
ALONE = (CpSatStage(0.2), CpSatStage(0.5, mostly_improves=True), CpSatStage())
# Where another search has a rota already, what is missing is the proof.
AFTER_OTHERS = (CpSatStage(0.7), CpSatStage(mostly_improves=True))


class CpSatEngine:
    """One run of CP-SAT on one problem.

    Parameters
    ----------
    problem : Problem
        What to make a rota for.
    limits : Limits
        Threads, seed and gap; the time limit is the clock's.
    clock : Clock
        The limit, in seconds or units of work.
    incumbent : Incumbent
        Takes rotas and bounds; a better rota of another search is the next hint.
    should_stop : callable
        Asked several times a second.
    on_phase : callable
        Called with the name of each phase that begins.
    """

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        clock: Clock,
        incumbent: Incumbent,
        should_stop: Callable[[], bool],
        on_phase: Callable[[str], None],
    ) -> None:
        self._problem, self._limits, self._clock = problem, limits, clock
        self._incumbent, self._should_stop, self._on_phase = incumbent, should_stop, on_phase
        self._phase = self._solution_phase = READING
        self._solution: CpSatSolution | None = None
        self._offered: CpSatSolution | None = None
        self._offered_at = 0.0

    def run(self) -> Ending:
        """Search until proven, stopped or out of time."""
        self._on_phase(READING)
        try:
            self._model = build(self._problem, self._over)
        except StopRequested:
            return Ending()
        cover = self._fill()
        if cover is not None and (cover.over or (cover.best is None and self._incumbent.best is None)):
            return self._ended(cover)
        return self._ended(self._improve())

    # -- phases

    def _fill(self) -> CpSatOutcome | None:
        """Minimise the missing minimum cover; None when none is missing, or none can be."""
        missing = self._model.missing_cover()
        if not missing:
            return None
        self._enter(COVER)
        expression = cp_model.LinearExpr.weighted_sum(
            [var for _, var in missing], [weight for weight, _ in missing]
        )
        self._model.cp.minimize(expression)
        outcome = self._search(CpSatStage(COVER_SHARE), 0.0, lambda: self._should_stop() or self._covered())
        if self._covered():
            self._model.cp.add(expression <= 0)
            return None
        best = self._incumbent.best
        missing_at_best = [] if best is None else [best.missing_cost // self._unit(COVER)]
        if outcome.best is not None:
            missing_at_best.append(outcome.best.objective)
        if missing_at_best and not outcome.over:
            self._model.cp.add(expression <= min(missing_at_best))
        return outcome

    def _covered(self) -> bool:
        """Whether some search has a rota that leaves no minimum unfilled."""
        report = self._incumbent.report
        return report is not None and report.unfilled == 0

    def _improve(self) -> CpSatOutcome:
        self._enter(IMPROVING)
        self._model.cp.minimize(self._model.total_cost())
        for turn in self._turns():
            self._hint()
            outcome = self._search(turn, self._limits.gap, self._should_stop)
            if outcome.over or outcome.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                break
        return outcome

    def _turns(self) -> tuple[CpSatStage, ...]:
        if self._limits.workers > 1:
            return TOGETHER
        best = self._incumbent.best
        return ALONE if best is None or best.phase in (COVER, IMPROVING, FIRST) else AFTER_OTHERS

    def _enter(self, phase: str) -> None:
        self._phase = phase
        self._on_phase(phase)

    def _search(self, turn: CpSatStage, gap: float, should_stop: Callable[[], bool]) -> CpSatOutcome:
        solver = self._solver(turn)
        solver.parameters.relative_gap_limit = gap
        outcome = search(
            self._model.cp,
            self._model.x,
            solver,
            self._clock.part(self._clock.left() * turn.share),
            should_stop=should_stop,
            on_change=self._hear,
        )
        self._hear(outcome, last=True)
        return outcome

    def _solver(self, turn: CpSatStage) -> cp_model.CpSolver:
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

    def _hint(self) -> None:
        """Give the next search the best rota known as a hint, completed to all variables if possible."""
        chosen = self._known()
        if chosen is None:
            return
        cp = self._model.cp
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for pair, variable in self._model.x.items():
            cp.add_hint(variable, pair in chosen)
        solver = self._solver(CpSatStage())
        solver.parameters.fix_variables_to_their_hinted_value = True
        clock = Clock(HINT_WORK, WorkMeter())
        outcome = search(cp, {}, solver, clock, should_stop=self._over, on_change=lambda _now: None)
        if outcome.status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            cp.clear_hints()  # type: ignore[no-untyped-call]
            for index, value in enumerate(solver.response_proto.solution):
                cp.add_hint(cp.get_int_var_from_proto_index(index), value)

    def _known(self) -> set[Pair] | None:
        """Return the incumbent if another search found it, otherwise our last: the same in every run."""
        best = self._incumbent.best
        if best is not None and best.phase not in (COVER, IMPROVING):
            return {(assignment.worker, assignment.shift) for assignment in best.roster.assignments}
        return None if self._solution is None else set(self._solution.pairs)

    # -- rotas and bounds

    def _hear(self, outcome: CpSatOutcome, *, last: bool = False) -> None:
        """Offer the best rota and raise the bound.

        Solutions on the way depend on timing, so a repeatable run offers only the last.
        """
        bound = outcome.bound * self._unit(self._phase)
        self._incumbent.raise_bound(bound, SearchKind.CP_SAT, cover=bound if self._phase == COVER else 0)
        best, known = outcome.best, self._solution
        if best is not None and (
            known is None or self._solution_phase != self._phase or best.objective < known.objective
        ):
            self._solution, self._solution_phase = best, self._phase
        late = time.monotonic() - self._offered_at >= OFFER_SECONDS
        if last or (late and not self._clock.meter.repeatable):
            self._offer()

    def _offer(self) -> None:
        """Offer a rota to the incumbent; of equally good ones the last counts, for repeatable runs."""
        solution = self._solution
        if solution is None or solution is self._offered:
            return
        self._offered, self._offered_at = solution, time.monotonic()
        report = self._incumbent.offer(Roster.of(solution.pairs), self._solution_phase, ties=True)
        self._compare(report, solution)

    def _compare(self, report: Report, solution: CpSatSolution) -> None:
        """Raise SolverDisagreement if the checker says otherwise than the solver.

        The solver's slack variables may be larger than needed until it is done, so its cost of a rota may be
        too high, never too low.
        """
        if not report.lawful:
            first = next(violation for violation in report.violations if violation.hard)
            raise SolverDisagreement(f"the solver's rota breaks the rule {first.spec}: {first}")
        counted = report.cost if self._solution_phase == IMPROVING else report.missing_cost
        claimed = solution.objective * self._unit(self._solution_phase)
        if counted > claimed:
            raise SolverDisagreement(f"the solver counts {claimed} where the checker counts {counted}")

    def _unit(self, phase: str) -> int:
        """Return what a unit of the objective costs in a phase."""
        if phase == IMPROVING:
            return 1
        return sum(spec.weight for spec in self._problem.rules if spec.rule == "minimum_cover")

    # -- the end

    def _ended(self, outcome: CpSatOutcome) -> Ending:
        if outcome.status == cp_model.MODEL_INVALID:
            raise SolverDisagreement(f"the model is invalid: {self._model.cp.validate()}")
        if outcome.status == cp_model.INFEASIBLE and self._solution is None:
            if self._incumbent.best is not None:
                raise SolverDisagreement("the solver says that there is no lawful rota, and there is one")
            return Ending(
                infeasible=True,
                conflicts=explain_infeasibility(self._problem, self._clock, self._should_stop),
            )
        return Ending()

    def _over(self) -> bool:
        return self._should_stop() or self._clock.over
