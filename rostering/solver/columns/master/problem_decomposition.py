"""A whole problem, decomposed: everybody on all days, and the linking rows of demands and supervision."""

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
from rostering.solver.columns.master.linking_rows import LinkingRows, reachable_sums
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing
from rostering.solver.constraints.refusals import refused_pairs
from rostering.solver.core.clock import WALL, Meter

#: The cost of breaking a compulsory rule between people while searching; a roster that pays it is never
#: returned.
UNLAWFUL = 100_000.0


@dataclass(frozen=True, slots=True)
class LinkingRow:
    """One row: its wanted and minimum sum, and the cost of a unit below minimum, below wanted and beyond."""

    wanted: int
    minimum: int
    under_minimum: float
    under_wanted: float
    over: float


class Coefficient(NamedTuple):
    """How a shift, by its number, counts in a row: +1 or -1."""

    shift: int
    row: int
    value: float


class ProblemDecomposition(Decomposition):
    """Everybody on all days, as read from a problem.

    Parameters
    ----------
    problem : Problem
        What is decomposed.
    should_stop : callable
        Asked before each person is read; after a stop the decomposition is not complete and must not be used.
    meter : Meter
        Counts the work of pricing.

    Attributes
    ----------
    day_of_row : array
        For each row, a day that it is about.
    """

    people: list[WorkerPricing]

    def __init__(self, problem: Problem, should_stop: Callable[[], bool], meter: Meter = WALL) -> None:
        self.problem = problem
        refused = refused_pairs(problem, should_stop)
        self._shift_numbers = {shift.key: number for number, shift in enumerate(problem.shifts)}
        cache: dict[object, object] = {}
        self.people = []
        for worker in problem.workers:
            if should_stop():
                break
            self.people.append(WorkerPricing(problem, worker, refused, self._shift_numbers, cache, meter))
        rows: list[LinkingRow] = []
        marks, by_mark = self._add_cover_rows(rows)
        by_person = self._add_supervision_rows(rows)
        tables: dict[object, tuple[Ints, Floats]] = {}
        self.option_rows, self.option_coefficients = [], []
        for number, (pricing, mark) in enumerate(zip(self.people, marks, strict=True)):
            table_key = (mark, number if number in by_person else -1)
            if table_key not in tables:
                coefficients = [*by_mark[mark], *by_person.get(number, ())]
                tables[table_key] = _table(coefficients, len(problem.shifts), len(rows))
            row_table, value_table = tables[table_key]
            # Fixed work has the shift number -1: the last line of the table, which counts nowhere.
            self.option_rows.append(row_table[pricing.option_shift])
            self.option_coefficients.append(value_table[pricing.option_shift])
        self.rows = self._linking_rows(rows)
        self.day_of_row: Ints = np.zeros(len(rows) + 1, np.int64)
        for pricing, option_rows in zip(self.people, self.option_rows, strict=True):
            self.day_of_row[option_rows] = pricing.option_day[:, None]

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's chosen options as a roster."""
        shifts = self.problem.shifts
        return Roster.of(
            (pricing.worker.key, shifts[pricing.option_shift[option]].key)
            for pricing, options in zip(self.people, chosen, strict=True)
            for option in options
            if pricing.option_shift[option] >= 0
        )

    def chosen_options(self, roster: Roster) -> list[Ints]:
        """Return a roster as everyone's chosen options."""
        chosen = []
        for pricing in self.people:
            worked_shifts = [self._shift_numbers[key] for key in roster.shifts_of(pricing.worker.key)]
            is_worked = np.isin(pricing.option_shift, worked_shifts)
            on_worked_day = np.isin(pricing.option_day, pricing.option_day[is_worked])
            chosen.append(np.flatnonzero(is_worked | ((pricing.option_shift < 0) & ~on_worked_day)))
        return chosen

    # -- building

    def _add_cover_rows(self, rows: list[LinkingRow]) -> tuple[list[object], dict[object, list[Coefficient]]]:
        """Add a row for each demand; return everyone's mark, and the coefficients of those with each mark.

        A demand of which the most is more than what is wanted has a second row for that. People with the same
        roles and skills have the same mark, and count in the same way.
        """
        workers = [pricing.worker for pricing in self.people]
        marks: list[object] = [(worker.roles, worker.dated_roles, worker.skills) for worker in workers]
        by_mark: dict[object, list[Coefficient]] = {mark: [] for mark in marks}
        worker_of = dict(zip(marks, workers, strict=True))
        rules = self.problem.rules
        weight = {
            name: sum(UNLAWFUL if spec.hard else spec.weight for spec in rules if spec.rule == name)
            for name in ("minimum_cover", "wanted_cover", "over_cover", "maximum_cover")
        }
        for demand in self.problem.demands:
            over, above_maximum = float(weight["over_cover"] * demand.over), float(weight["maximum_cover"])
            rows_of_demand = [
                LinkingRow(
                    demand.wanted,
                    demand.minimum,
                    float(weight["minimum_cover"] * demand.under_minimum),
                    float(weight["wanted_cover"] * demand.under_wanted),
                    over + above_maximum if demand.maximum == demand.wanted else over,
                )
            ]
            if demand.maximum is not None and demand.maximum > demand.wanted and above_maximum:
                rows_of_demand.append(LinkingRow(demand.maximum, 0, 0.0, 0.0, above_maximum))
            for key in demand.shifts:
                shift, number = self.problem.shift_of[key], self._shift_numbers[key]
                for mark, worker in worker_of.items():
                    if counts(self.problem, worker, shift, demand):
                        by_mark[mark] += [
                            Coefficient(number, len(rows) + place, 1.0)
                            for place in range(len(rows_of_demand))
                        ]
            rows += rows_of_demand
        return marks, by_mark

    def _add_supervision_rows(self, rows: list[LinkingRow]) -> dict[int, list[Coefficient]]:
        """Add a row for each shift that a supervised person can work; return coefficients by person."""
        by_person: dict[int, list[Coefficient]] = {}
        person_of = {pricing.worker.key: person for person, pricing in enumerate(self.people)}
        for spec in self.problem.rules:
            if spec.rule != "supervision":
                continue
            limits = read(Supervision, spec)
            for worker in bound(self.problem, spec, None):
                if worker.supervisors is None or worker.key not in person_of:
                    continue
                supervised = person_of[worker.key]
                option_shift = self.people[supervised].option_shift
                for number in sorted({int(shift) for shift in option_shift if shift >= 0}):
                    row = len(rows)
                    rows.append(LinkingRow(0, 0, UNLAWFUL if spec.hard else float(spec.weight), 0.0, 0.0))
                    by_person.setdefault(supervised, []).append(Coefficient(number, row, -1.0))
                    for shift in alongside(self.problem, self.problem.shifts[number], limits):
                        for key in worker.supervisors:
                            if key in person_of:
                                by_person.setdefault(person_of[key], []).append(
                                    Coefficient(self._shift_numbers[shift.key], row, 1.0)
                                )
        return by_person

    def _linking_rows(self, rows: list[LinkingRow]) -> LinkingRows:
        def floats(values: Sequence[float]) -> Floats:
            return np.array(values, np.float64)

        return LinkingRows(
            floats([row.wanted for row in rows]),
            floats([row.minimum for row in rows]),
            floats([row.under_minimum for row in rows]),
            floats([row.under_wanted for row in rows]),
            floats([row.over for row in rows]),
            reachable_sums(self.option_rows, self.option_coefficients, len(rows), 1),
            reachable_sums(self.option_rows, self.option_coefficients, len(rows), -1),
        )


def _table(coefficients: Sequence[Coefficient], shift_count: int, row_count: int) -> tuple[Ints, Floats]:
    """Return by shift the rows in which it counts and the coefficients there; the last line is for no shift.

    Lines are filled up to equal length with the number of rows, which stands for none.
    """
    width = max(Counter(coefficient.shift for coefficient in coefficients).values(), default=1)
    rows = np.full((shift_count + 1, width), row_count, np.int64)
    values = np.zeros((shift_count + 1, width))
    filled = [0] * shift_count
    for shift, row, value in coefficients:
        rows[shift, filled[shift]], values[shift, filled[shift]] = row, value
        filled[shift] += 1
    return rows, values
