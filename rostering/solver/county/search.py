"""The search over several teams that share people: decomposition by team.

Each home gets a rota with its own people alone; together these are the first rota of the county. Column
generation over everybody gives the lower bound, and a fractional solution from which a lending plan is made:
who works how many duties of other teams. Last comes a large neighbourhood search: one home at a time is
searched again while all others stay fixed, with all duties that its people could work anywhere. The duals say
which homes are furthest from the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Any

from rostering.problem import Assignment, Limits, Problem, Progress, Result, Roster
from rostering.solver.columns.readiness import compile_loops, must_compile
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import DESCENT, EXCHANGE, LENDING, PREPARING, ROOT, TEAMS, Ending
from rostering.solver.core.process import memory_mb
from rostering.solver.county.column_generation import CountyColumnGeneration
from rostering.solver.county.county_constraints import CountyConstraints
from rostering.solver.county.homes import Home, merged, subproblem, worked_by
from rostering.solver.county.lending import Lending
from rostering.solver.county.reoptimisation import Group, HomeReoptimisation
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import construct_roster, improve_roster, pack, relax_home
from rostering.solver.dispatch.dispatcher import check_rules
from rostering.solver.dispatch.reporter import Reporter
from rostering.solver.greedy import offer_first_roster

#: Shares of the time limit: for first rotas, for column generation in each home alone, for that of the
#: county, for the lending plan, and for searching each home by that plan.
FIRST_SHARE, ALONE_SHARE, ROOT_SHARE, LENDING_SHARE, TEAMS_SHARE = 0.2, 0.12, 0.35, 0.3, 0.4
#: The share of the time limit for improving the first rotas by simulated annealing.
ANNEALING_SHARE = 0.015
#: The gap between master problem and bound at which column generation ends.
ROOT_GAP = 0.002
#: A fractional solution that costs more than this share of the best rota gives no lending plan.
MOST_FRACTIONAL_COST = 0.97
#: How often each home is reoptimised on average: seldom, so that each search is long enough for a whole dive.
#: Where little time is left, a search still gets as much as if this share of the time limit had been left,
#: and some homes get none.
ROUNDS, LEAST_SHARE = 1, 0.3


class CountySearch:
    """One run over several teams.

    Parameters
    ----------
    problem, homes
        What to make a rota for, and the homes that it is decomposed into.
    limits : Limits
        As for any run; ``workers`` is how many tasks are under way at once.
    on_progress, should_stop : callable
        As for any run.
    executor : concurrent.futures.Executor or None
        Runs the tasks; a pool of processes on this machine when left out.
    given : Roster or None
        A roster to begin with, if it is lawful.
    """

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        executor: Executor | None = None,
        given: Roster | None = None,
    ) -> None:
        self._given = given
        self._problem, self._homes, self._limits = problem, homes, limits
        self._should_stop = should_stop or (lambda: False)
        self._asked = False
        self._clock = Clock(limits.seconds)
        self._incumbent = Incumbent(problem, lane="the county")
        self._reporter = Reporter(
            problem, self._incumbent, self._clock, on_progress or (lambda _progress: None)
        )
        self._is_external = executor is not None
        self._runner = TaskRunner(executor, limits.workers)
        self._reoptimisation = HomeReoptimisation(
            problem, homes, self._runner, self._incumbent, self._clock, limits.seed
        )

    @property
    def seconds_left(self) -> float:
        """How much of the time is left."""
        return self._clock.left()

    def run(self) -> Result | None:
        """Return the result of the run; None if no lawful rota was found for some home alone."""
        check_rules(self._problem)
        with self._clock.held(at=0.0):
            if self._given is not None:
                offer_first_roster(self._problem, self._incumbent, self._given, lambda: True)
            if must_compile():
                self._reporter.enter(PREPARING)
                compile_loops(self._hears_stop)
        with self._runner:
            if not self._construct():
                return None
            generation = self._generate_columns()
            if generation is not None:
                self._search_by_lending_plan(generation)
                self._reoptimise_homes(generation)
            return self._reporter.result(
                asked=self._asked,
                ending=Ending(),
                seed=self._limits.seed,
                notes=tuple(self._notes()),
                memory_mb=memory_mb() + self._runner.memory_mb,
            )

    # -- phases

    def _construct(self) -> bool:
        """Put a first rota together from one of each home; return whether every home has one in time."""
        self._reporter.enter(DESCENT)
        seconds = FIRST_SHARE * self._limits.seconds
        annealing = ANNEALING_SHARE * self._limits.seconds * self._runner.size / len(self._homes)
        for number, home in enumerate(self._homes):
            alone = pack(subproblem(self._problem, home.workers, home.teams))
            self._runner.submit(
                number, construct_roster, alone, self._limits.seed + number, seconds, annealing
            )
        assignments: list[Assignment] = []
        for _, roster in self._results():
            if roster is None:
                return False
            assignments += roster.assignments
        if not self._over():
            self._incumbent.offer(Roster(tuple(assignments)), DESCENT)
        return True

    def _generate_columns(self) -> CountyColumnGeneration | None:
        """Return the county's column generation as far as it came in time; None if it could not begin."""
        self._reporter.enter(ROOT)
        subproblems = [subproblem(self._problem, home.workers, home.serves) for home in self._homes]
        packed = [pack(problem) for problem in subproblems]
        seconds = ALONE_SHARE * self._limits.seconds * self._runner.size / len(self._problem.workers)
        for number, home in enumerate(self._homes):
            self._runner.submit(number, relax_home, packed[number], home.teams, seconds * len(home.workers))
        relaxations = dict(self._results())
        if len(relaxations) < len(subproblems):
            return None
        constraints = CountyConstraints(
            self._problem,
            self._homes,
            subproblems,
            [relaxations[number] for number in range(len(subproblems))],
        )
        generation = CountyColumnGeneration(constraints, self._runner, self._incumbent, packed, self._over)
        for number, relaxation in relaxations.items():
            generation.add_relaxation(number, relaxation)
        generation.generate(ROOT_GAP, self._clock.part(ROOT_SHARE * self._limits.seconds))
        return generation

    def _search_by_lending_plan(self, generation: CountyColumnGeneration) -> None:
        """Make a lending plan from the fractional solution, and search each home by that plan.

        Homes that are not finished in time stay as they are in the best rota so far.
        """
        roster, limit = self._incumbent.roster, self._limits
        if roster is None or generation.master.objective > MOST_FRACTIONAL_COST * self._incumbent.cost:
            return
        self._reporter.enter(LENDING)
        seconds_a_worker = limit.seconds * self._runner.size / len(self._problem.workers)
        lending = Lending(generation, self._runner, self._homes)
        lending.run(LENDING_SHARE * seconds_a_worker, self._over)
        if self._over():
            return
        self._reporter.enter(TEAMS)
        for number, home in enumerate(self._homes):
            planned = pack(lending.planned(number, subproblem(self._problem, home.workers, home.serves)))
            start, known = (
                worked_by(home.workers, roster),
                [*lending.columns(number), *generation.cheapest_columns([number])],
            )
            seconds = TEAMS_SHARE * seconds_a_worker * len(home.workers)
            self._runner.submit(number, improve_roster, planned, start, known, limit.seed + number, seconds)
        for number, result in self._results():
            roster = merged(roster, self._homes[number].workers, result.roster)
            self._reoptimisation.accept(roster, self._incumbent.offer(roster, TEAMS))
            generation.add_columns(result.columns)

    def _reoptimise_homes(self, generation: CountyColumnGeneration) -> None:
        """Reoptimise homes until the time is over, most often those that are furthest from the bound.

        A home whose search brought nothing is searched together with a neighbour the next time.
        """
        self._reporter.enter(EXCHANGE)
        reoptimisation, best = self._reoptimisation, self._incumbent.best
        assert best is not None
        reoptimisation.accept(best.roster, best.report)
        homes = range(len(self._homes))
        searches, stuck = [1] * len(homes), [False] * len(homes)

        def furthest_group() -> Group | None:
            busy = {home for group in self._runner.tasks_under_way for home in group}
            assert reoptimisation.roster is not None
            assert reoptimisation.report is not None
            excess = generation.excess(reoptimisation.roster, reoptimisation.report)
            worst = sorted(homes, key=lambda home: -excess[home] / searches[home])
            groups = [(home, *self._neighbour(home, worst)) if stuck[home] else (home,) for home in worst]
            idle = [group for group in groups if busy.isdisjoint(group)]
            chosen = next(filter(reoptimisation.is_independent, idle), idle[0] if idle else None)
            for home in chosen or ():
                searches[home] += 1
            return chosen

        seconds = max(self._clock.left() / ROUNDS, LEAST_SHARE * self._limits.seconds)
        seconds *= self._runner.size / len(self._problem.workers)
        for group, result, better in reoptimisation.run(
            furthest_group, generation.cheapest_columns, seconds, EXCHANGE, self._over
        ):
            generation.add_columns(result.columns)
            for home in group:
                stuck[home] = not better and len(group) == 1

    def _neighbour(self, home: int, order: Sequence[int]) -> Group:
        """Return the first of these homes that could work for the same team as a home, if any could."""
        serves = self._homes[home].serves
        return tuple(other for other in order if other != home and self._homes[other].serves & serves)[:1]

    # -- ending

    def _results(self) -> Iterator[tuple[Any, Any]]:
        """Yield the name and result of each finished task until none is under way or the run is over."""
        while self._runner.tasks_under_way and not self._over():
            yield from self._runner.results(POLL_SECONDS)
        self._runner.cancel()

    def _hears_stop(self) -> bool:
        """Report progress; return whether the caller has asked to stop."""
        self._reporter.report_if_due()
        self._asked = self._asked or self._should_stop()
        return self._asked

    def _over(self) -> bool:
        """Report progress; return whether the run is at its end."""
        return self._hears_stop() or self._clock.over or self._reporter.is_settled(self._limits.gap)

    def _notes(self) -> Iterator[str]:
        yield f"parted into {len(self._homes)} homes, which {self._runner.size} workers searched"
        if self._is_external:
            yield "the memory of the executor's workers is not counted"
        if self._runner.tasks_lost:
            yield f"{self._runner.tasks_lost} tasks were sent again because their worker was lost"
