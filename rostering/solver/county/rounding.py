"""From shares of the county's rosters to whole ones, home by home.

The people of a home are made whole beside everybody else: those of homes that have had their turn as they
are, and those of the others with their shares, which may still change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.linear import NOTHING
from rostering.solver.county.beside import Known
from rostering.solver.county.crew import POLL_SECONDS, Crew
from rostering.solver.county.parts import Home
from rostering.solver.county.prices import Prices
from rostering.solver.county.tasks import MANY, rounded

#: How many known rosters somebody of another home may choose among, beside those they have shares of.
FEW = 8


class Rounding:
    """Makes everybody's shares whole, home by home, two that could meet never at once.

    Parameters
    ----------
    prices : Prices
        The county's root.
    crew : Crew
        Who searches.
    homes : sequence of Home
        How the county is parted.
    seed : int
        For the first home; each has another.
    """

    def __init__(self, prices: Prices, crew: Crew, homes: Sequence[Home], seed: int) -> None:
        self._prices, self._crew, self._homes, self._seed = prices, crew, homes, seed
        self._chosen: dict[int, list[Ints]] = {}
        #: Those of the shares; of the best bound they differ while the root is not at its end.
        self._duals = prices.columns.prices.copy()
        self._sums, self._share = prices.shared(), prices.columns.share.copy()

    def run(self, seconds: float, should_stop: Callable[[], bool]) -> dict[int, list[Ints]]:
        """Return everybody's roster, by home, after so many seconds a person; fewer when stopped."""
        waiting = self._dearest_first()
        while (waiting or self._crew.names) and not should_stop():
            while len(self._crew.names) < self._crew.size:
                busy = self._crew.names
                home = next((one for one in waiting if not self._meets(one, busy)), None)
                if home is None:
                    break
                waiting.remove(home)
                self._send(home, seconds)
            for home, found in self._crew.results(POLL_SECONDS):
                if found is not None:
                    self._take(home, found)
        self._crew.drop()
        return self._chosen

    def _dearest_first(self) -> list[int]:
        """Return the homes, those first that lack most, so that the others know where they can help."""
        ledger, duals = self._prices.board, self._duals
        dear = np.bincount(ledger.home_of_row, duals * ledger.rows.wanted, len(self._homes))
        size = np.array([len(members) for members in ledger.members])
        found: list[int] = np.argsort(-dear / size, kind="stable").tolist()
        return found

    def _meets(self, home: int, others: Iterable[int]) -> bool:
        return any(self._homes[home].meets(self._homes[other]) for other in others)

    def _send(self, home: int, seconds: float) -> None:
        prices, places = self._prices, self._prices.board.places[home]
        known, others = self._beside(home)
        duals = self._duals[places]
        columns = prices.near([home], MANY, self._duals)
        self._seed += 1
        seconds *= len(prices.board.members[home])
        self._crew.send(
            home, rounded, prices.packed[home], others[places], known, columns, duals, self._seed, seconds
        )

    def _beside(self, home: int) -> tuple[list[Known], Floats]:
        """Return the rosters that people who are not whole yet may choose among, and what all others do.

        Of these rosters only what counts in rows of the home is left, and what they are worth elsewhere.
        """
        ledger = self._prices.board
        others: Floats = np.sum([sums for one, sums in enumerate(self._sums) if one != home], axis=0)
        place = np.full(len(others), -1)
        place[ledger.places[home]] = np.arange(len(ledger.places[home]))
        elsewhere = np.where(place < 0, self._duals, 0.0)
        known = []
        for other in range(len(self._sums)):
            if other == home or other in self._chosen or not self._meets(home, [other]):
                continue
            for person in ledger.members[other]:
                found, shared = self._known(person, place, elsewhere)
                if found is not None:
                    known.append(found)
                    others -= shared
        return known, others

    def _known(self, person: int, place: Ints, elsewhere: Floats) -> tuple[Known | None, Floats]:
        """Return what somebody may choose among, if any of it counts in the home, and what they do now."""
        columns, ledger = self._prices.columns, self._prices.board
        near = columns.nearest(person, self._duals, FEW)
        had = [one for one in columns.columns_of(person) if self._share[one] > NOTHING]
        shared, cost, counts = np.zeros(len(elsewhere)), [], []
        for column in sorted({*near, *had}):
            counted = ledger.counted(person, columns.chosen[column])
            shared += self._share[column] * counted
            cost.append(columns.cost[column] - float((counted * elsewhere).sum()))
            rows = np.flatnonzero((counted != 0) & (place >= 0))
            counts.append((place[rows], counted[rows]))
        width = max(len(rows) for rows, _ in counts)
        if not width:
            return None, shared
        nothing = int(place.max()) + 1
        row, sign = np.full((len(cost), width), nothing), np.zeros((len(cost), width))
        for line, (rows, signs) in enumerate(counts):
            row[line, : len(rows)], sign[line, : len(rows)] = rows, signs
        return Known(np.array(cost), row, sign), shared

    def _take(self, home: int, found: list[Ints]) -> None:
        """Put whole rosters in the place of shares."""
        members, board = self._prices.board.members[home], self._prices.board
        self._chosen[home] = found
        self._sums[home] = np.sum([board.counted(*one) for one in zip(members, found, strict=True)], axis=0)
