"""Dives: from a fractional choice among rosters to whole ones, fixing a little and pricing again.

One dive fixes whole rosters, another single duties; which is luckier differs from problem to problem and from
seed to seed, so both are run in turn. After each fixing new rosters are priced until hardly anything can be
gained: what is fixed next is only as good as the prices at which it was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rostering.solver.clock import Clock
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.kernel import INF, Floats, Ints
from rostering.solver.columns.root import GAIN, Root

#: Pricing ends when it can gain at most this share of the cost, or after so many rounds in a hurry.
NEAR, ROUNDS = 0.002, 4
#: The share of all time that one dive may take before it has to hurry.
SHARE = 0.25
#: Shares from which everything is fixed at once, and the part of what is open that is fixed at least.
SURE, PART = 0.95, 0.06
#: Where the cost rises by more than this share, only so small a part of the same is fixed instead.
JUMP, LESS = 0.003, 0.25
#: The most seconds or units of work for one solution of the master.
MASTER = 20.0
#: Shares below this are rounding.
NOTHING = 1e-6

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fixing:
    """What may be fixed of a person's roster: a whole column, or some options of which one is to be worked.

    ``value`` is how much of it the master chooses, ``rank`` the same shaken.
    """

    rank: float
    value: float
    person: int
    column: int = -1
    day: int = -1
    options: Mask | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What a dive has fixed so far."""

    allowed: list[Mask]
    off: list[Floats]
    settled: Mask
    closed: int


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
    ) -> None:
        self._root, self._master, self._board = root, root.master, root.board
        self._incumbent, self._chance = incumbent, chance
        self._clock, self._should_stop = clock, should_stop
        self._by_cells, self._noise = by_cells, noise
        people = self._board.people
        self._allowed = [np.ones(len(person.shifts), bool) for person in people]
        self._off = [person.off.copy() for person in people]
        self._settled = np.zeros(len(people), bool)
        #: Columns that were closed, in order.
        self._closed: dict[int, None] = {}
        self._began = clock.spent()
        shifts = self._board.problem.shifts
        numbers = {type_key: number for number, type_key in enumerate({one.type_key for one in shifts})}
        type_of = np.array([*(numbers[one.type_key] for one in shifts), -1], np.int64)
        #: What each option of a person is told apart by: its type of duty, or the very duty.
        self._types = [type_of[person.shifts] for person in people]
        self._duties = [person.shifts for person in people]

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
            alive = self._relax()
            while alive:
                whole = self._master.integral()
                if whole is not None:
                    return whole
                alive = self._step()
            return None
        finally:
            self._master.open_all()

    # -- pricing

    def _relax(self) -> bool:
        """Price the people who are still open until little can be gained; return whether to go on."""
        turn = 0
        while self._solve(after_fixing=turn == 0):
            priced = self._price()
            if priced is None:
                return False
            gain, added = priced
            turn += 1
            cost = self._master.objective
            if self._master.unserved < NOTHING and cost - gain > self._incumbent.reach + NOTHING:
                return False
            if not added:
                return self._master.unserved < NOTHING
            if gain <= NEAR * abs(cost) or (turn >= ROUNDS and self._hurries()):
                return self._solve()
        return False

    def _solve(self, *, after_fixing: bool = False) -> bool:
        if self._should_stop():
            return False
        return self._master.solve(self._clock.part(MASTER), self._should_stop, bounds_changed=after_fixing)

    def _price(self) -> tuple[float, int] | None:
        """Return how much the open people can gain at most, and how many rosters of theirs were added.

        None: somebody has no roster left, or a stop was asked for.
        """
        gain, added = 0.0, 0
        for number in np.flatnonzero(~self._settled).tolist():
            if self._should_stop():
                return None
            charged = self._board.charged(number, self._master.duals)
            priced = self._board.people[number].price(
                np.where(self._allowed[number], charged, INF), self._off[number]
            )
            if priced.bound == INF:
                return None
            gain += max(0.0, self._master.shares[number] - priced.bound)
            if priced.chosen is not None and priced.cost < self._master.shares[number] - GAIN:
                cost = self._root.own_cost(number, priced, charged)
                added += self._master.add(number, priced.chosen, cost)
        return gain, added

    def _hurries(self) -> bool:
        """Return whether the dive has taken more of its time than of its way."""
        way = float((self._master.values > 1 - NOTHING).sum()) / len(self._settled)
        return self._clock.spent() - self._began > SHARE * self._clock.limit * way

    # -- fixing

    def _step(self) -> bool:
        """Fix some of what is open, and less of it where that costs too much; return whether to go on."""
        before = self._master.objective
        waiting = sorted(self._waiting(), key=lambda one: one.rank, reverse=True)
        most, sure = max(1, int(PART * len({(one.person, one.day) for one in waiting}))), SURE
        while waiting:
            state = self._state()
            fixed = self._fix(waiting, most, sure)
            alive = self._relax()
            rises = not alive or self._master.objective > before + JUMP * abs(before)
            if not rises or fixed <= 1 or self._should_stop() or self._hurries():
                return alive
            self._back_to(state)
            most, sure = max(1, int(LESS * fixed)), np.inf
        return False

    def _fix(self, waiting: list[Fixing], most: int, sure: float) -> int:
        """Fix what is sure, and the first of what is not, up to so many; return how many."""
        fixed = 0
        for one in waiting:
            if fixed >= most and one.value < sure:
                break
            if self._settled[one.person]:
                continue
            if one.options is None:
                self._settled[one.person] = True
            else:
                days = self._board.people[one.person].days
                self._allowed[one.person] &= one.options | (days != one.day)
                self._off[one.person][one.day] = INF
            for column in self._master.columns_of(one.person):
                kept = column == one.column
                if one.options is not None:
                    kept = bool(one.options[self._master.chosen[column]].any())
                if not kept and column not in self._closed:
                    self._closed[column] = None
                    self._master.open(column, False)
            fixed += 1
        return fixed

    def _waiting(self) -> list[Fixing]:
        """Return what may be fixed next: columns, or types of duty for a day, then the very duty."""
        if not self._by_cells:
            values, people = self._master.values, self._master.person
            return [
                Fixing(self._shaken(values[column]), float(values[column]), people[column], column)
                for column in np.flatnonzero(values > NOTHING).tolist()
                if not self._settled[people[column]]
            ]
        return list(self._cells(self._types)) or list(self._cells(self._duties))

    def _cells(self, marks: list[Ints]) -> Iterator[Fixing]:
        """Yield the days on which somebody could still do something else than the master has them do."""
        shares: dict[tuple[int, int, int], float] = {}
        for column in np.flatnonzero(self._master.values > NOTHING).tolist():
            person, value = self._master.person[column], float(self._master.values[column])
            days = self._board.people[person].days
            for place in self._master.chosen[column].tolist():
                cell = person, int(days[place]), int(marks[person][place])
                shares[cell] = shares.get(cell, 0.0) + value
        for (person, day, mark), value in shares.items():
            here = self._board.people[person].days == day
            options = here & (marks[person] == mark) & self._allowed[person]
            if self._off[person][day] < INF or (here & self._allowed[person] & ~options).any():
                yield Fixing(self._shaken(value), value, person, day=day, options=options)

    def _shaken(self, value: float) -> float:
        return value + self._noise * float(self._chance.random())

    def _state(self) -> State:
        allowed, off = [one.copy() for one in self._allowed], [one.copy() for one in self._off]
        return State(allowed, off, self._settled.copy(), len(self._closed))

    def _back_to(self, state: State) -> None:
        """Undo what was fixed since; rosters priced meanwhile stay, for they are lawful here too."""
        self._allowed, self._off, self._settled = state.allowed, state.off, state.settled
        for column in list(self._closed)[state.closed :]:
            del self._closed[column]
            self._master.open(column, True)
