"""Which cuts the shares of rosters break."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.subset_rows import violated_triples
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.master.subset_row_cuts import SubsetRowCut

#: A cut is worth having when it is broken by so much.
BROKEN = 0.03
#: The most cuts of one turn, and in how many of them a row may be.
MOST, OFTEN = 60, 8
#: The most rows and people that are looked at.
LINES = 1_200
#: Shares below this are none.
NOTHING = 1e-6


def separate(linear: SimplexMaster) -> list[SubsetRowCut]:
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
    places, by = violated_triples(inside, share[had], wanted, beyond, BROKEN)
    uses = np.zeros(len(wanted), np.int64)
    found: list[SubsetRowCut] = []
    for one in np.argsort(-by, kind="stable"):
        three = places[one]
        if len(found) < MOST and (uses[three] < OFTEN).all():
            uses[three] += 1
            mine = [int(rows[place]) for place in three if place < len(rows)]
            theirs = [int(torn[place - len(rows)]) for place in three if place >= len(rows)]
            found.append(SubsetRowCut(tuple(mine), tuple(theirs), int(wanted[three].sum()) // 2))
    return found
