"""Windows over a long horizon: lawful, cheaper, and joined with what another search found."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from rostering.problem import Demand, HoursPeriod, Problem, Request
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.corridor import CorridorDecomposition
from rostering.solver.columns.heuristics.fix_and_optimise import FixAndOptimise
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.master.decomposition import ConstructionGuide
from rostering.solver.columns.master.lagrangian_relaxation import LagrangianRelaxation
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from tests.solver.small import HOUR, person, problem, spec

DAYS = 70


def long_problem(seed: int) -> Problem:
    """Return a few people over ten weeks with contracts and wishes."""
    chance = random.Random(seed)
    return problem(
        spec("one_at_a_time"),
        spec("daily_rest", rest_min=11 * HOUR),
        spec("longest_run_of_days", max_days=5),
        spec("shortest_run_of_days", min_days=2),
        spec("shortest_run_off", min_days=2),
        spec("weekends", max_weekends=6, window_weeks=0),
        spec("contract_hours"),
        spec("wanted_cover", weight=10),
        spec("over_cover", weight=1),
        spec("requests", weight=1),
        days=DAYS,
        workers=tuple(
            person(
                f"w{place}",
                hours=(HoursPeriod(0, DAYS, min_min=300 * HOUR, max_min=340 * HOUR),),
                requests=tuple(Request(day, chance.random() < 0.5) for day in chance.sample(range(DAYS), 12)),
            )
            for place in range(6)
        ),
        demands=tuple(
            Demand(f"{kind}{day}", (f"{kind}{day}",), "", 0, 2, over=1)
            for kind in "EL"
            for day in range(DAYS)
        ),
        types="EL",
    )


def first_rota(board: ProblemDecomposition, incumbent: Incumbent) -> None:
    """Offer the rota of one descent."""
    descent = CoordinateDescent(board)
    assert descent.construct(range(len(board.people)), lambda: False)
    assert descent.offer(incumbent, "descent")


def search(given: Problem, incumbent: Incumbent, work: float) -> None:
    """Look through windows for so many units of work."""
    meter = WorkMeter()
    clock, board = Clock(work, meter), ProblemDecomposition(given, lambda: False, meter)
    if incumbent.roster is None:
        first_rota(board, incumbent)
    effort = SearchContext(incumbent, clock, np.random.default_rng(1), lambda: clock.over)
    FixAndOptimise(board, effort).run("windows")


def test_windows_make_a_first_rota_cheaper_and_keep_it_lawful() -> None:
    given = long_problem(1)
    first, incumbent = Incumbent(given), Incumbent(given)
    first_rota(ProblemDecomposition(given, lambda: False), first)
    search(given, incumbent, 0.4)
    assert incumbent.report is not None
    assert incumbent.report.lawful
    assert incumbent.cost < first.cost


def test_the_same_work_finds_the_same_rota() -> None:
    given = long_problem(2)
    one, two = Incumbent(given), Incumbent(given)
    search(given, one, 0.3)
    search(given, two, 0.3)
    assert one.roster == two.roster


def test_a_window_is_laid_over_what_another_search_found_meanwhile() -> None:
    given = long_problem(3)
    incumbent = Incumbent(given)
    board = ProblemDecomposition(given, lambda: False)
    first_rota(board, incumbent)
    slow = NeighbourhoodSolver(
        board, SearchContext(incumbent, Clock(60.0), np.random.default_rng(1), lambda: False)
    )
    slow.adopt_incumbent()
    search(given, incumbent, 0.2)  # another search, which the slow one has not heard of
    before = incumbent.cost
    slow.improve(range(len(board.people)), range(42, 70), "windows")
    assert incumbent.cost <= before
    assert incumbent.report is not None
    assert incumbent.report.lawful


def test_what_two_searches_find_is_joined_though_hours_leave_room_for_one_of_them() -> None:
    given = long_problem(7)
    tight = (HoursPeriod(0, DAYS, min_min=320 * HOUR, max_min=328 * HOUR),)
    given = replace(given, workers=tuple(replace(one, hours=tight) for one in given.workers))
    incumbent = Incumbent(given)
    board = ProblemDecomposition(given, lambda: False)
    first_rota(board, incumbent)
    one, two = (
        NeighbourhoodSolver(
            board, SearchContext(incumbent, Clock(60.0), np.random.default_rng(seed), lambda: False)
        )
        for seed in (1, 2)
    )
    one.adopt_incumbent()
    two.adopt_incumbent()
    first = incumbent.cost
    one.improve(range(len(board.people)), range(42, 70), "windows")
    before = incumbent.cost
    two.improve(range(len(board.people)), range(28), "windows")
    assert incumbent.cost < before < first


def test_the_bound_without_totals_is_no_higher_than_what_windows_find() -> None:
    given = long_problem(4)
    incumbent = Incumbent(given)
    search(given, incumbent, 0.3)
    board = ProblemDecomposition(given, lambda: False)
    relaxation = LagrangianRelaxation(board, board.people, incumbent, lambda: False)
    relaxation.run(Clock(2.0))
    assert 0 < relaxation.bound <= incumbent.cost
    assert incumbent.bound == np.ceil(relaxation.bound - 1e-6)


def test_a_rota_made_by_prices_is_cheaper_than_one_made_greedily() -> None:
    given = long_problem(5)
    board, incumbent = ProblemDecomposition(given, lambda: False), Incumbent(given)
    first_rota(board, incumbent)
    greedy = incumbent.cost
    relaxation = LagrangianRelaxation(board, board.people, incumbent, lambda: False)
    relaxation.run(Clock(2.0))
    descent = CoordinateDescent(board)
    for share in (1.0, 0.9, 0.0):
        assert descent.construct(
            range(len(board.people)), lambda: False, ConstructionGuide(relaxation.duals, share)
        )
    assert descent.offer(incumbent, "descent")
    assert incumbent.cost < greedy


def wanted_late(given: Problem) -> Problem:
    """Return a problem in which nobody is wanted in the first half of the horizon."""
    demands = tuple(one for one in given.demands if given.shift_of[one.shifts[0]].day >= DAYS // 2)
    return replace(given, demands=demands)


def test_a_roster_in_pace_has_its_hours_when_work_is_wanted() -> None:
    board = ProblemDecomposition(wanted_late(long_problem(6)), lambda: False)
    one = CorridorDecomposition(board).people[0]
    early = -1.0 * (one.option_day < DAYS // 2)
    found = one.solve(one.option_cost + early)
    assert found.chosen is not None
    pulled = board.people[0].solve(one.option_cost + early)
    assert pulled.chosen is not None
    assert (one.option_day[found.chosen] < DAYS // 2).sum() < (
        one.option_day[pulled.chosen] < DAYS // 2
    ).sum()
