"""What a column search does from its root's prices to the proof: dives, neighbourhoods, again, in turn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.heuristics.diving import LEAST_LOSS, LOSS, DivingHeuristic
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

#: After which share of all time the best is looked for among all rosters known, and for what share at most.
CHOICE, CHOOSING_SHARE = 0.5, 0.06
#: The share of the time after the root that goes into dives from it, and after one in vain, until one is not;
#: the rest goes into neighbourhoods.
DIVING_SHARE, IN_VAIN_SHARE = 0.2, 0.1
#: For what share of all time a second search makes the best roster better before its first dive.
NEAR_SHARE = 0.2
#: The share of all time that a dive may take; as far as that goes, later dives are more careful.
CAREFUL_SHARE = 0.2
#: The most of all time that goes into cuts before the first dive. Half found they lead everything astray.
CUTS_SHARE = 0.35
#: After which turns the bound is raised, and the most of all time that this may take.
PROOFS, PROOF_SHARE = (1, 6, 14), 0.2
#: Cuts that raise the value of the root by this share tell where good rosters are.
TELLING = 0.005
#: The share of the time after the root that goes into beginning again by them, in place of dives.
AGAIN_SHARE = 0.7
#: After the first share of all time without a better roster it begins again where there are no such cuts,
#: if a dive takes less than the second; elsewhere nothing that is begun again comes to its end.
STUCK, QUICK = 0.1, 0.02
#: How much the order of fixing is shaken, more with every dive, and at most.
NOISE, MOST_NOISE = 0.05, 0.4


class PrimalSearch:
    """The turns of one search after its root, in whatever thread calls `run`.

    Parameters
    ----------
    board, root
        The problem and its root, which has prices.
    effort : SearchContext
        What the search works with.
    on_phase : callable
        Told which phase begins.
    publish : callable
        Given what cuts have told, when that is worth knowing.
    """

    def __init__(
        self,
        board: ProblemDecomposition,
        root: RootNode,
        effort: SearchContext,
        on_phase: Callable[[str], None],
        publish: Callable[[PublishedColumns], None],
    ) -> None:
        self._decomposition, self._root, self._context = board, root, effort
        self._on_phase, self._publish = on_phase, publish
        self._neighbourhoods = LargeNeighbourhoodSearch(board, root, effort)
        self._root_end, self._neighbourhoods_until = effort.clock.spent(), 0.0
        self._diving_time, self._diving_share = 0.0, DIVING_SHARE
        self._max_loss, self._dives_are_quick = LOSS, False
        #: What the best roster cost when it was last better, and when that was, or it was last begun again.
        self._best_cost, self._best_since = np.inf, 0.0
        #: Whether the shares that neighbourhoods go by have cuts.
        self._has_cut_values = False

    def run(self, heard: PublishedColumns, news: Callable[[], PublishedColumns | None] | None = None) -> None:
        """Go on until proven, stopped or out of time, from what was published of a root.

        With ``news``, which returns what another search has published since it was last asked, bound and cuts
        are left to that one.
        """
        clock, has_chosen, turn = self._context.clock, False, 0
        if news is not None:
            # Two first dives at once would leave a large problem without either for long.
            self._neighbourhoods_until = self._root_end + NEAR_SHARE * clock.limit
        told: PublishedColumns | None = heard
        if news is None:
            told = self._generate_cuts() or heard
        self._on_phase(DIVING)
        while not self._context.should_stop():
            told = (news() if news is not None else None) or told
            if told is not None and told.column_values is not None:
                self._adopt_cut_values(told, told.column_values)
            told = None
            self._step(turn)
            turn += 1
            if not has_chosen and clock.spent() > CHOICE * clock.limit:
                has_chosen = True
                self._solve_restricted_master(turn)
            if news is None and turn in PROOFS:
                self._on_phase(ROOT)
                self._close_root_gap()
                self._on_phase(DIVING)

    def _step(self, turn: int) -> None:
        """Dive from the root, begin again or improve the best roster, by how much time each has had."""
        clock, incumbent = self._context.clock, self._context.incumbent
        began = clock.spent()
        if incumbent.cost < self._best_cost:
            self._best_cost, self._best_since = incumbent.cost, began
        elif self._is_stuck(began):
            self._restart()
            self._best_since = clock.spent()
            return
        enough = began < self._neighbourhoods_until or self._diving_time > self._diving_share * (
            began - self._root_end
        )
        if incumbent.roster is not None and enough:
            self._neighbourhoods.improve(NEIGHBOURHOODS)
        elif self._has_cut_values:
            self._restart()
            self._diving_share = AGAIN_SHARE
            self._diving_time += clock.spent() - began
        else:
            self._dive(min(MOST_NOISE, NOISE * turn))

    def _is_stuck(self, now: float) -> bool:
        """Whether the best has stood for long; with cuts the search begins again often enough anyway."""
        stands = self._best_cost < np.inf and now - self._best_since > STUCK * self._context.clock.limit
        return stands and self._dives_are_quick and not self._has_cut_values

    def _dive(self, noise: float) -> None:
        """Dive from the root, and learn from the first dive how careful others may be."""
        clock = self._context.clock
        began = clock.spent()
        better = DivingHeuristic(self._root, self._context, noise=noise, loss=self._max_loss).run(DIVING)
        self._diving_share = DIVING_SHARE if better else IN_VAIN_SHARE
        if not self._context.should_stop():
            self._root.prune_columns()
        took = clock.spent() - began
        if not self._diving_time:
            slower = CAREFUL_SHARE * clock.limit / max(took, 1e-9)
            self._max_loss = max(LEAST_LOSS, min(LOSS, LOSS / slower))
            self._dives_are_quick = took < QUICK * clock.limit
        self._diving_time += took

    def _adopt_cut_values(self, told: PublishedColumns, shares: Floats) -> None:
        """Begin again with shares that have cuts; neighbourhoods go by them from now on."""
        person, chosen, _ = zip(*told.columns, strict=True)
        self._has_cut_values = True
        self._root.prefer_simplex(told.columns, self._context.clock)
        self._neighbourhoods.fractional_solution = FractionalSolution(
            self._decomposition, person, chosen, shares
        )
        self._restart()

    def _restart(self) -> None:
        restart_search(
            self._decomposition,
            self._root,
            self._neighbourhoods.fractional_solution,
            self._context,
            NEIGHBOURHOODS,
        )

    def _solve_restricted_master(self, seed: int) -> None:
        """Look for the best among all rosters known."""
        effort = self._context
        if effort.should_stop() or not np.isfinite(effort.incumbent.cost):
            return
        self._on_phase(CHOOSING)
        # OR-Tools takes half a second to load, which a first roster need not wait for.
        from rostering.solver.columns.heuristics.restricted_master_heuristic import solve_restricted_master

        share = effort.clock.part(CHOOSING_SHARE * effort.clock.limit)
        solve_restricted_master(self._root, effort.incumbent, share, seed, effort.should_stop, CHOOSING)
        self._on_phase(DIVING)

    def _close_root_gap(self) -> None:
        """Raise the bound by columns that the root lacks."""
        self._root.stop_when(self._context.should_stop)
        if self._root.gap > 0:
            self._root.generate(0.0, self._context.clock.part(PROOF_SHARE * self._context.clock.limit))

    def _generate_cuts(self) -> PublishedColumns | None:
        """Raise the bound by cuts where the root is a linear programme; return what these tell."""
        if not isinstance(self._root.master, SimplexMaster):
            return None
        self._on_phase(ROOT)
        self._close_root_gap()
        clock, before = self._context.clock, self._root.master.objective
        cutting = CutGeneration(self._root, self._context.should_stop)
        cutting.run(clock.part(CUTS_SHARE * clock.limit))
        cut = cutting.master
        if cut.is_incomplete or not (1 + TELLING) * before < cut.objective < np.inf:
            return None
        told = PublishedColumns.of(cut, cut.column_values)
        self._publish(told)
        return told
