"""Runs of days of work, of nights, of one type of duty and off: the longest and the shortest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rostering.rules import sentence
from rostering.rules._runs import excess, runs
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import elsewhere


def limit(
    name: str, *fixed: int, fixed_kind: dict[str, Any] | None = None, **params: Any
) -> Callable[[int], dict[str, Any]]:
    """Return facts with a limit on days in a row, after fixed work on some days."""
    work = tuple(elsewhere(day, 9, 4, **(fixed_kind or {})) for day in fixed)
    return lambda days: {"params": {name: days, **params}, "ada": {"fixed": work}}


def of_type(name: str, type_key: str, *fixed: int) -> Callable[[int], dict[str, Any]]:
    """Return facts with a limit on days in a row on a type of duty, after fixed duties of it on some days."""
    work = tuple(elsewhere(day, 9, 4, type_key=type_key) for day in fixed)
    return lambda days: {"params": {name: ((type_key, days),)}, "ada": {"fixed": work}}


NIGHT = {"is_night": True}

EDGES = (
    Edge(
        "longest_run_of_days",
        "E0 E1 E2 E4",
        3,
        (1, 0, 0),
        limit("max_days"),
        says="3 days in a row from Monday 4 January. The most is 2.",
        days=(0, 1, 2),
        shifts=(),
    ),
    Edge("longest_run_of_days", "E0 L1 S2 E3 E4", 3, (3, 2, 1), limit("max_days"), name="each day too many"),
    Edge(
        "longest_run_of_days",
        "E0 E1",
        4,
        (1, 0, 0),
        limit("max_days", -1, -2),
        says="4 days in a row from Saturday 2 January. The most is 3.",
        days=(0, 1),
        name="days of the past",
    ),
    Edge(
        "longest_run_of_days",
        "E0",
        2,
        (1, 1, 1),
        limit("max_days", -1, -2, -3, -4),
        name="too many in the past are not held against the rota",
    ),
    Edge(
        "longest_run_of_days",
        "",
        3,
        (0, 0, 0),
        limit("max_days", 0, 1, 2, 3),
        name="fixed work alone",
    ),
    Edge(
        "longest_run_of_days",
        "E12 E13",
        4,
        (1, 0, 0),
        limit("max_days", 14, 15),
        name="days after the rota",
        days=(12, 13),
        engine=False,
    ),
    Edge(
        "longest_run_of_nights",
        "N0 N1 N2 E4",
        3,
        (1, 0, 0),
        limit("max_nights"),
        says="3 nights in a row from Monday 4 January. The most is 2.",
        days=(0, 1, 2),
    ),
    Edge(
        "longest_run_of_nights",
        "N0 N1",
        4,
        (1, 0, 0),
        limit("max_nights", -1, -2, fixed_kind=NIGHT),
        name="nights of the past",
    ),
    Edge(
        "longest_run_of_nights", "N0 N1", 2, (1, 0, 0), limit("max_nights", -1, -2), name="days of the past"
    ),
    Edge(
        "longest_run_of_nights",
        "E0 E1 E2 N3",
        1,
        (1, 0, 0),
        limit("max_nights"),
        name="other duties are no nights",
    ),
    Edge(
        "longest_run_of_type",
        "N0 N1 N2 E4 N5",
        3,
        (1, 0, 0),
        of_type("most", "N"),
        says="3 days of Night in a row from Monday 4 January. The most is 2.",
        days=(0, 1, 2),
    ),
    Edge("longest_run_of_type", "E0", 3, (1, 0, 0), of_type("most", "E", -1, -2), name="duties of the past"),
    Edge("longest_run_of_type", "E0 L1 E2", 1, (2, 0, 0), of_type("most", "E"), name="another type between"),
    Edge(
        "shortest_run_of_days",
        "E5 E6",
        2,
        (0, 0, 1),
        limit("min_days"),
        says="Only 2 days of work in a row from Saturday 9 January. The least is 3.",
        days=(5, 6),
    ),
    Edge("shortest_run_of_days", "E0", 3, (0, 0, 1), limit("min_days", -1, -2), name="days of the past"),
    Edge("shortest_run_of_days", "E12 E13", 3, (0, 0, 0), limit("min_days"), name="goes on after the rota"),
    Edge(
        "shortest_run_of_days",
        "E11 E12",
        2,
        (0, 0, 1),
        limit("min_days"),
        name="ends on the last day but one",
    ),
    Edge(
        "shortest_run_of_days",
        "E0 E1",
        2,
        (0, 0, 0),
        limit("min_days", past_known=False),
        name="may have begun earlier",
    ),
    Edge(
        "shortest_run_of_days",
        "E1 E2",
        2,
        (0, 0, 1),
        limit("min_days", past_known=False),
        name="began after a day off",
    ),
    Edge("shortest_run_of_days", "", 2, (0, 0, 0), limit("min_days", 5), name="fixed work alone"),
    Edge(
        "shortest_run_of_days",
        "E12 E13",
        2,
        (0, 0, 1),
        limit("min_days", standalone=True),
        name="nothing comes after the rota",
    ),
    Edge(
        "shortest_run_off",
        "E2 E3 E4 E5 E6 E7 E8 E9 E10 E11",
        2,
        (0, 0, 2),
        limit("min_days", standalone=True),
        name="nothing comes before or after the rota",
    ),
    Edge(
        "shortest_run_of_type",
        "N0 N1 L2 L3",
        2,
        (0, 0, 1),
        of_type("least", "N"),
        says="2 days of Night in a row from Monday 4 January. The least is 3.",
        days=(0, 1),
    ),
    Edge(
        "shortest_run_of_type", "N0", 3, (0, 0, 1), of_type("least", "N", -1, -2), name="duties of the past"
    ),
    Edge(
        "longest_run_off",
        "E0 E4 E6 E8 E10 E12",
        3,
        (1, 0, 0),
        limit("max_days"),
        says="3 days off in a row from Tuesday 5 January. The most is 2.",
        days=(1, 2, 3),
    ),
    Edge(
        "longest_run_off",
        "E2 E4 E6 E8 E10 E12",
        3,
        (1, 0, 0),
        limit("max_days", -2),
        name="days off before the rota",
    ),
    Edge(
        "longest_run_off", "E2 E4 E6 E8 E10 E12", 2, (1, 0, 0), limit("max_days"), name="nothing known before"
    ),
    Edge(
        "longest_run_off",
        "E1 E3 E5 E7 E9 E11",
        2,
        (1, 0, 0),
        limit("max_days"),
        name="to the end of the rota",
    ),
    Edge(
        "longest_run_off",
        "E2 E4 E6 E8 E10 E12",
        2,
        (2, 1, 0),
        limit("max_days", -2),
        name="each day off too many",
    ),
    Edge(
        "longest_run_off",
        "E0 E2 E4 E6 E8 E10 E12",
        2,
        (0, 0, 0),
        limit("max_days", -4),
        name="days off that ended before the rota",
    ),
    Edge(
        "shortest_run_off",
        "E9",
        3,
        (0, 0, 0),
        limit("min_days", 0, 3),
        name="two days between fixed work",
    ),
    Edge(
        "shortest_run_off",
        "E0 E3",
        2,
        (0, 0, 1),
        limit("min_days"),
        says="Only 2 days off in a row from Tuesday 5 January. The least is 3.",
        days=(1, 2),
    ),
    Edge("shortest_run_off", "E1", 2, (0, 0, 1), limit("min_days", -2), name="days off before the rota"),
    Edge("shortest_run_off", "E13", 2, (0, 0, 1), limit("min_days", 10), name="ends on the last day"),
    Edge("shortest_run_off", "E12", 1, (0, 0, 1), limit("min_days", 10), name="ends on the last day but one"),
    Edge("shortest_run_off", "E7", 2, (0, 0, 0), limit("min_days", 0, 2), name="between fixed work"),
    Edge("shortest_run_off", "E11", 2, (0, 0, 0), limit("min_days", 10, 14), name="ends after the rota"),
)


@each(EDGES)
def test_a_run_may_be_as_long_as_its_limit_and_no_day_longer_or_shorter(edge: Edge) -> None:
    edge.judge()


def test_a_soft_rule_counts_a_run_of_the_past_that_the_rota_ends_too_early() -> None:
    """Hard, it would forbid what nobody may be free to do."""
    for hard, off in ((True, 0), (False, 2)):
        problem = given(
            "shortest_run_of_days", hard=hard, params={"min_days": 3}, ada={"fixed": (elsewhere(-1, 9, 4),)}
        )
        violations = assert_judged(problem, roster_of(""), off)
        assert [violation.days for violation in violations] == [(0,)] * bool(off)


def test_days_in_any_order_make_runs() -> None:
    assert runs([7, 2, 1, 3, 2]) == [range(1, 4), range(7, 8)]
    assert runs([1, 4, 6, 5]) == [range(1, 2), range(4, 7)]
    assert runs([]) == []


def test_only_what_comes_after_fixed_days_alone_is_left_out_of_an_excess() -> None:
    assert excess(range(-3, 2), 3, {-3, -2, -1}) == 2
    assert excess(range(-3, 2), 1, {-3, -2, -1}) == 2
    assert excess(range(3), 3, ()) == 0
    assert excess(range(3), 0, (0,)) == 2


def test_a_run_of_a_type_is_called_by_its_first_duty() -> None:
    changes = {"N1": {"label": "Late night"}}
    problem = given("longest_run_of_type", params={"most": (("N", 1),)}, changes=changes)
    (violation,) = assert_judged(problem, roster_of("N0 N1"), 1)
    assert sentence(problem, violation) == "2 days of Night in a row from Monday 4 January. The most is 1."
