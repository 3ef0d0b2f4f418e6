"""The whole problem as people and rows: what ties people together, in the form the column engine works on.

A row adds up what people do: each duty of a person counts ``+1`` or ``-1`` in some rows. What a row costs is
convex in its sum: a price for each unit below the minimum, another for each below what is wanted, and one for
each beyond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rostering.problem import Problem, Roster
from rostering.rules._cover import counts
from rostering.rules.base import bound, read
from rostering.rules.supervision import Supervision, alongside
from rostering.solver.clock import WALL, Meter
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.person import Person
from rostering.solver.columns.sheet import Rows, Sheet, reach
from rostering.solver.constraints import REFUSES

#: What breaking a hard rule between people costs while searching; a roster that pays it is never returned.
UNLAWFUL = 100_000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: wanted and minimum sum, and the price of a unit below minimum, below wanted and beyond."""

    wanted: int
    minimum: int
    under_minimum: float
    under_wanted: float
    over: float


class Board(Sheet):
    """Everybody on all days, as read from a problem; pricing them is counted by the meter."""

    people: list[Person]

    def __init__(self, problem: Problem, should_stop: Callable[[], bool], meter: Meter = WALL) -> None:
        self.problem = problem
        refused: set[tuple[str, str]] = set()
        for spec in problem.rules:
            if spec.rule in REFUSES:
                refused.update(REFUSES[spec.rule](problem, spec))
        numbers = {shift.key: number for number, shift in enumerate(problem.shifts)}
        cache: dict[object, object] = {}
        self.people = []
        for worker in problem.workers:
            if should_stop():
                break
            self.people.append(Person(problem, worker, refused, numbers, cache, meter))
        self._numbers = numbers
        rows: list[Row] = []
        uses: list[dict[int, list[tuple[int, float]]]] = [{} for _ in self.people]
        self._cover(rows, uses)
        self._supervision(rows, uses)
        self.row, self.sign = [], []
        for person, use in zip(self.people, uses, strict=True):
            row, sign = _padded(person.shifts, use, len(rows))
            self.row.append(row)
            self.sign.append(sign)
        self.rows = self._arrays(rows)
        #: A day that each row is about.
        self.day_of_row = [0] * len(rows)
        for person, row in zip(self.people, self.row, strict=True):
            for day, places in zip(person.days, row, strict=True):
                for place in places:
                    if place < len(rows):
                        self.day_of_row[place] = int(day)

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster."""
        shifts = self.problem.shifts
        return Roster.of(
            (person.worker.key, shifts[person.shifts[place]].key)
            for person, places in zip(self.people, chosen, strict=True)
            for place in places
            if person.shifts[place] >= 0
        )

    def places(self, roster: Roster) -> list[Ints]:
        """Return a roster as everyone's options."""
        found = []
        for person in self.people:
            wanted = {self._numbers[key] for key in roster.shifts_of(person.worker.key)}
            worked = {int(day) for place, day in enumerate(person.days) if person.shifts[place] in wanted}
            found.append(
                np.array(
                    [
                        place
                        for place, shift in enumerate(person.shifts)
                        if shift in wanted or (shift < 0 and person.days[place] not in worked)
                    ],
                    np.int64,
                )
            )
        return found

    # -- building

    def _cover(self, rows: list[Row], uses: list[dict[int, list[tuple[int, float]]]]) -> None:
        rules = self.problem.rules
        weight = {
            name: sum(UNLAWFUL if spec.hard else spec.weight for spec in rules if spec.rule == name)
            for name in ("minimum_cover", "wanted_cover", "over_cover")
        }
        for demand in self.problem.demands:
            row = len(rows)
            rows.append(
                Row(
                    demand.wanted,
                    demand.minimum,
                    float(weight["minimum_cover"] * demand.under_minimum),
                    float(weight["wanted_cover"] * demand.under_wanted),
                    float(weight["over_cover"] * demand.over),
                )
            )
            for key in demand.shifts:
                shift, number = self.problem.shift_of[key], self._numbers[key]
                for person, use in zip(self.people, uses, strict=True):
                    if counts(self.problem, person.worker, shift, demand):
                        use.setdefault(number, []).append((row, 1.0))

    def _supervision(self, rows: list[Row], uses: list[dict[int, list[tuple[int, float]]]]) -> None:
        place = {person.worker.key: number for number, person in enumerate(self.people)}
        for spec in self.problem.rules:
            if spec.rule != "supervision":
                continue
            limits = read(Supervision, spec)
            for worker in bound(self.problem, spec, None):
                if worker.supervisors is None or worker.key not in place:
                    continue
                for number in sorted({int(one) for one in self.people[place[worker.key]].shifts if one >= 0}):
                    row = len(rows)
                    rows.append(Row(0, 0, UNLAWFUL if spec.hard else float(spec.weight), 0.0, 0.0))
                    uses[place[worker.key]].setdefault(number, []).append((row, -1.0))
                    for other in alongside(self.problem, self.problem.shifts[number], limits):
                        for key in worker.supervisors:
                            if key in place:
                                uses[place[key]].setdefault(self._numbers[other.key], []).append((row, 1.0))

    def _arrays(self, rows: list[Row]) -> Rows:
        def floats(values: Sequence[float]) -> Floats:
            return np.array(values, np.float64)

        return Rows(
            floats([row.wanted for row in rows]),
            floats([row.minimum for row in rows]),
            floats([row.under_minimum for row in rows]),
            floats([row.under_wanted for row in rows]),
            floats([row.over for row in rows]),
            reach(self.row, self.sign, len(rows), 1),
            reach(self.row, self.sign, len(rows), -1),
        )


def _padded(shifts: Ints, use: dict[int, list[tuple[int, float]]], nothing: int) -> tuple[Ints, Floats]:
    """Return for each option the rows in which it counts and how, filled up to equal length."""
    width = max((len(one) for one in use.values()), default=1)
    row = np.full((len(shifts), width), nothing, np.int64)
    sign = np.zeros((len(shifts), width))
    for place, shift in enumerate(shifts):
        for column, (where, how) in enumerate(use.get(int(shift), ())):
            row[place, column], sign[place, column] = where, how
    return row, sign
