"""Unbroken rests in a week or a fortnight: owed by one employer, and to people under 18 by all together."""

from __future__ import annotations

from typing import Any

from tests.solver.rules.judges import Edge, each
from tests.solver.small import HOUR, elsewhere

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
