"""Chooses which searches run, in turn or side by side, and ends them.

CP-SAT holds every rule, proves small problems soonest and says when the rules cannot all hold. The column
engine gives the bound and near-best rotas of larger ones. With one thread they take turns in this process;
with more, each has a lane (a process of its own), except CP-SAT on a small problem, which has often proven it
before a process could start. A rota or bound of one search is passed on to all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rostering.problem import Limits, Problem, ProblemError, Progress, Result, Roster
from rostering.rules import check_specs
from rostering.solver.columns.pricing.enforcement import Enforcement, enforcement_of_rules
from rostering.solver.columns.readiness import compile_loops, must_compile
from rostering.solver.core.clock import Clock, WorkMeter, clock_for
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import COVER, FIRST, IMPROVING, PREPARING, READING, Ending, SearchKind
from rostering.solver.core.process import memory_mb
from rostering.solver.dispatch.reporter import Reporter
from rostering.solver.greedy import offer_first_roster
from rostering.solver.lanes.lanes import Lanes
from rostering.solver.lanes.searches import SearchEnvironment, run_search

#: Up to so many pairs of person and duty CP-SAT proves most problems first, and without a process of its own.
SMALL_PAIRS = 3_000
#: Up to so many pairs its bound keeps rising long after that of column generation has converged.
TINY_PAIRS = 1_500
#: Beyond so many pairs the column search has a good rota before CP-SAT has found any.
MODEL_PAIRS = 20_000
#: Beyond so many pairs CP-SAT is not run at all; with 60,000 it can be without a rota after a minute.
HOPELESS_PAIRS = 100_000
#: CP-SAT runs alone for so many seconds, or units of work, before any other search starts.
HEAD_START = 0.4
#: Which searches take turns in one process, and the share of the time left that each may take.
SMALL_TURNS = ((SearchKind.PROVE, 0.3), (SearchKind.CP_SAT, 1.0))
LARGE_TURNS = ((SearchKind.PROVE, 1.0), (SearchKind.CP_SAT, 0.5), (SearchKind.PROVE, 1.0))
#: A column search that leads may take over the lane of CP-SAT after so many seconds, and this share of the
#: limit.
PATIENCE_SECONDS, PATIENCE = 4.0, 0.04
#: CP-SAT keeps its lane for a bound only if that is higher than the columns' by this share, and lies no
#: further than this share below the best rota: otherwise a second column search is worth more.
HARDLY, FAR = 0.005, 0.02
#: CP-SAT is started after this share of the time without a lawful rota.
FRUITLESS = 0.3
#: How often, in seconds, messages of lanes are read and the caller is asked whether to stop.
POLL_SECONDS = 0.05


class Dispatcher:
    """One run on one problem."""

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        given: Roster | None = None,
    ) -> None:
        self._problem, self._limits, self._given = problem, limits, given
        self._should_stop = should_stop or (lambda: False)
        self._clock = Clock(limits.seconds)
        self._incumbent = Incumbent(problem)
        self._reporter = Reporter(
            problem, self._incumbent, self._clock, on_progress or (lambda _progress: None)
        )
        self._lanes = Lanes(problem, limits, self._clock, self._incumbent)
        self._endings = self._lanes.endings
        self._notes = self._lanes.notes
        self._asked = False
        self._looked_at = -POLL_SECONDS
        self._pairs = len(problem.workers) * len(problem.shifts)
        self._columns = any(spec.rule == "one_at_a_time" and spec.workers is None for spec in problem.rules)
        self._columns_serve = (
            self._columns and Enforcement.CP_SAT not in enforcement_of_rules(problem).values()
        )
        self._opened = self._modelled = self._handed_over = False

    def run(self) -> Result:
        """Return the result of the run."""
        check_rules(self._problem)
        with self._clock.held(at=0.0):
            self._reporter.enter(FIRST)
            offer_first_roster(self._problem, self._incumbent, self._given, self._hears_stop)
            if self._incumbent.best is not None:
                self._reporter.report()
        if self._pairs > SMALL_PAIRS:
            self._make_ready()
        self._reporter.enter(READING)
        try:
            self._search()
            self._lanes.finish(wait_for_results=not self._settled)
        finally:
            self._lanes.finish(wait_for_results=False)
        return self._reporter.result(
            asked=self._asked,
            ending=next((ending for ending in self._endings if ending.infeasible), Ending()),
            seed=self._limits.seed,
            notes=tuple(self._notes),
            memory_mb=memory_mb() + self._lanes.memory_mb,
        )

    # -- which searches, and when

    def _search(self) -> None:
        if self._pairs > MODEL_PAIRS:
            self._notes.append(f"too large for CP-SAT from the start: {self._pairs} pairs of person and duty")
        if not self._columns:
            self._notes.append(
                "CP-SAT alone: people may work two duties a day, which pricing day by day cannot say"
            )
        if self._limits.workers == 1:
            self._in_turn()
        else:
            self._side_by_side()

    def _side_by_side(self) -> None:
        """Search in lanes; a small problem starts in this process and seldom needs one."""
        if self._pairs <= SMALL_PAIRS:
            threads = self._limits.workers - self._columns
            self._here(SearchKind.CP_SAT, clock_for(self._limits), self._head_start, threads)
        if not self._opened and not self._over():
            self._make_ready()
            self._open()
        while self._lanes.running and not self._over():
            self._rearrange()
            self._lanes.receive(POLL_SECONDS)
        if not self._lanes.names and not self._over():
            self._in_turn()

    def _in_turn(self) -> None:
        """Run the searches one after another in this process."""
        clock = clock_for(self._limits)
        if not self._columns_serve:
            self._here(SearchKind.CP_SAT, clock, self._over)
            return
        small = self._pairs <= SMALL_PAIRS
        if small:
            # Limited by work whatever the clock is, so that later searches start from the same state every
            # run.
            head = clock.part(HEAD_START) if clock.meter.repeatable else Clock(HEAD_START, WorkMeter())
            self._here(SearchKind.CP_SAT, head, self._over)
            if not self._over():
                self._make_ready()
            clock = clock if clock.meter.repeatable else self._clock.part(self._limits.seconds)
        for kind, share in SMALL_TURNS if small else LARGE_TURNS:
            part = clock.part(share * clock.left())
            if kind is SearchKind.PROVE and not clock.meter.repeatable:
                # Scheduled by work, so that a run which ends by proof is the same every time.
                part = Clock(share * self._limits.seconds, WorkMeter())
            self._here(kind, part, lambda: self._over() or self._gives_up(clock))

    def _head_start(self) -> bool:
        """Look after the lanes while CP-SAT searches in this process; return whether CP-SAT should stop.

        It stops for the inner loops to be compiled as well, and goes on in a lane of its own.
        """
        if self._over():
            return True
        if not self._opened and self._clock.spent() > HEAD_START:
            if self._columns and must_compile():
                self._modelled = False
                return True
            self._open()
        return self._is_behind()

    def _open(self) -> None:
        """Start the lanes of all searches that do not run in this process already."""
        self._opened = True
        if not self._columns:
            if not self._modelled:
                self._lanes.start(SearchKind.CP_SAT, self._limits.workers)
            return
        self._lanes.start(SearchKind.PROVE)
        second = (
            SearchKind.CP_SAT if self._pairs <= MODEL_PAIRS or not self._columns_serve else SearchKind.IMPROVE
        )
        if not self._modelled:
            self._modelled = second is SearchKind.CP_SAT
            self._lanes.start(second)
        for _ in range(self._limits.workers - 2):
            self._lanes.start(SearchKind.IMPROVE)

    def _rearrange(self) -> None:
        """Give the second lane to CP-SAT while that is useful, otherwise to a second column search."""
        if not self._columns_serve or self._limits.deterministic is not None:
            return
        if SearchKind.CP_SAT in self._lanes.running and self._is_behind():
            self._lanes.drop(SearchKind.CP_SAT)
        if self._gives_up(self._clock):
            self._modelled = True
            self._lanes.drop(SearchKind.IMPROVE)
            self._lanes.start(SearchKind.CP_SAT)
        if self._modelled and not self._handed_over and SearchKind.CP_SAT not in self._lanes.running:
            self._handed_over = True
            self._lanes.start(SearchKind.IMPROVE)

    def _is_behind(self) -> bool:
        """Whether cover is settled, a column search leads, and CP-SAT is unlikely to prove its rota."""
        incumbent, best = self._incumbent, self._incumbent.best
        early = self._clock.spent() < max(PATIENCE_SECONDS, PATIENCE * self._limits.seconds)
        if early or best is None or not self._columns_serve:
            return False
        cover_settled = best.report.unfilled == 0 or IMPROVING in self._reporter.phases
        leads = incumbent.dual_bound is None or incumbent.dual_bound.bound < (1 - HARDLY) * incumbent.bound
        near = self._pairs <= TINY_PAIRS or incumbent.bound > (1 - FAR) * best.report.cost
        proves = leads and near
        return cover_settled and not proves and best.phase not in (COVER, IMPROVING, FIRST)

    def _gives_up(self, clock: Clock) -> bool:
        """Whether there is no lawful rota after a while, and CP-SAT has not been tried but could find one."""
        if self._modelled or self._pairs > HOPELESS_PAIRS:
            return False
        best = self._incumbent.best
        fruitless = best is None or best.phase == FIRST
        return fruitless and clock.spent() > FRUITLESS * clock.limit

    def _here(
        self, kind: SearchKind, clock: Clock, should_stop: Callable[[], bool], workers: int = 1
    ) -> None:
        """Search in this process."""
        # Before should_stop is asked, because its answer depends on whether CP-SAT has been tried.
        self._modelled = self._modelled or kind is SearchKind.CP_SAT
        if should_stop():
            return
        self._incumbent.lane = f"{kind} in this process"
        environment = SearchEnvironment(self._incumbent, clock, should_stop, self._reporter.enter)
        self._endings.append(
            run_search(kind, self._problem, replace(self._limits, workers=workers), environment)
        )

    def _make_ready(self) -> None:
        """Have the inner loops compiled, in no time of the limit, where a column search is to come."""
        if not self._columns or not must_compile():
            return
        with self._clock.held():
            self._reporter.enter(PREPARING)
            compile_loops(self._hears_stop)

    def _hears_stop(self) -> bool:
        """Report progress; return whether the caller has asked to stop."""
        self._reporter.report_if_due()
        self._asked = self._asked or self._should_stop()
        return self._asked

    # -- ending

    def _over(self) -> bool:
        """Read messages and report progress; return whether the run is at its end."""
        if self._clock.spent() - self._looked_at >= POLL_SECONDS:
            self._looked_at = self._clock.spent()
            self._lanes.receive(0.0)
            for phase in self._lanes.phases:
                self._reporter.enter(phase)
            self._lanes.phases.clear()
            self._reporter.report_if_due()
            self._asked = self._asked or self._should_stop()
        return self._asked or self._clock.over or self._settled

    @property
    def _settled(self) -> bool:
        """Whether there is nothing more to find."""
        return any(one.infeasible for one in self._endings) or self._reporter.is_settled(self._limits.gap)


def check_rules(problem: Problem) -> None:
    """Raise ProblemError for a rule that may not be in force as it is."""
    check_specs(problem)
    if any(spec.rule == "minimum_cover" and spec.hard for spec in problem.rules):
        return
    weight = sum(spec.weight for spec in problem.rules if spec.rule == "minimum_cover")
    for spec in problem.rules:
        if spec.rule != "wanted_cover":
            continue
        for demand in problem.demands:
            cheap = spec.weight * demand.under_wanted > weight * demand.under_minimum
            if demand.minimum and demand.wanted > demand.minimum and cheap:
                place = f"rules[{spec.name}].weight"
                raise ProblemError(place, f"weighs more than the minimum of demand {demand.key!r}")
