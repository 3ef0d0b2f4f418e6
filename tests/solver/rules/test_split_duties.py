"""Two duties on one day, and the rest that each 24 hours hold then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY, Demand, Limits, Problem, Roster, Status
from rostering.rules import sentence
from rostering.rules.base import timeline
from rostering.solver import solve
from rostering.solver.greedy import greedy_roster
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import HOUR, elsewhere, modelled_cost, problem, spec

DAY = MINUTES_PER_DAY


def at(start_min: int, end_min: int) -> dict[str, int]:
    """Return the hours of a duty, all worked and paid."""
    length = end_min - start_min
    return {
        "start_min": start_min,
        "end_min": end_min,
        "work_min": length,
        "paid_min": length,
        "break_min": 0,
    }


#: A morning from 08:00 to 12:00 and an evening from 16:00 to 20:00, under the names of other duties.
VISITS = {
    f"{kind}{day}": at(DAY * day + start * HOUR, DAY * day + (start + 4) * HOUR)
    for kind, start in (("E", 8), ("L", 16))
    for day in range(14)
}


def visits(rest_min: int, changes: dict[str, dict[str, int]] | None = None, **ada: Any) -> dict[str, Any]:
    return {"params": {"rest_min": rest_min}, "ada": ada, "changes": {**VISITS, **(changes or {})}}


EDGES = (
    Edge(
        "split_duties",
        "S0 L0",
        2,
        (1, 0, 0),
        lambda most: {"params": {"most_a_day": most}},
        says="2 duties start on Monday 4 January. At most 1 may.",
        days=(0,),
        shifts=("S0", "L0"),
    ),
    Edge(
        "split_duties",
        "S0 L0",
        13 * HOUR,
        (0, 0, 1),
        lambda end: {"changes": {"L0": at(13 * HOUR, 21 * HOUR), "S0": at(9 * HOUR, end)}},
        says="Already working: the Late on Monday 4 January clashes with the Short on Monday 4 January.",
        name="two duties of a day may touch",
    ),
    Edge(
        "split_duties",
        "E0",
        7 * HOUR,
        (0, 0, 1),
        lambda end: {"ada": {"fixed": (replace(elsewhere(0, 2, 4), end_min=end),)}},
        says="Already working: the Early on Monday 4 January clashes with work that is already fixed.",
        name="work elsewhere",
    ),
    Edge(
        "rest_in_24_hours",
        "E0 L0",
        12 * HOUR,
        (0, 0, 1),
        visits,
        says=(
            "Longest rest in the 24 hours from the start of the Early on Monday 4 January: 12 h. "
            "Needs 12 h 01 without a break."
        ),
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge(
        "rest_in_24_hours",
        "E0 L0 E1",
        7 * HOUR,
        (1, 0, 0),
        lambda start: visits(11 * HOUR, {"E1": at(DAY + start, DAY + 12 * HOUR)}),
        says=(
            "Longest rest in the 24 hours from the start of the Early on Monday 4 January: 10 h 59. "
            "Needs 11 h without a break."
        ),
        shifts=("E0", "L0", "E1"),
        name="the next morning",
    ),
    Edge(
        "rest_in_24_hours",
        "E0",
        13 * HOUR,
        (0, 0, 1),
        lambda length: visits(11 * HOUR, {"E0": at(8 * HOUR, 8 * HOUR + length)}),
        name="a duty so long that its 24 hours hold no rest",
    ),
    Edge(
        "rest_in_24_hours",
        "E0 L0",
        11 * HOUR,
        (1, 0, 0),
        lambda gap: visits(
            11 * HOUR,
            {"E0": at(8 * HOUR, 9 * HOUR), "L0": at(9 * HOUR + gap, 22 * HOUR)},
        ),
        name="the rest may be that between the two",
    ),
    Edge(
        "rest_in_24_hours",
        "N0 L1",
        18 * HOUR + 30,
        (1, 0, 0),
        lambda start: visits(11 * HOUR, {"L1": at(DAY + start, DAY + 22 * HOUR)}),
        name="after a night",
    ),
    Edge(
        "rest_in_24_hours",
        "E0",
        10 * HOUR + 59,
        (0, 0, 1),
        lambda rest_min: visits(rest_min, fixed=(replace(elsewhere(-1, 9, 4, "home"), end_min=-179),)),
        says=(
            "Longest rest in the 24 hours from the start of other work on Sunday 3 January: 10 h 59. "
            "Needs 11 h without a break."
        ),
        days=(-1, 0),
        name="work of the past",
    ),
    Edge(
        "young_rest_in_24_hours",
        "E0 L0 E1",
        12 * HOUR,
        (0, 0, 1),
        lambda rest_min: visits(rest_min, young_until_day=1),
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge(
        "young_rest_in_24_hours",
        "E0",
        12 * HOUR,
        (0, 0, 1),
        lambda rest_min: visits(rest_min, young_until_day=99, fixed=(elsewhere(0, 18, 2),)),
        name="work for another employer",
    ),
)


@each(EDGES)
def test_each_figure_binds_where_the_law_draws_the_line(edge: Edge) -> None:
    edge.judge()


def test_work_for_another_employer_does_not_shorten_the_rest_of_this_one() -> None:
    fixed = (elsewhere(0, 21, 8),)
    assert_judged(given("rest_in_24_hours", **visits(11 * HOUR, fixed=fixed)), roster_of("E0 L0 E1 L1"), 0)
    fixed = (elsewhere(0, 21, 8, "home"),)
    assert_judged(given("rest_in_24_hours", **visits(11 * HOUR, fixed=fixed)), roster_of("E0 L0 E1 L1"), 1)


def test_three_duties_a_day_are_one_too_many() -> None:
    asked = given("split_duties", changes=VISITS | {"S0": at(13 * HOUR, 14 * HOUR)})
    (violation,) = assert_judged(asked, roster_of("E0 S0 L0"), 1)
    assert sentence(asked, violation) == "3 duties start on Monday 4 January. At most 2 may."


def test_people_of_eighteen_have_the_rest_of_adults() -> None:
    asked = given("young_rest_in_24_hours", **visits(13 * HOUR))
    assert_judged(asked, roster_of("E0 L0 E1 L1"), 0)


@pytest.mark.parametrize(("second_day", "lawful"), [(23 * HOUR, False), (24 * HOUR, True), (25 * HOUR, True)])
def test_rest_is_counted_in_hours_that_pass(second_day: int, lawful: bool) -> None:
    """From 21:00 to 08:00 are eleven hours of the clock: ten when it goes forward, twelve when back."""
    start = second_day - 24 * HOUR + DAY + 8 * HOUR
    changes = {
        "L0": at(17 * HOUR, 21 * HOUR),
        "E1": at(start, start + 4 * HOUR),
    }
    asked = given("rest_in_24_hours", **visits(11 * HOUR, changes))
    assert_judged(asked, roster_of("E0 L0 E1"), 0 if lawful else 1)


def rests_by_minute(given_problem: Problem, roster: Roster, rest_min: int) -> int:
    """Return, minute by minute, how many 24 hours from a day's first work for "home" lack the rest."""
    duties = [
        duty
        for duty in timeline(given_problem, roster, given_problem.workers[0])
        if duty.employer_key == "home"
    ]
    busy = {minute for duty in duties for minute in range(duty.start_min, duty.end_min)}
    lacking = 0
    for day in sorted({duty.day for duty in duties}):
        start = min(duty.start_min for duty in duties if duty.day == day)
        period = range(start, start + DAY)
        own = any(
            duty.shift and not {*period}.isdisjoint(range(duty.start_min, duty.end_min)) for duty in duties
        )
        run = longest = 0
        for minute in period:
            run = 0 if minute in busy else run + 1
            longest = max(longest, run)
        lacking += own and longest < rest_min
    return lacking


def rosters() -> Iterator[str]:
    """Yield every choice of up to four duties of two days."""
    keys = [f"{kind}{day}" for day in (0, 1) for kind in "ELNS"]
    for number in range(5):
        for chosen in combinations(keys, number):
            yield " ".join(chosen)


@pytest.mark.parametrize(
    "fixed",
    [
        (),
        (elsewhere(-1, 20, 4, "home"),),
        (elsewhere(0, 14, 1, "home"), elsewhere(1, 20, 2)),
        (elsewhere(0, 0, 14, "home"),),
    ],
    ids=["none", "evening before", "in the day", "without rest"],
)
def test_checker_and_model_say_of_every_roster_what_its_minutes_say(fixed: tuple[Any, ...]) -> None:
    facts = visits(11 * HOUR, {"S0": at(5 * HOUR, 6 * HOUR)}, fixed=fixed)
    changes = {key: change for key, change in facts.pop("changes").items() if key[1:] in "01"}
    asked = given("rest_in_24_hours", days=2, changes=changes, **facts)
    for text in rosters():
        roster = roster_of(text)
        lacking = rests_by_minute(asked, roster, 11 * HOUR)
        assert sum(violation.amount for violation in check(asked, roster).violations) == lacking, text
        assert (modelled_cost(asked, roster) is None) == bool(lacking), text


def test_who_may_split_a_day_can_fill_its_morning_and_its_evening() -> None:
    needs = [Demand(key, (key,), key, 1, 1) for day in range(3) for key in (f"E{day}", f"L{day}")]
    for allowed, unfilled in ((True, 0), (False, 3)):
        split = (spec("split_duties"), spec("rest_in_24_hours", rest_min=11 * HOUR))
        whole = (spec("one_at_a_time"), spec("daily_rest", rest_min=11 * HOUR))
        rules = (*(split if allowed else whole), spec("minimum_cover", weight=9))
        asked = problem(
            *rules,
            days=3,
            types="EL",
            changes={key: VISITS[key] for key in VISITS if key[1:] in "012"},
            demands=needs,
        )
        result = solve(asked, Limits(seconds=20, workers=1))
        assert (result.status, result.unfilled) == (Status.OPTIMAL, unfilled)
        assert result.roster is not None and check(asked, result.roster).lawful
        first = greedy_roster(asked)
        assert first is not None and check(asked, first).unfilled == unfilled
