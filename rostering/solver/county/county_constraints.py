"""The linking constraints of the county: all people and rows, put together from the homes' relaxations.

The pricing problems stay with the workers; here are only options, their coefficients, and the cost of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

import numpy as np

from rostering.problem import Problem, Roster
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.linking_rows import LinkingConstraints, LinkingRows
from rostering.solver.county.homes import Home
from rostering.solver.county.tasks import HomeRelaxation, WorkerOptions

#: The fields of `LinkingRows` that add up when several homes can work for a row.
ADD_UP = ("max_sum", "max_below_zero")


class CountyConstraints(LinkingConstraints):
    """Everybody and every row of the county.

    A demand is one row, whoever can work for it. All other rows belong to one home.

    Parameters
    ----------
    problem, homes
        The county, and the homes that it is decomposed into.
    subproblems : sequence of Problem
        Of each home: its people on all duties they can serve.
    relaxations : sequence of HomeRelaxation
        The relaxation of each, in the same order.

    Attributes
    ----------
    members : list of range
        For each home, the numbers of its people here.
    places : list of array
        For each home, the number here of each row of its relaxation.
    number : dict
        The numbers of people by key.
    home_of_row : array
        For each row, the home whose team it is about.
    """

    people: list[WorkerOptions]

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        subproblems: Sequence[Problem],
        relaxations: Sequence[HomeRelaxation],
    ) -> None:
        self.problem = problem
        number = {demand.key: place for place, demand in enumerate(problem.demands)}
        home_of_team = {team: number for number, home in enumerate(homes) for team in home.teams}
        home_of_row = [
            home_of_team.get(problem.shift_of[demand.shifts[0]].team_key, 0) for demand in problem.demands
        ]
        self.people, self.option_rows, self.option_coefficients = [], [], []
        self.members: list[range] = []
        self.places: list[Ints] = []
        self._shift = {shift.key: place for place, shift in enumerate(problem.shifts)}
        for home, (subproblem, relaxation) in enumerate(zip(subproblems, relaxations, strict=True)):
            own = len(relaxation.rows.wanted) - len(subproblem.demands)
            rows = [number[demand.key] for demand in subproblem.demands]
            rows += range(len(home_of_row), len(home_of_row) + own)
            home_of_row += [home] * own
            self.places.append(np.array(rows, np.int64))
            self.members.append(range(len(self.people), len(self.people) + len(relaxation.people)))
            # Fixed work has the number -1: the last.
            shifts = np.array([*(self._shift[shift.key] for shift in subproblem.shifts), -1], np.int64)
            self.people += [replace(person, shifts=shifts[person.shifts]) for person in relaxation.people]
        self.number = {person.worker: place for place, person in enumerate(self.people)}
        self.home_of_row: Ints = np.array(home_of_row, np.int64)
        for relaxation, places in zip(relaxations, self.places, strict=True):
            padded = np.append(places, len(home_of_row))
            self.option_rows += [padded[row] for row in relaxation.row]
            self.option_coefficients += relaxation.sign
        self.rows = self._rows(relaxations)

    def duties(self, person: int, shifts: Iterable[str]) -> Ints:
        """Return the options of a person that are these shifts."""
        worked = [self._shift[key] for key in shifts]
        return np.flatnonzero(np.isin(self.people[person].shifts, worked))

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster of the county."""
        shifts = self.problem.shifts
        return Roster.of(
            (person.worker, shifts[shift].key)
            for person, places in zip(self.people, chosen, strict=True)
            for shift in person.shifts[places]
            if shift >= 0
        )

    def _rows(self, relaxations: Sequence[HomeRelaxation]) -> LinkingRows:
        """Return the rows of all homes together; those that no home can work for cost nothing."""
        merged: dict[str, Floats] = {
            field.name: np.zeros(len(self.home_of_row)) for field in fields(LinkingRows)
        }
        for relaxation, places in zip(relaxations, self.places, strict=True):
            for name, values in merged.items():
                of_home = getattr(relaxation.rows, name)
                values[places] = values[places] + of_home if name in ADD_UP else of_home
        return LinkingRows(**merged)
