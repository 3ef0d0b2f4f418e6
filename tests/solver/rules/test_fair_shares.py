"""What people without contracted hours share, and what somebody who came late has to make up."""

from __future__ import annotations

from typing import Any

import pytest

from rostering.problem import Away, Demand, FairShare, HoursPeriod, Worker
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import person

EDGES = (
    Edge(
        "fairness",
        "E0 E2 E4",
        2,
        (3, 1, 0),
        lambda target: {"ada": {"fair_shares": (FairShare("duties", 0, target),)}},
        says="3 duties carried. A fair share is 1.",
        name="duties, each further one counting once more",
    ),
)


@each(EDGES)
def test_three_judges_draw_the_line(edge: Edge) -> None:
    edge.judge()


def needs(*keys: str) -> tuple[Demand, ...]:
    """Return the need of one person on each of these duties."""
    return tuple(Demand(key, (key,), key, minimum=1, wanted=1) for key in keys)


@pytest.mark.parametrize(
    ("rota", "off"),
    [("E0 E1 bob:E2 bob:E3", 0), ("E0 E1 E2 bob:E3", 1), ("E0 E1 E2 E3", 3)],
)
def test_the_bank_shares_what_is_wanted(rota: str, off: int) -> None:
    """Four duties and two people without contracted hours: two each cost nothing."""
    problem = given("fairness", hard=False, others=[person("bob")], demands=needs("E0", "E1", "E2", "E3"))
    assert_judged(problem, roster_of(rota), off)


def test_an_even_spread_is_the_cheapest() -> None:
    """Of five duties among two people, three and two cost less than four and one."""
    keys = ("E0", "E1", "E2", "E3", "E4")
    problem = given("fairness", hard=False, others=[person("bob")], demands=needs(*keys))
    assert_judged(problem, roster_of("E0 E1 E2 bob:E3 bob:E4"), 1)
    assert_judged(problem, roster_of("E0 E1 E2 E3 bob:E4"), 3)


def test_who_is_away_half_the_time_shares_half() -> None:
    """Six duties, and bob is there on 7 of 14 days: four for ada and two for bob."""
    bob = person("bob", away=(Away(7 * 1440, 14 * 1440, "leave", "annual leave"),))
    problem = given("fairness", hard=False, others=[bob], demands=needs(*(f"E{day}" for day in range(6))))
    assert_judged(problem, roster_of("E0 E1 E2 E3 bob:E4 bob:E5"), 0)
    assert_judged(problem, roster_of("E0 E1 E2 bob:E3 bob:E4 bob:E5"), 1)


def test_contracts_are_filled_before_the_bank_shares() -> None:
    """Of six duties of 8 h, four are cy's contract; the bank shares two."""
    contract = HoursPeriod(0, 14, target_min=4 * 480)
    others = [person("bob"), person("cy", hours=(contract,))]
    problem = given("fairness", hard=False, others=others, demands=needs(*(f"E{day}" for day in range(6))))
    assert_judged(problem, roster_of("E0 bob:E1 cy:E2 cy:E3"), 0)
    assert_judged(problem, roster_of("E0 E1 bob:E2 cy:E3"), 1)


@pytest.mark.parametrize(
    ("start", "rota", "off"), [(0, "N0 N2", 0), (0, "N0 N2 N4", 1), (-14, "N0 N2 N4 N6", 0)]
)
def test_nobody_makes_up_what_was_before_they_came(start: int, rota: str, off: int) -> None:
    """Four nights ahead among two: two since the first day of the rota, four since a fortnight before."""

    def worker(**more: Any) -> Worker:
        return person(
            fair_shares=(FairShare("nights", 0, 9),), hours=(HoursPeriod(0, 14, target_min=4800),), **more
        )

    ada = worker(post_start_day=start)
    facts = {"fair_shares": ada.fair_shares, "hours": ada.hours, "post_start_day": start}
    problem = given(
        "fairness",
        hard=False,
        ada=facts,
        others=[worker(key="bob")],
        demands=needs("N0", "N1", "N2", "N3"),
    )
    assert_judged(problem, roster_of(rota), off)
