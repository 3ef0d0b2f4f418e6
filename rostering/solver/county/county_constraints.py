"""The county's books: all people and rows together, put together from the boards of the homes.

What prices a person stays with the workers; here are only the options, how they count, and what rows cost.
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

#: Of the facts of a row, those that add up when several homes can work for it.
ADD_UP = ("max_sum", "max_below_zero")


class CountyConstraints(LinkingConstraints):
    """Everybody and every row of the county.

    A demand is one row, whoever can work for it. All other rows belong to one home.

    Parameters
    ----------
    problem, homes
        The county, and how it is parted.
    parts : sequence of Problem
        Of each home: its people on all duties they can serve.
    boards : sequence of HomeRelaxation
        What was read from these, in the same order.

    Attributes
    ----------
    members : list of range
        For each home, the numbers of its people here.
    places : list of array
        For each home, the rows here that those of its board are.
    number : dict
        The numbers of people by key.
    home_of_row : array
        For each row, the home that it is about.
    """

    people: list[WorkerOptions]

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        parts: Sequence[Problem],
        boards: Sequence[HomeRelaxation],
    ) -> None:
        self.problem = problem
        number = {demand.key: place for place, demand in enumerate(problem.demands)}
        home_of = {team: home for home, one in enumerate(homes) for team in one.teams}
        about = [home_of.get(problem.shift_of[demand.shifts[0]].team_key, 0) for demand in problem.demands]
        self.people, self.option_rows, self.option_coefficients = [], [], []
        self.members: list[range] = []
        self.places: list[Ints] = []
        self._shift = {shift.key: place for place, shift in enumerate(problem.shifts)}
        for home, (part, board) in enumerate(zip(parts, boards, strict=True)):
            own = len(board.rows.wanted) - len(part.demands)
            rows = [number[demand.key] for demand in part.demands] + list(range(len(about), len(about) + own))
            about += [home] * own
            self.places.append(np.array(rows, np.int64))
            self.members.append(range(len(self.people), len(self.people) + len(board.people)))
            # Fixed work has the number -1: the last.
            shifts = np.array([*(self._shift[shift.key] for shift in part.shifts), -1], np.int64)
            self.people += [replace(person, shifts=shifts[person.shifts]) for person in board.people]
        self.number = {person.worker: place for place, person in enumerate(self.people)}
        self.home_of_row: Ints = np.array(about, np.int64)
        for board, places in zip(boards, self.places, strict=True):
            padded = np.append(places, len(about))
            self.option_rows += [padded[row] for row in board.row]
            self.option_coefficients += board.sign
        self.rows = self._rows(boards)

    def duties(self, person: int, shifts: Iterable[str]) -> Ints:
        """Return duties of a person as their options."""
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

    def _rows(self, boards: Sequence[HomeRelaxation]) -> LinkingRows:
        """Return the rows of all homes together; those that no home can work for cost nothing."""
        found: dict[str, Floats] = {one.name: np.zeros(len(self.home_of_row)) for one in fields(LinkingRows)}
        for board, places in zip(boards, self.places, strict=True):
            for name, values in found.items():
                fact = getattr(board.rows, name)
                values[places] = values[places] + fact if name in ADD_UP else fact
        return LinkingRows(**found)
