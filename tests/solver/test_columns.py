"""The column engine: pricing beside trying everything, and a bound that is never above the best."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from rostering.checker import check
from rostering.problem import (
    Block,
    Demand,
    HoursPeriod,
    Limits,
    PastWeek,
    Problem,
    Request,
    Roster,
    RuleSpec,
    Stage,
    Status,
    Worker,
)
from rostering.rules import RULES, Strength
from rostering.solver import solve
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.enforcement import ENFORCEMENT, Enforcement, enforcement_of_rules
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from tests.solver.small import HOUR, elsewhere, person, problem, spec
from tests.solver.test_parity import PARAMETERS, worker

DAYS = 7
#: Rules that a graph holds from when a roster breaks them.
HELD_ONCE_BROKEN = [
    *sorted(name for name, where in ENFORCEMENT.items() if where is Enforcement.COUNTED),
    "weekly_rest",
    "young_weekly_rest",
]
A_WEEK = {"rest_min": 40 * HOUR, "window_days": 7}
PRICED = sorted(
    name for name, where in ENFORCEMENT.items() if where is Enforcement.PRICING and name != "one_at_a_time"
)


def one_person(chance: random.Random, names: list[str], days: int = DAYS) -> Problem:
    """Return a problem of one person under some rules, hard or soft."""
    rules = [spec("one_at_a_time")]
    for name in names:
        strength = RULES[name].strength
        hard = strength is Strength.LAW or (strength is Strength.TEAM and chance.random() < 0.4)
        rules.append(RuleSpec(name, hard=hard, weight=chance.randint(1, 9), params=PARAMETERS.get(name, {})))  # type: ignore[arg-type]
    # A birthday inside the horizon is left to the check, so here people are under 18 throughout.
    ada = replace(worker(chance, "ada", days), young_until_day=99, team_key="day team")
    return problem(*rules, days=days, workers=(ada,), types="EN")


def enumerated_least(
    given: Problem, price: dict[str, float], known: dict[tuple[str, ...], float] | None = None
) -> float:
    """Return what the cheapest lawful roster costs when each duty has a price, found by trying all.

    ``known`` holds what the checker has said of rosters of the same problem.
    """
    costs = {} if known is None else known
    rosters = (
        tuple(f"{kind}{day}" for day, kind in enumerate(kinds) if kind)
        for kinds in itertools.product(("", "E", "N"), repeat=given.days)
    )
    best = float("inf")
    # By what is charged: from the first that is charged no less than the best costs, none can be better.
    for charged, keys in sorted((sum(price[key] for key in keys), keys) for keys in rosters):
        if charged >= best:
            break
        if keys not in costs:
            report = check(given, Roster.of(("ada", key) for key in keys))
            costs[keys] = report.cost if report.lawful else float("inf")
        best = min(best, charged + costs[keys])
    return best


def bound_and_cost(given: Problem, price: dict[str, float]) -> tuple[float, float]:
    """Return the bound and the cost of the roster that pricing finds."""
    pricing = ProblemDecomposition(given, lambda: False).people[0]
    charged = [price[given.shifts[shift].key] if shift >= 0 else 0.0 for shift in pricing.option_shift]
    roster = pricing.solve(pricing.option_cost + np.array(charged))
    return roster.bound, roster.cost


def prices(chance: random.Random, given: Problem) -> dict[str, float]:
    """Return a price for each duty, most of them a gain, so that rules bind."""
    return {shift.key: float(chance.randint(-30, 4)) for shift in given.shifts}


@pytest.mark.parametrize("name", PRICED)
def test_pricing_holds_each_rule_as_the_checker_does(name: str) -> None:
    for seed in range(2):
        chance = random.Random(f"{name}{seed}")
        given = one_person(chance, [name])
        price = prices(chance, given)
        bound, cost = bound_and_cost(given, price)
        best = enumerated_least(given, price)
        assert cost == pytest.approx(best)
        assert bound == pytest.approx(best)


@pytest.mark.parametrize("name", HELD_ONCE_BROKEN)
def test_a_rule_that_a_roster_breaks_is_held_exactly_from_then_on(name: str) -> None:
    for seed in range(3):
        chance = random.Random(f"{name}{seed}")
        given = one_person(chance, [name, "longest_run_of_days"])
        rules = tuple(
            replace(rule, params=A_WEEK) if rule.rule.endswith("weekly_rest") else rule
            for rule in given.rules
        )
        # Averages with leave in them are left to the check, so here there was none.
        ada = replace(given.workers[0], away=(), past_weeks=(PastWeek(29 * HOUR, 4),) * 4)
        given = replace(given, rules=rules, workers=(ada,))
        costs: dict[tuple[str, ...], float] = {}
        for _ in range(2):
            price = prices(chance, given)
            assert bound_and_cost(given, price) == pytest.approx((enumerated_least(given, price, costs),) * 2)


def test_hours_far_beyond_a_soft_contract_go_on_to_cost_more() -> None:
    hours = (HoursPeriod(0, DAYS, min_min=0, max_min=8 * HOUR, target_min=8 * HOUR),)
    rules = (
        spec("one_at_a_time"),
        RuleSpec("contract_hours", hard=False, weight=3),
        RuleSpec("hours_target", hard=False, weight=1),
    )
    given = problem(*rules, days=DAYS, workers=(person(hours=hours),), types="EN")
    price = {shift.key: -36.0 if shift.type_key == "E" else -41.0 for shift in given.shifts}
    assert bound_and_cost(given, price) == pytest.approx((enumerated_least(given, price),) * 2)


def test_each_period_of_a_contract_is_held() -> None:
    periods = (
        HoursPeriod(0, 3, min_min=8 * HOUR, max_min=20 * HOUR, target_min=16 * HOUR),
        HoursPeriod(4, 7, max_min=18 * HOUR, target_min=18 * HOUR),
    )
    for hard in (True, False):
        contract = RuleSpec("contract_hours", hard=hard, weight=7)
        rules = spec("one_at_a_time"), contract, RuleSpec("hours_target", hard=False, weight=2)
        given = problem(*rules, days=DAYS, workers=(person(hours=periods),), types="EN")
        costs: dict[tuple[str, ...], float] = {}
        for seed in range(4):
            price = prices(random.Random(seed), given)
            assert bound_and_cost(given, price) == pytest.approx((enumerated_least(given, price, costs),) * 2)


@pytest.mark.parametrize("seed", range(6))
def test_pricing_holds_many_rules_at_once(seed: int) -> None:
    chance = random.Random(seed)
    given = one_person(chance, chance.sample(PRICED, 6))
    price = prices(chance, given)
    bound, cost = bound_and_cost(given, price)
    best = enumerated_least(given, price)
    assert bound == pytest.approx(best)
    assert cost == pytest.approx(best)


@pytest.mark.no_cover  # every roster there is is checked, which tracing would slow
@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_never_above_the_best_whatever_the_rules(seed: int) -> None:
    chance = random.Random(100 + seed)
    others = [
        name for name in RULES if name not in PRICED and RULES[name].per_person and name != "one_at_a_time"
    ]
    given = one_person(chance, chance.sample(PRICED, 3) + chance.sample(others, 3))
    price = prices(chance, given)
    bound, _ = bound_and_cost(given, price)
    assert bound <= enumerated_least(given, price) + 1e-6


def test_a_limit_on_a_type_is_met_by_counting_where_prices_leave_a_gap() -> None:
    given = problem(
        spec("one_at_a_time"),
        spec("contract_hours"),
        RuleSpec("shifts_of_type", params={"most": (("N", 2),)}),
        days=DAYS,
        workers=(person(hours=(HoursPeriod(0, DAYS, min_min=40 * HOUR, max_min=45 * HOUR),)),),
        types="EN",
    )
    price = {shift.key: -50.0 if shift.type_key == "N" else -1.0 for shift in given.shifts}
    bound, cost = bound_and_cost(given, price)
    assert cost == pytest.approx(enumerated_least(given, price))
    assert bound <= cost


def test_somebody_who_may_work_no_duty_at_all_stays_off() -> None:
    nobody = person(
        blocks=(Block(Stage.READY, "dbs", "no certificate"),),
        hours=(HoursPeriod(0, DAYS, min_min=40 * HOUR, max_min=45 * HOUR),),
    )
    rules = spec("eligibility"), RuleSpec("contract_hours", hard=False, weight=3)
    given = problem(spec("one_at_a_time"), *rules, days=DAYS, workers=(nobody,), types="EN")
    price = {shift.key: -50.0 for shift in given.shifts}
    assert bound_and_cost(given, price) == pytest.approx((enumerated_least(given, price),) * 2)


def test_work_before_the_horizon_and_elsewhere_counts() -> None:
    given = problem(
        spec("one_at_a_time"),
        spec("longest_run_of_days", max_days=3),
        spec("daily_rest", rest_min=11 * HOUR),
        days=5,
        workers=(person(fixed=(elsewhere(-1, 14, 8, "home"), elsewhere(1, 7, 8, "home"))),),
        types="EN",
    )
    price = {shift.key: -10.0 for shift in given.shifts}
    bound, cost = bound_and_cost(given, price)
    assert (bound, cost) == (enumerated_least(given, price), enumerated_least(given, price))


def test_how_each_rule_is_held_is_said() -> None:
    given = problem(
        spec("one_at_a_time"), spec("weekly_rest", rest_min=24 * HOUR, window_days=7), spec("wanted_cover")
    )
    assert enforcement_of_rules(given) == {
        "one_at_a_time": Enforcement.PRICING,
        "weekly_rest": Enforcement.CHECKED,
        "wanted_cover": Enforcement.ROWS,
    }


TEAM = (
    spec("one_at_a_time"),
    spec("daily_rest", rest_min=11 * HOUR),
    spec("longest_run_of_days", max_days=4),
    spec("contract_hours"),
    spec("supervision", overlap_percent=50),
    spec("minimum_cover", weight=100),
    spec("wanted_cover", weight=10),
    spec("over_cover", weight=2),
    spec("requests", weight=3),
)
NEEDS = tuple(
    Demand(f"{kind}{day}", (f"{kind}{day}",), "", 1, 2, over=1) for kind in "ELN" for day in range(DAYS)
)


def people(chance: random.Random, days: int = DAYS) -> tuple[Worker, ...]:
    """Return a few people with contracts and wishes, one of them supervised by two others."""
    return tuple(
        person(
            f"w{place}",
            hours=(HoursPeriod(0, days, min_min=16 * HOUR, max_min=42 * HOUR),),
            requests=(Request(chance.randrange(days), chance.random() < 0.5),),
            supervisors=("w0", "w1") if place == 5 else None,
        )
        for place in range(6)
    )


@pytest.mark.slow
@pytest.mark.parametrize(("days", "missing", "chance"), [(6, "nobody", 7), (5, "w4", 1)])
def test_the_column_search_brackets_the_proven_best_of_a_team(days: int, missing: str, chance: int) -> None:
    """With everybody there the bound meets the best; with one fewer it stays below."""
    workers = [member for member in people(random.Random(chance), days) if member.key != missing]
    needs = [demand for demand in NEEDS if int(demand.key[1:]) < days]
    given = problem(*TEAM, days=days, workers=workers, demands=needs, types="ELN")
    best = solve(given, Limits(seconds=240, deterministic=30, workers=1))
    assert best.status is Status.OPTIMAL
    assert best.cost is not None
    for seed in (1, 2):
        incumbent, meter = Incumbent(given), WorkMeter()
        board = ProblemDecomposition(given, lambda: False, meter)
        ColumnSearch(board, incumbent, Clock(1.5, meter), seed, lambda: False).run()
        assert incumbent.report is not None
        assert incumbent.report.lawful
        assert 0 < incumbent.bound <= best.cost <= incumbent.report.cost
        assert incumbent.report.cost <= 1.1 * best.cost
