"""The column search from first roster to proof: descent, root, dives, restricted master, in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from rostering.solver.clock import Clock
from rostering.solver.columns.afresh import Afresh
from rostering.solver.columns.annealing import Annealing
from rostering.solver.columns.board import Board
from rostering.solver.columns.cutting import Cutting
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.dive import LEAST_LOSS, LOSS, Dive
from rostering.solver.columns.improver import Improver
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.induced import Induced, Shares
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.kinds import LONG_DAYS
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.long import DESCENT, ROOT, LongSearch
from rostering.solver.columns.master import Master
from rostering.solver.columns.neighbourhoods import Neighbourhoods
from rostering.solver.columns.root import Root

ANNEALING, DIVING, NEIGHBOURHOODS, CHOOSING = "annealing", "diving", "neighbourhoods", "choosing"
#: After which share of all time the best is looked for among all rosters known, and for what share at most.
CHOICE, CHOOSING_SHARE = 0.5, 0.06
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
#: The share of the time after the root that goes into dives from it, and after one in vain, until one is not;
#: the rest goes into neighbourhoods.
DIVING_SHARE, IN_VAIN_SHARE = 0.2, 0.1
#: For what share of all time a second search makes the best roster better before its first dive.
NEAR_SHARE = 0.2
#: The share of all time that a dive may take; as far as that goes, later dives are more careful.
CAREFUL_SHARE = 0.2
#: After which dives the bound is raised, and the most of all time that this may take, and cuts as much again.
PROOFS, PROOF_SHARE = (1, 6, 14), 0.2
#: Cuts that raise the value of the root by this share tell where good rosters are.
TELLING = 0.005
#: The share of the time after the root that goes into beginning again by them, in place of dives.
AGAIN_SHARE = 0.7
#: After the first share of all time without a better roster it begins again where there are no such cuts,
#: if a dive takes less than the second; elsewhere nothing that is begun again comes to its end.
STUCK, QUICK = 0.1, 0.15
#: How much the order of fixing is shaken, more with every dive, and at most.
NOISE, MOST_NOISE = 0.05, 0.4

#: A person's number, their roster and what it costs them.
Column: TypeAlias = tuple[int, Ints, float]


class Published(NamedTuple):
    """What a search lets another know: its columns, and everyone's shares of them with cuts, once known."""

    columns: list[Column]
    shares: Floats | None = None


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
    on_stuck : callable, optional
        Told when somebody gets no lawful roster, whatever the others have; perhaps there is none.
    known : sequence of Column
        Columns of an earlier search on the same people and duties; no first rosters are made then.
    """

    def __init__(
        self,
        board: Board,
        incumbent: Incumbent,
        clock: Clock,
        seed: int,
        should_stop: Callable[[], bool],
        on_phase: Callable[[str], None] = lambda _phase: None,
        on_stuck: Callable[[], None] = lambda: None,
        known: Sequence[Column] = (),
    ) -> None:
        self._on_stuck = on_stuck
        self._board, self._incumbent, self._known = board, incumbent, known
        self._clock = clock
        self._chance = np.random.default_rng(seed)
        self._asked = should_stop
        self._on_phase = on_phase
        self._improver = Improver(board, incumbent, clock, self._chance, self._stop)
        self._annealing: Annealing | None = None
        self._dived = 0.0
        self._diving = DIVING_SHARE
        self._loss, self._quick = LOSS, True
        #: What the best roster cost when it was last better, and when that was, or it was last begun again.
        self._best, self._since = np.inf, 0.0
        #: The columns of the root, once it is done; again with shares, once there are cuts.
        self.published: Published | None = None
        self._heeded: Published | None = None

    def _stop(self) -> bool:
        return self._asked() or self._clock.over or self._incumbent.proven

    def run(self, news: Callable[[], Published | None] | None = None) -> None:
        """Search until proven, stopped or out of time.

        With ``news``, which returns what another search has published since it was last asked, wait for the
        columns of that search's root instead of making them again.
        """
        if self._board.problem.days > LONG_DAYS:
            long = LongSearch(self._board, self._incumbent, self._clock, self._chance, self._stop)
            long.run(self._on_phase, proves=news is None)
        self.root = root = Root(self._board, self._incumbent, self._root_stop)
        if news is None:
            if self._board.problem.days <= LONG_DAYS and not self._known:
                self._on_phase(DESCENT)
                self._descend()
                self._on_phase(ANNEALING)
                self._anneal(ANNEALING_SHARE)
            self._on_phase(ROOT)
            self._seed_columns(root)
            for column in self._known:
                root.columns.add(*column)
            root.generate(ROOT_GAP, self._clock)
            root.prefer_balance(self._clock)
            self.published = Published(_listed(root.columns))
        elif not self._copy(news, root):
            return
        self._improver.root = root
        self._induced = Induced(root, self._incumbent, self._improver, self._clock, self._chance, self._stop)
        self._near = Neighbourhoods(self._board, self._improver, self._induced, self._clock, self._chance)
        self._on_phase(DIVING)
        turn, has_chosen, self._rooted = 0, False, self._clock.spent()
        # Two first dives at once would leave a large problem without either for long.
        self._near_until = self._rooted + (NEAR_SHARE * self._clock.limit if news is not None else 0.0)
        while not self._stop():
            self._heed(news)
            self._dive(turn)
            turn += 1
            if not has_chosen and self._clock.spent() > CHOICE * self._clock.limit:
                has_chosen = True
                self._choose(turn)
            if news is None and turn in PROOFS:
                self._on_phase(ROOT)
                self._prove(first=turn == PROOFS[0])
                self._on_phase(DIVING)

    def _choose(self, seed: int) -> None:
        """Look for the best among all rosters known."""
        if self._stop() or not np.isfinite(self._incumbent.cost):
            return
        self._on_phase(CHOOSING)
        # OR-Tools takes half a second to load, which a first roster need not wait for.
        from rostering.solver.columns.whole import choose

        share = self._clock.part(CHOOSING_SHARE * self._clock.limit)
        choose(self.root, self._incumbent, share, seed, self._stop, CHOOSING)
        self._on_phase(DIVING)

    def _prove(self, *, first: bool) -> None:
        """Raise the bound: by the columns that the root lacks still, and at first by cuts."""
        self.root.stop_with(self._stop)
        if self.root.gap > 0:
            self.root.generate(0.0, self._clock.part(PROOF_SHARE * self._clock.limit))
        if not first:
            return
        before, cutting = self.root.columns.objective, Cutting(self.root, self._stop)
        cutting.run(self._clock.part(PROOF_SHARE * self._clock.limit))
        cut = cutting.columns
        if not cut.lacks and (1 + TELLING) * before < cut.objective < np.inf:
            self.published = Published(_listed(cut), cut.share)

    def _heed(self, news: Callable[[], Published | None] | None) -> None:
        """Begin again with shares that have cuts, here or by another search, when there are new ones.

        A roster drawn by these is made better, and the best one later.
        """
        self.published = (news() if news is not None else None) or self.published
        known = self.published
        if known is None or known.shares is None or known is self._heeded:
            return
        self._heeded = known
        person, chosen, _ = zip(*known.columns, strict=True)
        self._induced.shares = Shares(self._board, person, chosen, known.shares)
        self._begin_again()

    def _begin_again(self) -> None:
        again = Afresh(self._board, self.root, self._incumbent, self._clock, self._chance, self._stop)
        again.run(self._induced.shares, NEIGHBOURHOODS)

    def _copy(self, news: Callable[[], Published | None], root: Root) -> bool:
        """Anneal until another search has its columns, and take these over; return whether it had."""
        share, anneals = ANNEALING_SHARE, self._board.problem.days <= LONG_DAYS
        if anneals:
            self._on_phase(ANNEALING)
        while not self._stop():
            heard = news()
            if heard is not None:
                for column in heard.columns:
                    root.columns.add(*column)
                self.published = heard
                root.generate(ROOT_GAP, self._clock.part(CATCH_UP_SHARE * self._clock.limit))
                root.prefer_balance(self._clock)
                return True
            if anneals and self._incumbent.roster is not None:
                self._anneal(share)
                share *= LONGER
            else:
                time.sleep(WAIT_SECONDS)
        return False

    def _anneal(self, share: float) -> None:
        """Make the best roster better by small changes for a share of all time."""
        if self._incumbent.roster is None or self._stop():
            return
        self._annealing = self._annealing or Annealing(self._board, self._incumbent, self._chance)
        self._annealing.run(self._clock.part(share * self._clock.limit), self._stop, ANNEALING)

    def _dive(self, turn: int) -> None:
        """Dive from the root, begin again or improve the best roster, by how much time each has had."""
        began = self._clock.spent()
        if self._incumbent.cost < self._best:
            self._best, self._since = self._incumbent.cost, began
        elif self._stuck(began):
            self._begin_again()
            self._since = self._clock.spent()
            return
        enough = began < self._near_until or self._dived > self._diving * (began - self._rooted)
        if self._incumbent.roster is not None and enough:
            self._near.improve(NEIGHBOURHOODS)
            return
        if self._heeded is not None:
            self._begin_again()
            self._diving = AGAIN_SHARE
            self._dived += self._clock.spent() - began
            return
        noise = min(MOST_NOISE, NOISE * turn)
        dive = Dive(
            self.root, self._incumbent, self._chance, self._clock, self._stop, noise=noise, loss=self._loss
        )
        better = dive.run(DIVING)
        self._diving = DIVING_SHARE if better else IN_VAIN_SHARE
        if not self._stop():
            self.root.tidy()
        took = self._clock.spent() - began
        if not self._dived:
            slower = CAREFUL_SHARE * self._clock.limit / max(took, 1e-9)
            self._loss = max(LEAST_LOSS, min(LOSS, LOSS / slower))
            self._quick = took < QUICK * self._clock.limit
        self._dived += took

    def _stuck(self, now: float) -> bool:
        """Whether the best has stood for long; with cuts the search begins again often enough anyway."""
        stands = self._best < np.inf and now - self._since > STUCK * self._clock.limit
        return stands and self._quick and self._heeded is None

    def _root_stop(self) -> bool:
        return self._stop() or self._clock.spent() > ROOT_SHARE * self._clock.limit

    def _descend(self) -> None:
        """Make first rosters person by person, in a few orders."""
        people = len(self._board.people)
        for turn in range(FIRST_RESTARTS):
            late = turn > 0 and self._clock.spent() > DESCENT_SHARE * self._clock.limit
            if self._stop() or late:
                return
            descent = Descent(self._board)
            if descent.construct(self._chance.permutation(people).tolist(), self._stop):
                descent.offer(self._incumbent, DESCENT)
            elif turn == 0 and not self._stop():
                self._on_stuck()
            descent.settle(self._chance.permutation(people).tolist(), self._stop)
            descent.offer(self._incumbent, DESCENT)

    def _seed_columns(self, root: Root) -> None:
        """Give the master the rosters of the best so far."""
        if self._incumbent.roster is None:
            return
        for number, places in enumerate(self._board.places(self._incumbent.roster)):
            if self._stop():
                return
            root.columns.add(number, places, self._board.own_cost(number, places))


def _listed(columns: Linear | Master) -> list[Column]:
    return list(zip(columns.person, columns.chosen, columns.cost, strict=True))
