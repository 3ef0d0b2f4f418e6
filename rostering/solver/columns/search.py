"""The column search from first roster to proof: descent, annealing, the root, and turns from its prices."""

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
#: The share of all time for annealing before there are prices. A second search, which waits for these,
#: anneals again and again, and each time so many times as long.
ANNEALING_SHARE, LONGER = 0.03, 2.0
#: Share of the time after which dives begin even if the root is not done.
ROOT_SHARE = 0.45
#: The most of all time in which a second search finds the prices of the first's columns.
CATCH_UP_SHARE = 0.1
#: Gap between master and bound at which dives begin; the root goes on between dives.
ROOT_GAP = 0.004
#: Share of the time after which no other first roster is begun.
DESCENT_SHARE = 0.1
FIRST_RESTARTS = 2


class ColumnSearch:
    """One run of the column engine, in whatever thread calls `run`.

    Parameters
    ----------
    board, incumbent
        The problem and where rosters and bounds go.
    clock : Clock
        For how long at most.
    seed : int
        For the order of people and the shaking of dives.
    should_stop : callable
        Asked many times a second.
    on_phase : callable, optional
        Told which phase begins.
    publish : callable, optional
        Given the columns of the root, once it is done; again with shares, once there are cuts.
    on_stuck : callable, optional
        Told when somebody gets no lawful roster, whatever the others have; perhaps there is none.
    known : sequence of Column
        Columns of an earlier search on the same people and duties; no first rosters are made then.
    """

    def __init__(
        self,
        board: ProblemDecomposition,
        incumbent: Incumbent,
        clock: Clock,
        seed: int,
        should_stop: Callable[[], bool],
        on_phase: Callable[[str], None] = lambda _phase: None,
        publish: Callable[[PublishedColumns], None] = lambda _published: None,
        on_stuck: Callable[[], None] = lambda: None,
        known: Sequence[Column] = (),
    ) -> None:
        self._decomposition, self._incumbent, self._clock, self._known_columns = (
            board,
            incumbent,
            clock,
            known,
        )
        self._caller_stops, self._on_phase, self._publish, self._on_stuck = (
            should_stop,
            on_phase,
            publish,
            on_stuck,
        )
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
        heard = self._solve_root() if news is None else self._copy_root(news)
        if heard is not None:
            PrimalSearch(self._decomposition, self.root, self._context, self._on_phase, self._publish).run(
                heard, news
            )

    def _solve_root(self) -> PublishedColumns:
        """Make first rosters and the root, and publish its columns."""
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
        made = PublishedColumns.of(root.master)
        self._publish(made)
        return made

    def _copy_root(self, news: Callable[[], PublishedColumns | None]) -> PublishedColumns | None:
        """Anneal until another search has its columns, take these over and return them; None when stopped."""
        share, anneals = ANNEALING_SHARE, self._decomposition.problem.days <= LONG_HORIZON_DAYS
        if anneals:
            self._on_phase(ANNEALING)
        while not self._stop():
            heard = news()
            if heard is not None:
                for column in heard.columns:
                    self.root.master.add(*column)
                self.root.generate(ROOT_GAP, self._clock.part(CATCH_UP_SHARE * self._clock.limit))
                self.root.prefer_bundle(self._clock)
                return heard
            if anneals and self._incumbent.roster is not None:
                self._anneal(share)
                share *= LONGER
            else:
                time.sleep(WAIT_SECONDS)
        return None

    def _anneal(self, share: float) -> None:
        """Make the best roster better by small changes for a share of all time."""
        if self._incumbent.roster is None or self._stop():
            return
        self._annealing = self._annealing or SimulatedAnnealing(
            self._decomposition, self._incumbent, self._context.rng
        )
        self._annealing.run(self._clock.part(share * self._clock.limit), self._stop, ANNEALING)

    def _stop_root(self) -> bool:
        return self._stop() or self._clock.spent() > ROOT_SHARE * self._clock.limit

    def _construct(self) -> None:
        """Make first rosters person by person, in a few orders."""
        people = len(self._decomposition.people)
        for turn in range(FIRST_RESTARTS):
            late = turn > 0 and self._clock.spent() > DESCENT_SHARE * self._clock.limit
            if self._stop() or late:
                return
            descent = CoordinateDescent(self._decomposition)
            if descent.construct(self._context.shuffled(people), self._stop):
                descent.offer(self._incumbent, DESCENT)
            elif turn == 0 and not self._stop():
                self._on_stuck()
            descent.descend(self._context.shuffled(people), self._stop)
            descent.offer(self._incumbent, DESCENT)

    def _seed_columns(self, root: RootNode) -> None:
        """Give the master the rosters of the best so far."""
        if self._incumbent.roster is None:
            return
        for number, places in enumerate(self._decomposition.chosen_options(self._incumbent.roster)):
            if self._stop():
                return
            root.master.add(number, places, self._decomposition.roster_cost(number, places))
