"""Neighbourhoods induced by shares: where the best roster and these agree, the roster stays as it is.

After Danna, Rothberg and Le Pape, "Exploring relaxation induced neighborhoods" (2005), whose neighbourhood
of a variable is here what a person does on a day, and whose solver is a dive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.clock import Clock
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.dive import LOSS, Dive
from rostering.solver.columns.improver import Improver
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.kernel import INF, Floats, Ints
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.master import Master
from rostering.solver.columns.root import Root
from rostering.solver.columns.sheet import Sheet

#: How many of everyone's days are free first and at least, and which share of all at most.
FIRST, LEAST, MOST = 250.0, 50.0, 0.9
#: What this changes by after a neighbourhood that has nothing better, and after one where the dive missed it.
MORE, LESS = 1.1, 0.93
#: The share of all time beyond which a neighbourhood is too large whatever it holds.
SLOW = 0.02
#: How much chance has to say in what is free, beside how far roster and shares agree, which is 0 to 1.
CHANCE = 0.5
#: What all that is fixed at once may lack to be whole before, in turn.
LOSSES = (LOSS, LOSS / 4)
#: Columns of a person, on average, from which on the root's are tidied.
FULL = 300


class Shares:
    """How much of each option, and of each day off, everybody has in some columns."""

    def __init__(self, board: Sheet, columns: Linear | Master) -> None:
        self._people = board.people
        self._had = [np.zeros(len(person.shifts)) for person in board.people]
        for column in np.flatnonzero(columns.share > 0).tolist():
            self._had[columns.person[column]][columns.chosen[column]] += columns.share[column]
        self._off = np.ones((len(board.people), board.problem.days))
        for number, (person, had) in enumerate(zip(board.people, self._had, strict=True)):
            np.subtract.at(self._off[number], person.days, had)

    def agreement(self, chosen: Sequence[Ints]) -> Floats:
        """Return by person and day how much they have of what they do in a roster, 0 to 1."""
        found = self._off.copy()
        for number, (person, had, places) in enumerate(zip(self._people, self._had, chosen, strict=True)):
            found[number, person.days[places]] = had[places]
        return np.clip(found, 0.0, 1.0)


class NearDive(Dive):
    """A dive that leaves some days of some people as they are in a roster.

    Attributes
    ----------
    begun : float
        What shares and rows cost before anything else was fixed; infinite when no better roster can be had.
    """

    begun = INF

    def near(self, chosen: Sequence[Ints], kept: NDArray[np.bool_]) -> list[Ints] | None:
        """Dive with the days kept, by person and day, of everyone's roster; return as `down` does."""
        self._chosen, self._kept = chosen, kept
        return self.down()

    def _begin(self) -> None:
        super()._begin()
        for person, (chosen, kept) in enumerate(zip(self._chosen, self._kept, strict=True)):
            self._keep(person, chosen, kept)

    def _keep(self, person: int, chosen: Ints, kept: NDArray[np.bool_]) -> None:
        """Leave some days of a person as they are, and close what has anything else there."""
        master, days = self._master, self._board.people[person].days
        master.add(person, chosen, self._board.own_cost(person, chosen))
        mine, held = np.zeros(len(days), np.bool_), kept[days]
        mine[chosen] = True
        self._allowed[person] &= mine | ~held
        self._off[person][days[mine & held]] = INF
        for groups in (self._types[person], self._duties[person]):
            groups.free[groups.of[held]] = False
        as_held = np.flatnonzero(mine & held)
        out = []
        for column in master.columns_of(person):
            places = master.chosen[column]
            if not np.array_equal(np.sort(places[held[places]]), as_held):
                out.append(column)
        master.close(person, out)

    def _fix(self) -> bool:
        self.begun = min(self.begun, self._master.objective)
        return super()._fix()


class Induced:
    """The neighbourhoods of the best roster that shares of the root, or of the root with cuts, induce.

    Parameters
    ----------
    root, incumbent, clock, chance, should_stop
        As of `Dive`; the root has come to its end.
    improver : Improver
        Knows the best roster.

    Attributes
    ----------
    shares : Shares
        What the best roster is compared with: those of the root, until better ones are known.
    """

    def __init__(
        self,
        root: Root,
        incumbent: Incumbent,
        improver: Improver,
        clock: Clock,
        chance: np.random.Generator,
        should_stop: Callable[[], bool],
    ) -> None:
        self._root, self._incumbent, self._improver = root, incumbent, improver
        self._clock, self._chance, self._should_stop = clock, chance, should_stop
        self._free, self._turn = FIRST, 0
        self.shares = Shares(root.board, root.columns)

    def improve(self, phase: str) -> None:
        """Look for better rosters in one neighbourhood."""
        root = self._root
        began, chosen = self._clock.spent(), self._improver.chosen
        order = self.shares.agreement(chosen)
        order += CHANCE * self._chance.random(order.shape)
        kept = np.zeros(order.size, np.bool_)
        kept[np.argsort(-order, axis=None)[: max(0, order.size - int(self._free))]] = True
        loss = LOSSES[self._turn % len(LOSSES)]
        self._turn += 1
        dive = NearDive(
            root, self._incumbent, self._chance, self._clock, self._should_stop, noise=0.0, loss=loss
        )
        reach = self._incumbent.reach
        found = dive.near(chosen, kept.reshape(order.shape))
        if found is not None:
            descent = Descent(root.board, found)
            descent.settle(self._chance.permutation(len(found)).tolist(), self._should_stop)
            descent.offer(self._incumbent, phase)
        if self._should_stop():
            return
        if len(root.columns.person) > FULL * len(root.board.people):
            root.tidy()
        if self._clock.spent() - began > SLOW * self._clock.limit or (found is None and dive.begun <= reach):
            self._free *= LESS
        elif dive.begun > reach:
            self._free *= MORE
        self._free = min(MOST * order.size, max(LEAST, self._free))
