"""Working minutes of a day or a week that may not be exceeded: under 18, and on a visa."""

from __future__ import annotations

from datetime import date
from typing import Any

from rostering.problem import WeekCap
from tests.solver.rules.judges import Edge, each
from tests.solver.small import HOUR, elsewhere


def young(most: int, **ada: Any) -> dict[str, Any]:
    return {"params": {"max_min": most}, "ada": {"young_until_day": 99, **ada}}


def visa(most: int, **cap: Any) -> dict[str, Any]:
    return {"ada": {"week_caps": (WeekCap(most, "student", **cap),)}}


EDGES = (
    Edge(
        "young_day",
        "E0 E2",
        8 * HOUR,
        (2, 0, 0),
        young,
        says="Under 18: 8 h on Wednesday 6 January, all jobs counted. The limit is 7 h 59.",
        days=(2,),
        shifts=("E2",),
    ),
    Edge(
        "young_day",
        "S0",
        9 * HOUR,
        (1, 0, 0),
        lambda most: young(most, fixed=(elsewhere(0, 14, 5),)),
        says="Under 18: 9 h on Monday 4 January, all jobs counted. The limit is 8 h 59.",
        name="five hours for the council and four for the trust",
    ),
    Edge(
        "young_day",
        "N4",
        5,
        (0, 1, 7),
        lambda until: young(2 * HOUR, young_until_day=until),
        name="until the birthday, in begun hours: three on its first day and seven and a half on its second",
    ),
    Edge(
        "young_day",
        "N4 N5",
        10 * HOUR + 30,
        (1, 0, 0),
        young,
        says="Under 18: 10 h 30 on Saturday 9 January, all jobs counted. The limit is 10 h 29.",
        days=(5,),
        shifts=("N4", "N5"),
        name="a morning and an evening of two nights",
    ),
    Edge(
        "young_day",
        "N13",
        7 * HOUR + 30,
        (1, 0, 0),
        young,
        says="Under 18: 7 h 30 on Monday 18 January, all jobs counted. The limit is 7 h 29.",
        days=(13,),
        name="the day after the rota",
    ),
    Edge(
        "young_week",
        "N6 L7 S8",
        19 * HOUR + 30,
        (1, 0, 0),
        young,
        says="Under 18: 19 h 30 in the week of Monday 11 January, all jobs counted. The limit is 19 h 29.",
        days=(7, 8, 9, 10, 11, 12, 13),
        shifts=("N6", "L7", "S8"),
        name="the morning after a Sunday night",
    ),
    Edge(
        "visa_hours",
        "N6 L7 S8",
        19 * HOUR + 30,
        (1, 0, 0),
        visa,
        says="19 h 30 in the week of Monday 11 January, all jobs counted. The visa allows 19 h 29.",
        days=(7, 8, 9, 10, 11, 12, 13),
        shifts=("N6", "L7", "S8"),
        name="the morning after a Sunday night",
    ),
    Edge(
        "visa_hours",
        "E4 E5 N6",
        19 * HOUR,
        (1, 0, 0),
        visa,
        shifts=("E4", "E5", "N6"),
        name="the evening of a Sunday night",
    ),
    Edge(
        "visa_hours",
        "E0 S1",
        19 * HOUR,
        (1, 0, 0),
        lambda most: {"ada": {"week_caps": (WeekCap(most, "student"),), "fixed": (elsewhere(-1, 21, 10),)}},
        shifts=("E0", "S1"),
        name="the morning after a Sunday night before the rota",
    ),
    Edge(
        "visa_hours",
        "N13",
        23 * HOUR + 30,
        (1, 0, 0),
        lambda most: {
            "ada": {
                "week_caps": (WeekCap(most, "student"),),
                "fixed": (elsewhere(14, 9, 8), elsewhere(15, 9, 8)),
            }
        },
        says="23 h 30 in the week of Monday 18 January, all jobs counted. The visa allows 23 h 29.",
        days=(13,),
        shifts=("N13",),
        name="the week after the rota",
    ),
    Edge("young_day", "S0", 4 * HOUR, (1, 0, 0), young, name="a short duty"),
    Edge(
        "young_day",
        "",
        5 * HOUR,
        (0, 0, 0),
        lambda most: young(most, fixed=(elsewhere(0, 8, 6),)),
        name="fixed work alone",
    ),
    Edge(
        "young_day",
        "S0",
        5 * HOUR,
        (4, 4, 4),
        lambda most: young(most, fixed=(elsewhere(0, 14, 6),)),
        name="beside too much fixed work nothing may be added",
    ),
    Edge(
        "young_week",
        "E0 E1 E2 E3 E4 E9",
        40 * HOUR,
        (1, 0, 0),
        young,
        says="Under 18: 40 h in the week of Monday 4 January, all jobs counted. The limit is 39 h 59.",
        days=(0, 1, 2, 3, 4, 5, 6),
        shifts=("E0", "E1", "E2", "E3", "E4"),
    ),
    Edge(
        "young_week",
        "S0 S1",
        28 * HOUR,
        (1, 0, 0),
        lambda most: young(most, fixed=tuple(elsewhere(day, 14, 5) for day in range(4))),
        name="all jobs together",
    ),
    Edge(
        "young_week",
        "E0 E1 E2 E3",
        3,
        (0, 0, 8),
        lambda until: young(24 * HOUR, young_until_day=until),
        name="only the days under 18",
    ),
    Edge("young_week", "E0 E1 E2", 23 * HOUR, (2, 1, 1), young, name="in begun hours"),
    Edge(
        "young_week",
        "E0 E1 E2",
        24 * HOUR,
        (1, 0, 0),
        lambda most: {**young(most), "days": 4, "first_day": date(2027, 1, 6)},
        days=(0, 1, 2, 3),
        name="a week that is longer than the rota",
    ),
    Edge(
        "visa_hours",
        "E0 E1 S6 E7 E8",
        20 * HOUR,
        (1, 0, 0),
        visa,
        says="20 h in the week of Monday 4 January, all jobs counted. The visa allows 19 h 59.",
        days=(0, 1, 2, 3, 4, 5, 6),
        shifts=("E0", "E1", "S6"),
    ),
    Edge(
        "visa_hours",
        "E0 E1 E2",
        6,
        (0, 0, 4),
        lambda to: visa(20 * HOUR, from_day=-7, to_day=to - 6),
        name="ends before the week",
    ),
    Edge(
        "visa_hours",
        "E0 E1 E2",
        7,
        (4, 0, 0),
        lambda start: visa(20 * HOUR, from_day=start),
        name="begins after the week",
    ),
    Edge(
        "visa_hours",
        "E8 E9 E10",
        11,
        (4, 4, 4),
        lambda to: visa(20 * HOUR, from_day=9, to_day=to),
        name="any day of a week binds the week",
    ),
)


@each(EDGES)
def test_as_much_as_the_limit_may_be_worked_and_no_minute_more(edge: Edge) -> None:
    edge.judge()
