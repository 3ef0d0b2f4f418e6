"""Weekends: how many are worked, whole or not, and how nights and weekends are shared out."""

from __future__ import annotations

from datetime import date
from typing import Any

from rostering.problem import FairShare
from rostering.rules import sentence as said
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import elsewhere

#: A rota of five days from a Sunday.
ON_SUNDAY: dict[str, Any] = {"first_day": date(2027, 1, 10), "days": 5}


def weekends(most: int, window: int = 0, *fixed: int) -> dict[str, Any]:
    return {
        "params": {"max_weekends": most, "window_weeks": window},
        "ada": {"fixed": tuple(elsewhere(day, 9, 4) for day in fixed)},
    }


def share(kind: str, past: int, target: int, *fixed: int) -> dict[str, Any]:
    work = tuple(elsewhere(day, 21, 8, is_night=True) for day in fixed)
    return {"ada": {"fair_shares": (FairShare(kind, past, target),), "fixed": work}}


EDGES = (
    Edge(
        "weekends",
        "E5 E6 E13",
        2,
        (1, 0, 0),
        weekends,
        says="Works 2 of 2 weekends up to Sunday 17 January. The most is 1.",
        days=(5, 6, 12, 13),
        name="in the whole rota",
    ),
    Edge(
        "weekends",
        "E6",
        2,
        (1, 0, 0),
        lambda most: weekends(most, 2, -1),
        says="Works 2 of 2 weekends up to Sunday 10 January. The most is 1.",
        days=(5, 6),
        name="a weekend of the past",
    ),
    Edge(
        "weekends",
        "E6",
        3,
        (0, 1, 2),
        lambda window: weekends(1, window, -8),
        name="in how many weeks: two before",
    ),
    Edge(
        "weekends",
        "E5",
        2,
        (0, 1, 2),
        lambda window: weekends(1, window, -2),
        name="in how many weeks: one before",
    ),
    Edge("weekends", "E5", 1, (1, 0, 0), lambda most: weekends(most, 1), name="in one week"),
    Edge("weekends", "E4 E7", 1, (0, 0, 0), weekends, name="Friday and Monday are no weekend"),
    Edge(
        "weekends",
        "E0",
        1,
        (1, 0, 0),
        lambda most: {**weekends(most), **ON_SUNDAY},
        days=(0,),
        name="the Sunday on which a rota begins",
    ),
    Edge(
        "weekends",
        "E12",
        1,
        (1, 0, 0),
        lambda most: {**weekends(most), "days": 13},
        days=(5, 6, 12),
        name="a weekend that ends after the rota",
    ),
    Edge(
        "weekends",
        "E5",
        1,
        (1, 0, 0),
        lambda most: {**weekends(most, 0, 12), "days": 12},
        name="a weekend after the rota",
    ),
    Edge("weekends", "E12", 1, (1, 1, 0), lambda most: weekends(most, 0, 5), name="fixed work counts"),
    Edge("weekends", "", 1, (0, 0, 0), lambda most: weekends(most, 2, -1, 5), name="fixed work alone"),
    Edge(
        "weekends",
        "E5",
        1,
        (0, 0, 0),
        lambda most: weekends(most, 0, 6),
        name="a weekend that is worked already",
    ),
    Edge(
        "fairness",
        "N0 N3 E5",
        5,
        (1, 0, 0),
        lambda target: share("nights", 3, target),
        says="5 nights carried. A fair share is 4.",
        days=(),
        shifts=(),
        name="nights",
    ),
    Edge("fairness", "N0", 3, (0, 0, 1), lambda past: share("nights", past, 4), name="nights of the past"),
    Edge(
        "fairness",
        "N0",
        4,
        (1, 1, 0),
        lambda target: share("nights", 2, target, 3, 4),
        name="fixed nights count",
    ),
    Edge(
        "fairness",
        "",
        1,
        (0, 0, 0),
        lambda target: share("nights", 5, target, 3),
        name="what is carried already",
    ),
    Edge(
        "fairness",
        "N0",
        2,
        (0, 0, 1),
        lambda past: share("nights", past, 3, -1, 14),
        name="nights around the rota",
    ),
    Edge(
        "fairness",
        "E4 E12",
        2,
        (1, 0, 0),
        lambda target: share("weekends", 1, target),
        name="Friday is no weekend",
    ),
    Edge(
        "fairness",
        "E0",
        1,
        (1, 0, 0),
        lambda target: {**share("weekends", 0, target, -1), **ON_SUNDAY},
        name="a weekend that began before the rota",
    ),
    Edge(
        "fairness",
        "E5",
        1,
        (1, 0, 0),
        lambda target: {**share("weekends", 0, target, 6), "days": 6},
        name="a weekend that ends after the rota",
    ),
    Edge(
        "fairness",
        "E5 E6 E12",
        3,
        (1, 0, 0),
        lambda target: share("weekends", 1, target),
        says="3 weekends carried. A fair share is 2.",
        name="weekends",
    ),
    Edge(
        "fairness",
        "E12",
        3,
        (1, 0, 0),
        lambda target: share("weekends", 1, target, 6, -1),
        name="fixed weekends count",
    ),
)


@each(EDGES)
def test_as_many_weekends_as_the_limit_may_be_worked_and_no_more(edge: Edge) -> None:
    edge.judge()


def test_a_weekend_is_worked_whole_or_not_at_all() -> None:
    for rota, fixed, days, off in (
        ("E5 E6", (), 14, 0),
        ("E4 E5", (), 14, 1),
        ("E6 E7", (), 14, 1),
        ("E5 E13", (), 14, 2),
        ("E5", (6,), 14, 0),
        ("", (6,), 14, 0),
        ("E5", (), 6, 0),
        ("E5", (), 7, 1),
    ):
        for hard in (True, False):
            ada = {"fixed": tuple(elsewhere(day, 9, 4) for day in fixed)}
            problem = given("complete_weekends", hard=hard, ada=ada, days=days)
            assert_judged(problem, roster_of(rota), off)


def test_the_day_that_stands_alone_is_named() -> None:
    problem = given("complete_weekends")
    (violation,) = assert_judged(problem, roster_of("E4 E5"), 1)
    assert said(problem, violation) == "Works one day of a weekend alone: Saturday 9 January."
    assert (violation.days, violation.shifts) == ((5,), ("E5",))


def test_a_rota_without_a_weekend_has_none_to_judge() -> None:
    for window in (0, 1):
        problem = given("weekends", params={"max_weekends": 0, "window_weeks": window}, days=5)
        assert_judged(problem, roster_of("E0 E4"), 0)
