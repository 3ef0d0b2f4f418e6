"""How many duties of a type, and what may follow what."""

from __future__ import annotations

from typing import Any

from rostering.rules import sentence as said
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import elsewhere


def most(number: int) -> dict[str, Any]:
    return {"params": {"most": (("N", number), ("E", 5))}}


EDGES = (
    Edge(
        "shifts_of_type",
        "N0 N5 N7 E3",
        3,
        (1, 0, 0),
        most,
        says="3 duties of type Night. The most is 2.",
        days=(0, 5, 7),
        shifts=("N0", "N5", "N7"),
    ),
    Edge("shifts_of_type", "N0", 1, (1, 0, 0), most, says="1 duty of type Night. The most is 0.", name="one"),
    Edge("shifts_of_type", "N0 N5 N7 N9", 2, (3, 2, 1), most, name="each too many"),
)


@each(EDGES)
def test_as_many_duties_of_a_type_as_agreed_and_no_more(edge: Edge) -> None:
    edge.judge()


def test_what_may_not_follow_on_the_next_day_may_on_the_day_after() -> None:
    late = elsewhere(-1, 14, 4, "home", type_key="L")
    for rota, fixed, off in (
        ("L0 E1", (), 1),
        ("L0 E2", (), 0),
        ("E0 L1", (), 0),
        ("L0 L1 E2 L3 E4", (), 2),
        ("E0", (late,), 1),
        ("E1", (late,), 0),
        ("L0", (elsewhere(1, 8, 2, "home", type_key="E"),), 1),
        ("E0", (elsewhere(0, 5, 1, "home", type_key="L"),), 0),
        ("", (elsewhere(0, 14, 2, type_key="L"), elsewhere(1, 8, 2, type_key="E")), 0),
    ):
        for hard in (True, False):
            problem = given(
                "forbidden_successions", hard=hard, params={"pairs": (("L", "E"),)}, ada={"fixed": fixed}
            )
            assert_judged(problem, roster_of(rota), off)


def test_the_two_duties_that_may_not_follow_each_other_are_named() -> None:
    late = elsewhere(-1, 14, 4, "home", type_key="L")
    problem = given(
        "forbidden_successions", params={"pairs": (("L", "E"), ("E", "N"))}, ada={"fixed": (late,)}
    )
    first, second = assert_judged(problem, roster_of("E0 N1"), 2)
    assert said(problem, first) == (
        "The Early on Monday 4 January may not follow fixed work on Sunday 3 January."
    )
    assert said(problem, second) == (
        "The Night on Tuesday 5 January may not follow the Early on Monday 4 January."
    )
    assert (second.days, second.shifts) == ((0, 1), ("E0", "N1"))
    fixed = (elsewhere(1, 20, 4, type_key="N"),)
    problem = given("forbidden_successions", params={"pairs": (("E", "N"),)}, ada={"fixed": fixed})
    (violation,) = assert_judged(problem, roster_of("E0"), 1)
    assert said(problem, violation) == (
        "Fixed work on Tuesday 5 January may not follow the Early on Monday 4 January."
    )


def test_a_type_is_called_by_its_first_duty() -> None:
    problem = given("shifts_of_type", changes={"N7": {"label": "Late night"}}, **most(1))
    (violation,) = assert_judged(problem, roster_of("N0 N7"), 1)
    assert said(problem, violation) == "2 duties of type Night. The most is 1."
