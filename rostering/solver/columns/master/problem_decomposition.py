"""The whole problem as people and rows: what ties people together, in the form the column engine works on.

A row adds up what people do: each duty of a person counts ``+1`` or ``-1`` in some rows. What a row costs is
convex in its sum: a price for each unit below the minimum, another for each below what is wanted, and one for
each beyond.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rostering.problem import Problem, Roster
from rostering.rules._cover import counts
from rostering.rules.base import bound, read
from rostering.rules.supervision import Supervision, alongside
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.linking_rows import LinkingRows, reach
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing
from rostering.solver.constraints.refusals import refused_pairs
from rostering.solver.core.clock import WALL, Meter

#: What breaking a hard rule between people costs while searching; a roster that pays it is never returned.
UNLAWFUL = 100_000.0


@dataclass(frozen=True, slots=True)
class LinkingRow:
    """One row: wanted and minimum sum, and the price of a unit below minimum, below wanted and beyond."""

    wanted: int
    minimum: int
    under_minimum: float
    under_wanted: float
    over: float


class Coefficient(NamedTuple):
    """That a shift counts in a row, and how."""

    shift: int
    row: int
    sign: float


class ProblemDecomposition(Decomposition):
    """Everybody on all days, as read from a problem; pricing them is counted by the meter."""

    people: list[WorkerPricing]

    def __init__(self, problem: Problem, should_stop: Callable[[], bool], meter: Meter = WALL) -> None:
        self.problem = problem
        refused = refused_pairs(problem, should_stop)
        numbers = {shift.key: number for number, shift in enumerate(problem.shifts)}
        cache: dict[object, object] = {}
        self.people = []
        for worker in problem.workers:
            if should_stop():
                break
            self.people.append(WorkerPricing(problem, worker, refused, numbers, cache, meter))
        self._numbers = numbers
        rows: list[LinkingRow] = []
        marks, uses = self._cover(rows)
        own = self._supervision(rows)
        tables: dict[object, tuple[Ints, Floats]] = {}
        self.row, self.sign = [], []
        for number, (person, mark) in enumerate(zip(self.people, marks, strict=True)):
            alike = (mark, number if number in own else -1)
            if alike not in tables:
                use = [*uses[mark], *own.get(number, ())]
                tables[alike] = _table(use, len(problem.shifts), len(rows))
            row, sign = tables[alike]
            # Fixed work has the number -1: the last line, which counts nowhere.
            self.row.append(row[person.option_shift])
            self.sign.append(sign[person.option_shift])
        self.rows = self._arrays(rows)
        #: A day that each row is about.
        self.day_of_row: Ints = np.zeros(len(rows) + 1, np.int64)
        for person, row in zip(self.people, self.row, strict=True):
            self.day_of_row[row] = person.option_day[:, None]

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster."""
        shifts = self.problem.shifts
        return Roster.of(
            (person.worker.key, shifts[person.option_shift[place]].key)
            for person, places in zip(self.people, chosen, strict=True)
            for place in places
            if person.option_shift[place] >= 0
        )

    def places(self, roster: Roster) -> list[Ints]:
        """Return a roster as everyone's options."""
        found = []
        for person in self.people:
            wanted = [self._numbers[key] for key in roster.shifts_of(person.worker.key)]
            taken = np.isin(person.option_shift, wanted)
            worked = np.isin(person.option_day, person.option_day[taken])
            found.append(np.flatnonzero(taken | ((person.option_shift < 0) & ~worked)))
        return found

    # -- building

    def _cover(self, rows: list[LinkingRow]) -> tuple[list[object], dict[object, list[Coefficient]]]:
        """Add the rows of the demands; return a mark for each person, and how those of a mark count."""
        marks: list[object] = [(person.worker.roles, person.worker.skills) for person in self.people]
        uses: dict[object, list[Coefficient]] = {mark: [] for mark in marks}
        one_of = {mark: person.worker for mark, person in zip(marks, self.people, strict=True)}
        rules = self.problem.rules
        weight = {
            name: sum(UNLAWFUL if spec.hard else spec.weight for spec in rules if spec.rule == name)
            for name in ("minimum_cover", "wanted_cover", "over_cover")
        }
        for demand in self.problem.demands:
            row = len(rows)
            rows.append(
                LinkingRow(
                    demand.wanted,
                    demand.minimum,
                    float(weight["minimum_cover"] * demand.under_minimum),
                    float(weight["wanted_cover"] * demand.under_wanted),
                    float(weight["over_cover"] * demand.over),
                )
            )
            for key in demand.shifts:
                shift, number = self.problem.shift_of[key], self._numbers[key]
                for mark, worker in one_of.items():
                    if counts(self.problem, worker, shift, demand):
                        uses[mark].append(Coefficient(number, row, 1.0))
        return marks, uses

    def _supervision(self, rows: list[LinkingRow]) -> dict[int, list[Coefficient]]:
        """Add the rows of supervision; return how people count in them, by number."""
        uses: dict[int, list[Coefficient]] = {}
        place = {person.worker.key: number for number, person in enumerate(self.people)}
        for spec in self.problem.rules:
            if spec.rule != "supervision":
                continue
            limits = read(Supervision, spec)
            for worker in bound(self.problem, spec, None):
                if worker.supervisors is None or worker.key not in place:
                    continue
                for number in sorted(
                    {int(one) for one in self.people[place[worker.key]].option_shift if one >= 0}
                ):
                    row = len(rows)
                    rows.append(LinkingRow(0, 0, UNLAWFUL if spec.hard else float(spec.weight), 0.0, 0.0))
                    uses.setdefault(place[worker.key], []).append(Coefficient(number, row, -1.0))
                    for other in alongside(self.problem, self.problem.shifts[number], limits):
                        for key in worker.supervisors:
                            if key in place:
                                uses.setdefault(place[key], []).append(
                                    Coefficient(self._numbers[other.key], row, 1.0)
                                )
        return uses

    def _arrays(self, rows: list[LinkingRow]) -> LinkingRows:
        def floats(values: Sequence[float]) -> Floats:
            return np.array(values, np.float64)

        return LinkingRows(
            floats([row.wanted for row in rows]),
            floats([row.minimum for row in rows]),
            floats([row.under_minimum for row in rows]),
            floats([row.under_wanted for row in rows]),
            floats([row.over for row in rows]),
            reach(self.row, self.sign, len(rows), 1),
            reach(self.row, self.sign, len(rows), -1),
        )


def _table(use: Sequence[Coefficient], known: int, nothing: int) -> tuple[Ints, Floats]:
    """Return for each shift, and none, the rows in which it counts and how, filled up to equal length."""
    width = max(Counter(one.shift for one in use).values(), default=1)
    row, sign = np.full((known + 1, width), nothing, np.int64), np.zeros((known + 1, width))
    filled = [0] * known
    for one in use:
        row[one.shift, filled[one.shift]], sign[one.shift, filled[one.shift]] = one.row, one.sign
        filled[one.shift] += 1
    return row, sign
