"""Clocks of seconds and of work, and that a search by work is the same each time."""

from __future__ import annotations

import random

import pytest

from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from tests.solver.small import problem
from tests.solver.test_columns import NEEDS, TEAM, people


def test_a_part_ends_with_the_whole() -> None:
    meter = WorkMeter()
    whole = Clock(3.0, meter)
    meter.count(1.0)
    part, longer = whole.part(0.5), whole.part(9.0)
    meter.count(0.75)
    assert (part.over, part.left(), part.spent()) == (True, 0.0, 0.75)
    assert (longer.over, longer.left(), whole.left()) == (False, 1.25, 1.25)


def test_work_leaves_the_wall_clock_alone() -> None:
    clock = Clock(60.0)
    clock.meter.count(1000.0)
    assert clock.left() == pytest.approx(60.0, abs=1.0)


def test_a_column_search_by_work_finds_the_same_each_time() -> None:
    given = problem(*TEAM, days=7, workers=people(random.Random(3)), demands=NEEDS, types="ELN")
    found = []
    for _ in range(2):
        meter, incumbent = WorkMeter(), Incumbent(given)
        clock = Clock(0.5, meter)
        ColumnSearch(
            ProblemDecomposition(given, lambda: False, meter), incumbent, clock, 7, lambda: False
        ).run()
        found.append((incumbent.roster, incumbent.bound, incumbent.changes, clock.spent()))
    assert found[0] == found[1]


def test_nothing_passes_while_a_clock_is_held() -> None:
    meter = WorkMeter()
    clock = Clock(10.0, meter)
    meter.count(2.0)
    with clock.held():
        meter.count(5.0)
        assert (clock.spent(), clock.left()) == (2.0, 8.0)
    meter.count(1.0)
    assert clock.spent() == 3.0
    with clock.held(at=0.5):
        meter.count(20.0)
    assert (clock.spent(), clock.over) == (0.5, False)
