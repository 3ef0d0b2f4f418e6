"""One duty at a time, and what a lead has locked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rostering.checker import check
from rostering.rules import sentence as said
from tests.solver.rules.judges import Edge, assert_judged, each, given, priced_cost, roster_of
from tests.solver.small import HOUR, elsewhere, modelled_cost, person, spec


def beside(start: int, end: int) -> dict[str, Any]:
    """Return fixed work of day 0 that begins and ends at minutes after midnight."""
    whole = elsewhere(0, 0, 24)
    return {"ada": {"fixed": (replace(whole, start_min=start, end_min=end, work_min=60),)}}


EDGES = (
    Edge(
        "one_at_a_time",
        "E0",
        15 * HOUR,
        (1, 0, 0),
        lambda start: beside(start, 23 * HOUR),
        says="Already working: the Early on Monday 4 January clashes with work that is already fixed.",
        days=(0,),
        shifts=("E0",),
        name="fixed work after a duty",
    ),
    Edge(
        "one_at_a_time",
        "E0",
        7 * HOUR,
        (0, 0, 1),
        lambda end: beside(60, end),
        name="fixed work before a duty",
    ),
    Edge(
        "one_at_a_time",
        "N0 E1",
        7 * HOUR + 30,
        (1, 0, 0),
        lambda start: {"changes": {"E1": {"start_min": 24 * HOUR + start, "work_min": 60}}},
        says="Already working: the Early on Tuesday 5 January clashes with the Night on Monday 4 January.",
        days=(0, 1),
        shifts=("N0", "E1"),
        name="a night that runs into the morning",
    ),
)


@each(EDGES)
def test_two_pieces_of_work_may_touch_and_not_overlap(edge: Edge) -> None:
    edge.judge()


def test_nobody_starts_two_duties_of_a_rota_on_one_day() -> None:
    problem = given("one_at_a_time")
    (violation,) = assert_judged(problem, roster_of("S0 L0 E2"), 1, engine=False)
    assert said(problem, violation) == (
        "Already working: the Late on Monday 4 January clashes with the Short on Monday 4 January."
    )
    assert_judged(problem, roster_of("E0 L1 E2"), 0)
    report = check(problem, roster_of("E0 S0 L0"))
    assert report.lines[0].words == "One duty at a time: 3 clashes"


def test_a_duty_clashes_with_each_piece_of_fixed_work() -> None:
    fixed = (elsewhere(0, 5, 3), elsewhere(0, 6, 3, "home"), elsewhere(0, 15, 2))
    assert_judged(given("one_at_a_time", ada={"fixed": fixed}), roster_of("E0"), 2)


def test_fixed_work_alone_clashes_with_nothing() -> None:
    fixed = (elsewhere(0, 8, 8), elsewhere(0, 9, 8, "home"))
    assert_judged(given("one_at_a_time", ada={"fixed": fixed}), roster_of(""), 0)


def test_a_locked_duty_is_worked_and_a_locked_day_is_off() -> None:
    for ada, rota, says in (
        ({"locked": ("E2",)}, "E2 E3", []),
        ({"locked": ("E2",)}, "L2", ["The Early on Wednesday 6 January is locked and missing."]),
        ({"locked_off": (3,)}, "E2 E4", []),
        ({"locked_off": (3,)}, "E2 L3", ["Thursday 7 January is locked as a day off."]),
        (
            {"locked": ("E1", "E2"), "locked_off": (3,)},
            "L3",
            [
                "The Early on Tuesday 5 January is locked and missing.",
                "The Early on Wednesday 6 January is locked and missing.",
                "Thursday 7 January is locked as a day off.",
            ],
        ),
    ):
        problem = given("locked", ada=ada)
        violations = assert_judged(problem, roster_of(rota), len(says))
        assert [said(problem, violation) for violation in violations] == says
        assert [violation.days for violation in violations] == [
            (problem.shift_of[violation.shifts[0]].day,) for violation in violations
        ]


def test_a_lock_on_a_duty_that_can_never_be_leaves_no_rota() -> None:
    changes = {"E2": {"roles": ("carer",)}}
    problem = given("locked", ada={"locked": ("E2",)}, rules=(spec("required_skills"),), changes=changes)
    assert not check(problem, roster_of("E2")).lawful
    assert modelled_cost(problem, roster_of("E2")) is None
    assert priced_cost(problem, roster_of("E2")) is None


def test_locks_are_of_one_person() -> None:
    problem = given("locked", ada={"locked": ("E2",)}, others=(person("bob", locked_off=(2,)),))
    assert_judged(problem, roster_of("E2 bob:E1"), 0)
    assert_judged(problem, roster_of("E2 bob:E2"), 1)
