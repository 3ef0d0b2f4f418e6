"""Threes of lines that shares of rosters count more often than whole rosters can (see `bound.separation`)."""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.compiled import compiled


@compiled
def violated_triples(
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
