"""Separation: which subset-row cuts a fractional solution of the master breaks."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.subset_rows import violated_triples
from rostering.solver.columns.master.simplex_master import ZERO, SimplexMaster
from rostering.solver.columns.master.subset_row_cuts import SubsetRowCut

#: A cut is worth adding when it is broken by so much.
MIN_VIOLATION = 0.03
#: The most cuts that are added at a time, and in how many of these a row may be.
MAX_CUTS, MAX_CUTS_PER_ROW = 60, 8
#: The most rows and people among which triples are looked for; with more of them there are no cuts.
MAX_LINES = 1_200


def separate(master: SimplexMaster) -> list[SubsetRowCut]:
    """Return cuts that the solution of the master breaks, the most violated first, each row in few of them.

    Returns none where the master was never solved to the end.
    """
    linking, values = master.linking, master.column_values
    in_use = np.flatnonzero(values > ZERO)
    if not len(in_use):
        return []
    people = np.array([master.column_person[column] for column in in_use])
    sums = np.array(
        [linking.row_sums(master.column_person[column], master.column_options[column]) for column in in_use]
    )
    people_in_use, column_count = np.unique(people, return_counts=True)
    fractional = people_in_use[column_count > 1]
    total = (values[in_use, None] * sums).sum(axis=0)
    is_candidate = (np.isin(sums, (0.0, 1.0)).all(axis=0)) & (linking.rows.wanted > 0) & (total > 0)
    rows = np.flatnonzero(is_candidate & master.cut_pool.eligible_rows[:-1])
    if len(rows) + len(fractional) > MAX_LINES:
        return []
    # Lines of what follows: first the rows, then the convexity rows of people with several columns in use.
    in_line = np.vstack([sums[:, rows].T, people == fractional[:, None]]) > 0
    wanted = np.append(linking.rows.wanted[rows], np.ones(len(fractional))).astype(np.int64)
    # How far the sum of each line is beyond what is wanted there; people have one roster each.
    beyond = np.append(np.maximum(total[rows] - linking.rows.wanted[rows], 0.0), np.zeros(len(fractional)))
    triples, violations = violated_triples(in_line, values[in_use], wanted, beyond, MIN_VIOLATION)
    cuts_by_line = np.zeros(len(wanted), np.int64)
    cuts: list[SubsetRowCut] = []
    for place in np.argsort(-violations, kind="stable"):
        triple = triples[place]
        if len(cuts) < MAX_CUTS and (cuts_by_line[triple] < MAX_CUTS_PER_ROW).all():
            cuts_by_line[triple] += 1
            in_rows = [int(rows[line]) for line in triple if line < len(rows)]
            of_people = [int(fractional[line - len(rows)]) for line in triple if line >= len(rows)]
            cuts.append(SubsetRowCut(tuple(in_rows), tuple(of_people), int(wanted[triple].sum()) // 2))
    return cuts
