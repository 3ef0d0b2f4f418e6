"""The 48-hour average as the regulation has it: (A + B) / C, with leave, new starters and long periods."""

from __future__ import annotations

from typing import Any

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY, Away, PastWeek, Problem, Roster, RuleSpec, Worker
from tests.solver.rules.judges import Edge, each
from tests.solver.small import HOUR, elsewhere, modelled_cost, person, problem, rota, spec

WEEK = "E0 E1 E2 E3 E4"


DAY = MINUTES_PER_DAY
PAST = (PastWeek(48 * HOUR, 5),) * 16
NIGHTS = "E0 E1 E2 E3 E4"


def average(most: int, weeks: int = 17, **ada: Any) -> dict[str, Any]:
    return {
        "params": {"max_week_min": most, "period_weeks": weeks},
        "ada": {"past_weeks": PAST, **ada},
        "days": 7,
    }


def nights(most: int, **ada: Any) -> dict[str, Any]:
    return {
        "params": {"max_day_min": most, "period_weeks": 2},
        "ada": {"past_weeks": (PastWeek(56 * HOUR, 5),), "night_worker": True, **ada},
        "days": 7,
    }


def leave(most: int, excluded_days: int, usual: int = 0) -> dict[str, Any]:
    """Return a week of 20 hours before the rota, with days that its average leaves out."""
    return {
        "params": {"max_week_min": most, "period_weeks": 1},
        "ada": {"past_weeks": (PastWeek(20 * HOUR, 3, excluded_days),), "usual_day_min": usual},
        "days": 7,
    }


def leave_in_rota(start_min: int, end_min: int, excluded: bool = True) -> dict[str, Any]:
    """Return leave in the second week of a rota; each whole day counts as one of eight hours."""
    away = Away(start_min, end_min, "leave", "leave", excluded=excluded)
    return {
        "params": {"max_week_min": 24 * HOUR, "period_weeks": 1},
        "ada": {"away": (away,), "usual_day_min": 8 * HOUR},
    }


EDGES = (
    Edge(
        "average_hours",
        "E0 E1 E2 E3 E4 S5 S6",
        48 * HOUR,
        (1, 0, 0),
        average,
        says="Would average 48 h a week over 17 weeks, all jobs counted. The limit is 47 h 59.",
        days=(0, 1, 2, 3, 4, 5, 6),
    ),
    Edge(
        "average_hours",
        "E0 E1 E2 E3 E4 E5",
        17,
        (0, 0, 0),
        lambda weeks: average(48 * HOUR, weeks),
        name="on average over any number of weeks",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2 E3 E4 E5 E6",
        9,
        (8, 8, 0),
        lambda weeks: average(48 * HOUR, weeks, past_weeks=(*PAST[:8], PastWeek(0))),
        name="how many weeks",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2 E3 E4 E5 E6",
        48 * HOUR,
        (0, 0, 0),
        lambda most: average(most, opted_out=True),
        name="opted out",
    ),
    Edge(
        "average_hours",
        "E0",
        47 * HOUR,
        (1, 0, 0),
        lambda most: average(
            most,
            past_weeks=(PastWeek(50 * HOUR),) * 5,
            post_start_day=-7,
            fixed=tuple(elsewhere(day, 16, 6) for day in range(1, 7)),
        ),
        name="a new starter",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2",
        23 * HOUR,
        (2, 1, 1),
        lambda most: average(most, 1, past_weeks=()),
        name="in begun hours",
    ),
    Edge(
        "average_hours",
        "E0 N6",
        11 * HOUR,
        (1, 0, 0),
        lambda most: average(most, 1, past_weeks=()),
        name="of a night over its end the part before midnight",
    ),
    Edge(
        "average_hours",
        "E0",
        15 * HOUR,
        (1, 0, 0),
        lambda most: average(most, 1, past_weeks=(), fixed=(elsewhere(-1, 21, 10),)),
        name="of a night over its start the part after midnight",
    ),
    Edge(
        "average_hours",
        "N6 E13",
        15 * HOUR + 30,
        (1, 0, 0),
        lambda most: {**average(most, 1, past_weeks=()), "days": 14},
        name="no week has all of a Sunday night, but the second has an Early too",
    ),
    Edge(
        "average_hours",
        "N13",
        18 * HOUR + 30,
        (1, 0, 0),
        lambda most: {
            **leave_in_rota(11 * DAY, 12 * DAY),
            "params": {"max_week_min": most, "period_weeks": 1},
        },
        engine=False,
        name="with leave, a night over its end whole",
    ),
    Edge(
        "average_hours",
        "S0",
        40 * HOUR,
        (4, 4, 4),
        lambda most: average(most, weeks=2, past_weeks=(PastWeek(90 * HOUR),)),
        name="beside too much work already nothing may be added",
    ),
    Edge(
        "night_hours",
        NIGHTS,
        8 * HOUR,
        (1, 0, 0),
        nights,
        says="Night worker: would average 48 h a week over 2 weeks. The limit is 47 h 54.",
        name="rest days left out",
    ),
    Edge(
        "night_hours",
        NIGHTS,
        8 * HOUR,
        (1, 0, 0),
        lambda most: nights(most, opted_out=True),
        name="an opt-out does not lift it",
    ),
    Edge(
        "night_hours",
        NIGHTS,
        8 * HOUR,
        (0, 0, 0),
        lambda most: nights(most, night_worker=False),
        name="no night worker",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2",
        2,
        (0, 8, 16),
        lambda days: leave(28 * HOUR, days),
        days=(0, 1, 2),
        engine=False,
        name="the first days after it stand in for days of leave",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2",
        36 * HOUR,
        (1, 0, 0),
        lambda most: leave(most, 2),
        engine=False,
        name="to the minute, with days that stand in",
    ),
    Edge(
        "average_hours",
        "E6",
        30 * HOUR,
        (0, 0, 0),
        lambda most: {
            **average(most, 2, past_weeks=(), fixed=tuple(elsewhere(day, 8, 10) for day in range(7, 13))),
            "days": 7,
        },
        name="a period that ends after the rota is not judged",
    ),
    Edge(
        "average_hours",
        "E7 E8 E9 E10 E11",
        40 * HOUR,
        (1, 0, 0),
        lambda most: {**average(most, 1, past_weeks=(PastWeek(60 * HOUR),) * 3), "days": 14},
        days=(7, 8, 9, 10, 11, 12, 13),
        name="weeks before a period do not count",
    ),
    Edge(
        "average_hours",
        "E0 E1 E2 E10",
        8 * DAY,
        (0, 0, 0),
        lambda end: leave_in_rota(7 * DAY, end),
        name="leave after a period",
    ),
    Edge(
        "average_hours",
        "E10 E11 E12",
        DAY,
        (0, 0, 0),
        lambda end: leave_in_rota(0, end),
        name="leave before a period",
    ),
    Edge(
        "average_hours",
        "E1 E2 E3",
        DAY,
        (0, 8, 8),
        lambda end: leave_in_rota(0, end),
        engine=False,
        name="leave on the first day of a period",
    ),
    Edge(
        "average_hours",
        "E0",
        4 * HOUR,
        (0, 0, 1),
        lambda usual: leave(36 * HOUR, 3, usual),
        engine=False,
        name="a usual day for each day of leave that no known day stands in for",
    ),
    Edge(
        "average_hours",
        "E12",
        7 * DAY,
        (8, 8, 0),
        lambda start: leave_in_rota(start, 10 * DAY),
        engine=False,
        name="only whole days of leave, from their first minute",
    ),
    Edge(
        "average_hours",
        "E12",
        10 * DAY,
        (0, 8, 8),
        lambda end: leave_in_rota(7 * DAY, end),
        engine=False,
        name="only whole days of leave, to their last minute",
    ),
    Edge(
        "average_hours",
        "E12",
        10 * DAY,
        (0, 0, 0),
        lambda end: leave_in_rota(7 * DAY, end, excluded=False),
        name="time away that is not left out",
    ),
)


@each(EDGES)
def test_an_average_may_be_as_high_as_its_limit_and_no_minute_higher(edge: Edge) -> None:
    edge.judge()


def rule(weeks: int = 17) -> RuleSpec:
    return spec("average_hours", max_week_min=48 * HOUR, period_weeks=weeks)


def judged(given: Problem, roster: Roster) -> bool:
    """Return whether a roster is lawful, having seen that the solver's model says the same."""
    lawful = check(given, roster).lawful
    assert (modelled_cost(given, roster) is not None) == lawful
    return lawful


def with_past(hours: list[int], **facts: Any) -> Worker:
    """Return a person with these weekly hours in the past, the latest first."""
    return person(past_weeks=tuple(PastWeek(weekly * HOUR, 5) for weekly in hours), **facts)


def test_two_weeks_of_leave_are_made_up_for_by_the_days_after_the_period() -> None:
    # 15 weeks of 54 hours and two of leave: 810 hours, and ten days of leave to make up for.
    worked, away = PastWeek(54 * HOUR, 5), PastWeek(0, 0, excluded_days=5)
    ada = person(past_weeks=(worked, away, away, *(worked,) * 14), usual_day_min=0)
    given = problem(rule(), workers=(ada,))
    # Left out of the average, the leave leaves 6 hours for the next ten days of work.
    assert judged(given, rota("S0"))
    assert not judged(given, rota("S0 S1"))


def test_days_after_the_rota_stand_in_as_usual_days() -> None:
    worked, away = PastWeek(48 * HOUR, 5), PastWeek(0, 0, excluded_days=5)
    rested = person(past_weeks=(worked, away, *(worked,) * 15), usual_day_min=9 * HOUR)
    tired = person(past_weeks=(worked, away, *(worked,) * 15), usual_day_min=10 * HOUR)
    assert judged(problem(rule(), days=7, workers=(rested,)), rota("E0"))
    assert not judged(problem(rule(), days=7, workers=(tired,)), rota("N0"))


def test_leave_in_the_rota_is_excluded_too() -> None:
    leave = Away(7 * MINUTES_PER_DAY, 14 * MINUTES_PER_DAY, "leave", "annual leave", excluded=True)
    # A week of nothing but leave would let a bare sum pass what the average does not.
    ada = with_past([49] * 16, away=(leave,), usual_day_min=7 * HOUR)
    given = problem(rule(), workers=(ada,))
    assert judged(given, rota("S0 S1 S2 S3"))
    assert not judged(given, rota("E0 E1 E2 E3 N4"))


def test_a_new_starter_is_judged_on_the_weeks_in_post() -> None:
    six_weeks = [52] * 5
    given = problem(rule(), days=7, workers=(with_past(six_weeks, post_start_day=-35),))
    # Six weeks in post make 288 hours; 260 are worked, so 28 are left.
    assert judged(given, rota("E0 E1 E2 S3"))
    assert not judged(given, rota("E0 E1 E2 E3"))


def test_a_heavy_spell_is_lawful_over_26_weeks_and_not_over_17() -> None:
    past = [50] * 12 + [44] * 13
    heavy = problem(rule(17), days=7, workers=(with_past([50] * 17 + [40] * 8),))
    assert not judged(heavy, rota(WEEK))
    assert judged(problem(rule(26), days=7, workers=(with_past([50] * 17 + [40] * 8),)), rota(WEEK))
    assert judged(problem(rule(26), days=7, workers=(with_past(past),)), rota(WEEK))


def test_every_employer_counts_and_an_opt_out_lifts_the_limit() -> None:
    second_job = tuple(elsewhere(day, 16, 5) for day in range(5))
    past = [48] * 16
    two_jobs = problem(rule(), days=7, workers=(with_past(past, fixed=second_job),))
    assert not judged(two_jobs, rota(WEEK))
    assert judged(problem(rule(), days=7, workers=(with_past(past),)), rota(WEEK))
    opted_out = with_past(past, fixed=second_job, opted_out=True)
    assert judged(problem(rule(), days=7, workers=(opted_out,)), rota(WEEK))


def test_what_is_too_much_already_forbids_more_but_not_nothing() -> None:
    given = problem(rule(), days=7, workers=(with_past([60] * 16),))
    assert judged(given, Roster())
    assert not judged(given, rota("S0"))
