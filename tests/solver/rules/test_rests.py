"""The rest between two duties: of one employer, of any, of people under 18, and after nights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY
from tests.solver.rules.judges import Edge, each, given, roster_of
from tests.solver.small import HOUR, elsewhere, modelled_cost

DAY = MINUTES_PER_DAY
HOME_NIGHTS = (
    elsewhere(-2, 21, 10, "home", is_night=True),
    elsewhere(-1, 21, 10, "home", is_night=True),
)


def rest(minutes: int, **ada: Any) -> dict[str, Any]:
    return {"params": {"rest_min": minutes}, "ada": ada}


def after_nights(minutes: int, nights: int = 2, **ada: Any) -> dict[str, Any]:
    return {"params": {"rest_min": minutes, "after_nights": nights}, "ada": ada}


EDGES = (
    Edge(
        "daily_rest",
        "L0 E1",
        9 * HOUR + 30,
        (0, 0, 1),
        rest,
        says="9 h 30 rest before the Early on Tuesday 5 January. Needs 9 h 31.",
        days=(0, 1),
        shifts=("L0", "E1"),
    ),
    Edge(
        "daily_rest",
        "E0",
        10 * HOUR,
        (0, 0, 1),
        lambda minutes: rest(minutes, fixed=(elsewhere(-1, 13, 8, "home"),)),
        says="10 h rest before the Early on Monday 4 January. Needs 10 h 01.",
        days=(-1, 0),
        shifts=("E0",),
        name="work of the past",
    ),
    Edge(
        "daily_rest",
        "E0",
        6 * HOUR,
        (0, 0, 1),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 21, 8, "home"),)),
        says="6 h rest between the Early on Monday 4 January and other work. Needs 6 h 01.",
        shifts=("E0",),
        name="fixed work afterwards",
    ),
    Edge(
        "daily_rest",
        "E0",
        1,
        (0, 1, 1),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 15, 4, "home"),)),
        name="no rest at all",
    ),
    Edge(
        "daily_rest",
        "E0",
        6 * HOUR,
        (0, 0, 0),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 21, 8, "other"),)),
        name="another employer does not count",
    ),
    Edge(
        "daily_rest",
        "",
        6 * HOUR,
        (0, 0, 0),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 7, 8, "home"), elsewhere(0, 21, 8, "home"))),
        name="two pieces of fixed work are nobody's to change",
    ),
    Edge(
        "daily_rest",
        "E0 E1 E2",
        40 * HOUR,
        (2, 2, 3),
        rest,
        name="not only the next duty",
    ),
    Edge(
        "daily_rest",
        "S0",
        3 * HOUR,
        (1, 1, 2),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 4, 2, "home"), elsewhere(0, 5, 2, "home"))),
        name="after each of two pieces of fixed work",
    ),
    Edge(
        "rest_between_jobs",
        "E0",
        10 * HOUR,
        (0, 0, 1),
        lambda minutes: rest(minutes, fixed=(elsewhere(-1, 13, 8),)),
        says="10 h rest before the Early on Monday 4 January. Needs 10 h 01.",
        shifts=("E0",),
    ),
    Edge("rest_between_jobs", "L0 E1", 9 * HOUR + 30, (0, 0, 0), rest, name="one job"),
    Edge(
        "young_rest",
        "E1",
        10 * HOUR,
        (0, 0, 1),
        lambda minutes: rest(minutes, fixed=(elsewhere(0, 13, 8),), young_until_day=99),
        says="10 h rest before the Early on Tuesday 5 January. Needs 10 h 01.",
    ),
    Edge(
        "young_rest",
        "L0 E1",
        2,
        (0, 1, 1),
        lambda until: rest(12 * HOUR, young_until_day=until),
        shifts=("L0", "E1"),
        engine=False,
        name="until the birthday",
    ),
    Edge("young_rest", "L0 E1", 12 * HOUR, (0, 0, 0), rest, name="an adult"),
    Edge(
        "rest_after_nights",
        "N0 N1 E3",
        23 * HOUR + 30,
        (0, 0, 1),
        after_nights,
        says="23 h 30 rest after the night of Tuesday 5 January. Needs 23 h 31.",
        days=(1, 3),
        shifts=("N1", "E3"),
    ),
    Edge(
        "rest_after_nights",
        "N0 L3",
        30 * HOUR,
        (0, 0, 0),
        after_nights,
        name="one night is not two",
    ),
    Edge(
        "rest_after_nights",
        "N0 N1 E3",
        2,
        (1, 1, 0),
        lambda nights: after_nights(46 * HOUR, nights),
        name="how many nights",
    ),
    Edge(
        "rest_after_nights",
        "E0 E1",
        46 * HOUR,
        (0, 0, 0),
        lambda minutes: after_nights(minutes, 1),
        name="only after nights",
    ),
    Edge("rest_after_nights", "N0 N1 L2", 6 * HOUR, (0, 0, 1), after_nights, name="on the day after"),
    Edge(
        "rest_after_nights",
        "N0 N1 L2",
        1,
        (0, 1, 1),
        lambda minutes: {
            **after_nights(minutes),
            "changes": {"L2": {"start_min": 2 * DAY + 7 * HOUR + 30}},
        },
        name="no rest at all",
    ),
    Edge(
        "rest_after_nights",
        "N0 N1",
        24 * HOUR + 30,
        (0, 0, 1),
        lambda minutes: after_nights(minutes, fixed=(elsewhere(3, 8, 4),)),
        shifts=("N1",),
        name="before fixed work",
    ),
    Edge(
        "rest_after_nights",
        "L1",
        30 * HOUR + 30,
        (0, 0, 1),
        lambda minutes: after_nights(minutes, fixed=HOME_NIGHTS),
        says="30 h 30 rest after the night of Sunday 3 January. Needs 30 h 31.",
        shifts=("L1",),
        name="nights of the past",
    ),
    Edge(
        "rest_after_nights",
        "N0",
        14 * HOUR,
        (0, 0, 0),
        lambda minutes: after_nights(minutes, fixed=HOME_NIGHTS),
        name="the next night goes on with the run",
    ),
    Edge(
        "rest_after_nights",
        "N0 N1 N3",
        37 * HOUR + 30,
        (0, 0, 1),
        after_nights,
        shifts=("N1", "N3"),
        name="a night that does not go on with the run",
    ),
    Edge(
        "rest_after_nights",
        "",
        40 * HOUR,
        (0, 0, 0),
        lambda minutes: after_nights(minutes, fixed=(*HOME_NIGHTS, elsewhere(0, 20, 4))),
        name="fixed work alone",
    ),
)


@each(EDGES)
def test_a_rest_is_enough_from_its_figure_on(edge: Edge) -> None:
    edge.judge()


def test_between_duties_that_overlap_no_rest_is_owed() -> None:
    """That they overlap is for another rule to say."""
    for rule, params in (
        ("daily_rest", {"rest_min": 660}),
        ("rest_between_jobs", {"rest_min": 660}),
        ("rest_after_nights", {"rest_min": 660, "after_nights": 1}),
    ):
        employer = "other" if rule == "rest_between_jobs" else "home"
        fixed = replace(elsewhere(1, 6, 4, employer), start_min=DAY + 7 * HOUR + 29)
        ada = {"fixed": (fixed,)}
        problem = given(rule, params=params, ada=ada)
        assert check(problem, roster_of("N0")).lawful
        assert modelled_cost(problem, roster_of("N0")) == 0
