"""A long horizon with everyone's hours spread evenly over it: a first roster in a small part of the time.

Over a year most of the work of pricing goes into sums of minutes that no sensible roster has: nearly all of
them in spring, or in autumn. Here only sums near an even pace are looked at. What is found is lawful, but its
bound says nothing about other rosters.
"""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import Roster
from rostering.solver.columns.board import Board
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.person import Person
from rostering.solver.columns.pricing import Priced, Pricing
from rostering.solver.columns.sheet import Sheet

#: How many days of work, of the longest duty, a sum may be ahead of an even pace or behind.
DAYS_APART = 6


class Even(Pricing):
    """One person at an even pace; the options are those of the person."""

    def __init__(self, person: Person) -> None:
        self._person, self.worker, self.meter = person, person.worker, person.meter
        self.shifts, self.days, self.told = person.shifts, person.days, person.told
        self.own, self.off, self.limits = person.own, person.off, person.limits
        programme = person.plain.programme.even(DAYS_APART)
        self.plain = person.plain._replace(programme=programme)
        self.graphs = {}

    def price(self, cost: Floats, off: Floats | None = None) -> Priced:
        """Return the cheapest roster at an even pace, or at any where there is none."""
        found = super().price(cost, off)
        return found if found.chosen is not None else self._person.price(cost, off)


class EvenBoard(Sheet):
    """A board on which everyone works at an even pace."""

    def __init__(self, board: Board) -> None:
        self.problem, self._board = board.problem, board
        self.people = [Even(person) for person in board.people]
        self.row, self.sign, self.rows, self.constant = board.row, board.sign, board.rows, board.constant

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster."""
        return self._board.roster(chosen)
