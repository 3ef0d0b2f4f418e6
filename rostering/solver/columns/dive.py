"""Dives: from a fractional choice among rosters to whole ones, fixing a little and pricing again.

One dive fixes whole rosters, another single duties; which is luckier differs from problem to problem and from
seed to seed, so both are run in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rostering.solver.clock import Clock
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.kernel import INF, Ints
from rostering.solver.columns.root import GAIN, Root

#: Rounds of pricing after each fixing.
ROUNDS = 4
#: Shares from which everything is fixed at once, and the part of what is open that is fixed at least.
SURE, PART = 0.95, 0.06
#: The most seconds or units of work for one solution of the master.
MASTER = 20.0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a dive may change of a roster: these people on these days; the rest stays as it is."""

    chosen: list[Ints]
    people: NDArray[np.bool_]
    days: NDArray[np.bool_]


class Dive:
    """One dive from the root's columns.

    Parameters
    ----------
    root : Root
        The columns and prices to start from; its master is left as it was found.
    by_cells : bool
        Whether duties are fixed one by one instead of whole rosters.
    chance : numpy.random.Generator
        Breaks ties and shakes the order of fixing.
    clock : Clock
        How long the search has still.
    noise : float
        How much the order of fixing is shaken, 0 to 1.
    around : Neighbourhood, optional
        What may change; everything when left out.
    """

    def __init__(
        self,
        root: Root,
        incumbent: Incumbent,
        chance: np.random.Generator,
        clock: Clock,
        should_stop: Callable[[], bool],
        *,
        by_cells: bool,
        noise: float,
        around: Neighbourhood | None = None,
    ) -> None:
        self._root, self._master, self._board = root, root.master, root.board
        self._incumbent, self._chance = incumbent, chance
        self._clock, self._should_stop = clock, should_stop
        self._by_cells, self._noise = by_cells, noise
        people = self._board.people
        self._allowed = [np.ones(len(person.shifts), bool) for person in people]
        self._off = [person.off.copy() for person in people]
        self._settled = np.zeros(len(people), bool)
        self._around = around

    def run(self, phase: str) -> bool:
        """Dive, make the end better person by person, and offer it; return whether it was the best so far."""
        chosen = self.down()
        if chosen is None:
            return False
        descent = Descent(self._board, chosen)
        better = descent.offer(self._incumbent, phase)
        descent.settle(self._chance.permutation(len(chosen)).tolist(), self._should_stop)
        return descent.offer(self._incumbent, phase) or better

    def down(self) -> list[Ints] | None:
        """Dive; return everyone's roster at the end, None when the best so far is out of reach."""
        try:
            if self._around is not None:
                self._keep(self._around)
            return self._down()
        finally:
            self._master.open_all()

    def _keep(self, around: Neighbourhood) -> None:
        """Fix all that is outside a neighbourhood."""
        for number, person in enumerate(self._board.people):
            if self._should_stop():
                return
            kept = around.chosen[number]
            self._master.add(number, kept, self._board.own_cost(number, kept))
            outside = ~around.days[person.days] if around.people[number] else np.ones(len(person.days), bool)
            now = np.zeros(len(person.days), bool)
            now[kept] = True
            self._allowed[number] = ~outside | now
            worked = np.zeros(len(self._off[number]), bool)
            worked[person.days[kept]] = True
            self._off[number][worked & ~around.days] = INF
            self._settled[number] = not around.people[number]
            fixed = set(kept[outside[kept]].tolist())
            for column in self._master.columns_of(number):
                places = self._master.chosen[column]
                if set(places[outside[places]].tolist()) != fixed:
                    self._master.open(column, False)

    def _down(self) -> list[Ints] | None:
        while not self._should_stop():
            if not self._relax():
                return None
            whole = self._master.integral()
            if whole is not None:
                return whole
            if self._master.unserved < 1e-6 and self._master.objective >= self._incumbent.cost - 1e-6:
                return None
            if not (self._fix_cells() if self._by_cells else self._fix_columns()):
                return None
        return None

    def _relax(self) -> bool:
        """Solve the master and price the people who are still open; return whether there is a solution."""
        for turn in range(ROUNDS):
            if self._should_stop() or not self._solve():
                return False
            added = 0
            for number in np.nonzero(~self._settled)[0]:
                if self._should_stop():
                    return False
                charged = self._board.charged(int(number), self._master.duals)
                priced = self._board.people[int(number)].price(
                    np.where(self._allowed[number], charged, INF), self._off[number]
                )
                if priced.chosen is not None and priced.cost < self._master.shares[number] - GAIN:
                    cost = self._root.own_cost(int(number), priced, charged)
                    added += self._master.add(int(number), priced.chosen, cost)
            if not added:
                return True
            if turn == ROUNDS - 1:
                return self._solve()
        return True

    def _solve(self) -> bool:
        return self._master.solve(self._clock.part(MASTER), self._should_stop)

    def _fix_columns(self) -> bool:
        values = self._master.values + self._noise * self._chance.random(len(self._master.values)) * (
            self._master.values > 1e-6
        )
        order = np.argsort(-values)
        fixed, most = 0, max(1, int(PART * (~self._settled).sum()))
        for column in order:
            person = self._master.person[column]
            value = self._master.values[column]
            if value <= 1e-6 or (fixed >= most and value < SURE):
                break
            if self._settled[person]:
                continue
            self._settled[person] = True
            for other in self._master.columns_of(person):
                if other != column:
                    self._master.open(other, False)
            fixed += 1
        return fixed > 0

    def _fix_cells(self) -> bool:
        cells: dict[tuple[int, int], float] = {}
        for column in np.nonzero(self._master.values > 1e-6)[0]:
            person = self._master.person[column]
            for place in self._master.chosen[column]:
                cells[person, int(place)] = cells.get((person, int(place)), 0.0) + float(
                    self._master.values[column]
                )
        waiting = [
            (value + self._noise * float(self._chance.random()), value, person, place)
            for (person, place), value in cells.items()
            if self._is_open(person, place)
        ]
        waiting.sort(reverse=True)
        fixed, most = 0, max(1, int(PART * len(waiting)))
        for _, value, person, place in waiting:
            if fixed >= most and value < SURE:
                break
            self._fix_cell(person, place)
            fixed += 1
        return fixed > 0

    def _is_open(self, person: int, place: int) -> bool:
        day = self._board.people[person].days == self._board.people[person].days[place]
        return bool(
            self._allowed[person][place]
            and (
                self._allowed[person][day].sum() > 1
                or self._off[person][self._board.people[person].days[place]] < INF
            )
        )

    def _fix_cell(self, person: int, place: int) -> None:
        if not self._allowed[person][place]:
            return
        days = self._board.people[person].days
        day = int(days[place])
        self._allowed[person][(days == day) & (np.arange(len(days)) != place)] = False
        self._off[person][day] = INF
        for column in self._master.columns_of(person):
            if place not in self._master.chosen[column]:
                self._master.open(column, False)
