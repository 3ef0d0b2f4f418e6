"""A part of a roster is priced as the whole is with everything else held fast."""

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


def charges(chance: random.Random, board: ProblemDecomposition, number: int) -> Floats:
    """Return a price for each option of a person, most of them a gain."""
    one = board.people[number]
    return one.option_cost + np.array([chance.randint(-30, 4) for _ in one.option_shift], np.float64)


def held_fast(board: ProblemDecomposition, chosen: Ints, days: range, cost: Floats) -> tuple[Floats, Floats]:
    """Return prices of options and days off that leave a person's roster as it is outside some days."""
    one = board.people[0]
    stays = np.zeros(len(one.option_shift), bool)
    stays[chosen] = True
    outside = (one.option_day < days.start) | (one.option_day >= days.stop)
    off = one.day_off_cost.copy()
    worked = one.option_day[chosen]
    off[worked[(worked < days.start) | (worked >= days.stop)]] = INF
    return np.where(outside & ~stays, INF, cost), off


def assert_same(given: Problem, chance: random.Random) -> None:
    """Compare both prices of a person on random days around a roster that was the best at other prices."""
    board = ProblemDecomposition(given, lambda: False)
    one = board.people[0]
    chosen = one.solve(charges(chance, board, 0)).chosen
    if chosen is None:
        return
    for _ in range(4):
        begin = chance.randrange(given.days)
        days = range(begin, min(given.days, begin + chance.randint(1, 12)))
        cost = charges(chance, board, 0)
        expected = one.solve(*held_fast(board, chosen, days, cost))
        part = NeighbourhoodPricing(one, chosen, days)
        outside = float((cost[part.fixed_options] - one.option_cost[part.fixed_options]).sum())
        found = part.solve(np.where(part.option_cost < INF, cost[part.free_options], INF))
        assert found.chosen is not None
        assert found.cost + outside == pytest.approx(expected.cost)
        again = np.full(len(cost), INF)
        whole = part.on_all_days(found.chosen)
        again[whole] = cost[whole]
        off = one.day_off_cost.copy()
        off[one.option_day[whole]] = INF
        assert one.solve(again, off).cost == pytest.approx(expected.cost)


@pytest.mark.parametrize("name", EXACT)
def test_each_rule_is_priced_the_same_in_a_part(name: str) -> None:
    chance = random.Random(name)
    assert_same(one_person(chance, [name], DAYS), chance)


@pytest.mark.parametrize("seed", range(8))
def test_many_rules_are_priced_the_same_in_a_part(seed: int) -> None:
    chance = random.Random(seed)
    assert_same(one_person(chance, chance.sample(EXACT, 6), DAYS), chance)


@pytest.mark.parametrize("seed", [18, 23])
def test_the_way_back_through_a_part_is_found_however_huge_the_costs(seed: int) -> None:
    """What rounding takes from such costs is more than what two ways could differ by."""
    names = ["contract_hours", "hours_target", "pay", "longest_run_of_days", "weekends", "shortest_run_off"]
    chance = random.Random(seed)
    given = one_person(chance, names, DAYS)
    given = replace(given, rules=tuple(replace(one, weight=10**9) for one in given.rules))
    one = ProblemDecomposition(given, lambda: False).people[0]
    costs = [
        one.option_cost + np.array([1e10 * chance.uniform(-1, 0.1) for _ in one.option_shift])
        for _ in range(5)
    ]
    chosen = one.solve(costs[0]).chosen
    assert chosen is not None
    for cost in costs[1:]:
        begin = chance.randrange(given.days)
        part = NeighbourhoodPricing(one, chosen, range(begin, min(given.days, begin + chance.randint(1, 12))))
        assert part.solve(np.where(part.option_cost < INF, cost[part.free_options], INF)).chosen is not None


def test_work_before_the_horizon_reaches_into_a_part_that_begins_later() -> None:
    rules = (
        spec("one_at_a_time"),
        spec("longest_run_of_days", max_days=3),
        spec("shortest_run_off", min_days=3),
        spec("weekends", max_weekends=2, window_weeks=3),
    )
    given = problem(*rules, days=21, workers=(person(fixed=(elsewhere(-1, 14, 8, "home"),)),), types="EN")
    for seed in range(6):
        assert_same(given, random.Random(seed))


def test_minutes_worked_outside_a_part_count_in_it() -> None:
    hours = (HoursPeriod(0, DAYS, min_min=80 * HOUR, max_min=100 * HOUR, target_min=90 * HOUR),)
    for seed in range(6):
        chance = random.Random(seed)
        rules = spec("one_at_a_time"), spec("contract_hours"), RuleSpec("hours_target", weight=5, hard=False)
        given = problem(*rules, days=DAYS, workers=(person(hours=hours),), types="ENS")
        assert_same(given, chance)


def test_minutes_worked_outside_a_part_count_where_a_limit_is_counted_too() -> None:
    hours = (HoursPeriod(0, DAYS, min_min=80 * HOUR, max_min=100 * HOUR, target_min=90 * HOUR),)
    few_nights = RuleSpec("shifts_of_type", params={"most": (("N", 2),)}, weight=30, hard=False)
    for seed in range(6):
        chance = random.Random(seed)
        rules = spec("one_at_a_time"), spec("contract_hours"), few_nights
        given = problem(*rules, days=DAYS, workers=(person(hours=hours),), types="ENS")
        assert_same(given, chance)


def test_a_limit_leaves_a_part_what_is_not_used_outside() -> None:
    limit = RuleSpec("shifts_of_type", params={"most": (("N", 3),)})
    given = problem(spec("one_at_a_time"), limit, days=14, types="EN")
    board = ProblemDecomposition(given, lambda: False)
    one = board.people[0]
    nights = [place for place, shift in enumerate(one.option_shift) if given.shifts[shift].type_key == "N"]
    part = NeighbourhoodPricing(one, np.array([nights[0], nights[2]]), range(7, 14))
    assert [left.maximum for left in part.limits] == [1.0]
    cost = np.where(np.isin(part.free_options, nights), -10.0, -1.0)
    found = part.solve(cost)
    assert found.chosen is not None
    assert np.isin(part.free_options[found.chosen], nights).sum() == 1


def test_a_limit_used_up_outside_forbids_in_a_part() -> None:
    limit = RuleSpec("shifts_of_type", params={"most": (("N", 1),)})
    given = problem(spec("one_at_a_time"), limit, days=14, types="EN")
    one = ProblemDecomposition(given, lambda: False).people[0]
    nights = [place for place, shift in enumerate(one.option_shift) if given.shifts[shift].type_key == "N"]
    part = NeighbourhoodPricing(one, np.array([nights[0]]), range(7, 14))
    assert not part.limits
    assert np.isinf(part.option_cost[np.isin(part.free_options, nights)]).all()


@pytest.mark.parametrize("seed", range(4))
def test_a_part_of_a_team_costs_what_the_whole_does(seed: int) -> None:
    chance = random.Random(seed)
    given = problem(*TEAM, days=7, workers=people(chance), demands=NEEDS, types="ELN")
    board = ProblemDecomposition(given, lambda: False)
    chosen = [one.solve(charges(chance, board, number)).chosen for number, one in enumerate(board.people)]
    now = [one for one in chosen if one is not None]
    assert len(now) == len(board.people)
    part = NeighbourhoodDecomposition(
        board, now, sorted(chance.sample(range(6), 4)), range(2, 5), board.total_cost(now)
    )
    assert part.total_cost(part.current_rosters()) == pytest.approx(board.total_cost(now))
    others = [
        one.solve(part.reduced_option_costs(number, np.zeros(len(part.rows.wanted)))).chosen
        for number, one in enumerate(part.people)
    ]
    after = [one for one in others if one is not None]
    assert part.total_cost(after) == pytest.approx(board.total_cost(part.on_all_days(after)))
    assert part.roster(after) == board.roster(part.on_all_days(after))
