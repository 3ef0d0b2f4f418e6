"""Prices promise something: with one more person on a demand, no more is saved than its price."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rostering.problem import Demand, Limits, Problem, Request
from rostering.solver import solve
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.dispatch.demand_prices import prices_of
from tests.solver.small import person, problem, rota, spec

WANTED = spec("wanted_cover", weight=10)


def need(key: str, wanted: int = 1, weight: int = 1) -> Demand:
    return Demand(f"need {key}", (key,), "Nurse", 0, wanted, under_wanted=weight)


def two_nurses() -> Problem:
    """Two nurses for up to two duties a day, neither of whom may work more than two days in a row."""
    demands = [need(f"{kind}{day}", weight=1 + day) for day in range(4) for kind in "EL"]
    rules = (
        spec("one_at_a_time"),
        spec("daily_rest", rest_min=660),
        spec("longest_run_of_days", max_days=2),
        spec("requests", weight=3),
        WANTED,
    )
    ada = person(requests=(Request(3, wants=False, weight=4),))
    return problem(*rules, days=4, types="EL", workers=(ada, person("ben")), demands=demands)


def priced(given: Problem) -> tuple[Incumbent, dict[str, float]]:
    incumbent = Incumbent(given)
    decomposition = ProblemDecomposition(given, lambda: False)
    ColumnSearch(decomposition, incumbent, Clock(20), 0, lambda: False).run()
    assert incumbent.proven
    assert incumbent.dual_bound is not None
    prices = zip(given.demands, incumbent.dual_bound.dual_prices, strict=True)
    return incumbent, {demand.key: price for demand, price in prices}


def test_no_more_is_saved_by_one_more_person_than_the_price() -> None:
    given = two_nurses()
    incumbent, prices = priced(given)
    assert incumbent.dual_bound is not None
    for demand in given.demands:
        fewer = replace(demand, wanted=demand.wanted - 1)
        demands = tuple(fewer if other is demand else other for other in given.demands)
        with_one_more = solve(replace(given, demands=demands), Limits(seconds=20, workers=1))
        assert with_one_more.cost is not None
        assert with_one_more.cost == with_one_more.bound
        left_open = incumbent.cost - incumbent.dual_bound.bound
        assert incumbent.cost - with_one_more.cost <= prices[demand.key] + left_open + 1e-6


def test_a_filled_demand_has_a_price_where_filling_it_leaves_another_empty() -> None:
    given = problem(
        spec("one_at_a_time"), WANTED, days=1, types="EL", demands=[need("E0", weight=3), need("L0")]
    )
    incumbent, prices = priced(given)
    assert incumbent.roster == rota("E0")
    assert incumbent.dual_bound is not None
    left_open = incumbent.cost - incumbent.dual_bound.bound
    assert 10 - left_open - 1e-6 <= prices["need L0"] <= 10
    assert 10 - left_open - 1e-6 <= prices["need E0"] <= 30


def test_the_dearest_comes_first_with_what_is_missing_there() -> None:
    given = problem(WANTED, days=1, types="EL", demands=[need("E0"), need("L0", 2)])
    report = solve(given, Limits(seconds=60, workers=1)).report
    assert report is not None
    prices = prices_of(given, (0.2, 10.0), report)
    assert [(price.demand, price.each, price.missing, price.missing_cost) for price in prices] == [
        ("need L0", 10.0, 1, 10)
    ]


def test_without_the_column_engine_there_are_no_prices() -> None:
    result = solve(two_nurses(), Limits(seconds=60, workers=1))
    assert result.prices is None


def test_prices_come_from_the_process_that_proves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostering.solver.dispatch.dispatcher.SMALL_PAIRS", 0)
    monkeypatch.setattr("rostering.solver.dispatch.dispatcher.MODEL_PAIRS", 0)
    # Column searches alone, however late they start on a busy machine: CP-SAT's proof has no prices.
    monkeypatch.setattr("rostering.solver.dispatch.dispatcher.HOPELESS_PAIRS", 0)
    result = solve(two_nurses(), Limits(seconds=60, workers=2))
    assert result.prices
    assert result.prices[0].each == max(price.each for price in result.prices) > 0
