"""A neighbourhood is priced as the whole is with everything else fixed."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from rostering.problem import HoursPeriod, Problem, RuleSpec
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.master.neighbourhood_decomposition import (
    NeighbourhoodDecomposition,
    NeighbourhoodPricing,
)
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.enforcement import ENFORCEMENT, Enforcement
from tests.solver.small import HOUR, elsewhere, person, problem, spec
from tests.solver.test_columns import NEEDS, TEAM, one_person, people

DAYS = 28
EXACT = sorted(
    name
    for name, how in ENFORCEMENT.items()
    if how is Enforcement.PRICING and name not in ("one_at_a_time", "availability", "breaks", "young_night")
)


def random_costs(rng: random.Random, decomposition: ProblemDecomposition, person: int) -> Floats:
    """Return a random cost for each option of a person, most of them negative."""
    pricing = decomposition.people[person]
    return pricing.option_cost + np.array([rng.randint(-30, 4) for _ in pricing.option_shift], np.float64)


def costs_outside_fixed(
    decomposition: ProblemDecomposition, chosen: Ints, days: range, costs: Floats
) -> tuple[Floats, Floats]:
    """Return costs of options and days off that fix the roster of the first person outside some days."""
    pricing = decomposition.people[0]
    is_chosen = np.zeros(len(pricing.option_shift), bool)
    is_chosen[chosen] = True
    outside = (pricing.option_day < days.start) | (pricing.option_day >= days.stop)
    day_off_costs = pricing.day_off_cost.copy()
    worked = pricing.option_day[chosen]
    day_off_costs[worked[(worked < days.start) | (worked >= days.stop)]] = INF
    return np.where(outside & ~is_chosen, INF, costs), day_off_costs


def assert_same(given: Problem, rng: random.Random) -> None:
    """Compare pricing on random free days with pricing all days, around a roster best at other costs."""
    decomposition = ProblemDecomposition(given, lambda: False)
    pricing = decomposition.people[0]
    chosen = pricing.solve(random_costs(rng, decomposition, 0)).chosen
    if chosen is None:
        return
    for _ in range(4):
        begin = rng.randrange(given.days)
        days = range(begin, min(given.days, begin + rng.randint(1, 12)))
        costs = random_costs(rng, decomposition, 0)
        expected = pricing.solve(*costs_outside_fixed(decomposition, chosen, days, costs))
        neighbourhood = NeighbourhoodPricing(pricing, chosen, days)
        fixed_cost = float(
            (costs[neighbourhood.fixed_options] - pricing.option_cost[neighbourhood.fixed_options]).sum()
        )
        result = neighbourhood.solve(
            np.where(neighbourhood.option_cost < INF, costs[neighbourhood.free_options], INF)
        )
        assert result.chosen is not None
        assert result.cost + fixed_cost == pytest.approx(expected.cost)
        only_result = np.full(len(costs), INF)
        on_all_days = neighbourhood.on_all_days(result.chosen)
        only_result[on_all_days] = costs[on_all_days]
        day_off_costs = pricing.day_off_cost.copy()
        day_off_costs[pricing.option_day[on_all_days]] = INF
        assert pricing.solve(only_result, day_off_costs).cost == pytest.approx(expected.cost)


@pytest.mark.parametrize("name", EXACT)
def test_each_rule_is_priced_the_same_in_a_neighbourhood(name: str) -> None:
    rng = random.Random(name)
    assert_same(one_person(rng, [name], DAYS), rng)


@pytest.mark.parametrize("seed", range(8))
def test_many_rules_are_priced_the_same_in_a_neighbourhood(seed: int) -> None:
    rng = random.Random(seed)
    assert_same(one_person(rng, rng.sample(EXACT, 6), DAYS), rng)


@pytest.mark.parametrize("seed", [18, 23])
def test_the_path_through_a_neighbourhood_is_found_however_large_the_costs(seed: int) -> None:
    """Rounding changes such costs by more than two paths differ."""
    names = ["contract_hours", "hours_target", "pay", "longest_run_of_days", "weekends", "shortest_run_off"]
    rng = random.Random(seed)
    given = one_person(rng, names, DAYS)
    given = replace(given, rules=tuple(replace(rule, weight=10**9) for rule in given.rules))
    pricing = ProblemDecomposition(given, lambda: False).people[0]
    random_costs_of_turns = [
        pricing.option_cost + np.array([1e10 * rng.uniform(-1, 0.1) for _ in pricing.option_shift])
        for _ in range(5)
    ]
    chosen = pricing.solve(random_costs_of_turns[0]).chosen
    assert chosen is not None
    for costs in random_costs_of_turns[1:]:
        begin = rng.randrange(given.days)
        neighbourhood = NeighbourhoodPricing(
            pricing, chosen, range(begin, min(given.days, begin + rng.randint(1, 12)))
        )
        assert (
            neighbourhood.solve(
                np.where(neighbourhood.option_cost < INF, costs[neighbourhood.free_options], INF)
            ).chosen
            is not None
        )


def test_work_before_the_horizon_counts_in_a_neighbourhood_that_begins_later() -> None:
    rules = (
        spec("one_at_a_time"),
        spec("longest_run_of_days", max_days=3),
        spec("shortest_run_off", min_days=3),
        spec("weekends", max_weekends=2, window_weeks=3),
    )
    given = problem(*rules, days=21, workers=(person(fixed=(elsewhere(-1, 14, 8, "home"),)),), types="EN")
    for seed in range(6):
        assert_same(given, random.Random(seed))


def test_minutes_of_fixed_days_count_in_a_neighbourhood() -> None:
    hours = (HoursPeriod(0, DAYS, min_min=80 * HOUR, max_min=100 * HOUR, target_min=90 * HOUR),)
    for seed in range(6):
        rng = random.Random(seed)
        rules = spec("one_at_a_time"), spec("contract_hours"), RuleSpec("hours_target", weight=5, hard=False)
        given = problem(*rules, days=DAYS, workers=(person(hours=hours),), types="ENS")
        assert_same(given, rng)


def test_minutes_of_fixed_days_count_where_a_limit_is_counted_too() -> None:
    hours = (HoursPeriod(0, DAYS, min_min=80 * HOUR, max_min=100 * HOUR, target_min=90 * HOUR),)
    few_nights = RuleSpec("shifts_of_type", params={"most": (("N", 2),)}, weight=30, hard=False)
    for seed in range(6):
        rng = random.Random(seed)
        rules = spec("one_at_a_time"), spec("contract_hours"), few_nights
        given = problem(*rules, days=DAYS, workers=(person(hours=hours),), types="ENS")
        assert_same(given, rng)


def test_a_limit_leaves_a_neighbourhood_what_fixed_days_do_not_use() -> None:
    limit = RuleSpec("shifts_of_type", params={"most": (("N", 3),)})
    given = problem(spec("one_at_a_time"), limit, days=14, types="EN")
    decomposition = ProblemDecomposition(given, lambda: False)
    pricing = decomposition.people[0]
    nights = [
        option for option, shift in enumerate(pricing.option_shift) if given.shifts[shift].type_key == "N"
    ]
    neighbourhood = NeighbourhoodPricing(pricing, np.array([nights[0], nights[2]]), range(7, 14))
    assert [left.maximum for left in neighbourhood.limits] == [1.0]
    cost = np.where(np.isin(neighbourhood.free_options, nights), -10.0, -1.0)
    result = neighbourhood.solve(cost)
    assert result.chosen is not None
    assert np.isin(neighbourhood.free_options[result.chosen], nights).sum() == 1


def test_a_limit_used_up_by_fixed_days_forbids_options_of_a_neighbourhood() -> None:
    limit = RuleSpec("shifts_of_type", params={"most": (("N", 1),)})
    given = problem(spec("one_at_a_time"), limit, days=14, types="EN")
    pricing = ProblemDecomposition(given, lambda: False).people[0]
    nights = [
        option for option, shift in enumerate(pricing.option_shift) if given.shifts[shift].type_key == "N"
    ]
    neighbourhood = NeighbourhoodPricing(pricing, np.array([nights[0]]), range(7, 14))
    assert not neighbourhood.limits
    assert np.isinf(neighbourhood.option_cost[np.isin(neighbourhood.free_options, nights)]).all()


@pytest.mark.parametrize("seed", range(4))
def test_a_neighbourhood_costs_what_the_whole_does(seed: int) -> None:
    rng = random.Random(seed)
    given = problem(*TEAM, days=7, workers=people(rng), demands=NEEDS, types="ELN")
    decomposition = ProblemDecomposition(given, lambda: False)
    chosen = [
        pricing.solve(random_costs(rng, decomposition, person)).chosen
        for person, pricing in enumerate(decomposition.people)
    ]
    rosters = [options for options in chosen if options is not None]
    assert len(rosters) == len(decomposition.people)
    neighbourhood = NeighbourhoodDecomposition(
        decomposition,
        rosters,
        sorted(rng.sample(range(6), 4)),
        range(2, 5),
        decomposition.total_cost(rosters),
    )
    assert neighbourhood.total_cost(neighbourhood.current_rosters()) == pytest.approx(
        decomposition.total_cost(rosters)
    )
    priced = [
        pricing.solve(
            neighbourhood.reduced_option_costs(person, np.zeros(len(neighbourhood.rows.wanted)))
        ).chosen
        for person, pricing in enumerate(neighbourhood.people)
    ]
    other_rosters = [options for options in priced if options is not None]
    assert neighbourhood.total_cost(other_rosters) == pytest.approx(
        decomposition.total_cost(neighbourhood.on_all_days(other_rosters))
    )
    assert neighbourhood.roster(other_rosters) == decomposition.roster(
        neighbourhood.on_all_days(other_rosters)
    )
