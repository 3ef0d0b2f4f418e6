"""What a search does after its root node, in turns: dives, neighbourhoods and restarts, cuts and proofs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.heuristics.diving import MAX_ROUNDING, MIN_ROUNDING, DivingHeuristic
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.large_neighbourhood_search import LargeNeighbourhoodSearch
from rostering.solver.columns.heuristics.restart import restart_search
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.cut_generation import CutGeneration
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.published_columns import PublishedColumns
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.core.phases import CHOOSING, DIVING, NEIGHBOURHOODS, ROOT

#: The share of the time limit after which the restricted master heuristic runs once, and the most that it may
#: take.
CHOOSING_AFTER, CHOOSING_SHARE = 0.5, 0.06
#: The share of the time since the root that goes into dives, and into dives after one without success until
#: one has it; neighbourhoods have the rest.
DIVING_SHARE, FAILED_DIVING_SHARE = 0.2, 0.1
#: The share of the time limit in which a second search works on neighbourhoods alone, before its first dive.
HEAD_START_SHARE = 0.2
#: The share of the time limit that a dive may take; as far as that goes, later dives are more careful.
DIVE_TIME_SHARE = 0.2
#: The largest share of the time limit for cuts before the first dive.
CUTS_SHARE = 0.35
#: The turns after which the bound is raised, and the largest share of the time limit for that.
PROOF_TURNS, PROOF_SHARE = (1, 6, 14), 0.2
#: Column values with cuts are used where the cuts raise the value of the master by this share.
USEFUL_CUTS = 0.005
#: The share of the time since the root that then goes into restarts, in place of dives.
RESTART_SHARE = 0.7
#: Without such cuts there is a restart after the first share of the time limit without a better roster, if a
#: dive takes less than the second; on slower problems a restart would not come to its end.
STUCK, QUICK = 0.1, 0.02
#: The noise of each dive is larger by this than that of the last, up to the second.
NOISE_STEP, MAX_NOISE = 0.05, 0.4


class PrimalSearch:
    """What one search does after its root node, in whatever thread calls `run`.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    root : RootNode
        Its root node, which has dual prices.
    context : SearchContext
        What the search works with.
    on_phase : callable
        Told which phase begins.
    publish : callable
        Given column values with cuts, where these are useful.
    """

    def __init__(
        self,
        decomposition: ProblemDecomposition,
        root: RootNode,
        context: SearchContext,
        on_phase: Callable[[str], None],
        publish: Callable[[PublishedColumns], None],
    ) -> None:
        self._decomposition, self._root, self._context = decomposition, root, context
        self._on_phase, self._publish = on_phase, publish
        self._neighbourhoods = LargeNeighbourhoodSearch(decomposition, root, context)
        #: Times by the clock: the end of the root, and until when there are neighbourhoods only.
        self._root_end, self._neighbourhoods_until = context.clock.spent(), 0.0
        self._diving_time, self._diving_share = 0.0, DIVING_SHARE
        self._max_rounding, self._dives_are_quick = MAX_ROUNDING, False
        #: The best cost so far, and the time since when it stands or since the last restart.
        self._best_cost, self._best_since = np.inf, 0.0
        #: Whether the fractional solution that neighbourhoods use keeps cuts.
        self._has_cut_values = False

    def run(
        self, published: PublishedColumns, news: Callable[[], PublishedColumns | None] | None = None
    ) -> None:
        """Go on until proven, stopped or out of time, from what was published of a root node.

        With ``news``, which returns what another search has published since it was last asked, bound and cuts
        are left to that one.
        """
        clock, has_chosen, turn = self._context.clock, False, 0
        if news is not None:
            # Two first dives at once would leave a large problem without either for long.
            self._neighbourhoods_until = self._root_end + HEAD_START_SHARE * clock.limit
        latest: PublishedColumns | None = published
        if news is None:
            latest = self._generate_cuts() or published
        self._on_phase(DIVING)
        while not self._context.should_stop():
            latest = (news() if news is not None else None) or latest
            if latest is not None and latest.column_values is not None:
                self._adopt_cut_values(latest, latest.column_values)
            latest = None
            self._take_turn(turn)
            turn += 1
            if not has_chosen and clock.spent() > CHOOSING_AFTER * clock.limit:
                has_chosen = True
                self._solve_restricted_master(turn)
            if news is None and turn in PROOF_TURNS:
                self._on_phase(ROOT)
                self._close_root_gap()
                self._on_phase(DIVING)

    def _take_turn(self, turn: int) -> None:
        """Dive, restart, or improve the incumbent by a neighbourhood, by how much time each has had."""
        clock, incumbent = self._context.clock, self._context.incumbent
        began = clock.spent()
        if incumbent.cost < self._best_cost:
            self._best_cost, self._best_since = incumbent.cost, began
        elif self._is_stuck(began):
            self._restart()
            self._best_since = clock.spent()
            return
        enough_dives = self._diving_time > self._diving_share * (began - self._root_end)
        if incumbent.roster is not None and (began < self._neighbourhoods_until or enough_dives):
            self._neighbourhoods.improve(NEIGHBOURHOODS)
        elif self._has_cut_values:
            self._restart()
            self._diving_share = RESTART_SHARE
            self._diving_time += clock.spent() - began
        else:
            self._dive(min(MAX_NOISE, NOISE_STEP * turn))

    def _is_stuck(self, now: float) -> bool:
        """Return whether it is time for a restart; with cuts there are restarts often enough anyway."""
        stands = self._best_cost < np.inf and now - self._best_since > STUCK * self._context.clock.limit
        return stands and self._dives_are_quick and not self._has_cut_values

    def _dive(self, noise: float) -> None:
        """Dive from the root, and learn from the first dive how careful others may be."""
        clock = self._context.clock
        began = clock.spent()
        dive = DivingHeuristic(self._root, self._context, noise=noise, max_rounding=self._max_rounding)
        self._diving_share = DIVING_SHARE if dive.run(DIVING) else FAILED_DIVING_SHARE
        if not self._context.should_stop():
            self._root.prune_columns()
        took = clock.spent() - began
        if not self._diving_time:
            affordable = DIVE_TIME_SHARE * clock.limit / max(took, 1e-9)
            self._max_rounding = max(MIN_ROUNDING, min(MAX_ROUNDING, MAX_ROUNDING / affordable))
            self._dives_are_quick = took < QUICK * clock.limit
        self._diving_time += took

    def _adopt_cut_values(self, published: PublishedColumns, column_values: Floats) -> None:
        """Use column values that keep cuts in neighbourhoods from now on, and restart from them."""
        people, options, _ = zip(*published.columns, strict=True)
        self._has_cut_values = True
        self._root.prefer_simplex(published.columns, self._context.clock)
        self._neighbourhoods.fractional_solution = FractionalSolution(
            self._decomposition, people, options, column_values
        )
        self._restart()

    def _restart(self) -> None:
        solution = self._neighbourhoods.fractional_solution
        restart_search(self._decomposition, self._root, solution, self._context, NEIGHBOURHOODS)

    def _solve_restricted_master(self, seed: int) -> None:
        """Look for the best roster among the known columns."""
        context = self._context
        if context.should_stop() or not np.isfinite(context.incumbent.cost):
            return
        self._on_phase(CHOOSING)
        # OR-Tools takes half a second to load, which a first roster need not wait for.
        from rostering.solver.columns.heuristics.restricted_master_heuristic import solve_restricted_master

        clock = context.clock.part(CHOOSING_SHARE * context.clock.limit)
        solve_restricted_master(self._root, context.incumbent, clock, seed, context.should_stop, CHOOSING)
        self._on_phase(DIVING)

    def _close_root_gap(self) -> None:
        """Go on with column generation at the root, to the end if time allows."""
        self._root.stop_when(self._context.should_stop)
        if self._root.gap > 0:
            self._root.generate(0.0, self._context.clock.part(PROOF_SHARE * self._context.clock.limit))

    def _generate_cuts(self) -> PublishedColumns | None:
        """Raise the bound by cuts where the root has a simplex master; return columns if that is useful."""
        if not isinstance(self._root.master, SimplexMaster):
            return None
        self._on_phase(ROOT)
        self._close_root_gap()
        clock, value_without_cuts = self._context.clock, self._root.master.objective
        cut_generation = CutGeneration(self._root, self._context.should_stop)
        cut_generation.run(clock.part(CUTS_SHARE * clock.limit))
        master = cut_generation.master
        is_useful = (1 + USEFUL_CUTS) * value_without_cuts < master.objective < np.inf
        if master.is_incomplete or not is_useful:
            return None
        published = PublishedColumns.of(master, master.column_values)
        self._publish(published)
        return published
