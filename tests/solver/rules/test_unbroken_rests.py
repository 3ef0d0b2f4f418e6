"""Unbroken rests in a week or a fortnight: owed by one employer, and to people under 18 by all together."""

from __future__ import annotations

from datetime import date
from typing import Any

from rostering.problem import MINUTES_PER_DAY
from rostering.rules._rest import rests_in
from rostering.rules.base import timeline
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import HOUR, elsewhere, person, problem

DAY = MINUTES_PER_DAY

WORKING_WEEK = "E0 E1 E2 E3 E4"


def rests(minutes: int, days: int = 7, rests: int = 1, **ada: Any) -> dict[str, Any]:
    return {"params": {"rest_min": minutes, "window_days": days, "rests": rests}, "ada": ada}


def young(minutes: int, **ada: Any) -> dict[str, Any]:
    return {
        "params": {"rest_min": minutes, "window_days": 7},
        "ada": {"young_until_day": 99, **ada},
        "days": 7,
    }


EDGES = (
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4 E5",
        33 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes), "days": 7},
        says="No unbroken 33 h 01 off in the 7 days from Monday 4 January.",
        days=(0, 1, 2, 3, 4, 5, 6),
        shifts=("E0", "E1", "E2", "E3", "E4", "E5"),
        name="to the end of the week",
    ),
    Edge(
        "weekly_rest",
        "E1 E2 E3 E4 E5 E6",
        31 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes), "days": 7},
        name="from the beginning of the week",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 N3 L5 L6",
        30 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes), "days": 7},
        name="by the clock and not by the day",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12",
        1,
        (0, 0, 1),
        lambda number: rests(33 * HOUR, 14, number),
        says="Fewer than 2 rests of 33 h in the 14 days from Monday 4 January.",
        name="how many rests in a fortnight",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4 L6 E7 E8 E9 E10 E11 E12",
        33 * HOUR,
        (0, 0, 1),
        lambda minutes: rests(minutes, 14, 2),
        name="two separate rests",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E4 E5 E6",
        20 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes, 7, 2), "days": 7},
        name="one long gap holds two short rests",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E4 E5 E6",
        40 * HOUR,
        (0, 0, 1),
        lambda minutes: {
            **rests(minutes, fixed=(elsewhere(3, 8, 8), elsewhere(3, 8, 8, "other"))),
            "days": 7,
        },
        name="another employer does not break it",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E4 E5 E6",
        17 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes, fixed=(elsewhere(3, 8, 8, "home"),)), "days": 7},
        name="fixed work for the employer breaks it",
    ),
    Edge(
        "weekly_rest",
        "",
        48 * HOUR,
        (0, 0, 0),
        lambda minutes: rests(minutes, fixed=tuple(elsewhere(day, 8, 8, "home") for day in range(14))),
        name="fixed work alone",
    ),
    Edge(
        "weekly_rest",
        "E1 E2 E3 E4 E5 E6",
        24 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes, fixed=(elsewhere(-1, 21, 10, "home"),)), "days": 7},
        name="a duty that runs into the week",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4 E5 E6",
        8,
        (1, 0, 0),
        lambda days: {**rests(30 * HOUR, days), "days": 8},
        name="only whole stretches inside the rota",
    ),
    Edge(
        "weekly_rest",
        "E7 E8 E9 E10 E11 E12",
        33 * HOUR,
        (0, 0, 1),
        rests,
        name="in the second week alone",
    ),
    Edge("weekly_rest", "E0 E7 E8 E9 E10 E11 E12", 33 * HOUR, (0, 0, 1), rests, name="in the second week"),
    Edge(
        "weekly_rest",
        "E7",
        33 * HOUR,
        (0, 0, 0),
        lambda minutes: rests(minutes, fixed=tuple(elsewhere(day, 8, 8, "home") for day in range(7))),
        name="a week of fixed work alone beside one of the rota",
    ),
    Edge(
        "weekly_rest",
        " ".join(f"E{day}" for day in range(7, 21)),
        33 * HOUR,
        (0, 0, 0),
        lambda minutes: {**rests(minutes, 14), "days": 28, "types": "E"},
        name="fortnights that follow each other",
    ),
    Edge(
        "weekly_rest",
        " ".join(f"E{day}" for day in range(7, 20)),
        33 * HOUR,
        (1, 1, 1),
        lambda minutes: {**rests(minutes, 13), "days": 28, "types": "E"},
        engine=False,
        name="less than a fortnight begins every Monday",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4",
        33 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes, 6), "days": 6},
        name="less than a week",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3",
        55 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes), "days": 5, "first_day": date(2027, 1, 6)},
        days=(0, 1, 2, 3, 4),
        name="a week that began before the rota",
    ),
    Edge(
        "weekly_rest",
        "E0 E1 E2 E3 E4 E5 N6",
        30 * HOUR,
        (0, 0, 1),
        lambda minutes: {**rests(minutes), "days": 7},
        name="a night that runs out of the week",
    ),
    Edge(
        "young_weekly_rest",
        WORKING_WEEK,
        57 * HOUR,
        (0, 0, 1),
        young,
        says="No unbroken 57 h 01 off in the 7 days from Monday 4 January.",
        shifts=("E0", "E1", "E2", "E3", "E4"),
    ),
    Edge(
        "young_weekly_rest",
        WORKING_WEEK,
        28 * HOUR,
        (0, 0, 1),
        lambda minutes: young(minutes, fixed=(elsewhere(5, 19, 5),)),
        name="all jobs together",
    ),
    Edge(
        "young_weekly_rest",
        WORKING_WEEK,
        1,
        (0, 1, 1),
        lambda until: young(60 * HOUR, young_until_day=until),
        name="a week that begins under 18",
    ),
)


@each(EDGES)
def test_a_rest_is_long_enough_from_its_figure_on(edge: Edge) -> None:
    edge.judge()


def test_a_duty_that_only_touches_a_week_is_not_in_it() -> None:
    week = 7 * DAY
    full = rests(33 * HOUR, fixed=tuple(elsewhere(day, 1, 22, "home") for day in range(7, 14)))
    last: dict[str, Any] = {"changes": {"L6": {"end_min": week, "start_min": week - 8 * HOUR}}}
    assert_judged(given("weekly_rest", **full, **last), roster_of("L6"), 0)
    full = rests(33 * HOUR, fixed=tuple(elsewhere(day, 1, 22, "home") for day in range(7)))
    first: dict[str, Any] = {"changes": {"E7": {"start_min": week, "end_min": week + 8 * HOUR}}}
    assert_judged(given("weekly_rest", **full, **first), roster_of("E7"), 0)


def test_time_that_is_not_free_holds_no_rest() -> None:
    ada = person(fixed=(elsewhere(0, 0, 7), elsewhere(0, 15, 9)))
    day = problem(workers=(ada,), days=1)
    duties = timeline(day, roster_of("E0"), ada)
    assert rests_in(day, duties, range(1), 1) == 0
    assert rests_in(day, duties[1:], range(1), 60) == 7
    assert rests_in(day, duties[:1], range(1), 17 * HOUR) == 1
    assert rests_in(day, duties[:1], range(1), 17 * HOUR + 1) == 0
