"""The choice among whole rosters, in shares: everyone's add up to one, so that the rows cost least.

Solved to a ten-thousandth or so by pairwise Frank-Wolfe steps (see `loops`), in a small part of the time that
a simplex takes: an augmented Lagrangian whose centre moves, as in proximal bundle methods. Dives need no
more, and the bound is valid at any prices. `linear` has the same programme to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.pairwise_frank_wolfe import (
    ColumnMatrix,
    RowCostSlopes,
    pairwise_frank_wolfe,
    reduced_costs,
    update_duals,
)
from rostering.solver.columns.master.linking_rows import LinkingConstraints, LinkingRows
from rostering.solver.columns.master.restricted_master import RestrictedMaster
from rostering.solver.core.clock import Clock, Meter

Number = TypeVar("Number", np.float64, np.int64)

#: Passes over all people between two questions whether to stop.
CHUNK = 10
#: How firm prices are in a dive: rosters of near-best cost share the duties where they are not too firm.
FIRM = 0.2
#: Passes of balancing between two pricings of a dive, and the share of the cost that they may leave to gain.
PASSES, ENOUGH = 40, 1e-4
#: Units of work of an entry of a column that is looked at.
ENTRY = 1.5e-9


class BundleState(NamedTuple):
    """What a dive goes back to."""

    share: Floats
    centre: Floats
    firmness: float


class BundleMaster(RestrictedMaster):
    """Columns, everyone's shares of them, and the prices of the rows.

    Attributes
    ----------
    share : array
        Of each column, how much of it its person has.
    prices : array
        What one more unit in each row is worth now.
    centre : array
        The prices at which rows rest whose sum is as wanted.
    firmness : float
        By which part of all prices that a row can have its price moves for one unit too many or too few.
    """

    def __init__(self, board: LinkingConstraints) -> None:
        super().__init__(board)
        rows, people = len(board.rows.wanted), len(board.people)
        self._slopes = slopes_of(board.rows)
        reach = self._slopes.over + self._slopes.deep
        usual = float(np.median(reach[reach > 0])) if reach.any() else 1.0
        #: A row that is far dearer than others, because it is compulsory, moves as they do.
        self._unit = np.minimum(reach, 2 * usual)
        self.centre, self.prices = np.zeros(rows), np.zeros(rows)
        self.firmness = 0.0
        self._sums = np.zeros(rows)
        self._has = np.zeros(people, bool)
        self._start = np.zeros(1, np.int64)
        self._row, self._value = np.empty(0, np.int64), np.empty(0)
        self._costs, self._shares = np.empty(0), np.empty(0)
        self._open = np.empty(0, np.int64)
        self._entries = 0
        self._first: Ints = np.zeros(people + 1, np.int64)
        self._column: Ints = np.empty(0, np.int64)

    # -- columns

    def _take(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        column, end = len(self.person) - 1, self._entries + len(rows)
        if end > len(self._row):
            self._row, self._value = _grown(self._row, end), _grown(self._value, end)
        if column >= len(self._costs):
            self._costs, self._shares = _grown(self._costs, column + 1), _grown(self._shares, column + 1)
            self._open, self._start = _grown(self._open, column + 1), _grown(self._start, column + 2)
        self._row[self._entries : end], self._value[self._entries : end] = rows, values
        self._entries = end
        self._start[column + 1] = end
        self._costs[column], self._open[column], self._shares[column] = cost, 1, 0.0
        if not self._has[person]:
            self._give(column, 1.0)
            self._has[person] = True

    @property
    def share(self) -> Floats:
        """Of each column, how much of it its person has."""
        return self._shares[: len(self.person)]

    @property
    def lacks(self) -> bool:
        """Whether somebody has no column that is open."""
        return not self._has.all()

    @property
    def objective(self) -> float:
        """What columns and rows cost at the shares of now; infinite while somebody has none."""
        if self.lacks:
            return np.inf
        own = self._costs[: len(self.person)] @ self.share
        return float(own + self.board.rows.cost(self._sums).sum())

    def _give(self, column: int, share: float) -> None:
        """Give a person more of a column, or less."""
        entries = slice(self._start[column], self._start[column + 1])
        self._shares[column] += share
        self._sums[self._row[entries]] += share * self._value[entries]

    def close(self, person: int, columns: Iterable[int]) -> None:
        """Let a person have none of some columns; what they had of them goes to their others."""
        lost = 0.0
        for column in columns:
            self._open[column] = 0
            lost += self._shares[column]
            self._give(column, -self._shares[column])
        left = [column for column in self._of[person] if self._open[column]]
        if not left:
            self._has[person] = False
        elif lost > 0:
            had = self._shares[left]
            if had.sum() <= 0:
                had = np.zeros(len(left))
                had[np.argmin(self.reduced(left, self.prices))] = 1.0
            for column, part in zip(left, lost * had / had.sum(), strict=True):
                if part > 0:
                    self._give(column, part)

    def is_open(self, column: int) -> bool:
        """Return whether a column may be had."""
        return bool(self._open[column])

    def reduced(self, columns: Iterable[int], prices: Floats) -> Floats:
        """Return what some columns cost beyond what they are worth at some prices of the rows."""
        found: Floats = reduced_costs(self._pool(), np.fromiter(columns, np.int64), prices)
        return found

    def only(self, kept: NDArray[np.bool_]) -> BundleMaster:
        """Return a master with some of the columns, shared out among them as they were."""
        found = BundleMaster(self.board)
        for column in np.nonzero(kept)[0].tolist():
            found.add(self.person[column], self.chosen[column], self.cost[column])
        share, people = self.share[kept], np.array(found.person, np.int64)
        had = np.zeros(len(self._of))
        np.add.at(had, people, share)
        had[had <= 0] = 1.0
        found._go_back(BundleState(share / had[people], self.centre, self.firmness))
        return found

    # -- prices

    def _pool(self) -> ColumnMatrix:
        columns = len(self.person)
        if len(self._column) < columns:
            self._column = np.array([column for mine in self._of for column in mine], np.int64)
            self._first[1:] = np.cumsum([len(mine) for mine in self._of])
        return ColumnMatrix(
            self._start, self._row, self._value, self._costs, self._open, self._first, self._column
        )

    def balance(
        self, people: Ints, passes: int, enough: float, meter: Meter, should_stop: Callable[[], bool]
    ) -> None:
        """Move the shares of some people until they could gain no more than ``enough``."""
        stiffness = self.firmness * self._unit
        update_duals(self._slopes, self._sums, self.centre, stiffness, self.prices)
        pool = self._pool()
        for _ in range(0, passes, CHUNK):
            gain, work = pairwise_frank_wolfe(
                self._slopes,
                pool,
                people,
                CHUNK,
                enough,
                stiffness,
                self.centre,
                self._shares,
                self._sums,
                self.prices,
            )
            meter.count(ENTRY * work)
            if gain <= enough or should_stop():
                return

    # -- there and back

    def begin(self, prices: Floats) -> None:
        """Begin a dive at some prices."""
        self.prices, self.firmness = prices.copy(), FIRM

    def relax(self, people: Ints, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Balance the shares of some people around the prices of now; return whether to go on."""
        self.centre = self.prices.copy()
        enough = 0.0 if self.lacks else ENOUGH * abs(self.objective)
        self.balance(people, PASSES, enough, clock.meter, should_stop)
        return not should_stop()

    def share_out(self, share: Floats, prices: Floats) -> None:
        """Have these shares of the columns, and these prices."""
        self._go_back(BundleState(np.maximum(share, 0.0), prices.copy(), FIRM))
        self.prices = prices.copy()

    def remember(self) -> Callable[[], None]:
        """Return what opens all columns and brings back the shares and the centre of now; columns stay."""
        state = BundleState(self.share.copy(), self.centre.copy(), self.firmness)
        return lambda: self._go_back(state)

    def _go_back(self, state: BundleState) -> None:
        known = len(state.share)
        self._open[:] = 1
        self._shares[:] = 0.0
        self._shares[:known] = state.share
        self._sums[:] = 0.0
        had = np.zeros(len(self._of))
        for column in np.nonzero(self._shares[: len(self.person)])[0]:
            entries = slice(self._start[column], self._start[column + 1])
            self._sums[self._row[entries]] += self._shares[column] * self._value[entries]
            had[self.person[column]] = 1.0
        self._has = had > 0
        for person in np.nonzero(~self._has)[0]:
            if self._of[person]:
                self._give(self._of[person][0], 1.0)
                self._has[person] = True
        self.centre, self.firmness = state.centre.copy(), state.firmness


def _grown(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Return the array with room for at least so many, and as many again."""
    grown = np.zeros(2 * size, array.dtype)
    grown[: len(array)] = array
    return grown


def slopes_of(rows: LinkingRows) -> RowCostSlopes:
    """Return what a unit costs in each row, the cheaper of what is below the wanted sum first."""
    below = np.where(rows.minimum + rows.lowest > 0, rows.under_minimum, np.inf)
    short = np.where(rows.wanted > rows.minimum, rows.under_wanted, np.inf)
    under, deep = np.minimum(below, short), np.maximum(below, short)
    under = np.where(np.isinf(under), 0.0, under)
    kink = rows.wanted - np.where(short <= below, rows.wanted - rows.minimum, rows.minimum + rows.lowest)
    return RowCostSlopes(rows.wanted, kink, rows.over, under, np.where(np.isinf(deep), under, deep))
