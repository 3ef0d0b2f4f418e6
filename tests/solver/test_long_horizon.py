"""Long horizons: windows, what two searches merge, the relaxation, and the corridor."""

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
    rng = random.Random(seed)
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
                f"w{number}",
                hours=(HoursPeriod(0, DAYS, min_min=300 * HOUR, max_min=340 * HOUR),),
                requests=tuple(Request(day, rng.random() < 0.5) for day in rng.sample(range(DAYS), 12)),
            )
            for number in range(6)
        ),
        demands=tuple(
            Demand(f"{kind}{day}", (f"{kind}{day}",), "", 0, 2, over=1)
            for kind in "EL"
            for day in range(DAYS)
        ),
        types="EL",
    )


def first_rota(decomposition: ProblemDecomposition, incumbent: Incumbent) -> None:
    """Offer the rota of one descent."""
    descent = CoordinateDescent(decomposition)
    assert descent.construct(range(len(decomposition.people)), lambda: False)
    assert descent.offer(incumbent, "descent")


def search(given: Problem, incumbent: Incumbent, work: float) -> None:
    """Look through windows for so many units of work."""
    meter = WorkMeter()
    clock, decomposition = Clock(work, meter), ProblemDecomposition(given, lambda: False, meter)
    if incumbent.roster is None:
        first_rota(decomposition, incumbent)
    context = SearchContext(incumbent, clock, np.random.default_rng(1), lambda: clock.over)
    FixAndOptimise(decomposition, context).run("windows")


def test_windows_make_a_first_rota_cheaper_and_keep_it_lawful() -> None:
    given = long_problem(1)
    first_incumbent, incumbent = Incumbent(given), Incumbent(given)
    first_rota(ProblemDecomposition(given, lambda: False), first_incumbent)
    search(given, incumbent, 0.4)
    assert incumbent.report is not None
    assert incumbent.report.lawful
    assert incumbent.cost < first_incumbent.cost


def test_the_same_work_finds_the_same_rota() -> None:
    given = long_problem(2)
    first, second = Incumbent(given), Incumbent(given)
    search(given, first, 0.3)
    search(given, second, 0.3)
    assert first.roster == second.roster


def test_a_window_is_merged_into_what_another_search_found_meanwhile() -> None:
    given = long_problem(3)
    incumbent = Incumbent(given)
    decomposition = ProblemDecomposition(given, lambda: False)
    first_rota(decomposition, incumbent)
    solver = NeighbourhoodSolver(
        decomposition, SearchContext(incumbent, Clock(60.0), np.random.default_rng(1), lambda: False)
    )
    solver.adopt_incumbent()
    search(given, incumbent, 0.2)  # another search, of which the solver has not heard
    cost_before = incumbent.cost
    solver.improve(range(len(decomposition.people)), range(42, 70), "windows")
    assert incumbent.cost <= cost_before
    assert incumbent.report is not None
    assert incumbent.report.lawful


def test_what_two_searches_find_is_merged_though_hours_leave_room_for_one_of_them() -> None:
    given = long_problem(7)
    tight = (HoursPeriod(0, DAYS, min_min=320 * HOUR, max_min=328 * HOUR),)
    given = replace(given, workers=tuple(replace(worker, hours=tight) for worker in given.workers))
    incumbent = Incumbent(given)
    decomposition = ProblemDecomposition(given, lambda: False)
    first_rota(decomposition, incumbent)
    first_solver, second_solver = (
        NeighbourhoodSolver(
            decomposition, SearchContext(incumbent, Clock(60.0), np.random.default_rng(seed), lambda: False)
        )
        for seed in (1, 2)
    )
    first_solver.adopt_incumbent()
    second_solver.adopt_incumbent()
    first_cost = incumbent.cost
    first_solver.improve(range(len(decomposition.people)), range(42, 70), "windows")
    cost_before = incumbent.cost
    second_solver.improve(range(len(decomposition.people)), range(28), "windows")
    assert incumbent.cost < cost_before < first_cost


def test_the_bound_of_the_relaxation_is_no_higher_than_what_windows_find() -> None:
    given = long_problem(4)
    incumbent = Incumbent(given)
    search(given, incumbent, 0.3)
    decomposition = ProblemDecomposition(given, lambda: False)
    relaxation = LagrangianRelaxation(decomposition, decomposition.people, incumbent, lambda: False)
    relaxation.run(Clock(2.0))
    assert 0 < relaxation.bound <= incumbent.cost
    assert incumbent.bound == np.ceil(relaxation.bound - 1e-6)


def test_a_rota_guided_by_dual_prices_is_cheaper_than_one_made_greedily() -> None:
    given = long_problem(5)
    decomposition, incumbent = ProblemDecomposition(given, lambda: False), Incumbent(given)
    first_rota(decomposition, incumbent)
    greedy_cost = incumbent.cost
    relaxation = LagrangianRelaxation(decomposition, decomposition.people, incumbent, lambda: False)
    relaxation.run(Clock(2.0))
    descent = CoordinateDescent(decomposition)
    for weight in (1.0, 0.9, 0.0):
        assert descent.construct(
            range(len(decomposition.people)), lambda: False, ConstructionGuide(relaxation.duals, weight)
        )
    assert descent.offer(incumbent, "descent")
    assert incumbent.cost < greedy_cost


def wanted_late(given: Problem) -> Problem:
    """Return a problem in which nobody is wanted in the first half of the horizon."""
    demands = tuple(demand for demand in given.demands if given.shift_of[demand.shifts[0]].day >= DAYS // 2)
    return replace(given, demands=demands)


def test_a_roster_in_the_corridor_has_its_hours_when_work_is_wanted() -> None:
    decomposition = ProblemDecomposition(wanted_late(long_problem(6)), lambda: False)
    corridor = CorridorDecomposition(decomposition).people[0]
    early_costs = -1.0 * (corridor.option_day < DAYS // 2)
    in_corridor = corridor.solve(corridor.option_cost + early_costs)
    assert in_corridor.chosen is not None
    anywhere = decomposition.people[0].solve(corridor.option_cost + early_costs)
    assert anywhere.chosen is not None
    assert (corridor.option_day[in_corridor.chosen] < DAYS // 2).sum() < (
        corridor.option_day[anywhere.chosen] < DAYS // 2
    ).sum()
