"""The column search from first roster to proof: descent, annealing, the root node, and primal heuristics."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.long_horizon import LongHorizonSearch
from rostering.solver.columns.heuristics.primal_search import PrimalSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.heuristics.simulated_annealing import SimulatedAnnealing
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.published_columns import PublishedColumns
from rostering.solver.columns.master.restricted_master import Column
from rostering.solver.columns.pricing.day_patterns import LONG_HORIZON_DAYS
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import ANNEALING, DESCENT, ROOT

#: How often a second search looks whether the first has its columns.
WAIT_SECONDS = 0.1
#: The share of the time limit for annealing before the root node. A second search, which waits for the
#: columns of the first, anneals again and again, each time so many times as long.
ANNEALING_SHARE, ANNEALING_FACTOR = 0.03, 2.0
#: The share of the time limit after which dives begin even if the root node is not solved.
ROOT_SHARE = 0.45
#: The largest share of the time limit in which a second search solves the root node again from the columns of
#: the first.
CATCH_UP_SHARE = 0.1
#: The gap, as a share, at which dives begin; the root node is solved further between dives.
ROOT_GAP = 0.004
#: First rosters are made in so many random orders, but no further one is begun after this share of the time
#: limit.
FIRST_ORDERS, DESCENT_SHARE = 2, 0.1


class ColumnSearch:
    """One run of the column engine, in whatever thread calls `run`.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    incumbent : Incumbent
        Where rosters and bounds go.
    clock : Clock
        For how long at most.
    seed : int
        Of the random numbers of the search.
    should_stop : callable
        Asked many times a second.
    on_phase : callable, optional
        Told which phase begins.
    publish : callable, optional
        Given the columns of the root node, once it is solved; again with column values, once these keep cuts.
    on_stuck : callable, optional
        Told when somebody gets no lawful roster, whatever the others have; perhaps there is none.
    known_columns : sequence of Column
        Columns of an earlier search on the same people and duties; no first rosters are made then.

    Attributes
    ----------
    root : RootNode
        From when `run` has come to it.
    """

    def __init__(
        self,
        decomposition: ProblemDecomposition,
        incumbent: Incumbent,
        clock: Clock,
        seed: int,
        should_stop: Callable[[], bool],
        on_phase: Callable[[str], None] = lambda _phase: None,
        publish: Callable[[PublishedColumns], None] = lambda _published: None,
        on_stuck: Callable[[], None] = lambda: None,
        known_columns: Sequence[Column] = (),
    ) -> None:
        self._decomposition, self._incumbent, self._clock = decomposition, incumbent, clock
        self._known_columns, self._caller_stops = known_columns, should_stop
        self._on_phase, self._publish, self._on_stuck = on_phase, publish, on_stuck
        self._context = SearchContext(incumbent, clock, np.random.default_rng(seed), self._stop)
        self._annealing: SimulatedAnnealing | None = None

    def _stop(self) -> bool:
        return self._caller_stops() or self._clock.over or self._incumbent.proven

    def run(self, news: Callable[[], PublishedColumns | None] | None = None) -> None:
        """Search until proven, stopped or out of time.

        With ``news``, which returns what another search has published since it was last asked, wait for the
        columns of that search's root instead of making them again.
        """
        if self._decomposition.problem.days > LONG_HORIZON_DAYS:
            LongHorizonSearch(self._decomposition, self._context).run(self._on_phase, proves=news is None)
        self.root = RootNode(self._decomposition, self._incumbent, self._stop_root)
        published = self._solve_root() if news is None else self._copy_root(news)
        if published is not None:
            primal_search = PrimalSearch(
                self._decomposition, self.root, self._context, self._on_phase, self._publish
            )
            primal_search.run(published, news)

    def _solve_root(self) -> PublishedColumns:
        """Make first rosters, solve the root node, and publish its columns."""
        if self._decomposition.problem.days <= LONG_HORIZON_DAYS and not self._known_columns:
            self._on_phase(DESCENT)
            self._construct()
            self._on_phase(ANNEALING)
            self._anneal(ANNEALING_SHARE)
        self._on_phase(ROOT)
        root = self.root
        self._seed_columns(root)
        for column in self._known_columns:
            root.master.add(*column)
        root.generate(ROOT_GAP, self._clock)
        root.prefer_bundle(self._clock)
        published = PublishedColumns.of(root.master)
        self._publish(published)
        return published

    def _copy_root(self, news: Callable[[], PublishedColumns | None]) -> PublishedColumns | None:
        """Anneal until another search has its columns, take these over and return them; None when stopped."""
        share, anneals = ANNEALING_SHARE, self._decomposition.problem.days <= LONG_HORIZON_DAYS
        if anneals:
            self._on_phase(ANNEALING)
        while not self._stop():
            published = news()
            if published is not None:
                for column in published.columns:
                    self.root.master.add(*column)
                self.root.generate(ROOT_GAP, self._clock.part(CATCH_UP_SHARE * self._clock.limit))
                self.root.prefer_bundle(self._clock)
                return published
            if anneals and self._incumbent.roster is not None:
                self._anneal(share)
                share *= ANNEALING_FACTOR
            else:
                time.sleep(WAIT_SECONDS)
        return None

    def _anneal(self, share: float) -> None:
        """Improve the incumbent by annealing for a share of the time limit."""
        if self._incumbent.roster is None or self._stop():
            return
        self._annealing = self._annealing or SimulatedAnnealing(
            self._decomposition, self._incumbent, self._context.rng
        )
        self._annealing.run(self._clock.part(share * self._clock.limit), self._stop, ANNEALING)

    def _stop_root(self) -> bool:
        return self._stop() or self._clock.spent() > ROOT_SHARE * self._clock.limit

    def _construct(self) -> None:
        """Make first rosters by coordinate descent, in a few random orders of people."""
        people = len(self._decomposition.people)
        for turn in range(FIRST_ORDERS):
            is_late = turn > 0 and self._clock.spent() > DESCENT_SHARE * self._clock.limit
            if self._stop() or is_late:
                return
            descent = CoordinateDescent(self._decomposition)
            if descent.construct(self._context.shuffled(people), self._stop):
                descent.offer(self._incumbent, DESCENT)
            elif turn == 0 and not self._stop():
                self._on_stuck()
            descent.descend(self._context.shuffled(people), self._stop)
            descent.offer(self._incumbent, DESCENT)

    def _seed_columns(self, root: RootNode) -> None:
        """Add the rosters of the incumbent to the master."""
        if self._incumbent.roster is None:
            return
        for person, chosen in enumerate(self._decomposition.chosen_options(self._incumbent.roster)):
            if self._stop():
                return
            root.master.add(person, chosen, self._decomposition.roster_cost(person, chosen))
