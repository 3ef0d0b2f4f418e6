"""What people ask for and would like, what a new rota changes, and what it costs in money."""

from __future__ import annotations

from typing import Any

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY, Away, PreferredDay, Request
from rostering.rules import sentence as said
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import modelled_cost

DAY_MIN = MINUTES_PER_DAY


def pay(pence: int, unit: int = 100, minutes: int = 480) -> dict[str, Any]:
    return {
        "params": {"unit_pence": unit},
        "ada": {"hour_pence": pence},
        "changes": {"E0": {"paid_min": minutes}},
    }


EDGES = (
    Edge(
        "pay",
        "E0",
        25,
        (2, 2, 3),
        pay,
        says="£2.08 for 8 h, enhancements left out.",
        days=(),
        shifts=(),
        name="in begun units",
    ),
    Edge("pay", "E0", 60, (1, 1, 2), lambda minutes: pay(100, 100, minutes), name="to the penny begun"),
    Edge("pay", "E0", 200, (2, 1, 1), lambda unit: pay(25, unit), name="how large a unit is"),
    Edge(
        "requests",
        "E0",
        2,
        (1, 2, 3),
        lambda weight: {"ada": {"requests": (Request(0, False, (), weight),)}},
        name="times its weight",
    ),
    Edge(
        "requests",
        "E1",
        1,
        (0, 1, 0),
        lambda day: {"ada": {"requests": (Request(day, False),)}},
        name="on its day",
    ),
)


@each(EDGES)
def test_wishes_and_money_cost_what_they_are_weighed_at(edge: Edge) -> None:
    edge.judge()


def test_pay_of_several_duties_is_rounded_up_for_each() -> None:
    problem = given("pay", hard=False, **pay(2275, 500))
    (violation,) = assert_judged(problem, roster_of("E0 S1"), 37 + 19)
    assert said(problem, violation) == "£273.00 for 12 h, enhancements left out."
    assert_judged(given("pay", hard=False, **pay(0)), roster_of("E0 S1"), 0)


def test_a_request_is_met_by_a_duty_of_its_types_or_by_none() -> None:
    for request, says in (
        (Request(1, wants=True, types=("E", "S")), "Asked to work Early, Short on Tuesday 5 January."),
        (Request(1, wants=True), "Asked to work any duty on Tuesday 5 January."),
        (Request(1, wants=False), "Asked for Tuesday 5 January off."),
        (Request(1, wants=False, types=("L",)), "Asked not to work Late on Tuesday 5 January."),
    ):
        for rota in ("E1", "L1", "N1", "E2", ""):
            works = rota in ("E1", "L1", "N1") and (not request.types or rota[0] in request.types)
            problem = given("requests", hard=False, ada={"requests": (request,)})
            violations = assert_judged(problem, roster_of(rota), int(works != request.wants))
            assert [said(problem, violation) for violation in violations] == [says] * (works != request.wants)
            assert all(violation.days == (1,) for violation in violations)


def test_a_preferred_week_is_wished_for_in_every_week_but_not_while_away() -> None:
    week = (
        PreferredDay(2, wants=True, types=("E", "S")),
        PreferredDay(5, wants=False),
        PreferredDay(6, wants=False, types=("N",)),
    )
    problem = given("preferred_week", hard=False, ada={"preferred_week": week})
    assert_judged(problem, roster_of("E2 S9"), 0)
    violations = assert_judged(problem, roster_of("N2 S9 L5 N6 E13"), 3)
    assert [said(problem, violation) for violation in violations] == [
        "Wednesday 6 January is not as preferred: Early, Short.",
        "Saturday 9 January is not as preferred: a day off.",
        "Sunday 10 January is not as preferred: not Night.",
    ]
    assert [violation.days for violation in violations] == [(2,), (5,), (6,)]
    for start, end, off in (
        (2 * DAY_MIN, 3 * DAY_MIN, 1),
        (3 * DAY_MIN - 1, 3 * DAY_MIN, 1),
        (2 * DAY_MIN, 2 * DAY_MIN + 1, 1),
        (3 * DAY_MIN, 4 * DAY_MIN, 2),
        (DAY_MIN, 2 * DAY_MIN, 2),
        (0, 14 * DAY_MIN, 0),
    ):
        ada = {"preferred_week": week[:1], "away": (Away(start, end, "leave", "leave"),)}
        assert_judged(given("preferred_week", hard=False, ada=ada), roster_of(""), off)


def test_each_day_that_is_not_as_before_counts_once() -> None:
    for earlier, rota, off in (
        (None, "E0", 0),
        ((), "E0", 1),
        (("E1", "E2"), "E1 E2", 0),
        (("E1", "E2"), "E1 N2 L5", 2),
        (("E1", "E2"), "E1", 1),
        (("E1", "E2"), "", 2),
    ):
        problem = given("changes", hard=False, ada={"earlier": earlier})
        assert_judged(problem, roster_of(rota), off)


def test_a_changed_day_says_what_was_and_what_is() -> None:
    problem = given("changes", hard=False, ada={"earlier": ("E1", "E2")})
    instead, new = assert_judged(problem, roster_of("E1 N2 L5"), 2)
    assert said(problem, instead) == "Works the Night on Wednesday 6 January instead of the Early."
    assert said(problem, new) == "Works the Late on Saturday 9 January, a day off before."
    assert (instead.days, instead.shifts) == ((2,), ("E2", "N2"))
    (gone,) = assert_judged(problem, roster_of("E1"), 1)
    assert said(problem, gone) == "No longer works the Early on Wednesday 6 January."


def test_two_duties_of_a_day_are_changed_once() -> None:
    problem = given("changes", hard=False, ada={"earlier": ("E0", "L0")}, days=2)
    for rota, off in (("E0 L0", 0), ("E0", 1), ("E0 L0 N0", 1), ("L0 S0", 1), ("E0 L0 S1", 1), ("", 1)):
        report = check(problem, roster_of(rota))
        assert report.cost == modelled_cost(problem, roster_of(rota)) == 3 * off
    (violation,) = check(problem, roster_of("N0")).violations
    assert said(problem, violation) == (
        "Works the Night on Monday 4 January instead of the Early and the Late."
    )
