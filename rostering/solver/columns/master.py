"""The linear programme that chooses among whole rosters: one for each person, so that the rows cost least.

HiGHS keeps it between calls, so each solve starts where the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import highspy
import numpy as np

from rostering.solver.clock import Clock
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.sheet import Tally

#: What it costs to leave someone without a roster; no sum of other costs comes near.
NOBODY = 1e6
DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
#: Rows times iterations after which HiGHS looks up, so that a stop is heard soon; it goes on from there.
SLICE = 2_000_000
#: Units of work of an iteration, and of each row and column in it.
ITERATION, LINE = 2e-5, 4e-8


class Master:
    """The restricted master problem.

    Attributes
    ----------
    person, cost, chosen : list
        Of each column: whose it is, what it costs that person, and the options in it.
    """

    def __init__(self, board: Tally) -> None:
        self.board = board
        self.person: list[int] = []
        self.cost: list[float] = []
        self.chosen: list[Ints] = []
        self.objective = np.inf
        self._known: set[tuple[int, bytes]] = set()
        self._of: list[list[int]] = [[] for _ in board.people]
        self._open: list[bool] = []
        self._lp = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            # From nothing the dual simplex is the faster, from the last solution the primal.
            ("simplex_strategy", DUAL_SIMPLEX),
            ("presolve", "off"),
        ):
            self._lp.setOptionValue(name, value)
        self._rows = len(board.rows.wanted)
        self._first = 0
        self._build()

    def _build(self) -> None:
        rows, lp = self.board.rows, self._lp
        for wanted in rows.wanted:
            lp.addRow(float(wanted), float(wanted), 0, np.array([], np.int32), np.array([]))
        for _ in self.board.people:
            lp.addRow(1.0, 1.0, 0, np.array([], np.int32), np.array([]))
        for costs, most, sign in (
            (rows.under_minimum, rows.minimum + rows.lowest, 1.0),
            (rows.under_wanted, rows.wanted - rows.minimum, 1.0),
            (rows.over, rows.largest, -1.0),
        ):
            for row in range(self._rows):
                if most[row] > 0:
                    self._column(float(costs[row]), float(most[row]), [row], [sign])
        for person in range(len(self.board.people)):
            self._column(NOBODY, 1.0, [self._rows + person], [1.0])
        self._first = lp.getNumCol()

    def _column(self, cost: float, most: float, rows: Iterable[int], values: Iterable[float]) -> None:
        index, value = np.array(list(rows), np.int32), np.array(list(values), np.float64)
        self._lp.addCol(cost, 0.0, most, len(index), index, value)

    # -- columns

    def add(self, person: int, chosen: Ints, cost: float) -> bool:
        """Add a roster of a person that costs them so much; return whether it is new."""
        key = (person, np.sort(chosen).tobytes())
        if key in self._known:
            return False
        self._known.add(key)
        sums = self.board.counted(person, chosen)
        rows = np.nonzero(sums)[0]
        self._column(cost, 1.0, [*rows.tolist(), self._rows + person], [*sums[rows].tolist(), 1.0])
        self._of[person].append(len(self.person))
        self.person.append(person)
        self.cost.append(cost)
        self.chosen.append(chosen)
        self._open.append(True)
        return True

    def open(self, column: int, is_open: bool) -> None:
        """Let a column be used, or not."""
        if self._open[column] != is_open:
            self._open[column] = is_open
            self._lp.changeColBounds(self._first + column, 0.0, 1.0 if is_open else 0.0)

    def open_all(self) -> None:
        """Let every column be used again."""
        for column in range(len(self.person)):
            self.open(column, True)

    def columns_of(self, person: int) -> list[int]:
        """Return the columns of a person."""
        return self._of[person]

    def nearest(self, person: int, duals: Floats, most: int) -> list[int]:
        """Return the columns of a person that cost least at some prices of the rows, so many at most."""
        reduced = {
            column: self.cost[column] - float((self.board.counted(person, self.chosen[column]) * duals).sum())
            for column in self._of[person]
        }
        return sorted(reduced, key=lambda column: reduced[column])[:most]

    # -- solving

    def solve(self, clock: Clock, should_stop: Callable[[], bool], *, bounds_changed: bool = False) -> bool:
        """Solve the linear programme; return whether it came to an end before time or a stop.

        Columns that were opened or closed leave the last solution's prices right: the dual simplex goes on.
        """
        rows = self._lp.getNumRow()
        if bounds_changed:
            self._lp.setOptionValue("simplex_strategy", DUAL_SIMPLEX)
        self._lp.setOptionValue("simplex_iteration_limit", max(100, SLICE // rows))
        while True:
            self._lp.run()
            iterations = self._lp.getInfo().simplex_iteration_count
            clock.meter.count(iterations * (ITERATION + LINE * (rows + self._lp.getNumCol())))
            if self._lp.getModelStatus() != highspy.HighsModelStatus.kIterationLimit:
                break
            if should_stop() or clock.over:
                return False
        done: bool = self._lp.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if done:
            self._lp.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
            solution = self._lp.getSolution()
            duals = np.array(solution.row_dual)
            self.duals, self.shares = duals[: self._rows], duals[self._rows :]
            values = np.array(solution.col_value)
            self.values = values[self._first :]
            self.unserved = float(values[self._first - len(self.board.people) : self._first].sum())
            self.objective = float(self._lp.getInfo().objective_function_value)
        return done

    def integral(self) -> list[Ints] | None:
        """Return everyone's roster if the solution has whole numbers, else None."""
        found: list[Ints | None] = [None] * len(self.board.people)
        for column in np.nonzero(self.values > 1 - 1e-5)[0]:
            found[self.person[column]] = self.chosen[column]
        return None if any(one is None for one in found) else found  # type: ignore[return-value]
