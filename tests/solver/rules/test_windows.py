"""Rules about days in a row that have their place in the week: patterns, and weekends of any weekdays."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from rostering.checker import check
from rostering.problem import ParamValue, Problem, ProblemError, Roster, RuleSpec
from rostering.rules import sentence as said
from rostering.rules.base import WEEKDAYS
from tests.solver.rules.judges import WEIGHT, Edge, assert_judged, each, given, priced_cost, roster_of
from tests.solver.small import TYPES, elsewhere, modelled_cost, person, problem
from tests.solver.test_parity import drawn, random_roster

LONG_WEEKEND = ("fri", "sat", "sun")


def pattern(*days: str, weekday: str = "", fixed: tuple[tuple[int, str], ...] = ()) -> dict[str, Any]:
    work = tuple(elsewhere(day, 3, 1, "home", type_key=kind) for day, kind in fixed)
    return {"params": {"patterns": ((weekday, days),)}, "ada": {"fixed": work}}


def weekends(name: str, *fixed: int, **more: ParamValue) -> Any:
    work = tuple(elsewhere(day, 3, 1, "home") for day in fixed)
    return lambda figure: {"params": {name: figure, **more}, "ada": {"fixed": work}}


EDGES = (
    Edge(
        "unwanted_patterns",
        "E5 L6 E12",
        4,
        (0, 1, 0),
        lambda weekday: pattern("-", "*", "*", weekday=WEEKDAYS[weekday]),
        name="from a weekday on",
    ),
    Edge(
        "unwanted_patterns",
        "E1 L2 L3 L4",
        2,
        (4, 3, 2),
        lambda length: pattern("*", *"L" * (length - 1)),
        name="of any length",
    ),
    Edge("longest_run_of_weekends", "E5 E13", 2, (1, 0, 0), weekends("max_weekends")),
    Edge(
        "longest_run_of_weekends",
        "E5 E12",
        3,
        (1, 0, 0),
        weekends("max_weekends", -1),
        says="3 weekends in a row from Saturday 2 January. The most is 2.",
        days=(5, 12),
        name="an earlier weekend",
    ),
    Edge(
        "longest_run_of_weekends",
        "E4 E11",
        2,
        (1, 0, 0),
        weekends("max_weekends", weekend=LONG_WEEKEND),
        name="Friday as well",
    ),
    Edge("longest_run_of_weekends", "", 1, (0, 0, 0), weekends("max_weekends", -1, 5), name="fixed alone"),
    Edge(
        "shortest_run_of_weekends",
        "E6",
        2,
        (0, 1, 2),
        weekends("min_weekends"),
        says="Only 1 weekend in a row from Saturday 9 January. The least is 3.",
        days=(6,),
        name="a weekend alone",
    ),
    Edge("shortest_run_of_weekends", "E6", 2, (0, 0, 1), weekends("min_weekends", -2), name="an earlier one"),
    Edge("shortest_run_of_weekends", "E12", 2, (0, 0, 0), weekends("min_weekends"), name="goes on"),
    Edge(
        "shortest_run_of_weekends",
        "E12",
        2,
        (0, 1, 2),
        weekends("min_weekends", standalone=True),
        name="nothing comes after the rota",
    ),
    Edge(
        "shortest_run_of_weekends",
        "E7",
        2,
        (0, 1, 2),
        lambda least: {**weekends("min_weekends", weekend=("sat", "sun", "mon"))(least), "days": 15},
        name="Monday as well",
    ),
    Edge(
        "same_shift_on_weekend",
        "E5 E6 L7",
        2,
        (0, 0, 1),
        lambda length: {"params": {"weekend": ("sat", "sun", "mon")[:length]}},
        says="Not the same duty on all days of the weekend of Saturday 9 January: Early and Late.",
        days=(5, 6, 7),
        shifts=("E5", "E6", "L7"),
    ),
    Edge(
        "days_off_after_nights",
        "N0 N1 E4",
        3,
        (0, 1, 1),
        lambda days: {"params": {"min_days_off": days, "after_nights": 2}},
        says="Works on Friday 8 January, after 2 nights in a row up to Tuesday 5 January. Needs 4 days off.",
        days=(4,),
        shifts=("E4",),
    ),
    Edge(
        "days_off_after_nights",
        "N0 N1 E3 N4",
        2,
        (2, 2, 0),
        lambda nights: {"params": {"min_days_off": 3, "after_nights": nights}},
        name="how many nights",
    ),
    Edge(
        "days_off_after_nights",
        "N0 N2",
        1,
        (0, 0, 1),
        lambda days: {"params": {"min_days_off": days, "after_nights": 1}},
        says="Works on Wednesday 6 January, after 1 night up to Monday 4 January. Needs 2 days off.",
        name="another night",
    ),
    Edge(
        "days_off_after_nights",
        "E1",
        2,
        (0, 1, 1),
        lambda days: {
            "params": {"min_days_off": days, "after_nights": 2},
            "ada": {"fixed": tuple(elsewhere(day, 21, 8, is_night=True) for day in (-2, -1))},
            "types": "E",
        },
        name="nights of the past alone",
    ),
    Edge(
        "days_off_after_nights",
        "N12 N13",
        2,
        (0, 0, 0),
        lambda days: {"params": {"min_days_off": days, "after_nights": 2}},
        name="up to the end of the rota",
    ),
)


@each(EDGES)
def test_days_in_a_row_are_judged_where_they_lie_in_the_week(edge: Edge) -> None:
    edge.judge()


@pytest.mark.parametrize(
    ("rota", "pattern_of", "off"),
    [
        ("E0 L1", pattern("E", "L"), 1),
        ("E0 L2", pattern("E", "L"), 0),
        ("E0 L2", pattern("E", "-", "L"), 1),
        ("L0 E1 L2 E3 L4", pattern("L", "E", "L"), 2),
        ("E0 E1 E2", pattern("E", "E"), 2),
        ("E13", pattern("E", "-"), 0),
        ("E0", pattern("-", "E"), 0),
        ("E0", pattern("-", "E", fixed=((-2, "L"),)), 1),
        ("E0", pattern("*", "E", fixed=((-1, ""),)), 1),
        ("E0", pattern("L", "E", fixed=((-1, ""),)), 0),
        ("E0", pattern("L", "E", fixed=((-1, "L"),)), 1),
        ("", pattern("L", "E", fixed=((-1, "L"), (0, "E"))), 0),
        ("", pattern("L", "-", fixed=((-1, "L"),)), 1),
        ("E1", pattern("E", "E", fixed=((0, "E"), (1, "E"))), 0),
        ("E5 E6", pattern("-", "*", "*", weekday="fri"), 1),
        ("E4 E5 E6", pattern("-", "*", "*", weekday="fri"), 0),
        ("E5 E12 E13", pattern("-", "*", "*", weekday="fri"), 1),
    ],
)
def test_a_pattern_is_met_once_for_each_first_day(rota: str, pattern_of: dict[str, Any], off: int) -> None:
    for hard in (True, False):
        assert_judged(given("unwanted_patterns", hard=hard, **pattern_of), roster_of(rota), off)


def test_a_pattern_is_said_in_words() -> None:
    problem = given("unwanted_patterns", **pattern("-", "*", "L", weekday="fri"))
    (violation,) = assert_judged(problem, roster_of("E5 L6"), 1)
    assert said(problem, violation) == "Unwanted pattern from Friday 8 January: off, any duty, Late."
    assert (violation.days, violation.shifts) == ((4, 5, 6), ("E5", "L6"))


@pytest.mark.parametrize(
    ("rota", "fixed", "off"),
    [
        ("E5 E6", (), 0),
        ("E5 L6", (), 1),
        ("E5", (), 0),
        ("E5 N6 L12 E13", (), 2),
        ("L6", ((5, "E"),), 1),
        ("E6", ((5, "E"),), 0),
        ("L6", ((5, ""),), 0),
        ("", ((5, "E"), (6, "L")), 0),
        ("E6", ((5, "E"), (6, "L")), 0),
        ("N6", ((5, "E"), (6, "L")), 1),
    ],
)
def test_fixed_work_is_not_held_against_a_weekend(
    rota: str, fixed: tuple[tuple[int, str], ...], off: int
) -> None:
    work = tuple(elsewhere(day, 3, 1, "home", type_key=kind) for day, kind in fixed)
    for hard in (True, False):
        problem = given("same_shift_on_weekend", hard=hard, ada={"fixed": work})
        assert_judged(problem, roster_of(rota), off)


def test_a_weekend_on_which_the_rota_begins_goes_with_the_saturday_before() -> None:
    fixed = (elsewhere(-1, 3, 1, "home", type_key="E"),)
    for work, off in ((fixed, 1), ((), 0)):
        problem = given("same_shift_on_weekend", ada={"fixed": work}, first_day=date(2027, 1, 10))
        assert_judged(problem, roster_of("L0"), off)


@pytest.mark.parametrize(
    ("rule", "params", "words"),
    [
        ("unwanted_patterns", {"patterns": (("fr", ("E",)),)}, "'fr' is not one of mon, tue, wed"),
        ("unwanted_patterns", {"patterns": (("", ()),)}, "a pattern needs at least one day"),
        ("unwanted_patterns", {"patterns": (("", ("X",)),)}, "'X' is neither '-' nor '*' nor a shift type"),
        ("same_shift_on_weekend", {"weekend": ()}, "must be one to 6 weekdays in a row"),
        ("same_shift_on_weekend", {"weekend": ("sat", "mon")}, "must be one to 6 weekdays in a row"),
        ("same_shift_on_weekend", {"weekend": WEEKDAYS}, "must be one to 6 weekdays in a row"),
        (
            "longest_run_of_weekends",
            {"max_weekends": 1, "weekend": ("sun", "sol")},
            "'sol' is not one of mon",
        ),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(
    rule: str, params: dict[str, ParamValue], words: str
) -> None:
    with pytest.raises(ProblemError) as refused:
        check(given(rule, params=params), Roster())
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"rules[{rule}].params.")


RULES_HERE = (
    "unwanted_patterns",
    "same_shift_on_weekend",
    "longest_run_of_weekends",
    "shortest_run_of_weekends",
    "days_off_after_nights",
    "shortest_run_of_days",
    "shortest_run_off",
)


def drawn_problem(chance: Random, rule: str, hard: bool) -> Problem:
    """Return a rule over short duties that fit beside each other, among some fixed work."""
    days = chance.choice((5, 9, 14))
    hours = dict(zip(TYPES, (7, 13, 21, 10), strict=True))
    changes = {
        f"{kind}{day}": {"start_min": (24 * day + hour) * 60, "end_min": (24 * day + hour + 1) * 60}
        | {"work_min": 60, "paid_min": 60, "break_min": 0}
        for day in range(days)
        for kind, hour in hours.items()
    }
    fixed = tuple(
        elsewhere(day, 3, 1, "home", is_night=chance.random() < 0.5, type_key=chance.choice(("", *"ELN")))
        for day in chance.sample(range(-9, days), chance.randrange(5))
    )
    params: Any = drawn(chance, rule)
    return problem(
        RuleSpec("one_at_a_time"),
        RuleSpec(rule, hard=hard, weight=WEIGHT, params=params),
        days=days,
        workers=(person(fixed=fixed),),
        changes=changes,
        types="ELN",
        first_day=date(2027, 1, chance.randint(4, 10)),
    )


@pytest.mark.parametrize("rule", RULES_HERE)
def test_checker_model_and_column_engine_agree_about_random_rosters(rule: str) -> None:
    costs = set()
    for seed in range(30):
        chance = Random(f"{rule}{seed}")
        given = drawn_problem(chance, rule, hard=seed % 3 == 0)
        for _ in range(3):
            roster = random_roster(chance, given)
            report = check(given, roster)
            cost = report.cost if report.lawful else None
            assert modelled_cost(given, roster) == cost == priced_cost(given, roster)
            costs.add(cost)
    assert {None, 0, WEIGHT} <= costs
