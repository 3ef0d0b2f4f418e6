"""Rule and twin agree: by name, and about random rosters of random problems, hard and soft."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rostering.checker import check
from rostering.problem import (
    MINUTES_PER_DAY,
    Away,
    Demand,
    FairShare,
    HoursPeriod,
    Journey,
    PastWeek,
    PreferredDay,
    Problem,
    Request,
    Roster,
    RuleSpec,
    WeekCap,
    Worker,
)
from rostering.rules import RULES, Strength
from tests.solver.small import HOUR, elsewhere, modelled_cost, person, problem, spec

PARAMETERS: dict[str, dict[str, object]] = {
    "average_hours": {"max_week_min": 30 * HOUR, "period_weeks": 4},
    "night_hours": {"max_day_min": 5 * HOUR, "period_weeks": 4},
    "daily_rest": {"rest_min": 11 * HOUR},
    "rest_in_24_hours": {"rest_min": 11 * HOUR},
    "young_rest_in_24_hours": {"rest_min": 12 * HOUR},
    "rest_between_jobs": {"rest_min": 11 * HOUR},
    "weekly_rest": {"rest_min": 40 * HOUR, "window_days": 14, "rests": 2},
    "young_weekly_rest": {"rest_min": 48 * HOUR, "window_days": 7},
    "young_rest": {"rest_min": 12 * HOUR},
    "young_day": {"max_min": 9 * HOUR},
    "young_week": {"max_min": 30 * HOUR},
    "young_night": {"from_minute": 22 * HOUR, "to_minute": 6 * HOUR},
    "breaks": {"adult_after_min": 600, "adult_break_min": 40, "young_after_min": 400, "young_break_min": 30},
    "longest_run_of_days": {"max_days": 3},
    "longest_run_of_nights": {"max_nights": 1},
    "rest_after_nights": {"rest_min": 46 * HOUR, "after_nights": 2},
    "days_off_after_nights": {"min_days_off": 2, "after_nights": 2},
    "weekends": {"max_weekends": 1, "window_weeks": 2},
    "longest_run_of_weekends": {"max_weekends": 1},
    "shortest_run_of_weekends": {"min_weekends": 2},
    "unwanted_patterns": {"patterns": (("", ("L", "E")),)},
    "forbidden_successions": {"pairs": (("L", "E"), ("N", "L"))},
    "shifts_of_type": {"most": (("N", 1), ("E", 2))},
    "shortest_run_of_days": {"min_days": 3},
    "shortest_run_of_type": {"least": (("E", 2), ("N", 3))},
    "longest_run_of_type": {"most": (("E", 2), ("N", 1))},
    "longest_run_off": {"max_days": 2},
    "shortest_run_off": {"min_days": 3},
    "supervision": {"overlap_percent": 50},
    "hours_target": {"unit_min": 50, "tolerance_min": 20},
    "contract_hours": {"unit_min": 45},
    "travel": {"free_min": 20, "unit_min": 10},
}


#: Weekends as contracts define them.
WEEKENDS = (("sat", "sun"), ("fri", "sat", "sun"), ("sat", "sun", "mon"), ("sun",))
#: Figures that gaps, runs and sums of the duties here meet exactly, beside some that they do not.
FIGURES: dict[str, dict[str, tuple[object, ...]]] = {
    "average_hours": {"max_week_min": (24 * HOUR, 30 * HOUR, 32 * HOUR), "period_weeks": (1, 2, 4)},
    "night_hours": {"max_day_min": (4 * HOUR, 5 * HOUR), "period_weeks": (1, 4)},
    "daily_rest": {"rest_min": (8 * HOUR, 9 * HOUR + 30, 11 * HOUR, 16 * HOUR)},
    "rest_in_24_hours": {"rest_min": (11 * HOUR, 15 * HOUR + 30, 16 * HOUR)},
    "young_rest_in_24_hours": {"rest_min": (12 * HOUR, 15 * HOUR + 30, 16 * HOUR)},
    "rest_between_jobs": {"rest_min": (6 * HOUR, 8 * HOUR, 11 * HOUR, 16 * HOUR)},
    "weekly_rest": {
        "rest_min": (16 * HOUR, 24 * HOUR, 33 * HOUR, 40 * HOUR),
        "window_days": (7, 14),
        "rests": (1, 2, 3),
    },
    "young_weekly_rest": {"rest_min": (33 * HOUR, 40 * HOUR, 48 * HOUR), "window_days": (7, 14)},
    "young_rest": {"rest_min": (9 * HOUR + 30, 12 * HOUR, 16 * HOUR)},
    "young_day": {"max_min": (8 * HOUR, 9 * HOUR, 16 * HOUR)},
    "young_week": {"max_min": (24 * HOUR, 30 * HOUR, 32 * HOUR)},
    "young_night": {
        "from_minute": (21 * HOUR, 21 * HOUR + 30, 22 * HOUR),
        "to_minute": (6 * HOUR, 7 * HOUR, 7 * HOUR + 30),
    },
    "breaks": {
        "adult_after_min": (360, 480, 600),
        "adult_break_min": (30, 40),
        "young_after_min": (400, 480),
        "young_break_min": (30, 31),
    },
    "longest_run_of_days": {"max_days": (1, 2, 3, 4)},
    "longest_run_of_nights": {"max_nights": (1, 2)},
    "rest_after_nights": {
        "rest_min": (23 * HOUR + 30, 30 * HOUR, 46 * HOUR, 47 * HOUR + 30),
        "after_nights": (1, 2, 3),
    },
    "days_off_after_nights": {"min_days_off": (0, 1, 2, 3), "after_nights": (1, 2, 3)},
    "weekends": {"max_weekends": (0, 1, 2), "window_weeks": (0, 1, 2, 3)},
    "same_shift_on_weekend": {"weekend": WEEKENDS},
    "longest_run_of_weekends": {"max_weekends": (0, 1, 2), "weekend": WEEKENDS},
    "shortest_run_of_weekends": {
        "min_weekends": (0, 1, 2, 3),
        "weekend": WEEKENDS,
        "standalone": (True, False),
    },
    "unwanted_patterns": {
        "patterns": (
            (("", ("L", "E")), ("fri", ("-", "*", "*"))),
            (("", ("-", "E", "-")), ("", ("*",)), ("mon", ("E", "-", "-", "N"))),
            (("sun", ("E", "E")), ("wed", ("-",)), ("", ("E", "*", "-"))),
        )
    },
    "shortest_run_of_days": {
        "min_days": (1, 2, 3, 4),
        "past_known": (True, False),
        "standalone": (True, False),
    },
    "longest_run_off": {"max_days": (1, 2, 3)},
    "shortest_run_off": {"min_days": (1, 2, 3), "standalone": (True, False)},
    "supervision": {"overlap_percent": (0, 18, 19, 50, 100)},
    "hours_target": {"unit_min": (45, 60, 120), "tolerance_min": (0, 60, 120)},
    "contract_hours": {
        "unit_min": (45, 60),
        "judges_least": (True, False),
        "judges_most": (True, False),
    },
    "travel": {"free_min": (10, 20, 30), "unit_min": (1, 10)},
    "pay": {"unit_pence": (1, 500, 1234)},
}


def drawn(chance: random.Random, name: str) -> dict[str, object]:
    """Return parameters of a rule, each one of several values."""
    return {
        **PARAMETERS.get(name, {}),
        **{key: chance.choice(values) for key, values in FIGURES.get(name, {}).items()},
    }


def specs(chance: random.Random) -> Iterator[RuleSpec]:
    """Yield a few rules in force, with the cover that always is."""
    yield spec("one_at_a_time")
    yield spec("minimum_cover", weight=50, hard=chance.random() < 0.1)
    for name in chance.sample(sorted(set(RULES) - {"one_at_a_time", "minimum_cover"}), 2):
        hard = RULES[name].strength is Strength.LAW or (
            RULES[name].strength is Strength.TEAM and chance.random() < 0.4
        )
        yield RuleSpec(rule=name, hard=hard, weight=chance.randint(1, 9), params=drawn(chance, name))  # type: ignore[arg-type]


def worker(chance: random.Random, key: str, days: int) -> Worker:
    """Return a person with some of everything that bears on a rota."""
    start = chance.randrange(days)
    return person(
        key,
        fixed=tuple(
            elsewhere(
                day,
                chance.choice((7, 14, 21)),
                8,
                chance.choice(("home", "other")),
                is_night=False,
                type_key=chance.choice("EN"),
            )
            for day in chance.sample(range(-4, days), 3)
        ),
        away=(Away(start * MINUTES_PER_DAY, (start + 2) * MINUTES_PER_DAY, "leave", "leave", excluded=True),),
        past_weeks=tuple(PastWeek(chance.randint(20, 40) * HOUR, 4, chance.randint(0, 2)) for _ in range(4)),
        usual_day_min=7 * HOUR,
        team_key=chance.choice(("", "day team")),
        night_worker=True,
        young_until_day=chance.choice((None, None, 5, 99)),
        week_caps=(WeekCap(30 * HOUR, "visa"),),
        hours=(HoursPeriod(0, days, min_min=16 * HOUR, max_min=50 * HOUR, target_min=30 * HOUR),),
        requests=tuple(
            Request(chance.randrange(days), chance.random() < 0.5, chance.choice(((), ("E",), ("E", "N"))), 2)
            for _ in range(3)
        ),
        fair_shares=(FairShare("nights", 1, 2), FairShare("weekends", 1, 2)),
        locked_off=(chance.randrange(days),),
        supervisors=("w0",) if key == "w1" else None,
        journeys=(Journey("centre", chance.randrange(10, 50)),),
        hour_pence=chance.randrange(3) * 1234,
        earlier=chance.choice((None, (), ("E0", "N1", "E2"))),
        preferred_week=tuple(
            PreferredDay(weekday, chance.random() < 0.5, chance.choice(((), ("E",), ("L", "N"))))
            for weekday in chance.sample(range(7), 3)
        ),
    )


def random_problem(chance: random.Random) -> Problem:
    days = chance.choice((5, 9, 14))
    demands = tuple(
        Demand(f"d{day}", (f"E{day}", f"L{day}"), "Day", 1, 2, under_wanted=3, over=2, maximum=2 + day % 2)
        for day in range(days)
    )
    workers = tuple(
        replace(
            worker(chance, f"w{place}", days),
            week_caps=(WeekCap(chance.choice((16, 24, 30)) * HOUR, "visa"),),
            hours=(
                HoursPeriod(
                    0,
                    days,
                    min_min=chance.choice((16, 20, 24)) * HOUR,
                    max_min=chance.choice((32, 40, 50)) * HOUR,
                    target_min=chance.choice((24, 30)) * HOUR,
                ),
            ),
            hour_pence=chance.choice((0, 100, 1234)),
        )
        for place in range(3)
    )
    return problem(*specs(chance), days=days, workers=workers, demands=demands, types="ELN")


def random_roster(chance: random.Random, given: Problem) -> Roster:
    """Return a roster of a few duties, one a day and person at most, often in runs."""
    pairs = []
    for somebody in given.workers:
        busy = chance.random()
        for day in range(given.days):
            if chance.random() < busy:
                pairs.append((somebody.key, f"{chance.choice('EELN')}{day}"))
    return Roster.of(pairs)


@pytest.mark.parametrize("seed", range(160))
def test_checker_and_model_agree_about_random_rosters(seed: int) -> None:
    chance = random.Random(seed)
    given = random_problem(chance)
    for _ in range(2):
        roster = random_roster(chance, given)
        report = check(given, roster)
        assert modelled_cost(given, roster) == (report.cost if report.lawful else None), report.violations[:3]
