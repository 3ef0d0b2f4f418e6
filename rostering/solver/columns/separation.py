"""Which cuts the shares of rosters break."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.compiled import compiled
from rostering.solver.columns.cuts import Cut
from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.linear import Linear

#: A cut is worth having when it is broken by so much.
BROKEN = 0.03
#: The most cuts of one turn, and in how many of them a row may be.
MOST, OFTEN = 60, 8
#: The most rows and people that are looked at.
LINES = 1_200
#: Shares below this are none.
NOTHING = 1e-6


def broken(linear: Linear) -> list[Cut]:
    """Return cuts that the shares of now break, those that are broken most, and each row in few of them.

    There are none where the programme was never solved to an end.
    """
    board, share = linear.board, linear.share
    had = np.flatnonzero(share > NOTHING)
    if not len(had):
        return []
    people = np.array([linear.person[one] for one in had])
    sums = np.array([board.counted(linear.person[one], linear.chosen[one]) for one in had])
    torn, parts = np.unique(people, return_counts=True)
    torn = torn[parts > 1]
    total = (share[had, None] * sums).sum(axis=0)
    plain = (np.isin(sums, (0.0, 1.0)).all(axis=0)) & (board.rows.wanted > 0) & (total > 0)
    rows = np.flatnonzero(plain & linear.cuts.adds[:-1])
    if len(rows) + len(torn) > LINES:
        return []
    inside = np.vstack([sums[:, rows].T, people == torn[:, None]]) > 0
    wanted = np.append(board.rows.wanted[rows], np.ones(len(torn))).astype(np.int64)
    beyond = np.append(np.maximum(total[rows] - board.rows.wanted[rows], 0.0), np.zeros(len(torn)))
    places, by = _triples(inside, share[had], wanted, beyond, BROKEN)
    uses = np.zeros(len(wanted), np.int64)
    found: list[Cut] = []
    for one in np.argsort(-by, kind="stable"):
        three = places[one]
        if len(found) < MOST and (uses[three] < OFTEN).all():
            uses[three] += 1
            mine = [int(rows[place]) for place in three if place < len(rows)]
            theirs = [int(torn[place - len(rows)]) for place in three if place >= len(rows)]
            found.append(Cut(tuple(mine), tuple(theirs), int(wanted[three].sum()) // 2))
    return found


@compiled
def _triples(
    inside: np.ndarray, share: Floats, wanted: Ints, beyond: Floats, least: float
) -> tuple[Ints, Floats]:
    """Return threes of lines that shares break by at least so much, and by how much."""
    lines, columns = inside.shape
    both = np.zeros((lines, lines))
    for one in range(lines):
        for two in range(one):
            for column in range(columns):
                if inside[one, column] and inside[two, column]:
                    both[one, two] += share[column]
            both[two, one] = both[one, two]
    reach = np.zeros(lines)
    for one in range(lines):
        reach[one] = both[one].max()
    places, by = np.empty((1000, 3), np.int64), np.empty(1000)
    found = 0
    for one in range(lines):
        for two in range(one + 1, lines):
            room = wanted[one] + wanted[two]
            if both[one, two] + reach[one] + reach[two] < (room + 1) // 2 + least:
                continue
            for three in range(two + 1, lines):
                most = (room + wanted[three]) // 2 + beyond[one] + beyond[two] + beyond[three] + least
                if both[one, two] + both[one, three] + both[two, three] < most:
                    continue
                total = 0.0
                for column in range(columns):
                    if int(inside[one, column]) + inside[two, column] + inside[three, column] >= 2:
                        total += share[column]
                if total >= most:
                    if found == len(by):
                        places = np.concatenate((places, np.empty_like(places)))
                        by = np.concatenate((by, np.empty_like(by)))
                    places[found] = one, two, three
                    by[found] = total - most
                    found += 1
    return places[:found], by[:found]
