"""A run over several teams that share people, from the first rota to the last.

Each home gets a rota with its own people alone; together these are the first rota of the county. Then the
prices of the whole county give the bound, and the shares that come with them are made whole. Last, each home
is searched beside what all others do, with all the duties its people could work anywhere; the prices say
where the rota is furthest from the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Any

from rostering.problem import Assignment, Limits, Problem, Progress, Result, Roster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import DESCENT, EXCHANGE, LENDING, ROOT, TEAMS, Ending
from rostering.solver.core.process import memory_mb
from rostering.solver.county.column_generation import CountyColumnGeneration
from rostering.solver.county.county_constraints import CountyConstraints
from rostering.solver.county.homes import Home, merged, part, worked_by
from rostering.solver.county.lending import Lending
from rostering.solver.county.reoptimisation import Group, HomeReoptimisation
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import first, improved, opened, pack
from rostering.solver.dispatch.dispatcher import check_rules
from rostering.solver.dispatch.reporter import Reporter

#: Shares of the time: for first rotas, for the prices of each home alone, for those of the county, for a plan
#: of what homes lend each other, and for every home by that plan.
FIRST_SHARE, ALONE_SHARE, ROOT_SHARE, LENDING_SHARE, TEAMS_SHARE = 0.2, 0.12, 0.35, 0.3, 0.4
#: The share of the time in which small changes make the first rotas better.
ANNEALING_SHARE = 0.015
#: Gap between master and bound that the prices of the county are good enough with.
ROOT_GAP = 0.002
#: Shares that cost more than this part of the best rota are no plan.
VAGUE = 0.97
#: How many more turns each home gets, one with another: few, for a dive should come to its end in each. Where
#: little time is left, some get none, and the others as much as if this share of all had been left.
TURNS, LEAST_SHARE = 1, 0.3


class CountySearch:
    """One run over several homes.

    Parameters
    ----------
    problem, homes
        What to make a rota for, and how it is parted.
    limits : Limits
        As for any run; ``workers`` is how many tasks are under way at once.
    on_progress, should_stop : callable
        As for any run.
    executor : concurrent.futures.Executor or None
        Who runs tasks; processes of our own on this machine when left out.
    """

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        executor: Executor | None = None,
    ) -> None:
        self._problem, self._homes, self._limits = problem, homes, limits
        self._should_stop = should_stop or (lambda: False)
        self._asked = False
        self._clock = Clock(limits.seconds)
        self._incumbent = Incumbent(problem, lane="the county")
        self._account = Reporter(
            problem, self._incumbent, self._clock, on_progress or (lambda _progress: None)
        )
        self._elsewhere = executor is not None
        self._crew = TaskRunner(executor, limits.workers)
        self._turns = HomeReoptimisation(
            problem, homes, self._crew, self._incumbent, self._clock, limits.seed
        )

    @property
    def seconds_left(self) -> float:
        """How much of the time is left."""
        return self._clock.left()

    def run(self) -> Result | None:
        """Return the result of the run; None if a home has no lawful rota of its own to begin with."""
        check_rules(self._problem)
        with self._crew:
            if not self._first():
                return None
            prices = self._prices()
            if prices is not None:
                self._lend(prices)
                self._more_turns(prices)
            return self._account.result(
                asked=self._asked,
                ending=Ending(),
                seed=self._limits.seed,
                notes=tuple(self._notes()),
                memory_mb=memory_mb() + self._crew.memory_mb,
            )

    # -- phases

    def _first(self) -> bool:
        """Put a first rota together from one of each home; return whether every home has one."""
        self._account.enter(DESCENT)
        seconds = FIRST_SHARE * self._limits.seconds
        annealing = ANNEALING_SHARE * self._limits.seconds * self._crew.size / len(self._homes)
        for number, home in enumerate(self._homes):
            alone = pack(part(self._problem, home.workers, home.teams))
            self._crew.send(number, first, alone, self._limits.seed + number, seconds, annealing)
        found: list[Assignment] = []
        for _, roster in self._results():
            if roster is None:
                return False
            found += roster.assignments
        if not self._over():
            self._incumbent.offer(Roster(tuple(found)), DESCENT)
        return True

    def _prices(self) -> CountyColumnGeneration | None:
        """Return the prices of the county's rows as far as they could be found in their time."""
        self._account.enter(ROOT)
        parts = [part(self._problem, home.workers, home.serves) for home in self._homes]
        packed = [pack(one) for one in parts]
        seconds = ALONE_SHARE * self._limits.seconds * self._crew.size / len(self._problem.workers)
        for number, home in enumerate(self._homes):
            self._crew.send(number, opened, packed[number], home.teams, seconds * len(home.workers))
        boards = dict(self._results())
        if len(boards) < len(parts):
            return None
        ledger = CountyConstraints(
            self._problem, self._homes, parts, [boards[number] for number in range(len(parts))]
        )
        prices = CountyColumnGeneration(ledger, self._crew, self._incumbent, packed, self._over)
        for number, found in boards.items():
            prices.begin(number, found)
        prices.generate(ROOT_GAP, self._clock.part(ROOT_SHARE * self._limits.seconds))
        return prices

    def _lend(self, prices: CountyColumnGeneration) -> None:
        """Plan who lends what to whom by the shares of the root, and search each home by that plan.

        Homes that are not done by the time stay as they are in the best rota so far.
        """
        roster, limit = self._incumbent.roster, self._limits
        if roster is None or prices.master.objective > VAGUE * self._incumbent.cost:
            return
        self._account.enter(LENDING)
        each = limit.seconds * self._crew.size / len(self._problem.workers)
        lending = Lending(prices, self._crew, self._homes)
        lending.run(LENDING_SHARE * each, self._over)
        if self._over():
            return
        self._account.enter(TEAMS)
        for number, home in enumerate(self._homes):
            given = pack(lending.planned(number, part(self._problem, home.workers, home.serves)))
            start, known = worked_by(home.workers, roster), [*lending.columns(number), *prices.near([number])]
            seconds = TEAMS_SHARE * each * len(home.workers)
            self._crew.send(number, improved, given, start, known, limit.seed + number, seconds)
        for number, found in self._results():
            roster = merged(roster, self._homes[number].workers, found.roster)
            self._turns.go_on_from(roster, self._incumbent.offer(roster, TEAMS))
            prices.add(found.columns)

    def _more_turns(self, prices: CountyColumnGeneration) -> None:
        """Give turns to the end of the time, most of them to the homes that are furthest from the bound.

        A home whose turn brought nothing has the next one together with a neighbour.
        """
        self._account.enter(EXCHANGE)
        turns, best = self._turns, self._incumbent.best
        assert best is not None
        turns.go_on_from(best.roster, best.report)
        every = range(len(self._homes))
        had, stuck = [1] * len(every), [False] * len(every)

        def furthest() -> Group | None:
            busy = {home for group in self._crew.names for home in group}
            assert turns.roster is not None
            assert turns.report is not None
            excess = prices.excess(turns.roster, turns.report)
            worst = sorted(every, key=lambda home: -excess[home] / had[home])
            groups = [(home, *self._neighbour(home, worst)) if stuck[home] else (home,) for home in worst]
            idle = [group for group in groups if busy.isdisjoint(group)]
            chosen = next(filter(turns.at_peace, idle), idle[0] if idle else None)
            for home in chosen or ():
                had[home] += 1
            return chosen

        seconds = max(self._clock.left() / TURNS, LEAST_SHARE * self._limits.seconds)
        seconds *= self._crew.size / len(self._problem.workers)
        for group, found, better in turns.give(furthest, prices.near, seconds, EXCHANGE, self._over):
            prices.add(found.columns)
            for home in group:
                stuck[home] = not better and len(group) == 1

    def _neighbour(self, home: int, order: Sequence[int]) -> Group:
        """Return the first of some homes that shares a team with a home, if any does."""
        serves = self._homes[home].serves
        return tuple(one for one in order if one != home and self._homes[one].serves & serves)[:1]

    # -- watching

    def _results(self) -> Iterator[tuple[Any, Any]]:
        """Yield what the crew finishes until nothing is under way or the run is over."""
        while self._crew.names and not self._over():
            yield from self._crew.results(POLL_SECONDS)
        self._crew.drop()

    def _over(self) -> bool:
        """Tell how things stand; return whether the run is at its end."""
        self._account.tell()
        self._asked = self._asked or self._should_stop()
        return self._asked or self._clock.over or self._account.is_settled(self._limits.gap)

    def _notes(self) -> Iterator[str]:
        yield f"parted into {len(self._homes)} homes, which {self._crew.size} workers searched"
        if self._elsewhere:
            yield "the memory of the executor's workers is not counted"
        if self._crew.losses:
            yield f"{self._crew.losses} tasks were sent again because their worker was lost"
