"""When the compulsory rules cannot all hold, what clashes is named: all of it is needed, and nothing else."""

from __future__ import annotations

import pytest

from rostering.problem import MINUTES_PER_DAY, Away, Demand, Limits, Problem
from rostering.solver import solve
from rostering.solver.conflict import smallest
from tests.solver.small import person, problem, spec

LIMITS = Limits(seconds=20, workers=1)
AWAY = (Away(0, MINUTES_PER_DAY, "leave", "annual leave"),)


def reasons(given: Problem) -> tuple[str, ...]:
    return solve(given, LIMITS).reasons


@pytest.mark.parametrize("needed", [set(), {4}, {0, 9}, {2, 3, 7}, set(range(10))])
def test_what_is_left_is_what_clashes_and_no_more(needed: set[int]) -> None:
    assert set(smallest(range(10), lambda kept: needed <= set(kept))) == needed


def test_a_supervisor_who_is_away_clashes_with_a_lock_and_others_are_left_out() -> None:
    given = problem(
        spec("one_at_a_time"),
        spec("daily_rest", rest_min=660),
        spec("availability"),
        spec("locked"),
        spec("supervision", overlap_percent=50),
        days=2,
        workers=(
            person("apprentice", locked=("E0",), supervisors=("mentor",)),
            person("mentor", away=AWAY),
            person("bystander"),
        ),
    )
    assert reasons(given) == (
        "These cannot all be kept together: Away; Locks; Supervision. It is about apprentice and mentor.",
    )


def test_demands_that_one_person_cannot_meet_at_once_are_named() -> None:
    demands = [Demand(f"{kind}{day}", (f"{kind}{day}",), "Nurse", 1, 1) for day in range(3) for kind in "E"]
    demands.append(Demand("S1", ("S1",), "Nurse", 1, 1))
    given = problem(
        spec("one_at_a_time"), spec("minimum_cover", hard=True), days=3, types="ES", demands=demands
    )
    (words,) = reasons(given)
    assert words == (
        "These cannot all be kept together: One duty at a time; Minimum cover. It is about ada, "
        "the Early on Tuesday 5 January (Nurse) and the Short on Tuesday 5 January (Nurse)."
    )
